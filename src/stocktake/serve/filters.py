"""Choosing records by party, mechanism, theme, day and outlet."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from stocktake.errors import BadQuestion
from stocktake.model import (
    Agreement,
    Commitment,
    Discrepancy,
    FollowThrough,
    Mechanism,
    Meeting,
    Person,
    Programme,
)
from stocktake.serve.catalogue import Catalogue
from stocktake.serve.days import Span, span
from stocktake.serve.exchange import Record

R = TypeVar("R", bound=Record)


@dataclass(frozen=True, slots=True)
class Filters:
    """What a record must meet to be listed; None lets all pass.

    `party` is an id or a name, `mechanism` an id or part of a name, `outlet` part of one.  The
    days are EDTF dates; a record is within them when its own date, or else one of its reports', is.
    """

    party: str | None = None
    mechanism: str | None = None
    theme: str | None = None
    since: str | None = None
    until: str | None = None
    outlet: str | None = None


def chosen(records: Iterable[R], filters: Filters, catalogue: Catalogue) -> list[R]:
    """Give the records that meet the filters; raise `BadQuestion` for one that cannot be met."""
    tests = list(_tests(filters, catalogue))
    return [record for record in records if all(test(record) for test in tests)]


def parties_of(record: Record, catalogue: Catalogue) -> frozenset[str]:
    """Give the ids of the parties that a record speaks of."""
    match record:
        case Commitment():
            return frozenset(record.actors + record.counterparts)
        case Meeting() | Mechanism() | Agreement():
            return frozenset(record.parties)
        case Programme():
            return frozenset(party for party in (record.donor, record.recipient) if party)
        case Person():
            return frozenset(role.party for role in record.roles if role.party)
        case Discrepancy() | FollowThrough():
            about = catalogue.by_id.get(_about(record))
            return frozenset() if about is None else parties_of(about, catalogue)
    return frozenset()


def mechanism_of(record: Record, catalogue: Catalogue) -> str | None:
    """Give the id of the mechanism that a record belongs to."""
    match record:
        case Mechanism():
            return record.id
        case Meeting():
            return record.mechanism
        case Commitment() | Agreement():
            meeting = catalogue.by_id.get(record.meeting or "")
            return meeting.mechanism if isinstance(meeting, Meeting) else None
        case Discrepancy() | FollowThrough():
            about = catalogue.by_id.get(_about(record))
            return None if about is None else mechanism_of(about, catalogue)
    return None


def days_of(record: Record, catalogue: Catalogue) -> list[Span]:
    """Give a record's own days, or else those on which its reports were published."""
    own = record.when if isinstance(record, Meeting | Agreement | Programme) else None
    days = span(own)
    if days is not None:
        return [days]
    published = (span(article.published) for article in catalogue.articles_of(record))
    return [days for days in published if days is not None]


def day(edtf: str, option: str) -> Span:
    """Give the days of an option's date; raise `BadQuestion` when it is none."""
    days = span(edtf)
    if days is None:
        raise BadQuestion(f"{option} {edtf!r} is no date; write it as 2024-07-22, 2024-07 or 2024")
    return days


def _tests(filters: Filters, catalogue: Catalogue) -> Iterator[Callable[[Record], bool]]:
    if filters.party is not None:
        party = _party(filters.party, catalogue)
        yield lambda record: party in parties_of(record, catalogue)
    if filters.mechanism is not None:
        mechanisms = _mechanisms(filters.mechanism, catalogue)
        yield lambda record: mechanism_of(record, catalogue) in mechanisms
    if filters.theme is not None:
        yield lambda record: getattr(record, "theme", None) == filters.theme
    if filters.since is not None:
        first = day(filters.since, "--since").first or date.min
        yield lambda record: any((d.last or date.max) >= first for d in days_of(record, catalogue))
    if filters.until is not None:
        last = day(filters.until, "--until").last or date.max
        yield lambda record: any((d.first or date.min) <= last for d in days_of(record, catalogue))
    if filters.outlet is not None:
        outlet = filters.outlet.casefold()
        yield lambda record: any(
            outlet in (article.outlet or "").casefold() for article in catalogue.articles_of(record)
        )


def _party(wanted: str, catalogue: Catalogue) -> str:
    folded = wanted.casefold()
    for party in catalogue.records.parties:
        if folded in map(str.casefold, (party.id, party.name, *party.aliases)):
            return party.id
    # A party may be spoken of without being on the list of parties.
    if len(wanted) <= 4:
        return wanted.upper()
    known = ", ".join(f"{p.id} {p.name}" for p in catalogue.records.parties[:12])
    raise BadQuestion(f"the register knows no party {wanted!r}; among those it knows are {known}")


def _mechanisms(wanted: str, catalogue: Catalogue) -> frozenset[str]:
    folded = wanted.casefold()
    found = frozenset(
        mechanism.id
        for mechanism in catalogue.records.mechanisms
        if folded == mechanism.id
        or any(
            folded in name.casefold()
            for name in (mechanism.name, mechanism.acronym or "", *mechanism.aliases)
        )
    )
    if not found:
        raise BadQuestion(
            f"the register knows no mechanism {wanted!r}; `stocktake mechanisms` lists them"
        )
    return found


def _about(record: Discrepancy | FollowThrough) -> str:
    return record.about if isinstance(record, Discrepancy) else record.commitment
