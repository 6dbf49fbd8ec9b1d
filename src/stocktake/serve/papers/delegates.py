"""Who was in the room, round by round, and who has held their offices since."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from stocktake.model import Delegate, Person, Role
from stocktake.serve.catalogue import Catalogue
from stocktake.serve.days import span, written
from stocktake.serve.papers.items import language_of
from stocktake.serve.papers.rounds import Round
from stocktake.serve.papers.sources import Sources

HEAD, PRESENT = "head", "present"


@dataclass(frozen=True, slots=True)
class Attendee:
    """Somebody who sat at a round: the last role given, and the part taken in each round.

    `since` is set for who is said to hold an office that a delegate of the last round held then.
    """

    id: str
    name: str
    lang: str | None
    role: str
    role_lang: str | None
    party: str | None
    party_name: str
    parts: tuple[str, ...]
    since: str
    references: str


def attendees_of(
    held: Sequence[Round], catalogue: Catalogue, sources: Sources
) -> tuple[Attendee, ...]:
    """Give all who sat at the rounds, those of the last one first, then their successors."""
    seats = {
        delegate.person: [_part(delegate.person, r) for r in held]
        for r in held
        for delegate in r.meeting.delegates
    }
    found = [
        _attendee(person, tuple(parts), held, catalogue, sources)
        for person, parts in seats.items()
        if isinstance(catalogue.by_id.get(person), Person)
    ]
    ordered = sorted(found, key=_order)
    return tuple(ordered) + _successors(held, seats, catalogue, sources)


def name_of(person: str, catalogue: Catalogue) -> str:
    """Name a person in the letters of an English paper where the register has such a name."""
    record = catalogue.by_id.get(person)
    return _legible([record.name, *record.aliases]) if isinstance(record, Person) else person


def _attendee(
    person: str,
    parts: tuple[str, ...],
    held: Sequence[Round],
    catalogue: Catalogue,
    sources: Sources,
) -> Attendee:
    record = catalogue.by_id[person]
    seats = [s for r in reversed(held) for s in r.meeting.delegates if s.person == person]
    roles = [seat.role for seat in seats if seat.role]
    if isinstance(record, Person):
        roles += [role.role for role in record.roles]
    party = next((seat.party for seat in seats if seat.party), None)
    name, role = name_of(person, catalogue), _legible(roles)
    reports = [a for r in held if _part(person, r) for a in r.meeting.reports]
    cited = {a.id for a in catalogue.articles_of(record)}
    return Attendee(
        id=person,
        name=name,
        lang=language_of(name, None, catalogue),
        role=role or "role not printed",
        role_lang=language_of(role, None, catalogue),
        party=party,
        party_name=catalogue.party(party),
        parts=parts,
        since="",
        references=sources.of_articles(a for a in reports if a in cited),
    )


def _successors(
    held: Sequence[Round], seated: dict[str, list[str]], catalogue: Catalogue, sources: Sources
) -> tuple[Attendee, ...]:
    """Give who is said, after the last round, to hold an office that one of its delegates held."""
    last = [r for r in held if r.kind == "round"][-1:]
    if not last or last[0].day is None:
        return ()
    found = []
    for seat in last[0].meeting.delegates:
        for person in catalogue.records.people:
            role = _later(person, seat, last[0])
            if role is None or person.id in seated:
                continue
            new = _attendee(person.id, ("",) * len(held), held, catalogue, sources)
            since = f"in this office as of {written(role.as_of)}"
            cited = sources.of_articles(a.id for a in catalogue.articles_of(person))
            found.append(
                replace(
                    new,
                    role=role.role,
                    party=role.party,
                    party_name=catalogue.party(role.party),
                    since=since,
                    references=cited,
                )
            )
    return tuple(found)


def _later(person: Person, seat: Delegate, last: Round) -> Role | None:
    for role in person.roles:
        days = span(role.as_of)
        is_same = role.party == seat.party and role.role.casefold() == (seat.role or "").casefold()
        if is_same and days and days.first and last.day and days.first > last.day:
            return role
    return None


def _legible(words: Sequence[str]) -> str:
    """Give the first that an English paper can show in its own letters, else the first."""
    return next((w for w in words if w.isascii()), next(iter(words), ""))


def _part(person: str, round_: Round) -> str:
    seats = [seat for seat in round_.meeting.delegates if seat.person == person]
    if not seats:
        return ""
    return HEAD if any(seat.head for seat in seats) else PRESENT


def _order(attendee: Attendee) -> tuple[str, int, str, str]:
    """Order by party, then who sat at the table last, heads first."""
    latest = max((n for n, part in enumerate(attendee.parts) if part), default=-1)
    head = "0" if HEAD in attendee.parts else "1"
    return (attendee.party_name or "~", -latest, head, attendee.name)
