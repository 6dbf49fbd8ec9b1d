"""The register as a calendar (RFC 5545): meetings as events, what falls due as tasks."""

import re
from collections.abc import Iterator
from datetime import date, timedelta

from icalendar import Calendar, Event, Todo, vText

from stocktake.model import Commitment, Delivery, Mechanism, Meeting, Milestone
from stocktake.serve.catalogue import Catalogue, label
from stocktake.serve.days import span, written
from stocktake.serve.interchange.days import EPOCH, closed, is_exact, moment, reported, reported_on
from stocktake.serve.interchange.naming import sources_in_words, uid
from stocktake.serve.papers.numbers import capital
from stocktake.serve.papers.promises import is_promise
from stocktake.serve.papers.rounds import is_held
from stocktake.serve.state import delivery_as_of, state_of
from stocktake.serve.timetables import TimetableLine, timetable_lines

_CONTROLS = re.compile(rb"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")  # RFC 5545 has no place for them
_STATUS: dict[Delivery, str] = {
    "delivered": "COMPLETED",
    "delivered late": "COMPLETED",
    "in progress": "IN-PROCESS",
    "partly": "IN-PROCESS",
    "withdrawn": "CANCELLED",
    "superseded": "CANCELLED",
}


def as_calendar(catalogue: Catalogue, as_of: date) -> bytes:
    """Give the calendar, with the state of play as of a day.

    Uncertain dates keep their EDTF in `X-STOCKTAKE-EDTF`.  What bears no day is left out: see
    `undated`.
    """
    calendar = Calendar()
    calendar.add("prodid", "-//Stocktake//Stocktake//EN")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("x-wr-calname", "Stocktake")
    for event in _events(catalogue):
        calendar.add_component(event)
    for todo in (*_todos(catalogue, as_of), *_targets(catalogue, as_of)):
        calendar.add_component(todo)
    content: bytes = calendar.to_ical()
    return _CONTROLS.sub(b"", content)


def undated(catalogue: Catalogue) -> tuple[int, int]:
    """Count the meetings and the promises that bear no day and so stand in no calendar."""
    records = catalogue.records
    meetings = sum(closed(meeting.when) is None for meeting in records.meetings)
    return meetings, sum(
        closed(c.deadline) is None for c in filter(is_promise, records.commitments)
    )


def _events(catalogue: Catalogue) -> Iterator[Event]:
    for meeting in catalogue.records.meetings:
        days = closed(meeting.when)
        if days is not None:
            yield _event(meeting, days, catalogue)


def _event(meeting: Meeting, days: tuple[date, date], catalogue: Catalogue) -> Event:
    event = Event()
    _head(event, meeting, label(meeting, catalogue), catalogue)
    event.add("dtstart", days[0])
    event.add("dtend", days[1] + timedelta(days=1))  # the end is the first day that is free
    event.add("transp", "TRANSPARENT")
    sure = is_held(meeting, catalogue) and is_exact(meeting.when)
    event.add("status", "CONFIRMED" if sure else "TENTATIVE")
    if meeting.place:
        event.add("location", meeting.place)
    mechanism = catalogue.by_id.get(meeting.mechanism or "")
    if isinstance(mechanism, Mechanism):
        event.add("categories", [mechanism.name])
    told = [
        f"{written(meeting.when)}{'' if is_exact(meeting.when) else '; no day is known'}",
        f"Between {catalogue.parties(meeting.parties)}",
        sources_in_words(meeting, catalogue),
    ]
    event.add("description", "\n".join(told))
    event.add("x-stocktake-edtf", vText(meeting.when or ""))
    return event


def _todos(catalogue: Catalogue, as_of: date) -> Iterator[Todo]:
    for commitment in filter(is_promise, catalogue.records.commitments):
        days = closed(commitment.deadline)
        if days is not None:
            yield _todo(commitment, days, catalogue, as_of)


def _todo(
    commitment: Commitment, days: tuple[date, date], catalogue: Catalogue, as_of: date
) -> Todo:
    todo = Todo()
    _head(todo, commitment, commitment.summary, catalogue)
    if days[0] < days[1]:
        todo.add("dtstart", days[0])
    todo.add("due", days[1])
    delivery = delivery_as_of(commitment, catalogue, as_of)
    todo.add("status", _STATUS.get(delivery, "NEEDS-ACTION"))
    if commitment.theme:
        todo.add("categories", [commitment.theme])
    state = f"{state_of(commitment, catalogue, as_of)} (as of {written(as_of.isoformat())})"
    told = [
        f"{catalogue.parties(commitment.actors)}, by {written(commitment.deadline)}",
        state,
        sources_in_words(commitment, catalogue),
    ]
    todo.add("description", "\n".join(told))
    todo.add("x-stocktake-edtf", vText(commitment.deadline or ""))
    todo.add("x-stocktake-state", vText(state))
    return todo


def _targets(catalogue: Catalogue, as_of: date) -> Iterator[Todo]:
    """Give a task for each date of a timetable that is not the date of a promise."""
    dated = {c.id for c in catalogue.records.commitments if is_promise(c) and closed(c.deadline)}
    for mechanism in catalogue.records.mechanisms:
        lines = timetable_lines([mechanism], catalogue, as_of)
        for line, milestone in zip(lines, mechanism.timetable, strict=True):
            days = span(milestone.when)
            if days is not None and days.last is not None and not dated & set(line.promises):
                yield _target(mechanism, milestone, line, catalogue)


def _target(
    mechanism: Mechanism, milestone: Milestone, line: TimetableLine, catalogue: Catalogue
) -> Todo:
    todo = Todo()
    # A date that is moved stays one task: its name rests on what it is the date of.
    told = f"{milestone.phase or milestone.what.casefold()}:{milestone.edge}"
    marks = [m.when for m in mechanism.timetable if m.phase is None and m.what == milestone.what]
    told += f":{milestone.when}" if len(marks) > 1 else ""
    todo.add("uid", uid(f"{mechanism.id}:{told}"))
    stamp = max((reported_on(e, catalogue) for e in line.evidence), default=None, key=_or_first)
    todo.add("dtstamp", moment(stamp))
    todo.add("summary", f"{capital(line.what)} {line.edge}")
    days = span(milestone.when)
    if days is not None and days.last is not None:
        todo.add("due", days.last)
    todo.add("status", "COMPLETED" if line.is_done else "NEEDS-ACTION")
    todo.add("categories", [mechanism.name])
    words = [f"“{' '.join(e.quote.split())}”" for e in line.evidence]
    hangs = f"Hangs on: {line.condition}" if line.condition else ""
    todo.add("description", "\n".join(filter(None, (line.when, line.state, hangs, *words))))
    todo.add("x-stocktake-edtf", vText(milestone.when or ""))
    todo.add("x-stocktake-state", vText(line.state))
    todo.add("x-stocktake-id", mechanism.id)
    return todo


def _or_first(day: date | None) -> date:
    return day or EPOCH


def _head(
    component: Event | Todo, record: Meeting | Commitment, summary: str, catalogue: Catalogue
) -> None:
    component.add("uid", uid(record.id))
    # The stamp is the newest report's day, so that the same register gives the same calendar.
    component.add("dtstamp", moment(reported(record, catalogue)))
    component.add("summary", summary)
    component.add("x-stocktake-id", record.id)
