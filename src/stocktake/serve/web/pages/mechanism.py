"""A mechanism: the picture of its promises through the rounds, its rounds, bodies and texts."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from markupsafe import Markup
from starlette.responses import Response
from starlette.routing import Route

from stocktake.model import Discrepancy, Mechanism
from stocktake.questions import Step
from stocktake.serve.catalogue import Catalogue
from stocktake.serve.days import written
from stocktake.serve.papers.items import Desk as Telling
from stocktake.serve.papers.items import Item, item_of
from stocktake.serve.papers.numbers import capital, count_in_words, in_words
from stocktake.serve.papers.promises import Promise, promises_of
from stocktake.serve.papers.rounds import Rounds, rounds_of
from stocktake.serve.papers.sources import sources_of
from stocktake.serve.papers.wording import act_of
from stocktake.serve.picture import FULL, SMALL, Line, Size
from stocktake.serve.timetables import assessment_lines, bodies_of, timetable_lines
from stocktake.serve.web.at_hand import one
from stocktake.serve.web.drawing import Canvas, canvas_of
from stocktake.serve.web.kept import kept
from stocktake.serve.web.reporting import reports_of
from stocktake.serve.web.showing import Asked, shown

_STEPS: tuple[Step, ...] = (
    "bodies", "meetings", "reports", "origins", "promises", "lineage", "outcomes",
    "reports of deeds", "disagreements", "texts agreed", "belonging",
)  # fmt: skip
_OF_ANOTHER_DAY: tuple[Step, ...] = ("reports",)  # what was promised then rests on what was out
_AT_ONCE = 60  # lines of one picture
_JOINT = "jointly"
_ONLY = ("all", "open", "past", "disagree", "suggested")
_LINES: dict[str, Size] = {"roomy": FULL, "compact": SMALL}


@dataclass(frozen=True, slots=True)
class Drawn:
    """A row of the picture: the promise in words, its lane, and who says what became of it."""

    item: Item
    promise: Promise
    act: str
    about: str
    lane: Markup | None


@dataclass(frozen=True, slots=True)
class Group:
    """The rows of those who are bound alike."""

    name: str
    rows: tuple[Drawn, ...]
    count: int


@dataclass(frozen=True, slots=True)
class Choice:
    """A part of the promises to show, with their number and its address."""

    name: str
    count: int
    query: str
    is_shown: bool


@kept
def mechanism(question: Asked) -> Response:
    """Show one mechanism."""
    wanted = question.request.path_params["id"]
    steps = (*_STEPS, *_OF_ANOTHER_DAY) if question.is_past else _STEPS
    record, found = one(question, Mechanism, wanted, steps)
    rounds = rounds_of(record, found)
    promises = promises_of(rounds, found, question.as_of)
    only = _asked(question, "show", _ONLY)
    lines = _asked(question, "lines", tuple(_LINES))
    chosen = [p for p in promises if _is_meant(p, only, found)]
    page = _page(question, len(chosen))
    canvas, groups = _picture(
        promises, chosen[page * _AT_ONCE : (page + 1) * _AT_ONCE], rounds, found, question
    )
    return shown(
        question,
        "mechanism.html",
        mechanism=record,
        catalogue=found,
        rounds=rounds,
        sessions=[r for r in rounds.held if r.kind != "round"],
        bodies=[m for m in found.records.mechanisms if m.parent == record.id],
        promises=promises,
        lede=_lede(record, rounds, promises),
        reports=_reports(rounds, found),
        confirmed=sum(p.by == "person" for p in promises),
        canvas=canvas,
        groups=groups,
        lines=lines,
        only=only,
        page=page,
        pages=max(1, -(-len(chosen) // _AT_ONCE)),
        choices=[
            Choice(name, sum(_is_meant(p, name, found) for p in promises), name, name == only)
            for name in _ONLY
        ],
        disagreements=_disagreements(record, rounds, promises, found),
        assessments=assessment_lines(bodies_of(record, found), found),
        timetable=timetable_lines(bodies_of(record, found), found, question.as_of),
        promised=_promised(promises),
    )


def _promised(promises: Iterable[Promise]) -> Counter[str]:
    """Count the promises told at each round, by its meeting."""
    told = ({t.round.meeting.id for t in p.tellings if t.round} for p in promises)
    return Counter(meeting for meetings in told for meeting in meetings)


def _asked(question: Asked, name: str, known: Sequence[str]) -> str:
    value = question.request.query_params.get(name, known[0])
    return value if value in known else known[0]


def _page(question: Asked, count: int) -> int:
    wanted = question.request.query_params.get("page", "1")
    last = max(0, (count - 1) // _AT_ONCE)
    return min(max(int(wanted) - 1, 0), last) if wanted.isascii() and wanted.isdigit() else 0


def _is_meant(promise: Promise, only: str, found: Catalogue) -> bool:
    match only:
        case "open":
            return not promise.is_closed
        case "past":
            return promise.passed and not promise.is_closed
        case "disagree":
            return any(t.commitment.id in found.disagreements for t in promise.tellings)
        case "suggested":
            return promise.by == "tool"
    return True


def _picture(
    promises: Sequence[Promise],
    chosen: Sequence[Promise],
    rounds: Rounds,
    found: Catalogue,
    question: Asked,
) -> tuple[Canvas, tuple[Group, ...]]:
    """Draw the chosen promises, numbered among all, grouped by who is bound."""
    told = Telling(found, rounds.held, sources_of((), found), question.as_of)
    numbers = {p.last.id: n for n, p in enumerate(promises, start=1)}
    items = {p.last.id: item_of(p, numbers[p.last.id], told) for p in chosen}
    canvas = canvas_of([i.line for i in items.values() if i.line], rounds, question.as_of)
    size = _LINES[_asked(question, "lines", tuple(_LINES))]
    counts = {key: len(list(same)) for key, same in groupby(promises, _owners)}
    groups = []
    for owners, same in groupby(chosen, _owners):
        rows = tuple(_row(items[p.last.id], p, canvas, size, found) for p in same)
        groups.append(Group(_group_name(owners, found), rows, counts[owners]))
    return canvas, tuple(groups)


def _row(item: Item, promise: Promise, canvas: Canvas, size: Size, found: Catalogue) -> Drawn:
    chain = [t.commitment for t in promise.tellings]
    parts: list[str | None] = [promise.last.theme, promise.last.kind]
    if promise.last.strength not in ("firm", "second-order"):
        parts.append(promise.last.strength)
    line: Line | None = item.line
    return Drawn(
        item=item,
        promise=promise,
        act=act_of(chain, found),
        about=" · ".join(filter(None, parts)),
        lane=canvas.lane(replace(line, alt=item.state), size) if line else None,
    )


def _owners(promise: Promise) -> tuple[str, ...]:
    return promise.actors


def _group_name(owners: tuple[str, ...], found: Catalogue) -> str:
    if len(owners) > 3:
        return f"{len(owners)} parties, {_JOINT}"
    names = found.parties(owners)
    return f"{names}, {_JOINT}" if len(owners) > 1 else names


def _lede(mechanism: Mechanism, rounds: Rounds, promises: Sequence[Promise]) -> str:
    sessions = len(rounds.held) - len(rounds.main)
    held = count_in_words(len(rounds.main), "round") if rounds.main else "no round on record"
    if sessions:
        held += f" and {count_in_words(sessions, 'session')} of bodies it set up"
    told = [f"{capital(count_in_words(len(promises), 'commitment'))} in {held}."]
    delivered = sum(p.is_delivered for p in promises)
    past = sum(p.passed and not p.is_closed for p in promises)
    if promises:
        told.append(f"{capital(in_words(delivered))} delivered." if delivered else "")
        told.append(f"{capital(in_words(past))} past {'its' if past == 1 else 'their'} date."
                    if past else "")  # fmt: skip
    if mechanism.next is not None:
        where = f" in {mechanism.next.where}" if mechanism.next.where else ""
        when = f": {written(mechanism.next.when)}" if mechanism.next.when else ", no day announced"
        told.append(f"The next round is announced{where}{when}.")
    return " ".join(filter(None, told))


def _reports(rounds: Rounds, found: Catalogue) -> str:
    ids = dict.fromkeys(a for r in rounds.held for a in r.meeting.reports)
    count = reports_of(ids, found).count
    newest = max(
        (found.articles[a].published or "" for a in ids if a in found.articles), default=""
    )
    return (
        f"{count} · newest report {written(newest)}, so silence since then says little"
        if newest
        else count
    )


def _disagreements(
    mechanism: Mechanism, rounds: Rounds, promises: Iterable[Promise], found: Catalogue
) -> list[Discrepancy]:
    about = [mechanism.id, *(r.meeting.id for r in rounds.held)]
    about += [t.commitment.id for p in promises for t in p.tellings]
    return [d for record in dict.fromkeys(about) for d in found.disagreements.get(record, ())]


ROUTES = (Route("/mechanisms/{id}", mechanism),)
