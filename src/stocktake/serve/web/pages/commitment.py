"""A commitment: its state and its limits, its line, its words in each source, and its history."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from markupsafe import Markup
from starlette.responses import Response
from starlette.routing import Route

from stocktake.model import Commitment, Evidence, FollowThrough, Mechanism, Meeting
from stocktake.questions import Step
from stocktake.serve.catalogue import Catalogue
from stocktake.serve.days import span, written
from stocktake.serve.manner import in_figures
from stocktake.serve.papers.drawing import line_of
from stocktake.serve.papers.promises import Promise, first_published, promise_of, promises_of
from stocktake.serve.papers.rounds import Rounds, rounds_of
from stocktake.serve.papers.wording import act_of
from stocktake.serve.picture import FULL
from stocktake.serve.state import PASSED
from stocktake.serve.web.at_hand import catalogue, the
from stocktake.serve.web.drawing import canvas_of
from stocktake.serve.web.kept import kept
from stocktake.serve.web.passages import Piece, Place, clusters, context
from stocktake.serve.web.reporting import Reports, Told, reports_of
from stocktake.serve.web.showing import Asked, shown

_WORDS: tuple[Step, ...] = (
    "lineage",
    "outcomes",
    "disagreements",
    "texts",
    "named",
    "reports",
    "origins",
)
_ROUNDS: tuple[Step, ...] = ("bodies", "meetings", "reports")
_NOBODY = "suggested"


@dataclass(frozen=True, slots=True)
class Saying:
    """The words of one report on the promise, in context; `verb` tells how firmly it puts it."""

    told: Told
    passages: tuple[tuple[Piece, ...], ...]
    verb: str
    places: str


@dataclass(frozen=True, slots=True)
class Event:
    """One line of the history; `mark` is the class of its sign, `by` who says so, if somebody."""

    day: str
    mark: str
    head: str
    rest: str
    by: str | None = None


@dataclass(frozen=True, slots=True)
class Verdict:
    """The state of play with what it rests on and how far the register can see."""

    state: str
    tone: str
    by: str | None
    limits: tuple[str, ...]


@kept
def commitment(question: Asked) -> Response:
    """Show one commitment."""
    wanted = question.request.path_params["id"]
    found = _found(question, wanted)
    record = the(Commitment, wanted, found)
    meeting = found.by_id.get(record.meeting or "")
    mechanism = found.by_id.get(getattr(meeting, "mechanism", None) or "")
    rounds = rounds_of(mechanism, found) if isinstance(mechanism, Mechanism) else Rounds((), ())
    promise = _promise(record, rounds, found, question.as_of)
    reports = reports_of((e.article for e in promise.evidence), found)
    return shown(
        question,
        "commitment.html",
        commitment=record,
        title=act_of([t.commitment for t in promise.tellings], found),
        catalogue=found,
        mechanism=mechanism if isinstance(mechanism, Mechanism) else None,
        meeting=meeting if isinstance(meeting, Meeting) else None,
        promise=promise,
        verdict=_verdict(promise, found),
        picture=_picture(promise, rounds, found, question),
        reports=reports,
        looked_in=_looked_in(promise, found),
        sayings=tuple(_sayings(promise, reports, found)),
        left_out=_left_out(promise, found),
        counted=[f for f in _bearing(promise, found) if f.counted],
        near=[f for f in _bearing(promise, found) if not f.counted],
        history=tuple(_history(promise, rounds, found, question)),
        disagreements=[
            d for t in promise.tellings for d in found.disagreements.get(t.commitment.id, ())
        ],
        confirmed=found.confirmed_by(record.id),
    )


def _found(question: Asked, wanted: str) -> Catalogue:
    shelf = question.desk.shelf
    words = shelf.gather([wanted], _WORDS)
    meetings = {e.id: e for e in words.entries if isinstance(e, Meeting)}
    own = {e.meeting for e in words.entries if isinstance(e, Commitment)}
    formats = {m.mechanism for i, m in meetings.items() if i in own and m.mechanism}
    if not formats:
        return catalogue(question, words)
    return catalogue(question, words, shelf.gather(sorted(formats), _ROUNDS))


def _promise(record: Commitment, rounds: Rounds, found: Catalogue, as_of: date) -> Promise:
    """Give the chain of renewals that a commitment is part of."""
    for promise in promises_of(rounds, found, as_of):
        if any(t.commitment.id == record.id for t in promise.tellings):
            return promise
    line = {record.id: record}
    for _ in range(12):
        for other in found.records.commitments:
            renews = other.renews in line or any(c.renews == other.id for c in line.values())
            if renews and other.id not in line:
                line[other.id] = other
    at = {r.meeting.id: r for r in rounds.held}
    return promise_of(line.values(), at, rounds.held, found, as_of)


def _verdict(promise: Promise, found: Catalogue) -> Verdict:
    tone = "past" if promise.passed and not promise.is_closed else ""
    return Verdict(
        state=promise.sentence,
        tone="done" if promise.is_delivered else tone,
        by=promise.deeds[-1].by if promise.state_by == "person" else None,
        limits=tuple(_limits(promise, found)),
    )


def _limits(promise: Promise, found: Catalogue) -> Iterator[str]:
    known = _of_these_talks(found) | {e.article for e in promise.evidence}
    published = (a.published for i in known if (a := found.articles.get(i)) and a.published)
    newest = max(published, default=None)
    days = span(promise.last.deadline)
    if promise.state_by == "tool":
        yield "No person has confirmed this."
    if promise.sentence == PASSED and days and days.last:
        yield f"Nothing read after {written(days.last.isoformat())} speaks of it."
    if newest is None:
        return
    seen = f"The newest report at hand on these talks is of {written(newest)}"
    if promise.sentence == PASSED and days and days.last and newest <= days.last.isoformat():
        yield f"{seen}, so the register could not have seen it happen since."
    elif not promise.deeds:
        yield f"{seen}."


def _picture(
    promise: Promise, rounds: Rounds, found: Catalogue, question: Asked
) -> tuple[Markup, Markup, Markup] | None:
    """Draw the axis and the line, where a day is known to draw it from."""
    line = line_of(promise, found, question.as_of, promise.sentence)
    if line is None:
        return None
    near = replace(rounds, held=tuple(r for r in rounds.held if r.day and r.day >= line.start))
    canvas = canvas_of([line], near, question.as_of)
    return canvas.axis(), canvas.lane(line, FULL), canvas.ground()


def _sayings(promise: Promise, reports: Reports, found: Catalogue) -> Iterator[Saying]:
    for told in reports.told:
        places = [*_places(promise, told.article.id, found)]
        if not places:
            continue
        passages = tuple(context(told.article, near) for near in clusters(places))
        spoken = [t.commitment for t in promise.tellings if _speaks(t.commitment, told.article.id)]
        verb = " and ".join(dict.fromkeys(f"{c.kind}: {c.strength}" for c in spoken))
        ordered = sorted(places, key=lambda p: p.start)
        ends = ", ".join(f"{in_figures(p.start)}–{in_figures(p.end)}" for p in ordered)
        yield Saying(told, passages, verb, ends)


def _places(promise: Promise, article: str, found: Catalogue) -> Iterator[Place]:
    for telling in promise.tellings:
        look = "person" if found.confirmed_by(telling.commitment.id) else "tool"
        for evidence in telling.commitment.evidence:
            if evidence.article == article:
                yield Place(evidence.start, evidence.end, look, telling.commitment.id)
    for deed in _bearing(promise, found):
        look = "deed" if deed.by != _NOBODY else "deed tool"
        for evidence in deed.evidence if deed.counted else ():
            if evidence.article == article:
                yield Place(evidence.start, evidence.end, look, deed.id)


def _speaks(commitment: Commitment, article: str) -> bool:
    return any(evidence.article == article for evidence in commitment.evidence)


def _bearing(promise: Promise, found: Catalogue) -> list[FollowThrough]:
    return [
        follow
        for telling in promise.tellings
        for follow in found.follow_through.get(telling.commitment.id, ())
    ]


def _looked_in(promise: Promise, found: Catalogue) -> int:
    """Count the reports of its rounds and of others of their format, save those that made it."""
    own = {e.article for t in promise.tellings for e in t.commitment.evidence}
    return len(_of_these_talks(found) - own)


def _of_these_talks(found: Catalogue) -> set[str]:
    told = {report for meeting in found.records.meetings for report in meeting.reports}
    return told & found.articles.keys()


def _left_out(promise: Promise, found: Catalogue) -> tuple[Told, ...]:
    """Give the reports of its meetings that do not mention it."""
    spoken = {e.article for t in promise.tellings for e in t.commitment.evidence}
    reports = [r for t in promise.tellings if t.round for r in t.round.meeting.reports]
    return reports_of((r for r in reports if r not in spoken), found).told


def _history(promise: Promise, rounds: Rounds, found: Catalogue, question: Asked) -> list[Event]:
    events = [*_tellings(promise, found), *_passings(promise, question.as_of)]
    for deed in promise.deeds:
        day = first_published(deed, found)
        done = deed.delivery in ("not started", "withdrawn")
        mark = "not" if done else f"deed {'' if deed.by == _NOBODY else 'person'}"
        said = Event(day.isoformat() if day else "", mark, deed.delivery.capitalize(), "", deed.by)
        events.append(replace(said, rest=f", {_place(deed.evidence, found)} says"))
    for judgement in found.judgements.get(promise.last.id, ()):
        rest = f" {judgement.action}ed this" + (
            f": “{judgement.reason}”" if judgement.reason else ""
        )
        events.append(Event(judgement.at[:10], "person hand", judgement.by, rest))
    events.sort(key=lambda event: (not event.day, event.day))
    for coming in rounds.announced:
        rest = f", {coming.place}" if coming.place else ""
        events.append(Event(coming.when or "", "none", "Next round", f"{rest}: the next occasion"))
    return events


def _tellings(promise: Promise, found: Catalogue) -> Iterator[Event]:
    for number, telling in enumerate(promise.tellings):
        told = telling.commitment
        day = telling.day.isoformat() if telling.day else ""
        at = f" at {telling.round.name}" if telling.round else ""
        due = f" Due {written(told.deadline)}." if told.deadline else " No date."
        person = found.confirmed_by(told.id)
        look = "person" if person else "tool"
        head = "Made" if number == 0 else "Said again"
        if number and told.deadline != promise.tellings[number - 1].commitment.deadline:
            head = "Terms changed"
        yield Event(
            day, look, head, f"{at}. {told.strength.capitalize()}: {told.kind}.{due}", person
        )


def _passings(promise: Promise, as_of: date) -> Iterator[Event]:
    seen: set[str] = set()
    for number, telling in enumerate(promise.tellings):
        days = span(telling.commitment.deadline)
        if days is None or days.last is None or days.last >= as_of:
            continue
        day = days.last.isoformat()
        later = promise.tellings[number + 1 :]
        renewed = any(t.day and t.day <= days.last for t in later)
        if day not in seen and not renewed and not promise.is_closed:
            seen.add(day)
            yield Event(day, "past", "Date passed.", " Nothing found at the time.", _NOBODY)


def _place(evidence: tuple[Evidence, ...], found: Catalogue) -> str:
    article = found.articles.get(evidence[0].article) if evidence else None
    return (article.outlet if article else None) or "a report"


ROUTES = (Route("/commitments/{id}", commitment),)
