"""Feeds and calendars: of one mechanism, and of what a list was asked for."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import replace

from starlette.routing import Route

from stocktake.model import Changed, Commitment, Mechanism, Meeting
from stocktake.serve.catalogue import Catalogue
from stocktake.serve.filters import mechanism_of
from stocktake.serve.web.asking import question_of
from stocktake.serve.web.at_hand import at_hand, one
from stocktake.serve.web.handing_out import File, handed_out
from stocktake.serve.web.pages.papers import MOST, OF_COMMITMENTS, OF_MECHANISM, OF_MEETINGS
from stocktake.serve.web.showing import Asked

_BESIDE = frozenset({"articles", "origins", "parties"})


def mechanism_due(question: Asked) -> File:
    """Give the feed of what falls due of a mechanism's promises."""
    return _due(_of_mechanism(question), question)


def mechanism_calendar(question: Asked) -> File:
    """Give the meetings and dates of a mechanism as a calendar."""
    return _calendar(_of_mechanism(question), question)


def mechanism_changes(question: Asked) -> File:
    """Give the feed of what changed of a mechanism, its meetings and promises."""
    found = _of_mechanism(question)
    wanted = question.request.path_params["id"]
    ids = [record.id for record in _told(found)]
    return _changes(question.desk.shelf.changes_of([wanted, *ids]))


def listed_due(question: Asked) -> File:
    """Give the feed of what falls due, of the commitments that a list was asked for."""
    asked = question_of("commitments", question.request.query_params, MOST)
    day = question.as_of.isoformat()
    ahead = question.desk.shelf.answer(replace(asked, order="due", due_since=day, after=None))
    past = question.desk.shelf.answer(
        replace(asked, order="latest due", due_until=day, after=None, at_most=MOST // 3)
    )
    own = frozenset((*ahead.ids, *past.ids))
    return _due(_only(at_hand(question, sorted(own), OF_COMMITMENTS), own), question)


def listed_calendar(question: Asked) -> File:
    """Give the meetings that a list was asked for as a calendar, with the dates set there."""
    asked = question_of("meetings", question.request.query_params, MOST)
    own = frozenset(question.desk.shelf.answer(asked).ids)
    found = at_hand(question, sorted(own), OF_MEETINGS)
    made = {c.id for c in found.records.commitments if c.meeting in own}
    return _calendar(_only(found, own | made), question)


def latest_changes(question: Asked) -> File:
    """Give the feed of what changed last in the register."""
    return _changes(question.desk.shelf.latest_changes(MOST))


def _of_mechanism(question: Asked) -> Catalogue:
    """Give a mechanism's meetings and promises, with all that is said of them."""
    wanted = question.request.path_params["id"]
    _, found = one(question, Mechanism, wanted, OF_MECHANISM)
    return _only(found, {r.id for r in _told(found) if mechanism_of(r, found) == wanted})


def _told(found: Catalogue) -> list[Meeting | Commitment]:
    """Give what a feed or a calendar tells of."""
    return [*found.records.meetings, *found.records.commitments]


def _only(found: Catalogue, own: Collection[str]) -> Catalogue:
    """Leave the meetings and promises that a feed tells; what they name stays known."""
    records = found.records
    return replace(
        found,
        records=replace(
            records,
            meetings=tuple(m for m in records.meetings if m.id in own),
            commitments=tuple(c for c in records.commitments if c.id in own),
        ),
    )


def _due(found: Catalogue, question: Asked) -> File:
    # The libraries that write feeds are loaded when the first one is asked for.
    from stocktake.serve.interchange.atom import as_atom, due_feed

    return File("due", "atom", as_atom(due_feed(found, question.as_of)))


def _calendar(found: Catalogue, question: Asked) -> File:
    from stocktake.serve.interchange.calendar import as_calendar

    return File("stocktake", "ics", as_calendar(found, question.as_of))


def _changes(changes: Sequence[Changed]) -> File:
    from stocktake.serve.interchange.atom import as_atom, changes_feed

    told = [c for c in changes if c.kind not in _BESIDE]
    return File("changes", "atom", as_atom(changes_feed(told)))


_FEEDS: Sequence[tuple[str, Callable[[Asked], File]]] = (
    ("/mechanisms/{id}/due.atom", mechanism_due),
    ("/mechanisms/{id}/changes.atom", mechanism_changes),
    ("/mechanisms/{id}/calendar.ics", mechanism_calendar),
    ("/feeds/due.atom", listed_due),
    ("/feeds/changes.atom", latest_changes),
    ("/feeds/calendar.ics", listed_calendar),
)
ROUTES = tuple(Route(path, handed_out(make), methods=["GET"]) for path, make in _FEEDS)
