"""The brief before a round: what was promised, what became of it, and who will be in the room."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from stocktake.errors import BadQuestion
from stocktake.model import Agreement, Commitment, Mechanism, Meeting
from stocktake.serve.catalogue import Catalogue, catalogue_of
from stocktake.serve.days import span, written
from stocktake.serve.exchange import Records
from stocktake.serve.papers.delegates import Attendee, attendees_of, name_of
from stocktake.serve.papers.disputes import Dispute, disputes_about
from stocktake.serve.papers.items import Desk, Item, item_of, language_of
from stocktake.serve.papers.known import known_by
from stocktake.serve.papers.paper import isolated
from stocktake.serve.papers.promises import Promise, promise_of, promises_of, rank
from stocktake.serve.papers.rounds import Round, Rounds, rounds_of
from stocktake.serve.papers.sources import Sources, sources_of
from stocktake.serve.picture import Rule
from stocktake.serve.timetables import (
    AssessmentLine,
    TimetableLine,
    articles_of,
    assessment_lines,
    bodies_of,
    timetable_lines,
)


@dataclass(frozen=True, slots=True)
class Coming:
    """The round ahead: its number where it is known, and what was announced of it."""

    ordinal: int | None
    when: str | None
    place: str | None
    references: str


@dataclass(frozen=True, slots=True)
class Text:
    """A text between the parties that the rounds speak of."""

    id: str
    title: str
    lang: str | None
    form: str
    status: str
    when: str
    references: str


@dataclass(frozen=True, slots=True)
class Wish:
    """What one party may raise: what it asked for last, and what others owe it, by number."""

    party: str
    name: str
    asked: tuple[Item, ...]
    owed: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Joint:
    """All the parties of a mechanism and what they are called together: ``Both governments``."""

    parties: tuple[str, ...]
    name: str


@dataclass(frozen=True, slots=True)
class Brief:
    """All that a brief says, as of a day, before any layout.

    `open`, `closed`, `general` and `journeys` part the numbered promises: carried forward;
    delivered or ended; without anything to check; only announced journeys.  `newest` is the day of
    the newest report read that it cites or that names all the parties, None where there is none.
    """

    mechanism: Mechanism
    name: str
    joint: Joint
    reader: str | None
    reader_name: str
    as_of: date
    rounds: Rounds
    rules: tuple[Rule, ...]
    coming: Coming
    open: tuple[Item, ...]
    closed: tuple[Item, ...]
    general: tuple[Item, ...]
    wishes: tuple[Wish, ...]
    disputes: tuple[Dispute, ...]
    attendees: tuple[Attendee, ...]
    texts: tuple[Text, ...]
    sources: Sources
    newest: date | None
    assessments: tuple[AssessmentLine, ...] = ()
    timetable: tuple[TimetableLine, ...] = ()
    journeys: tuple[Item, ...] = ()


@dataclass(frozen=True, slots=True)
class Asked:
    """What a brief is asked for: as of which day, for which party, before which round."""

    as_of: date
    party: str | None = None
    before: int | None = None


def day_before(mechanism: Mechanism, number: int, catalogue: Catalogue) -> date | None:
    """Give the day before a round that was held; None for the round that is to come.

    Raise `BadQuestion` where the register knows neither that round nor the one before it.
    """
    held = rounds_of(mechanism, catalogue).main
    for round_ in held:
        if round_.meeting.ordinal == number and round_.day is not None:
            return date.fromordinal(round_.day.toordinal() - 1)
    numbers = sorted({r.meeting.ordinal for r in held if r.meeting.ordinal})
    if number == max(numbers, default=0) + 1:
        return None
    known = ", ".join(map(str, numbers)) or "none with a number"
    raise BadQuestion(f"no round {number} of {mechanism.name} is on record; known rounds: {known}")


def brief_of(mechanism: Mechanism, records: Records, asked: Asked) -> Brief:
    """Give the brief on a mechanism, from the reports that were out by the day asked for."""
    catalogue = catalogue_of(known_by(records, asked.as_of))
    rounds = rounds_of(mechanism, catalogue, date.fromordinal(asked.as_of.toordinal() + 1))
    promises = _in_order(promises_of(rounds, catalogue, asked.as_of), asked.party)
    texts = _agreements(mechanism, rounds, catalogue)
    bodies = bodies_of(mechanism, catalogue)
    assessments = assessment_lines(bodies, catalogue)
    timetable = timetable_lines(bodies, catalogue, asked.as_of)
    cited = {*_cited(rounds, promises, texts, catalogue), *articles_of(assessments, timetable)}
    sources = sources_of(sorted(cited), catalogue)
    desk = Desk(catalogue, rounds.held, sources, asked.as_of, signed=rounds.held)
    items = [item_of(promise, n, desk) for n, promise in enumerate(promises, start=1)]
    pairs = list(zip(promises, items, strict=True))
    return Brief(
        mechanism=mechanism,
        name=named(mechanism, catalogue),
        joint=joint_of(mechanism, catalogue),
        reader=asked.party,
        reader_name=catalogue.party(asked.party),
        as_of=asked.as_of,
        rounds=rounds,
        rules=rounds.rules(),
        coming=_coming(rounds, mechanism, asked, sources),
        open=tuple(i for p, i in pairs if _stands(p) and p.is_checkable),
        closed=tuple(i for p, i in pairs if p.is_closed),
        general=tuple(i for p, i in pairs if _stands(p) and not p.is_checkable),
        journeys=tuple(i for p, i in pairs if p.is_journey and not p.is_closed),
        wishes=tuple(_wish(party, pairs, rounds, desk) for party in _guests(mechanism, asked)),
        disputes=_disputes(mechanism, rounds, pairs, desk),
        attendees=attendees_of(rounds.held, catalogue, sources),
        texts=tuple(_text(agreement, catalogue, sources) for agreement in texts),
        sources=sources,
        newest=_newest(mechanism, catalogue, sources),
        assessments=assessments,
        timetable=timetable,
    )


def named(mechanism: Mechanism, catalogue: Catalogue) -> str:
    """Name a mechanism with its two parties, unless its name tells them already."""
    names = [catalogue.party(party) for party in sorted(mechanism.parties, reverse=True)]
    told = any(name.casefold() in mechanism.name.casefold() for name in names)
    if len(names) != 2 or told or "U.S." in mechanism.name:
        return mechanism.name
    return f"{'–'.join(names)} {mechanism.name}"


def joint_of(mechanism: Mechanism, catalogue: Catalogue) -> Joint:
    """Name the parties of a mechanism together."""
    known = [p for p in catalogue.records.parties if p.id in mechanism.parties]
    noun = "governments" if known and all(p.kind == "state" for p in known) else "parties"
    which = "Both" if len(mechanism.parties) == 2 else "All"
    return Joint(mechanism.parties, f"{which} {noun}")


def _stands(promise: Promise) -> bool:
    return not promise.is_closed and not promise.is_journey


def _in_order(promises: Iterable[Promise], reader: str | None) -> list[Promise]:
    """Put what others owe before what the reader's own side owes; else keep the order."""
    return sorted(promises, key=lambda p: reader is not None and p.actors == (reader,))


