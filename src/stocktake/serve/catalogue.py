"""Records found by their id, with the names and the neighbours that a reader wants to see."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import TypeVar

from stocktake.errors import NoSuchRecord
from stocktake.model import (
    Agreement,
    Commitment,
    Discrepancy,
    Entry,
    FollowThrough,
    Mechanism,
    Meeting,
    Origin,
    Party,
    Person,
    Programme,
)
from stocktake.serve.days import written
from stocktake.serve.decided import JudgementRecord
from stocktake.serve.exchange import ArticleRecord, PageRecord, Record, Records
from stocktake.serve.quotes import all_records, evidence_of

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Catalogue:
    """The records of a register by id, and what bears on each."""

    records: Records
    by_id: Mapping[str, Record]
    articles: Mapping[str, ArticleRecord]
    disagreements: Mapping[str, list[Discrepancy]]
    follow_through: Mapping[str, list[FollowThrough]]
    judgements: Mapping[str, list[JudgementRecord]]
    rejected: frozenset[str] = frozenset()

    def record(self, wanted: str) -> Record:
        """Give the record of an id; raise `NoSuchRecord` if there is none."""
        if wanted not in self.by_id:
            for judgement in self.records.judgements:
                if wanted in (judgement.judged_as, judgement.after) and judgement.record != wanted:
                    raise NoSuchRecord(
                        f"{wanted} is {judgement.record} now; `stocktake history {wanted}` "
                        "tells how that came"
                    )
            raise NoSuchRecord(
                f"the register holds no record {wanted}; copy an id from one of the lists"
            )
        return self.by_id[wanted]

    def party(self, party: str | None) -> str:
        """Give a party's name; its id where the register has none."""
        record = self.by_id.get(party or "")
        return record.name if isinstance(record, Party) else party or ""

    def parties(self, parties: Iterable[str]) -> str:
        """Give the names of parties, or a dash for none."""
        return ", ".join(map(self.party, parties)) or "–"

    def label(self, wanted: str | None) -> str:
        """Name a record in a few words; an id that is not in the register by itself."""
        record = self.by_id.get(wanted or "")
        return wanted or "–" if record is None else label(record, self)

    def articles_of(self, record: Record) -> list[ArticleRecord]:
        """Give the articles that a record rests on, each once, in the order of its quotes."""
        if isinstance(record, ArticleRecord):
            return [record]
        ids = record.articles if isinstance(record, PageRecord) else _cited(record)
        return [self.articles[i] for i in dict.fromkeys(ids) if i in self.articles]

    def confirmed_by(self, record: str) -> str | None:
        """Name the person whose last word on a record confirms it; None where nobody did."""
        words = (j for j in self.judgements.get(record, ()) if j.standing == "holds")
        return next((j.by for j in words if j.action == "confirm"), None)

    def mark(self, record: str) -> str:
        """Give a filled mark for what a person confirmed, a hollow one for what is suggested."""
        entered = getattr(self.by_id.get(record), "entered_by", None)
        return "○" if (self.confirmed_by(record) or entered) is None else "●"

    def reports(self, record: Record) -> str:
        """Count reports and the origins they go back to: ``3 reports, 1 origin``."""
        articles = self.articles_of(record)
        origins = {article.origin or article.id for article in articles}
        return f"{counted(len(articles), 'report')}, {counted(len(origins), 'origin')}"


def catalogue_of(records: Records, rejected: Iterable[Entry] = ()) -> Catalogue:
    """Index the records, and those that people took off the lists by their ids alone."""
    off_the_lists = {entry.id: entry for entry in rejected}
    return Catalogue(
        records=records,
        by_id={**off_the_lists, **{record.id: record for record in all_records(records)}},
        articles={article.id: article for article in records.articles},
        disagreements=_by(records.discrepancies, lambda d: d.about),
        follow_through=_by(records.follow_through, lambda f: f.commitment),
        judgements=_by(sorted(records.judgements, key=lambda j: (j.at, j.id)), lambda j: j.record),
        rejected=frozenset(off_the_lists),
    )


def label(record: Record, catalogue: Catalogue) -> str:  # noqa: PLR0911 - one a kind
    """Name a record in a few words."""
    match record:
        case Party() | Person() | Mechanism():
            return record.name
        case Meeting():
            return _meeting(record, catalogue)
        case Commitment():
            return record.summary
        case Agreement() | ArticleRecord():
            return record.title or "without a title"
        case Programme():
            return record.name or f"{catalogue.party(record.donor)} programme".strip()
        case PageRecord():
            return record.location
        case Origin():
            return record.kind
        case Discrepancy():
            return f"reports disagree on the {record.kind}"
        case FollowThrough():
            return record.why
        case JudgementRecord():
            return f"{record.action} by {record.by}"


def counted(count: int, noun: str) -> str:
    """Write a count with its noun."""
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"


def ordinal(number: int | None) -> str:
    """Write an ordinal number: ``2nd``; nothing for None."""
    if number is None:
        return ""
    ending = "th" if 10 < number % 100 < 14 else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"


def _meeting(meeting: Meeting, catalogue: Catalogue) -> str:
    mechanism = catalogue.by_id.get(meeting.mechanism or "")
    if isinstance(mechanism, Mechanism):
        return f"{ordinal(meeting.ordinal)} {mechanism.name}".strip()
    if meeting.name:
        return meeting.name
    return f"meeting of {catalogue.parties(meeting.parties)}, {written(meeting.when)}"


def _cited(record: Record) -> tuple[str, ...]:
    if isinstance(record, Meeting):
        return (*record.reports, *(e.article for e in record.evidence))
    if isinstance(record, Origin):
        return record.articles
    if isinstance(record, Discrepancy):
        return tuple(reading.article for reading in record.readings)
    return tuple(evidence.article for evidence in evidence_of(record))


def _by(values: Iterable[T], key: Callable[[T], str]) -> Mapping[str, list[T]]:
    found: dict[str, list[T]] = defaultdict(list)
    for value in values:
        found[key(value)].append(value)
    return dict(found)
