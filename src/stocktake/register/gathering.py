"""Records gathered for one page: some by their ids, then those beside the ones at hand."""

from collections.abc import Callable, Iterable, Mapping, Sequence

import sqlalchemy as sa

from stocktake.model import (
    Article,
    Commitment,
    Entry,
    Holdings,
    Judgement,
    Mechanism,
    Meeting,
    Origin,
    Page,
    Person,
)
from stocktake.questions import Step
from stocktake.register import schema
from stocktake.register.facets import articles_of, named_by
from stocktake.register.finding import heads
from stocktake.register.rows import KINDS, article_of, entry_of, judgement_of, page_of, portions

AT_MOST = 600
"""How many records one step brings; a page never shows more."""

_RESTING = tuple(kind for kind in KINDS if kind not in ("origins", "parties"))
_LONGEST_LINE = 12  # renewals of one promise that are followed


class Gathering:
    """The records at hand, inside one transaction."""

    def __init__(self, connection: sa.Connection) -> None:
        self._connection = connection
        self._entries: dict[str, Entry] = {}
        self._articles: dict[str, Article] = {}
        self._pages: dict[str, Page] = {}
        self._steps: Mapping[Step, Callable[[], None]] = {
            "named": self._named,
            "meetings": lambda: self._referring("mechanism", Mechanism, "meetings"),
            "every meeting": self._every_meeting,
            "bodies": lambda: self._referring("parent", Mechanism, "mechanisms"),
            "promises": lambda: self._referring("meeting", Meeting, "commitments"),
            "texts agreed": lambda: self._referring("meeting", Meeting, "agreements"),
            "outcomes": lambda: self._referring("commitment", Commitment, "follow_through"),
            "lineage": self._lineage,
            "disagreements": lambda: self._referring("about", object, "discrepancies"),
            "resting": lambda: self._resting(_RESTING),
            "told": lambda: self._resting(("follow_through",)),
            "whole": self._all_of_them,
            "on the page": self._on_the_page,
            "attended": lambda: self._referring("person", Person, "meetings"),
            "reports": lambda: self._reports(self._heads),
            "texts": self._texts,
            "origins": self._origins,
        }

    def take(self, ids: Iterable[str]) -> None:
        """Take the records of these ids: entries, articles without their texts, pages."""
        wanted = list(dict.fromkeys(ids))
        self._take_entries(wanted)
        left = [i for i in wanted if i not in self._entries]
        if left:
            self._heads(left)
            self._take_pages([i for i in left if i not in self._articles])

    def follow(self, step: Step) -> None:
        """Take the records that a step leads to."""
        self._steps[step]()

    def holdings(self) -> Holdings:
        """Give the records at hand and what people decided of them."""
        ids = sorted([*self._entries, *self._articles])
        return Holdings(
            pages=tuple(self._pages[i] for i in sorted(self._pages)),
            articles=tuple(self._articles[i] for i in sorted(self._articles)),
            relevant=frozenset(self._relevant()),
            entries=tuple(self._entries[i] for i in sorted(self._entries)),
            judgements=self._judgements(ids),
        )

    def _judgements(self, ids: Sequence[str]) -> tuple[Judgement, ...]:
        """Give what people decided of the records at hand, under the ids that they had then too."""
        table = schema.judgements
        bearing = sorted({r.judgement for entry in self._entries.values() for r in entry.rulings})
        found = {
            row["id"]: judgement_of(row)
            for column, values in ((table.c.record, ids), (table.c.id, bearing))
            for portion in portions(values)
            for row in self._rows(sa.select(table).where(column.in_(portion)))
        }
        return tuple(found[i] for i in sorted(found))

    def _named(self) -> None:
        for _ in range(2):  # what is named, and what that names in turn
            self._take_entries(
                [i for entry in list(self._entries.values()) for i in named_by(entry)][
                    : 4 * AT_MOST
                ]
            )

    def _referring(self, facet: str, held: type, kind: str) -> None:
        table = schema.facets
        ids = [i for i, entry in self._entries.items() if isinstance(entry, held)]
        if held is object:
            ids += list(self._articles)
        found: list[str] = []
        for portion in portions(sorted(ids)):
            here = (table.c.facet == facet, table.c.value.in_(portion), table.c.kind == kind)
            wanted = sa.select(table.c.id).where(*here).order_by(table.c.day.desc(), table.c.id)
            found += self._connection.execute(wanted.limit(AT_MOST)).scalars()
        self._take_entries(found)

    def _all_of_them(self) -> None:
        table = schema.entries
        for portion in portions(sorted(self._entries)):
            wanted = sa.select(table.c.kind, table.c.body).where(table.c.id.in_(portion))
            for row in self._rows(wanted):
                entry = entry_of(row["kind"], row["body"])
                self._entries[entry.id] = entry

    def _on_the_page(self) -> None:
        table = schema.articles
        for portion in portions(sorted(self._pages)):
            wanted = sa.select(table.c.id).where(table.c.page.in_(portion))
            self._heads(self._connection.execute(wanted).scalars().all())

    def _every_meeting(self) -> None:
        table = schema.facets
        formats = sorted(i for i, entry in self._entries.items() if isinstance(entry, Mechanism))
        for portion in portions(formats):
            here = (
                table.c.facet == "mechanism", table.c.kind == "meetings",
                table.c.value.in_(portion),
            )  # fmt: skip
            found = self._connection.execute(sa.select(table.c.id).where(*here)).scalars()
            self._take_entries(found.all())

    def _lineage(self) -> None:
        for _ in range(_LONGEST_LINE):
            before = len(self._entries)
            promises = [e for e in self._entries.values() if isinstance(e, Commitment)]
            self._take_entries([c.renews for c in promises if c.renews])
            self._referring("renews", Commitment, "commitments")
            if len(self._entries) == before:
                return

    def _resting(self, kinds: Sequence[str]) -> None:
        table = schema.facets
        for portion in portions(sorted(self._articles)):
            here = (
                table.c.facet == "article", table.c.kind.in_(kinds), table.c.value.in_(portion),
            )  # fmt: skip
            found = self._connection.execute(sa.select(table.c.id).where(*here)).scalars().all()
            self._take_entries(found[:AT_MOST])

    def _reports(self, take: Callable[[Sequence[str]], None]) -> None:
        kinds = (Commitment, Meeting)
        entries = sorted(self._entries.values(), key=lambda e: not isinstance(e, kinds))
        wanted = dict.fromkeys(
            article for entry in entries if _is_shown(entry) for article in articles_of(entry)
        )
        take([article for article in wanted if article not in self._articles][:AT_MOST])

    def _texts(self) -> None:
        self._whole(sorted(self._articles))
        self._reports(self._whole)

    def _origins(self) -> None:
        table = schema.facets
        for portion in portions(sorted(self._articles)):
            here = (
                table.c.facet == "article", table.c.value.in_(portion), table.c.kind == "origins",
            )  # fmt: skip
            self._take_entries(
                self._connection.execute(sa.select(table.c.id).where(*here)).scalars().all()
            )

    def _take_entries(self, ids: Iterable[str]) -> None:
        wanted = [i for i in dict.fromkeys(ids) if i not in self._entries]
        entries, finding = schema.entries, schema.finding
        body = sa.case((finding.c.short == "", entries.c.body), else_=finding.c.short)
        joined = entries.join(finding, entries.c.id == finding.c.id)
        found = sa.select(entries.c.kind, body.label("body")).select_from(joined)
        for portion in portions(wanted):
            for row in self._rows(found.where(entries.c.id.in_(portion))):
                entry = entry_of(row["kind"], row["body"])
                self._entries[entry.id] = entry

    def _whole(self, ids: Sequence[str]) -> None:
        for portion in portions(ids):
            here = schema.articles.c.id.in_(portion)
            for row in self._rows(sa.select(schema.articles).where(here)):
                self._articles[row["id"]] = article_of(row)

    def _heads(self, ids: Sequence[str]) -> None:
        for portion in portions(ids):
            for article in heads(self._connection, portion):
                self._articles[article.id] = article

    def _take_pages(self, ids: Sequence[str]) -> None:
        for portion in portions(ids):
            here = schema.pages.c.id.in_(portion)
            for row in self._rows(sa.select(schema.pages).where(here)):
                self._pages[row["id"]] = page_of(row)

    def _relevant(self) -> Iterable[str]:
        table = schema.readings
        for portion in portions(sorted(self._articles)):
            here = (table.c.article.in_(portion), table.c.relevant)
            yield from self._connection.execute(sa.select(table.c.article).where(*here)).scalars()

    def _rows(self, wanted: sa.Select[tuple[object, ...]]) -> Sequence[sa.RowMapping]:
        return self._connection.execute(wanted).mappings().all()


def _is_shown(entry: Entry) -> bool:
    """Tell whether a page that shows an entry shows its sources; a party has too many."""
    return not isinstance(entry, Origin) and len(entry.evidence) < AT_MOST // 10
