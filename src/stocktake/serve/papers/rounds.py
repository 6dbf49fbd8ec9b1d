"""The rounds of a mechanism and the sessions of bodies it set up, held and announced."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from stocktake.model import Mechanism, Meeting
from stocktake.serve.catalogue import Catalogue
from stocktake.serve.days import span, written
from stocktake.serve.picture import Rule, RuleKind

_WORDS = (
    "zeroth", "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth",
    "tenth", "eleventh", "twelfth",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Round:
    """One round or session: `label` is its sign in a picture, `name` its name in a sentence.

    `heading` is its name at the head of a column.  `day` is its first day, or else that of its
    first report; None where neither is printed.
    """

    meeting: Meeting
    kind: RuleKind
    label: str
    name: str
    heading: str
    day: date | None

    @property
    def when(self) -> str:
        """Write its days."""
        return written(self.meeting.when)


@dataclass(frozen=True, slots=True)
class Rounds:
    """What a mechanism has held, oldest first, and what is announced of it."""

    held: tuple[Round, ...]
    announced: tuple[Meeting, ...]

    @property
    def main(self) -> tuple[Round, ...]:
        """Give the rounds of the mechanism itself."""
        return tuple(r for r in self.held if r.kind == "round")

    def rules(self) -> tuple[Rule, ...]:
        """Give the rounds as rules of a picture; one without any day cannot be drawn."""
        return tuple(Rule(r.day, r.label, r.kind) for r in self.held if r.day)


def rounds_of(mechanism: Mechanism, catalogue: Catalogue, before: date | None = None) -> Rounds:
    """Give the rounds of a mechanism and of the bodies it set up, if need be up to a day."""
    own = [m for m in catalogue.records.meetings if m.mechanism == mechanism.id]
    children = {m.id: m for m in catalogue.records.mechanisms if m.parent == mechanism.id}
    others = [m for m in catalogue.records.meetings if m.mechanism in children]
    held = [m for m in own if is_held(m, catalogue)]
    sessions = [m for m in others if is_held(m, catalogue)]
    labels = _labels(held, catalogue)
    rounds = [_round(m, held, labels[m.id], day_of(m, catalogue)) for m in held] + _sessions(
        sessions, children, catalogue
    )
    known = [r for r in rounds if before is None or (r.day is not None and r.day < before)]
    return Rounds(
        held=tuple(sorted(known, key=lambda r: (r.day is None, r.day or date.min, r.meeting.id))),
        announced=tuple(_announced(m for m in own if not is_held(m, catalogue))),
    )


def is_held(meeting: Meeting, catalogue: Catalogue) -> bool:
    """Tell whether a text read is a report of a meeting, or speaks of it after its first day."""
    if meeting.reports:
        return True
    days = span(meeting.when)
    if days is None or days.last is None:
        return False
    published = [span(article.published) for article in catalogue.articles_of(meeting)]
    return any(p is not None and p.first and p.first > days.last for p in published)


def day_of(meeting: Meeting, catalogue: Catalogue) -> date | None:
    """Give the first day of a meeting, or of its reports where its own is not printed."""
    days = span(meeting.when)
    if days is not None and days.first is not None:
        return days.first
    published = [span(article.published) for article in catalogue.articles_of(meeting)]
    return min((p.first for p in published if p is not None and p.first), default=None)


def worded_ordinal(number: int) -> str:
    """Write an ordinal number as a word up to twelve."""
    if 0 < number < len(_WORDS):
        return _WORDS[number]
    ending = "th" if 10 < number % 100 < 14 else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"


def _labels(held: Sequence[Meeting], catalogue: Catalogue) -> dict[str, str]:
    """Label rounds by their ordinals; by letters in the order of days where some have none."""
    ordinals = Counter(meeting.ordinal for meeting in held)
    if None not in ordinals and all(count == 1 for count in ordinals.values()):
        return {meeting.id: str(meeting.ordinal) for meeting in held}
    ordered = sorted(held, key=lambda m: (day_of(m, catalogue) or date.max, m.id))
    return {m.id: chr(ord("a") + n) if n < 26 else str(n + 1) for n, m in enumerate(ordered)}


def _round(meeting: Meeting, held: Sequence[Meeting], label: str, day: date | None) -> Round:
    """Name a round by its number, else by its days, else by the day of its first report."""
    if _is_numbered(meeting, held):
        heading = f"Round {meeting.ordinal}"
        return Round(meeting, "round", label, heading.lower(), heading, day)
    if meeting.when:
        when = written(meeting.when)
        return Round(meeting, "round", label, f"the round of {when}", when, day)
    told = f"reported {written(day.isoformat())}" if day else "without a day"
    return Round(meeting, "round", label, f"the round {told}", told.capitalize(), day)


def _is_numbered(meeting: Meeting, held: Sequence[Meeting]) -> bool:
    same = [other for other in held if other.ordinal == meeting.ordinal]
    return bool(meeting.ordinal) and len(same) == 1


def _sessions(
    sessions: Sequence[Meeting], children: dict[str, Mechanism], catalogue: Catalogue
) -> list[Round]:
    initials = Counter(children[m.mechanism or ""].kind[:1].upper() for m in sessions)
    taken: Counter[str] = Counter()
    made = []
    for meeting in sorted(sessions, key=lambda m: (day_of(m, catalogue) or date.max, m.id)):
        body = children[meeting.mechanism or ""]
        initial = body.kind[:1].upper()
        taken[initial] += 1
        label = initial if initials[initial] == 1 else f"{initial}{taken[initial]}"
        name = f"the {body.kind}’s session of {written(meeting.when)}"
        heading = f"{body.kind.capitalize()} {label[1:]}".strip()
        made.append(Round(meeting, "session", label, name, heading, day_of(meeting, catalogue)))
    return made


def _announced(meetings: Iterable[Meeting]) -> list[Meeting]:
    return sorted(meetings, key=lambda m: (m.when is None, m.when or "", m.id))
