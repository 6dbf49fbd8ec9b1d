"""Today: what falls due, what changed, what disagrees, what waits for a person."""

from dataclasses import dataclass
from datetime import date, timedelta

from starlette.responses import Response
from starlette.routing import Route

from stocktake.model import Commitment, Discrepancy, Mechanism, Meeting
from stocktake.questions import COUNTED, Extent, Question, Step
from stocktake.serve.catalogue import Catalogue
from stocktake.serve.days import span, written
from stocktake.serve.exchange import PageRecord
from stocktake.serve.papers.numbers import capital, count_in_words
from stocktake.serve.papers.rounds import day_of
from stocktake.serve.state import PASSED, state_of
from stocktake.serve.web.at_hand import at_hand, catalogue
from stocktake.serve.web.choices import extent_of
from stocktake.serve.web.kept import kept
from stocktake.serve.web.showing import Asked, shown
from stocktake.serve.web.standing import Standing, standing_of
from stocktake.serve.web.titles import act

_BEHIND = timedelta(days=183)
_DATES = 6  # on either side of today
_YEARS_SHOWN = 8
_STEPS: tuple[Step, ...] = ("outcomes", "lineage", "named", "reports")


@dataclass(frozen=True, slots=True)
class Dated:
    """A promise with a date near today."""

    commitment: Commitment
    act: str
    state: str


@dataclass(frozen=True, slots=True)
class Strip:
    """A mechanism's rounds on a small time line; places are per cent of its width.

    `framed` is the stretch that the next round was announced for, `passed` the time since its end.
    """

    mechanism: Mechanism
    rounds: tuple[float, ...]
    framed: tuple[float, float] | None
    passed: tuple[float, float] | None
    last: str
    promised: int
    overdue: int
    disagree: int


@dataclass(frozen=True, slots=True)
class Axis:
    """The years of the small time lines."""

    first: date
    last: date
    today: date

    def at(self, day: date) -> float:
        """Give a day's place in per cent."""
        whole = (self.last - self.first).days
        return round(100 * min(max((day - self.first).days / whole, 0), 1), 2)

    def years(self) -> list[tuple[int, float]]:
        """Give every second year with its place."""
        years = range(self.first.year, self.last.year + 1, 2)
        here = self.at(self.today)
        places = [(year, self.at(date(year, 1, 1))) for year in years]
        return [(year, place) for year, place in places if place < here - 12]


@kept
def today(question: Asked) -> Response:
    """Show the first page."""
    extent = extent_of(question)
    state = standing_of(question)
    behind, ahead = _near(question)
    disputed, unread, waiting = state.disputed, state.unread, state.waiting
    ids = [*behind, *ahead, *disputed.ids, *unread.ids]
    found = at_hand(question, [*ids, *(j.record for j in state.decisions)], _STEPS)
    formats = catalogue(question, *state.formats)
    dated = {i: _dated(i, found, question.as_of) for i in (*behind, *ahead)}
    axis = _axis(question.as_of)
    passed = [d for i in behind if (d := dated[i]) and d.state == PASSED]
    return shown(
        question,
        "today.html",
        extent=extent,
        lede=_lede(passed, disputed.total, waiting, extent),
        behind=[d for i in reversed(behind) if (d := dated[i])],
        ahead=[d for i in ahead if (d := dated[i])],
        passed=passed[:3],
        disputed=[r for i in disputed.ids if isinstance(r := found.by_id.get(i), Discrepancy)],
        unread=[p for i in unread.ids if isinstance(p := found.by_id.get(i), PageRecord)],
        decisions=state.decisions,
        waiting=waiting,
        most_counted=COUNTED,
        strips=_strips(state, formats, axis, question),
        axis=axis,
        catalogue=found,
        names=formats,
    )


