"""One promise, one line: days become places in per cent of a lane, and those an SVG.

Places across are per cent, so one drawing serves every width on screen and on paper; marks and
heights are pixels.  Lines and rules are told by the caller, and nothing here knows of a record.
A round mark is a word and a square one a deed; a solid line or a filled mark is confirmed by a
person, a dashed line or a hollow mark is suggested.  Colours, dashes and the hatching come from the
stylesheet by class (`p-line`, `p-said` and their like), so nothing is styled inline.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from html import escape
from itertools import pairwise
from typing import Literal

By = Literal["person", "tool"]
Direction = Literal["ltr", "rtl"]
RuleKind = Literal["round", "session"]
DeedState = Literal["done", "under way", "not done"]
_ONE_PLACE = 1  # per cent within which two rules are drawn as one, and labelled together


@dataclass(frozen=True, slots=True)
class Rule:
    """A vertical rule: a round of the mechanism, or a session of a body that it set up."""

    day: date
    label: str
    kind: RuleKind = "round"


@dataclass(frozen=True, slots=True)
class Said:
    """The promise was made, or said again."""

    day: date
    by: By


@dataclass(frozen=True, slots=True)
class Deed:
    """What a later text shows: done, under way, or said not to have happened."""

    day: date
    by: By
    state: DeedState


@dataclass(frozen=True, slots=True)
class Due:
    """The frame of a date: from its first day to its last; either is None where it is open.

    `told` is the day on which this date was set.  `passed_until` is how far the last day lies
    behind with nothing found: the end of the hatching, None for none.
    """

    told: date
    first: date | None
    last: date | None
    passed_until: date | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """A promise from the day it was made to the day that closed it, or to today.

    `changed` are the days on which its terms changed, each a step down in the line; `note` says in
    a few words what the last of them changed.  `gaps` are the later rounds that are silent on it.
    `alt` is the drawing in words.
    """

    by: By
    start: date
    stop: date
    alt: str
    said: tuple[Said, ...] = ()
    deeds: tuple[Deed, ...] = ()
    dues: tuple[Due, ...] = ()
    changed: tuple[date, ...] = ()
    gaps: tuple[date, ...] = ()
    disagreements: tuple[date, ...] = ()
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Scale:
    """The first and the last day of a lane, and the day called today.

    On a page that is read from the right, each place is mirrored.
    """

    first: date
    last: date
    today: date
    direction: Direction = "ltr"

    def at(self, day: date) -> float:
        """Give a day's place in per cent from the left; a day outside is put at the edge."""
        days = (self.last - self.first).days or 1
        share = 100 * min(max((day - self.first).days / days, 0), 1)
        return 100 - share if self.direction == "rtl" else share

    def covers(self, day: date) -> bool:
        """Tell whether a day lies within the lane."""
        return self.first <= day <= self.last


@dataclass(frozen=True, slots=True)
class Size:
    """How tall the parts of a lane are, in pixels: half a step, the hatching and a due frame.

    A full lane also shows notes and what is said not to have happened.
    """

    step: float
    hatch: float
    above: float
    below: float
    flag: tuple[float, float]
    flag_ref: str
    is_full: bool


FULL = Size(8, 12, -13, 9, (12, -17), "pic-flag", True)
SMALL = Size(3, 8, -9, 6, (11, -7), "pic-flag-small", False)

_FLAG = (
    '<circle class="p-flagbox" r="8"/><path class="p-flag" d="M-4-2H4M-4 2H4M-2.4 4.6 2.4-4.6"/>'
)
#: The marks that every lane of a page refers to; stands once in the page, before the first lane.
DEFS = (
    '<svg width="0" height="0" aria-hidden="true" class="defs"><defs>'
    '<pattern id="hatch" width="5" height="5" patternUnits="userSpaceOnUse"'
    ' patternTransform="rotate(45)"><line class="p-hatch" x1="0" y1="0" x2="0" y2="5"/></pattern>'
    '<circle id="pic-said" r="6"/><rect id="pic-deed" x="-6.5" y="-6.5" width="13" height="13"/>'
    '<path id="pic-tick" d="M-3.6 .2 -1 3 4-3.4"/>'
    '<path id="pic-half" d="M-6.5-6.5H0V6.5H-6.5z"/>'
    '<g id="pic-not"><rect class="p-not" x="-5.5" y="-5.5" width="11" height="11"/>'
    '<path class="p-bar-not" d="M-3.2 0H3.2"/></g>'
    f'<g id="pic-flag">{_FLAG}</g><g id="pic-flag-small" transform="scale(.8)">{_FLAG}</g>'
    '<g id="pic-gap"><rect class="p-gap" x="-8" y="-6" width="16" height="12"/>'
    '<path class="p-gapend" d="M-8-4V4M8-4V4"/></g>'
    "</defs></svg>"
)