def _guests(mechanism: Mechanism, asked: Asked) -> list[str]:
    return [party for party in mechanism.parties if party != asked.party]


def _coming(rounds: Rounds, mechanism: Mechanism, asked: Asked, sources: Sources) -> Coming:
    """Give the round ahead: the earliest announced one that none held has overtaken."""
    last = max((r.day for r in rounds.main if r.day), default=date.min)
    number = asked.before or _following(rounds)
    for meeting in rounds.announced:
        days = span(meeting.when)
        is_ahead = days is not None and (days.last or date.max) > last
        if is_ahead and meeting.ordinal in (number, None):
            refs = sources.references(meeting.evidence)
            return Coming(number or meeting.ordinal, meeting.when, meeting.place, refs)
    told = mechanism.next
    days = span(told.when) if told else None
    if told is not None and (days is None or (days.last or date.max) > last):
        return Coming(number, told.when, told.where, "")
    return Coming(number, None, None, "")


def _following(rounds: Rounds) -> int | None:
    """Give the number of the round after the last; None where some round bears no number."""
    ordinals = [r.meeting.ordinal for r in rounds.main]
    known = [ordinal for ordinal in ordinals if ordinal]
    return max(known) + 1 if known and len(set(known)) == len(ordinals) else None


def _wish(party: str, pairs: Sequence[tuple[Promise, Item]], rounds: Rounds, desk: Desk) -> Wish:
    owed = [
        (rank(promise), item.number, item)
        for promise, item in pairs
        if _stands(promise)
        and promise.is_checkable
        and party not in promise.actors
        and (not item.counterparts or party in item.counterparts)
    ]
    return Wish(
        party=party,
        name=desk.catalogue.party(party),
        asked=tuple(_requests(party, rounds, desk)),
        owed=tuple(item for _, _, item in sorted(owed, key=lambda entry: entry[:2])),
    )


