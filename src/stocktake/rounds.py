"""Rounds of one's own: what a person enters is checked, joined to the round meant, and stored."""

from dataclasses import dataclass, replace

from stocktake import pipeline
from stocktake.entering import statement_of
from stocktake.errors import BadQuestion, NoSuchRecord
from stocktake.judging import Decision, party_called
from stocktake.model import (
    Commitment,
    Delivery,
    Mechanism,
    Meeting,
    PromiseWord,
    RoundWord,
    Seat,
    Statement,
)
from stocktake.reconcile.corrections import read
from stocktake.register import Register

OPEN: frozenset[Delivery] = frozenset(
    {"no evidence found", "not started", "in progress", "partly", "lapsed", "contradicted"}
)
"""The states of a commitment that is carried to the next round's agenda."""


@dataclass(frozen=True, slots=True)
class Entry:
    """Who enters something, and at which moment (ISO 8601)."""

    by: str
    at: str


def seat_of(words: str) -> Seat:
    """Read a delegate: ``Jane Roe; minister; Norway; head``, all but the name may be left out.

    Raises `BadQuestion` where there is no name, or a third part that is no party.
    """
    parts = [part.strip() for part in words.split(";")]
    head = parts[-1].casefold() == "head"
    name, role, party, *_ = [*(parts[:-1] if head else parts), "", "", ""]
    if not name:
        raise BadQuestion(f"delegate {words!r} has no name; write NAME; ROLE; PARTY; head")
    known = party_called(party) if party else None
    if party and known is None:
        raise BadQuestion(f"{party!r} is no party known here; write NAME; ROLE; PARTY; head")
    return Seat(name, role or None, known, head)


def checked(told: RoundWord) -> RoundWord:
    """Give a round with its date and parties read as they are of any meeting."""
    when = read("meetings", "when", told.when, party_called) if told.when else None
    words = ", ".join(told.parties)
    parties = tuple(sorted(read("meetings", "parties", words, party_called))) if words else ()
    return replace(told, when=when, parties=parties)


def named(register: Register, told: RoundWord) -> RoundWord:
    """Give a round with its mechanism's name, kind and parties where it is told by its id."""
    entry = register.entry(told.mechanism or "")
    if not isinstance(entry, Mechanism):
        return told
    parties = told.parties or entry.parties
    return replace(told, mechanism=entry.name, kind=entry.kind, parties=parties)


def enter_round(register: Register, told: RoundWord, meeting: str | None, entry: Entry) -> str:
    """Enter a round, or more of one; give the id of its meeting.

    What is entered of a meeting that the press reports joins it.  Raises `NoSuchRecord` for a
    meeting that is not there.
    """
    known = None if meeting is None else meeting_called(register, meeting)
    told = checked(named(register, told))
    if known is not None:
        told = _filled(register, told, known)
    if told.mechanism is None and len(told.parties) < 2:
        raise BadQuestion("name the mechanism of the round, or two parties that meet")
    statement = statement_of(told, _round_of(known), entry.by, entry.at)
    pipeline.enter(register, statement)
    return _joined(register, statement, known, entry)


def enter_promise(register: Register, promise: PromiseWord, meeting: str, entry: Entry) -> str:
    """Enter a commitment made at a round that was held; give its id."""
    known = meeting_called(register, meeting)
    round_ = _round_of(known)
    if round_ is None or not _was_held(register, round_):
        enter_round(
            register, RoundWord("held", None, "dialogue", None, None, None, ()), meeting, entry
        )
        round_ = _round_of(meeting_called(register, meeting))
    statement = statement_of(promise, round_, entry.by, entry.at)
    pipeline.enter(register, statement)
    made = [
        e for e in _resting_on(register, statement.round)
        if isinstance(e, Commitment) and any(q.quote == promise.summary for q in e.entered)
    ]  # fmt: skip
    if not made:
        raise NoSuchRecord(f"{statement.id} is entered, yet no commitment was made of it")
    return made[0].id


def open_items(register: Register, meeting: Meeting) -> list[Commitment]:
    """Give what earlier rounds of a meeting's mechanism, or of its parties, left open."""
    entries = register.holdings().entries
    meetings = {e.id: e for e in entries if isinstance(e, Meeting)}
    promises = (e for e in entries if isinstance(e, Commitment) and e.delivery in OPEN)
    found = []
    for promise in promises:
        earlier = meetings.get(promise.meeting or "")
        if earlier is not None and earlier.id != meeting.id and _precedes(earlier, meeting):
            found.append(promise)
    return sorted(found, key=lambda p: (p.deadline or "9999", p.id))


def meeting_called(register: Register, meeting: str) -> Meeting:
    """Give the meeting of an id; raise `NoSuchRecord` when there is none."""
    entry = register.entry(meeting)
    if not isinstance(entry, Meeting):
        raise NoSuchRecord(
            f"the register holds no meeting {meeting}; `stocktake meetings` lists them"
        )
    return entry


def _precedes(earlier: Meeting, meeting: Meeting) -> bool:
    if meeting.mechanism is not None:
        related = earlier.mechanism == meeting.mechanism
    else:
        related = earlier.parties == meeting.parties
    return related and (earlier.when or "") <= (meeting.when or "9999")


def _filled(register: Register, told: RoundWord, known: Meeting) -> RoundWord:
    """Take from the meeting that is meant what is not told anew."""
    mechanism = register.entry(known.mechanism or "")
    if told.mechanism is None and isinstance(mechanism, Mechanism):
        told = replace(told, mechanism=mechanism.name, kind=mechanism.kind)
    round_ = _round_of(known)
    before = [s.told for s in register.statements() if s.round == round_ and s.told is not None]
    return replace(
        told,
        delegates=told.delegates or (before[-1].delegates if before else ()),
        agenda=told.agenda or (before[-1].agenda if before else ()),
        ordinal=told.ordinal or known.ordinal,
        when=told.when or known.when,
        place=told.place or known.place,
        parties=told.parties or known.parties,
    )


def _round_of(meeting: Meeting | None) -> str | None:
    return meeting.entered[0].article if meeting is not None and meeting.entered else None


def _was_held(register: Register, round_: str) -> bool:
    told = [s.told for s in register.statements() if s.round == round_ and s.told is not None]
    return bool(told) and told[-1].standing == "held"


def _resting_on(register: Register, round_: str) -> list[object]:
    return [
        entry
        for entry in register.holdings().entries
        if any(quote.article == round_ for quote in entry.entered)
    ]


def _joined(register: Register, statement: Statement, known: Meeting | None, entry: Entry) -> str:
    """Give the meeting that a round became; say that it is the one meant where it is not yet."""
    (made,) = [e for e in _resting_on(register, statement.round) if isinstance(e, Meeting)]
    there = known is not None and register.entry(known.id) is not None
    if known is None or not there or made.id == known.id:
        return made.id
    why = "entered as a round of this meeting"
    pipeline.decide(register, Decision("merge", known.id, entry.by, why, other=made.id), entry.at)
    (merged,) = [e for e in _resting_on(register, statement.round) if isinstance(e, Meeting)]
    return merged.id