def scale_of(
    lines: Sequence[Line], rules: Sequence[Rule], today: date, direction: Direction = "ltr"
) -> Scale:
    """Give the scale that shows all of the past, and of what is ahead as much again at most."""
    past = [rule.day for rule in rules] + [line.start for line in lines]
    first = min([*past, today - timedelta(days=30)])
    ahead = [due.last or due.first for line in lines for due in line.dues]
    behind = max((today - first).days, 30)
    furthest = today + timedelta(days=behind)
    latest = max(
        [d for d in (*ahead, *past) if d and d <= furthest]
        + [today + timedelta(days=behind * 22 // 100)]
    )
    return Scale(first - timedelta(days=behind * 6 // 100 + 1), latest, today, direction)


def lane(line: Line, rules: Sequence[Rule], scale: Scale, size: Size = FULL) -> str:
    """Draw one line as an SVG that stretches to the width and height of what it stands in."""
    draw = _Pen(line, scale, size)
    parts = [
        _ahead(scale),
        *_rules(rules, scale),
        *draw.hatching(),
        *draw.strokes(),
        *draw.frames(),
        *draw.gaps(),
        *draw.words(),
        *draw.deeds(),
        *draw.flags(),
        *draw.note(),
    ]
    label = escape(line.alt, quote=True)
    return f'<svg class="l" role="img" aria-label="{label}">{"".join(parts)}</svg>'


def axis(rules: Sequence[Rule], scale: Scale, today: str, apart: float = 0) -> str:
    """Draw the labels above the lanes, without those that stand closer than that many per cent."""
    told = [(scale.at(rule.day), rule.label) for rule in sorted(rules, key=lambda r: r.day)]
    here = scale.at(scale.today)
    shown: list[tuple[float, str]] = []
    for place, label in told:
        if shown and label and abs(place - shown[-1][0]) < _ONE_PLACE:
            shown[-1] = (shown[-1][0], f"{shown[-1][1]} {label}")
        elif label and all(abs(place - p) >= apart for p in (*(p for p, _ in shown), here)):
            shown.append((place, label))
    texts = [_text(place, label, "middle") for place, label in shown]
    crowded = any(abs(place - here) < 2 * apart for place, _ in shown)
    # Beside a round's label there is room only on the far side of today's rule.
    texts.append(_text(here, today, "start" if crowded else "middle", " strong"))
    words = escape("; ".join([*(label for _, label in told if label), today]), quote=True)
    head = f'<svg class="l" width="100%" height="18" role="img" aria-label="{words}">'
    return f"{head}{''.join(texts)}</svg>"


@dataclass(frozen=True, slots=True)
class _Pen:
    """Draws the parts of one line."""

    line: Line
    scale: Scale
    size: Size

    def hatching(self) -> Iterator[str]:
        for due in self.line.dues:
            if due.last and due.passed_until and due.passed_until > due.last:
                left, width = self._stretch(due.last, due.passed_until)
                tall = self.size.hatch
                yield (
                    f'<svg x="{left}" y="50%" width="{width}" height="{tall:g}" overflow="visible">'
                    f'<rect class="p-late" width="100%" height="{tall:g}"'
                    f' y="{self._offset(due.told) - tall / 2:g}"/></svg>'
                )

    def strokes(self) -> Iterator[str]:
        """Give the line itself: a piece between one change of terms and the next, and the steps."""
        name = "p-line tool" if self.line.by == "tool" else "p-line"
        turns = [d for d in self.line.changed if self.line.start < d < self.line.stop]
        ends = [self.line.start, *turns, self.line.stop]
        for start, stop in pairwise(ends):
            y = self._offset(start)
            moved = f' transform="translate(0 {y:g})"' if y else ""
            yield (
                f'<line class="{name}" x1="{self.scale.at(start):.2f}%" y1="50%"'
                f' x2="{self.scale.at(stop):.2f}%" y2="50%"{moved}/>'
            )
        for before, turn in zip(ends, turns, strict=False):
            yield self._placed(turn, _post(name, self._offset(before), self._offset(turn)))

    def frames(self) -> Iterator[str]:
        for due in self.line.dues:
            y = self._offset(due.told)
            top, bottom = self.size.above + y, self.size.below + y
            yield from self._window(due, top)
            if due.last and self.scale.covers(due.last):
                name = "p-due stop over" if due.passed_until else "p-due stop"
                yield self._placed(due.last, _post(name, top, bottom))

    def gaps(self) -> Iterator[str]:
        for day in self.line.gaps:
            yield self._marked(day, "pic-gap", "p-silent")

    def words(self) -> Iterator[str]:
        for said in self.line.said:
            yield self._marked(said.day, "pic-said", f"p-said {said.by}")

    def deeds(self) -> Iterator[str]:
        for deed in self.line.deeds:
            # In a small lane the day of "not done" is that of a round, whose mark it would hide.
            if deed.state != "not done" or self.size.is_full:
                for mark, name in _deed(deed):
                    yield self._marked(deed.day, mark, name)

    def flags(self) -> Iterator[str]:
        across, y = self.size.flag
        across = -across if self.scale.direction == "rtl" else across
        mark = f'<use href="#{self.size.flag_ref}" x="{across:g}" y="{y:g}"/>'
        for day in self.line.disagreements:
            yield self._placed(day, mark)

    def note(self) -> Iterator[str]:
        if self.line.note and self.line.changed and self.size.is_full:
            day = self.line.changed[-1]
            across = 24 if day in self.line.disagreements else 11  # beside the mark of those
            across = -across if self.scale.direction == "rtl" else across
            y = self._offset(self.line.start) - 8
            words = escape(self.line.note)
            text = f'<text class="p-t halo" x="{across}" y="{y:g}">{words}</text>'
            yield self._placed(day, text, ' class="wide"')

    def _window(self, due: Due, top: float) -> Iterator[str]:
        """Give the roof of a frame with its first post; an open frame runs out after a seventh."""
        if due.first is None or not self.scale.covers(due.first):
            return
        last = due.last if due.last and self.scale.covers(due.last) else None
        if last == due.first:
            return
        if last is None:
            days = (self.scale.last - self.scale.first).days * 14 // 100
            last = min(due.first + timedelta(days=days), self.scale.last)
        left, width = self._stretch(due.first, last)
        post = "100%" if self.scale.direction == "rtl" else "0"
        yield (
            f'<svg x="{left}" y="50%" width="{width}" height="1" overflow="visible">'
            f'<line class="p-due" x1="0" x2="100%" y1="{top:g}" y2="{top:g}"/>'
            f'<line class="p-due" x1="{post}" x2="{post}" y1="{top:g}" y2="{top + 5:g}"/></svg>'
        )

    def _stretch(self, first: date, last: date) -> tuple[str, str]:
        """Give the left edge and the width of a stretch of days, in per cent."""
        one, other = self.scale.at(first), self.scale.at(last)
        return f"{min(one, other):.2f}%", f"{abs(other - one):.2f}%"

    def _offset(self, day: date) -> float:
        """Give how far below the middle the line runs on a day, in pixels."""
        steps = len(self.line.changed)
        if not steps:
            return 0
        taken = sum(change <= day for change in self.line.changed)
        return -self.size.step + 2 * self.size.step * taken / steps

    def _marked(self, day: date, mark: str, name: str) -> str:
        y = self._offset(day)
        below = f' y="{y:g}"' if y else ""
        return self._placed(day, f'<use href="#{mark}" class="{name}"{below}/>')

    def _placed(self, day: date, mark: str, extra: str = "") -> str:
        return f'<svg{extra} x="{self.scale.at(day):.2f}%" y="50%" overflow="visible">{mark}</svg>'


def _deed(deed: Deed) -> tuple[tuple[str, str], ...]:
    """Give the marks of a deed, one upon the other, each with its class."""
    if deed.state == "not done":
        return (("pic-not", "p-undone"),)
    if deed.state == "under way":
        return (("pic-deed", "p-deed tool"), ("pic-half", f"p-half {deed.by}"))
    return (("pic-deed", f"p-deed {deed.by}"), ("pic-tick", f"p-tick {deed.by}"))


def _post(name: str, top: float, bottom: float) -> str:
    return f'<line class="{name}" x1="0" x2="0" y1="{top:g}" y2="{bottom:g}"/>'


def _ahead(scale: Scale) -> str:
    """Give the quiet ground of the days that are still to come."""
    here = scale.at(scale.today)
    left, width = (0.0, here) if scale.direction == "rtl" else (here, 100 - here)
    return f'<rect class="p-next" x="{left:.2f}%" width="{width:.2f}%" height="100%"/>'


def _rules(rules: Iterable[Rule], scale: Scale) -> Iterator[str]:
    for rule in rules:
        name = "p-round child" if rule.kind == "session" else "p-round"
        yield _vertical(name, scale.at(rule.day))
    yield _vertical("p-today", scale.at(scale.today))


def _vertical(name: str, place: float) -> str:
    return f'<line class="{name}" x1="{place:.2f}%" x2="{place:.2f}%" y1="0" y2="100%"/>'


def _text(place: float, label: str, anchor: str, weight: str = "") -> str:
    words = escape(label)
    return (
        f'<text class="p-t{weight}" text-anchor="{anchor}" x="{place:.2f}%" y="13">{words}</text>'
    )
