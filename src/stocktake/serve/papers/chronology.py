"""The chronology: meetings, texts, deeds and dates in the order of their days."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final, Literal

from stocktake.model import Agreement, Commitment, Evidence, Mechanism, Meeting
from stocktake.serve.catalogue import Catalogue, counted, label
from stocktake.serve.days import span, written
from stocktake.serve.papers.items import language_of
from stocktake.serve.papers.numbers import capital
from stocktake.serve.papers.promises import SUGGESTED, first_published, is_promise
from stocktake.serve.papers.rounds import is_held
from stocktake.serve.papers.sources import Sources, sources_of
from stocktake.serve.picture import By
from stocktake.serve.state import state_of
from stocktake.serve.timetables import timetable_lines

EventKind = Literal["meeting", "announced", "text", "promise", "deed", "due", "target"]


@dataclass(frozen=True, slots=True)
class Event:
    """Something on a day; `when` is the day as its record writes it."""

    kind: EventKind
    id: str
    day: date
    when: str
    what: str
    lang: str | None
    detail: str
    by: By
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Chronology:
    """The events asked for, oldest first, and how many records bear no day at all."""

    events: tuple[Event, ...]
    undated: int
    sources: Sources
    as_of: date


@dataclass(frozen=True, slots=True)
class Chosen:
    """The records that a chronology tells."""

    meetings: Sequence[Meeting]
    agreements: Sequence[Agreement]
    commitments: Sequence[Commitment]
    mechanisms: Sequence[Mechanism] = ()


def chronology_of(chosen: Chosen, catalogue: Catalogue, as_of: date) -> Chronology:
    """Give the chronology of some records of a catalogue."""
    promises = list(filter(is_promise, chosen.commitments))
    events = [
        *_meetings(chosen, catalogue),
        *_texts(chosen.agreements, catalogue),
        *_promises(promises, catalogue),
        *_deeds(promises, catalogue, as_of),
        *_dates(promises, catalogue, as_of),
        *_targets(chosen.mechanisms, promises, catalogue, as_of),
    ]
    events.sort(key=lambda event: (event.day, _RANK[event.kind], event.id))
    whens = [m.when for m in chosen.meetings] + [a.when for a in chosen.agreements]
    undated = sum(_first(when) is None for when in whens)
    sources = sources_of((e.article for event in events for e in event.evidence), catalogue)
    return Chronology(tuple(events), undated, sources, as_of)


_DONE = ("Delivered", "Withdrawn", "Replaced")  # the deed stands there on a day of its own
_RANK: Final[Mapping[EventKind, int]] = {
    "meeting": 0, "announced": 1, "text": 2, "promise": 3, "deed": 4, "due": 5,
    "target": 6,
}  # fmt: skip


def _meetings(chosen: Chosen, catalogue: Catalogue) -> Iterator[Event]:
    for meeting in chosen.meetings:
        day = _first(meeting.when)
        if day is None:
            continue
        held = is_held(meeting, catalogue)
        day = day if held else _last(meeting.when) or day
        made = sum(c.meeting == meeting.id and is_promise(c) for c in chosen.commitments)
        told = [meeting.place or "", counted(made, "promise") if made else ""]
        yield Event(
            kind="meeting" if held else "announced",
            id=meeting.id,
            day=day,
            when=written(meeting.when),
            what=label(meeting, catalogue),
            lang=language_of(label(meeting, catalogue), None, catalogue),
            detail="; ".join(filter(None, told)),
            by=_by(meeting.id, catalogue),
            evidence=_reporting(meeting),
        )


def _reporting(meeting: Meeting) -> tuple[Evidence, ...]:
    """Give the words of the reports, or of whatever speaks of a meeting without any."""
    own = tuple(e for e in meeting.evidence if e.article in meeting.reports)
    return own or meeting.evidence


def _texts(agreements: Sequence[Agreement], catalogue: Catalogue) -> Iterator[Event]:
    for agreement in agreements:
        day = _first(agreement.when)
        if day is not None:
            yield Event(
                kind="text",
                id=agreement.id,
                day=day,
                when=written(agreement.when),
                what=agreement.title,
                lang=language_of(agreement.title, None, catalogue),
                detail=f"{agreement.form}, {agreement.status}; "
                f"{catalogue.parties(agreement.parties)}",
                by=_by(agreement.id, catalogue),
                evidence=agreement.evidence,
            )


def _promises(commitments: Sequence[Commitment], catalogue: Catalogue) -> Iterator[Event]:
    """Give the promises that were made at no meeting on record, on the day of their report."""
    for commitment in commitments:
        if commitment.meeting is not None:
            continue
        days = [_first(a.published) for a in catalogue.articles_of(commitment)]
        day = min((d for d in days if d), default=None)
        if day is not None:
            yield Event(
                kind="promise",
                id=commitment.id,
                day=day,
                when=written(str(day)),
                what=commitment.summary,
                lang=language_of(commitment.summary, commitment, catalogue),
                detail="reported, without a meeting",
                by=_by(commitment.id, catalogue),
                evidence=commitment.evidence,
            )


def _deeds(commitments: Sequence[Commitment], catalogue: Catalogue, as_of: date) -> Iterator[Event]:
    for commitment in commitments:
        for follow in catalogue.follow_through.get(commitment.id, ()):
            day = first_published(follow, catalogue)
            if follow.counted and day is not None and day <= as_of:
                yield Event(
                    kind="deed",
                    id=follow.id,
                    day=day,
                    when=written(str(day)),
                    what=commitment.summary,
                    lang=language_of(commitment.summary, commitment, catalogue),
                    detail=", ".join(filter(None, (follow.delivery, follow.grade))),
                    by="tool" if follow.by == SUGGESTED else "person",
                    evidence=follow.evidence,
                )


def _dates(commitments: Sequence[Commitment], catalogue: Catalogue, as_of: date) -> Iterator[Event]:
    for commitment in commitments:
        day = _last(commitment.deadline)
        state = state_of(commitment, catalogue, as_of)
        if day is not None and not state.startswith(_DONE):
            yield Event(
                kind="due",
                id=commitment.id,
                day=day,
                when=written(commitment.deadline),
                what=commitment.summary,
                lang=language_of(commitment.summary, commitment, catalogue),
                detail=state,
                by=_by(commitment.id, catalogue),
                evidence=commitment.evidence,
            )


def _targets(
    mechanisms: Sequence[Mechanism],
    promises: Sequence[Commitment],
    catalogue: Catalogue,
    as_of: date,
) -> Iterator[Event]:
    """Give the dates of timetables that are not those of promises told already."""
    told = {promise.id for promise in promises if promise.deadline}
    for mechanism in mechanisms:
        for line, milestone in zip(
            timetable_lines([mechanism], catalogue, as_of), mechanism.timetable, strict=True
        ):
            day = _last(milestone.when)
            if day is not None and not told & set(line.promises):
                yield Event(
                    kind="target",
                    id=mechanism.id,
                    day=day,
                    when=line.when,
                    what=f"{capital(line.what)} {line.edge}",
                    lang=language_of(line.what, None, catalogue),
                    detail="; ".join(filter(None, (line.state, line.condition))),
                    by=_by(mechanism.id, catalogue),
                    evidence=line.evidence,
                )


def _last(edtf: str | None) -> date | None:
    days = span(edtf)
    return None if days is None else days.last


def _first(edtf: str | None) -> date | None:
    days = span(edtf)
    return None if days is None else days.first or days.last


def _by(record: str, catalogue: Catalogue) -> By:
    return "person" if catalogue.confirmed_by(record) else "tool"
