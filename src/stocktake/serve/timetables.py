"""What hangs on a mechanism: its assessments and its timetable, as of a day, in words."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from stocktake.model import (
    Assessment,
    AssessmentStanding,
    Commitment,
    Evidence,
    Mechanism,
    Meeting,
    Milestone,
    MilestoneEdge,
    MilestoneStanding,
)
from stocktake.serve.catalogue import Catalogue, label
from stocktake.serve.days import span, written
from stocktake.serve.state import PASSED, delivery_as_of, state_of

NO_DATE = "no date"
_EDGES: Mapping[MilestoneEdge | None, str] = {
    "begins": "begins", "ends": "ends", "lasts": "until then", "due": "due",
    None: "hangs on a condition",
}  # fmt: skip
_TOLD: Mapping[MilestoneStanding, str] = {
    "begun": "Reported begun", "done": "Reported done", "late": "Reported late",
}  # fmt: skip
_ASSESSED: Mapping[AssessmentStanding, str] = {
    "set": "To be assessed", "under way": "Under way when last told",
    "unfinished": "Not finished when last told", "reported": "Reported",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class TimetableLine:
    """A line of a timetable as of a day.

    `what` begins, ends or is due `when`; `condition` is a source's own words.  `note` says how the
    date was counted or what it was before.  `promises` are the commitments made in the same words.
    """

    body: str
    what: str
    edge: str
    when: str
    condition: str | None
    state: str
    note: str
    promises: tuple[str, ...]
    evidence: tuple[Evidence, ...]

    @property
    def is_passed(self) -> bool:
        """Tell whether the date is past and nothing was found."""
        return self.state.startswith(PASSED)

    @property
    def is_done(self) -> bool:
        """Tell whether a report says that it was done."""
        return self.state.startswith((_TOLD["done"], _TOLD["begun"], "Delivered"))


@dataclass(frozen=True, slots=True)
class AssessmentLine:
    """What is told of an assessment; `subjects` are a source's own words for what is assessed."""

    body: str
    subjects: tuple[str, ...]
    state: str
    evidence: tuple[Evidence, ...]


def bodies_of(mechanism: Mechanism, catalogue: Catalogue) -> tuple[Mechanism, ...]:
    """Give a mechanism and the bodies on which a timetable may hang as well.

    They are those that it set up, and those of its parties that promises of its rounds name.  The
    mechanism is given as the catalogue has it, which may be that of an earlier day.
    """
    known = catalogue.by_id.get(mechanism.id)
    mechanism = known if isinstance(known, Mechanism) else mechanism
    named = _named_in_promises(mechanism, catalogue)
    own = (m for m in catalogue.records.mechanisms if m.parent == mechanism.id or m.id in named)
    return (mechanism, *sorted(own, key=lambda m: (m.name, m.id)))


def with_bodies(mechanisms: Iterable[Mechanism], catalogue: Catalogue) -> tuple[Mechanism, ...]:
    """Give mechanisms with the bodies of all of them, each once."""
    found = {b.id: b for m in mechanisms for b in bodies_of(m, catalogue)}
    return tuple(found.values())


def _named_in_promises(mechanism: Mechanism, catalogue: Catalogue) -> frozenset[str]:
    rounds = {m.id for m in catalogue.records.meetings if m.mechanism == mechanism.id}
    promises = [c for c in catalogue.records.commitments if c.meeting in rounds]
    bodies = (
        m
        for m in catalogue.records.mechanisms
        if m.hanging and m.id != mechanism.id and set(m.parties) == set(mechanism.parties)
    )
    return frozenset(body.id for body in bodies if any(_holds(p, body) for p in promises))


def _holds(promise: Commitment, body: Mechanism) -> bool:
    return any(_overlap(a, b) for a in promise.evidence for b in body.evidence)


def timetable_lines(
    mechanisms: Iterable[Mechanism], catalogue: Catalogue, as_of: date
) -> tuple[TimetableLine, ...]:
    """Give the lines of the timetables of some mechanisms, body by body, in the order of dates."""
    return tuple(
        _line(mechanism, milestone, catalogue, as_of)
        for mechanism in mechanisms
        for milestone in mechanism.timetable
    )


def assessment_lines(
    mechanisms: Iterable[Mechanism], catalogue: Catalogue
) -> tuple[AssessmentLine, ...]:
    """Give what reports tell of the assessments of some mechanisms, in the order of telling."""
    return tuple(
        AssessmentLine(m.name, a.subjects, _assessed(a, catalogue), a.evidence)
        for m in mechanisms
        for a in m.assessments
    )


