"""Records gathered for one page: some by their ids, then those beside the ones at hand."""

from collections.abc import Callable, Iterable, Mapping, Sequence

import sqlalchemy as sa

from stocktake.model import (
    Article,
    Commitment,
    Entry,
    FollowThrough,
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
from stocktake.register.among import among
from stocktake.register.facets import articles_of, hanging_on, named_by, owners_and_parties
from stocktake.register.finding import heads
from stocktake.register.references import sought, with_references
from stocktake.register.remembered import Remembered
from stocktake.register.rows import KINDS, article_of, entry_of, judgement_of, page_of
from stocktake.register.shortening import MAY_BE_LONG

AT_MOST = 600
"""How many records one step brings; a page never shows more."""

STATE = sa.select(schema.meta.c.value).where(schema.meta.c.name == "changes")
"""Asks for the word that changes whenever the register does."""

_RESTING = tuple(kind for kind in KINDS if kind not in ("origins", "parties"))
_LONGEST_LINE = 12  # renewals of one promise that are followed


class Gathering:
    """The records at hand, inside one transaction."""

    def __init__(self, connection: sa.Connection, remembered: Remembered) -> None:
        self._connection = connection
        self._remembered = remembered.at(str(connection.execute(STATE).scalar()))
        self._entries: dict[str, Entry] = {}
        self._articles: dict[str, Article] = {}
        self._relevant: set[str] = set()
        self._pages: dict[str, Page] = {}
        self._steps: Mapping[Step, Callable[[], None]] = {
            "named": self._named,
            "belonging": self._belonging,
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
            "reports of deeds": self._reports_of_deeds,
            "texts": self._texts,
            "origins": self._origins,
        }

    def take(self, ids: Iterable[str]) -> None:
        """Take the records of these ids: entries, articles without their texts, pages."""
        wanted = list(dict.fromkeys(ids))
        self._take_entries(wanted)
        self._find_again()
        left = [i for i in wanted if i not in self._entries]
        if left:
            self._heads(left)
            self._take_pages([i for i in left if i not in self._articles])

    def _find_again(self) -> None:
        """Have corrected fields name records by the ids that those have now."""
        corrected = [e for e in self._entries.values() if any(r.field for r in e.rulings)]
        if not corrected:
            return
        judgements = self._judgements([])
        named = [pair for entry in corrected for pair in sought(entry, judgements)]
        self._take_entries(record for record, _ in named if record)
        lost = [anchor for record, anchor in named if record not in self._entries]
        if lost:
            articles = sorted({spot.article for anchor in lost for spot in anchor.spots})
            kinds = sorted({anchor.kind for anchor in lost})
            self._take_entries(self._having("article", articles, kinds))
            told = with_references(list(self._entries.values()), judgements)
            self._entries = {entry.id: entry for entry in told}

    def follow(self, step: Step) -> None:
        """Take the records that a step leads to."""
        self._steps[step]()

    def holdings(self) -> Holdings:
        """Give the records at hand and what people decided of them."""
        ids = sorted([*self._entries, *self._articles])
        return Holdings(
            pages=tuple(self._pages[i] for i in sorted(self._pages)),
            articles=tuple(self._articles[i] for i in sorted(self._articles)),
            relevant=frozenset(self._relevant),
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
            for row in (self._rows(sa.select(table).where(among(column, values))) if values else ())
        }
        return tuple(found[i] for i in sorted(found))

    def _named(self) -> None:
        known = set(self._entries)
        self._take_entries(self._names(named_by, known))
        # Of what is named only now, the page says whose it is and which parties are in it.
        self._take_entries(self._names(owners_and_parties, self._entries.keys() - known))

    def _belonging(self) -> None:
        self._take_entries(self._names(owners_and_parties, list(self._entries)))

    def _names(self, name: Callable[[Entry], Iterable[str]], ids: Iterable[str]) -> list[str]:
        named = dict.fromkeys(i for wanted in ids for i in name(self._entries[wanted]))
        return list(named)[: 4 * AT_MOST]

    def _referring(self, facet: str, held: type, kind: str) -> None:
        ids = [i for i, entry in self._entries.items() if isinstance(entry, held)]
        if held is object:
            ids += list(self._articles)
        self._take_entries(self._found(facet, sorted(ids), kind))

    def _found(self, facet: str, values: Sequence[str], kind: str) -> Sequence[str]:
        """Give the newest records of a kind that have one of some values of a facet."""
        if not values:
            return ()
        table = schema.facets
        here = (table.c.facet == facet, among(table.c.value, values), table.c.kind == kind)
        wanted = sa.select(table.c.id).where(*here).order_by(table.c.day.desc(), table.c.id)
        return self._connection.execute(wanted.limit(AT_MOST)).scalars().all()

    def _all_of_them(self) -> None:
        table = schema.entries
        wanted = sa.select(table.c.kind, table.c.body)
        here = among(table.c.id, sorted(self._entries))
        for kind, body in self._connection.execute(wanted.where(here)).all():
            entry = entry_of(kind, body)
            self._entries[entry.id] = entry

    def _on_the_page(self) -> None:
        table = schema.articles
        wanted = sa.select(table.c.id).where(among(table.c.page, sorted(self._pages)))
        self._heads(self._connection.execute(wanted).scalars().all())

    def _every_meeting(self) -> None:
        formats = sorted(i for i, entry in self._entries.items() if isinstance(entry, Mechanism))
        self._take_entries(self._having("mechanism", formats, ("meetings",)))

    def _lineage(self) -> None:
        fresh = {i for i, entry in self._entries.items() if isinstance(entry, Commitment)}
        for _ in range(_LONGEST_LINE):
            known = set(self._entries)
            told = [self._entries[i] for i in fresh]
            self._take_entries(c.renews for c in told if isinstance(c, Commitment) and c.renews)
            later = self._found("renews", sorted(fresh), "commitments")
            self._take_entries(later)
            fresh = self._entries.keys() - known
            if not fresh:
                return

    def _resting(self, kinds: Sequence[str]) -> None:
        self._take_entries(self._having("article", sorted(self._articles), kinds)[:AT_MOST])

    def _having(self, facet: str, values: Sequence[str], kinds: Sequence[str]) -> Sequence[str]:
        """Give the records of some kinds that have one of some values of a facet."""
        table = schema.facets
        here = (table.c.facet == facet, table.c.kind.in_(kinds), among(table.c.value, values))
        return self._connection.execute(sa.select(table.c.id).where(*here)).scalars().all()

    def _reports(self, take: Callable[[Sequence[str]], None]) -> None:
        kinds = (Commitment, Meeting)
        entries = sorted(self._entries.values(), key=lambda e: not isinstance(e, kinds))
        wanted = dict.fromkeys(
            article for entry in entries if _is_shown(entry) for article in articles_of(entry)
        )
        take([article for article in wanted if article not in self._articles][:AT_MOST])

    def _reports_of_deeds(self) -> None:
        entries = self._entries.values()
        deeds = (e for e in entries if isinstance(e, FollowThrough))
        wanted = dict.fromkeys(article for deed in deeds for article in articles_of(deed))
        formats = (e for e in entries if isinstance(e, Mechanism))
        wanted |= dict.fromkeys(article for format_ in formats for article in hanging_on(format_))
        self._heads([article for article in wanted if article not in self._articles][:AT_MOST])

    def _texts(self) -> None:
        self._whole(sorted(self._articles))
        self._reports(self._whole)

    def _origins(self) -> None:
        self._take_entries(self._having("article", sorted(self._articles), ("origins",)))

    def _take_entries(self, ids: Iterable[str]) -> None:
        wanted = [i for i in dict.fromkeys(ids) if i not in self._entries]
        self._entries.update(self._remembered.known(wanted))
        left = [i for i in wanted if i not in self._entries]
        if not left:
            return
        bodies = _BODIES.where(among(schema.entries.c.id, left))
        for kind, body in self._connection.execute(bodies).all():
            entry = entry_of(kind, body)
            self._entries[entry.id] = entry
            self._remembered.keep(kind, entry, len(body))

    def _whole(self, ids: Sequence[str]) -> None:
        self._heads([i for i in ids if i not in self._articles])
        for row in self._rows(sa.select(schema.articles).where(among(schema.articles.c.id, ids))):
            self._articles[row["id"]] = article_of(row)

    def _heads(self, ids: Sequence[str]) -> None:
        for found in heads(self._connection, ids) if ids else ():
            self._articles[found.article.id] = found.article
            if found.relevant:
                self._relevant.add(found.article.id)

    def _take_pages(self, ids: Sequence[str]) -> None:
        if ids:
            for row in self._rows(sa.select(schema.pages).where(among(schema.pages.c.id, ids))):
                self._pages[row["id"]] = page_of(row)

    def _rows(self, wanted: sa.Select[tuple[object, ...]]) -> Sequence[sa.RowMapping]:
        return self._connection.execute(wanted).mappings().all()


def _bodies() -> sa.Select[str, str]:
    """Ask for entries' bodies, short where they would be very long, which some kinds' are."""
    entries, finding = schema.entries, schema.finding
    short = (
        sa.select(finding.c.short)
        .where(finding.c.id == entries.c.id, finding.c.short != "")
        .scalar_subquery()
    )
    may_be_long = entries.c.kind.in_(MAY_BE_LONG)
    body = sa.case((may_be_long, sa.func.coalesce(short, entries.c.body)), else_=entries.c.body)
    return sa.select(entries.c.kind, body)


_BODIES = _bodies()


def _is_shown(entry: Entry) -> bool:
    """Tell whether a page that shows an entry shows its sources; a party has too many."""
    return not isinstance(entry, Origin) and len(entry.evidence) < AT_MOST // 10