def _near(question: Asked) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Give the promises due last before today and first after it."""
    day = question.as_of
    since = (day - _BEHIND).isoformat()
    until = (day - timedelta(days=1)).isoformat()
    behind = question.desk.shelf.answer(
        Question(
            "commitments", order="latest due", due_since=since, due_until=until, at_most=_DATES
        )
    )
    ahead = question.desk.shelf.answer(
        Question("commitments", order="due", due_since=day.isoformat(), at_most=_DATES)
    )
    return behind.ids, ahead.ids


def _dated(wanted: str, found: Catalogue, as_of: date) -> Dated | None:
    promise = found.by_id.get(wanted)
    if not isinstance(promise, Commitment):
        return None
    return Dated(promise, act(promise, found), state_of(promise, found, as_of))


def _axis(as_of: date) -> Axis:
    return Axis(date(as_of.year - _YEARS_SHOWN + 2, 1, 1), date(as_of.year + 2, 12, 31), as_of)


def _strips(state: Standing, found: Catalogue, axis: Axis, question: Asked) -> list[Strip]:
    until = (question.as_of - timedelta(days=1)).isoformat()
    nothing = Question("commitments", due_until=until, delivery="no evidence found")
    overdue = question.desk.shelf.tally("mechanism", state.busiest, nothing)
    strips = []
    for wanted in state.busiest:
        mechanism = found.by_id.get(wanted)
        if isinstance(mechanism, Mechanism):
            counts = (
                state.promised.get(wanted, 0),
                overdue.get(wanted, 0),
                state.disagree.get(wanted, 0),
            )
            strips.append(_strip(mechanism, found, axis, counts))
    return strips


def _strip(
    mechanism: Mechanism, found: Catalogue, axis: Axis, counts: tuple[int, int, int]
) -> Strip:
    own = [m for m in found.records.meetings if m.mechanism == mechanism.id]
    held = [(day, m) for m in own if (day := day_of(m, found)) and day <= axis.today]
    held.sort(key=lambda pair: (pair[0], pair[1].id))
    framed, passed = _coming(mechanism, axis, held[-1][0] if held else None)
    return Strip(
        mechanism=mechanism,
        rounds=tuple(axis.at(day) for day, _ in held if day >= axis.first),
        framed=framed,
        passed=passed,
        last=_last(held),
        promised=counts[0],
        overdue=counts[1],
        disagree=counts[2],
    )


def _last(held: list[tuple[date, Meeting]]) -> str:
    """Write the days of the last round, or when it was reported."""
    if not held:
        return "none"
    day, meeting = held[-1]
    return written(meeting.when) if meeting.when else f"reported {written(day.isoformat())}"


def _coming(
    mechanism: Mechanism, axis: Axis, last: date | None
) -> tuple[tuple[float, float] | None, tuple[float, float] | None]:
    days = span(mechanism.next.when) if mechanism.next else None
    if days is None or days.first is None or days.last is None:
        return None, None
    if last is not None and last >= days.first:
        return None, None
    framed = (axis.at(days.first), axis.at(days.last))
    passed = (axis.at(days.last), axis.at(axis.today)) if days.last < axis.today else None
    return framed, passed


def _lede(passed: list[Dated], disputed: int, waiting: int, extent: Extent) -> str:
    if not extent.articles:
        return "Nothing has been read yet. `stocktake add` reads pages into the register."
    told = []
    if passed:
        one = len(passed) == 1
        told.append(
            f"{capital(count_in_words(len(passed), 'date'))} of the last half year "
            f"{'has' if one else 'have'} passed with nothing found."
        )
    if disputed:
        times = (
            count_in_words(disputed, "thing")
            if disputed <= COUNTED
            else f"more than {COUNTED} things"
        )
        told.append(f"Reports disagree on {times}.")
    if waiting:
        count = f"{waiting}" if waiting <= COUNTED else f"More than {COUNTED}"
        told.append(f"{count} suggested commitments wait for a person.")
    return " ".join(told) or "Nothing waits for you."


ROUTES = (Route("/", today, name="today"),)