def articles_of(
    assessments: Iterable[AssessmentLine], lines: Iterable[TimetableLine]
) -> Iterator[str]:
    """Give the articles that tell of some assessments and lines, as often as they do."""
    told: list[AssessmentLine | TimetableLine] = [*assessments, *lines]
    yield from (evidence.article for one in told for evidence in one.evidence)


def _line(
    mechanism: Mechanism, milestone: Milestone, catalogue: Catalogue, as_of: date
) -> TimetableLine:
    promises = tuple(_same_words(milestone, catalogue))
    return TimetableLine(
        body=mechanism.name,
        what=milestone.what,
        edge=_EDGES[milestone.edge],
        when=written(milestone.when) if milestone.when else NO_DATE,
        condition=milestone.condition,
        state=_state(milestone, promises, catalogue, as_of) + _beside(mechanism, milestone, as_of),
        note=_note(milestone, catalogue),
        promises=tuple(promise.id for promise in promises),
        evidence=milestone.evidence,
    )


def _state(
    milestone: Milestone, promises: Iterable[Commitment], catalogue: Catalogue, as_of: date
) -> str:
    """Say what is known of a line: what a report tells, else what became of its promise.

    A promise in the same words is that of the line only where it has the same date: a sentence may
    promise one thing and tell what another hangs on.
    """
    told = _TOLD.get(milestone.standing)
    if told is not None:
        return f"{told}, {written(milestone.told)}" if milestone.told else told
    for promise in promises:
        same = promise.deadline is not None and promise.deadline == milestone.when
        if same and delivery_as_of(promise, catalogue, as_of) != "no evidence found":
            return state_of(promise, catalogue, as_of)
    days = span(milestone.when)
    if days is None:
        return "No date; nothing found" if milestone.edge else _last_told(milestone, catalogue)
    return PASSED if days.last is not None and days.last < as_of else "Not yet due"


def _beside(mechanism: Mechanism, milestone: Milestone, as_of: date) -> str:
    """Say of a passed date that a phase of the same thing is reported done or begun beside it."""
    days = span(milestone.when)
    passed = days is not None and days.last is not None and days.last < as_of
    if not passed or milestone.standing != "planned" or milestone.phase is not None:
        return ""
    noun = milestone.what.casefold().split()[-1]
    for other in mechanism.timetable:
        is_of_it = other.phase is not None and other.what.casefold().split()[-1] == noun
        if is_of_it and other.standing in ("done", "begun"):
            return f"; {other.what}: reported {other.standing}"
    return ""


def _note(milestone: Milestone, catalogue: Catalogue) -> str:
    notes = []
    round_ = catalogue.by_id.get(milestone.round or "")
    if isinstance(round_, Meeting):
        notes.append(f"counted from the {label(round_, catalogue)}, {written(round_.when)}")
    elif milestone.when is None and milestone.when_words:
        notes.append(f"“{milestone.when_words}”")
    if milestone.before:
        notes.append(f"first told for {written(milestone.before)}")
    return "; ".join(notes)


def _same_words(milestone: Milestone, catalogue: Catalogue) -> Iterator[Commitment]:
    """Give the commitments whose words a line was found in."""
    for commitment in catalogue.records.commitments:
        if any(_overlap(a, b) for a in milestone.evidence for b in commitment.evidence):
            yield commitment


def _overlap(one: Evidence, two: Evidence) -> bool:
    return one.article == two.article and one.start < two.end and two.start < one.end


def _last_told(told: Milestone | Assessment, catalogue: Catalogue) -> str:
    day = _newest(told, catalogue)
    return f"Last told {written(day)}" if day else "Told without a day"


def _assessed(assessment: Assessment, catalogue: Catalogue) -> str:
    state = _ASSESSED[assessment.standing]
    if assessment.standing == "set":
        return state
    day = assessment.when or _newest(assessment, catalogue)
    return f"{state}, {written(day)}" if day else state


def _newest(told: Milestone | Assessment, catalogue: Catalogue) -> str | None:
    """Give the day of the newest report that tells of something."""
    articles = (catalogue.articles.get(e.article) for e in told.evidence)
    return max((a.published[:10] for a in articles if a and a.published), default=None)