def _requests(party: str, rounds: Rounds, desk: Desk) -> list[Item]:
    """Give what a party asked for at the last round at which it asked for anything."""
    at = {r.meeting.id: r for r in rounds.held}
    made = [
        (at[c.meeting], c)
        for c in desk.catalogue.records.commitments
        if c.kind == "request" and party in c.actors and c.meeting in at
    ]
    last = max((r.day for r, _ in made if r.day), default=None)
    return [_asked(c, at, desk) for r, c in made if r.day == last]


def _asked(commitment: Commitment, at: dict[str, Round], desk: Desk) -> Item:
    promise = promise_of([commitment], at, desk.held, desk.catalogue, desk.as_of)
    return item_of(promise, 0, desk)


def _disputes(
    mechanism: Mechanism, rounds: Rounds, pairs: Sequence[tuple[Promise, Item]], desk: Desk
) -> tuple[Dispute, ...]:
    names = {r.meeting.id: r.name[:1].upper() + r.name[1:] for r in rounds.held}
    names |= {m.id: "The round announced" for m in rounds.announced}
    for promise, item in pairs:
        names |= {t.commitment.id: f"No. {item.number}" for t in promise.tellings}
    people = {d.person for r in rounds.held for d in r.meeting.delegates}
    bodies = {r.meeting.mechanism for r in rounds.held} | {mechanism.id}
    names |= {i: desk.catalogue.label(i) for i in bodies if i}
    names |= {i: isolated(name_of(i, desk.catalogue)) for i in people}
    return disputes_about(names.keys(), desk.catalogue, desk.sources, lambda id_: names[id_])


def _agreements(mechanism: Mechanism, rounds: Rounds, catalogue: Catalogue) -> list[Agreement]:
    """Give the texts of the rounds, and those between the parties that their reports name."""
    at = {r.meeting.id for r in rounds.held}
    reports = {a for r in rounds.held for a in r.meeting.reports}
    found = [
        a
        for a in catalogue.records.agreements
        if a.meeting in at
        or (set(a.parties) <= set(mechanism.parties) and reports & {e.article for e in a.evidence})
    ]
    return sorted(found, key=lambda a: (a.when is None, a.when or "", a.id))


def _text(agreement: Agreement, catalogue: Catalogue, sources: Sources) -> Text:
    return Text(
        id=agreement.id,
        title=agreement.title,
        lang=language_of(agreement.title, None, catalogue),
        form=agreement.form,
        status=agreement.status,
        when=written(agreement.when),
        references=sources.references(agreement.evidence),
    )


def _cited(
    rounds: Rounds,
    promises: Sequence[Promise],
    texts: Sequence[Agreement],
    catalogue: Catalogue,
) -> Iterable[str]:
    """Give every article that the brief rests on."""
    meetings: list[Meeting] = [r.meeting for r in rounds.held] + list(rounds.announced)
    for meeting in meetings:
        yield from meeting.reports
        yield from (e.article for e in meeting.evidence)
    for promise in promises:
        yield from (e.article for e in promise.evidence)
    for text in texts:
        yield from (e.article for e in text.evidence)
    known = {m.id for m in meetings} | {t.commitment.id for p in promises for t in p.tellings}
    for discrepancy in catalogue.records.discrepancies:
        if discrepancy.about in known:
            yield from (r.article for r in discrepancy.readings)


def _newest(mechanism: Mechanism, catalogue: Catalogue, sources: Sources) -> date | None:
    """Give the day of the newest report that is cited here or names every party."""
    naming = [
        {e.article for e in party.evidence}
        for party in catalogue.records.parties
        if party.id in mechanism.parties
    ]
    both = set.intersection(*naming) if naming else set()
    reports = [catalogue.articles.get(a) for a in both | set(sources.numbers)]
    days = [span(article.published) for article in reports if article is not None]
    return max((d.first for d in days if d is not None and d.first), default=None)
