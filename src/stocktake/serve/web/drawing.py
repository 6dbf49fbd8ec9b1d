"""The picture on a page: the axis with its rounds, and the lane of each promise."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from html import escape
from typing import Literal

from markupsafe import Markup

from stocktake.serve.days import span, written
from stocktake.serve.papers.rounds import Round, Rounds
from stocktake.serve.picture import Direction, Line, Scale, Size, lane, scale_of

_FULL_LABEL = 17.0  # per cent of a lane that a label in full takes
_SHORT_LABEL = 7.5
_LAST_YEAR = 95.0
_LAST_LABEL = 84.0  # per cent of a lane beyond which a label is written to the left of its rule
_ROUNDS = Markup(
    '<svg class="l" aria-hidden="true"><use href="#rounds" width="100%" height="100%"/></svg>'
)
_LINE = 16  # pixels from one line of a label to the next


Anchor = Literal["start", "end"]


class _Room:
    """What is left of the axis; stretches are in per cent of its width."""

    def __init__(self, taken: list[tuple[float, float]]) -> None:
        self._taken = taken

    def takes(self, place: float, width: float) -> bool:
        """Take the room of a label at a place; tell whether there was enough."""
        first, last = (place - width, place) if _anchor(place) == "end" else (place, place + width)
        if any(first < end and start < last for start, end in self._taken):
            return False
        self._taken.append((first, last))
        return True


@dataclass(frozen=True, slots=True)
class Canvas:
    """What all lanes of one picture share."""

    rounds: Rounds
    scale: Scale
    direction: Direction

    def ground(self) -> Markup:
        """Give what stands once in the page: the rounds, to be drawn beneath every lane."""
        return Markup(
            '<svg width="0" height="0" aria-hidden="true" class="defs"><defs>'
            f'<symbol id="rounds" overflow="visible">{self._ground()}</symbol></defs></svg>'
        )

    def lane(self, line: Line, size: Size) -> Markup:
        """Draw a lane upon the rounds; the drawing escapes the words that it holds."""
        return _ROUNDS + Markup(lane(line, (), self.scale, size))

    def bare(self) -> Markup:
        """Draw a lane without a line, for the rows between groups."""
        return _ROUNDS

    def axis(self) -> Markup:
        """Draw the rounds above the lanes: which, where, when."""
        told = "; ".join([*(f"{r.name}, {r.when}" for r in self.rounds.held), "today"])
        wide = "".join([*self._labels(), self._today(), *self._years()])
        narrow = "".join([*self._short_labels(), self._today()])
        return Markup(
            f'<svg class="l wide" role="img" aria-label="{escape(told, quote=True)}">'
            f"{self._ground()}{wide}</svg>"
            f'<svg class="l narrow" aria-hidden="true">{self._ground()}{narrow}</svg>'
        )

    def _ground(self) -> str:
        here = self.scale.at(self.scale.today)
        left, width = (0.0, here) if self.direction == "rtl" else (here, 100 - here)
        rules = "".join(
            f'<line class="p-round{" child" if rule.kind == "session" else ""}" y1="0" y2="100%"'
            f' x1="{self.scale.at(rule.day):.2f}%" x2="{self.scale.at(rule.day):.2f}%"/>'
            for rule in self.rounds.rules()
        )
        return (
            f'<rect class="p-next" x="{left:.2f}%" width="{width:.2f}%" height="100%"/>{rules}'
            f'<line class="p-today" x1="{here:.2f}%" x2="{here:.2f}%" y1="0" y2="100%"/>'
        )

    def _labels(self) -> list[str]:
        """Label the rounds, the newest first: in full, shortly, or not at all, as there is room."""
        room = _Room([self._today_takes()])
        found = []
        for held, place in self._places():
            for lines, width in ((_lines(held), _FULL_LABEL), ([_short(held)], _SHORT_LABEL)):
                if room.takes(place, width):
                    found.append(_label(place, lines, _anchor(place)))
                    break
        return found

    def _short_labels(self) -> list[str]:
        room = _Room([self._today_takes()])
        return [
            _label(place, [_short(held), _month(held)], _anchor(place))
            for held, place in self._places()
            if room.takes(place, _FULL_LABEL)
        ]

    def _places(self) -> list[tuple[Round, float]]:
        dated = [(held, held.day) for held in self.rounds.held if held.day]
        return [(held, self.scale.at(day)) for held, day in reversed(dated)]

    def _today(self) -> str:
        place = self.scale.at(self.scale.today)
        return _label(place, ["Today", written(self.scale.today.isoformat())], "end")

    def _today_takes(self) -> tuple[float, float]:
        place = self.scale.at(self.scale.today)
        return (place - _FULL_LABEL, place)

    def _years(self) -> list[str]:
        found = []
        years = range(self.scale.first.year + 1, self.scale.last.year + 1)
        step = max(1, len(years) // 10)
        for year in years[::step]:
            place = self.scale.at(date(year, 1, 1))
            if place > _LAST_YEAR:
                continue
            found.append(
                f'<svg x="{place:.2f}%" y="100%" overflow="visible">'
                '<line class="p-tick-axis" x1="0" x2="0" y1="-6" y2="0"/>'
                f'<text class="p-t" x="4" y="-4">{year}</text></svg>'
            )
        return found


def canvas_of(
    lines: Sequence[Line], rounds: Rounds, as_of: date, direction: Direction = "ltr"
) -> Canvas:
    """Give what the lanes of some lines share."""
    coming = [days.last for m in rounds.announced if (days := span(m.when)) and days.last]
    made = scale_of(lines, rounds.rules(), as_of, direction)
    furthest = as_of + timedelta(days=max(200, (as_of - made.first).days))
    ahead = [day for day in coming if as_of < day <= furthest]
    last = max([made.last, *ahead])
    return Canvas(rounds, Scale(made.first, last, as_of, made.direction), direction)


def _lines(held: Round) -> list[str]:
    name = held.name.removeprefix("the ")
    head = f"Round {held.label}" if held.kind == "round" and held.label.isdigit() else ""
    place = (held.meeting.place or "").split(",")[0]
    when = held.when if held.meeting.when and held.when not in held.name else ""
    return [head or (held.label if len(name) > 22 else name[:1].upper() + name[1:]), place, when]


def _short(held: Round) -> str:
    return f"Rd {held.label}" if held.kind == "round" else held.label


def _month(held: Round) -> str:
    return f"{held.day:%b} ’{held.day:%y}" if held.day else ""


def _anchor(place: float) -> Anchor:
    return "end" if place > _LAST_LABEL else "start"


def _label(place: float, lines: Sequence[str], anchor: Anchor) -> str:
    across = -6 if anchor == "end" else 6
    texts = "".join(
        f'<text class="p-t{" strong" if n == 0 else ""}" x="{across}"'
        f' y="{_LINE * (n + 1)}" text-anchor="{anchor}">{escape(_cut(line))}</text>'
        for n, line in enumerate(line for line in lines if line)
    )
    return f'<svg x="{place:.2f}%" overflow="visible">{texts}</svg>'


def _cut(words: str) -> str:
    return words if len(words) <= 24 else f"{words[:22].rstrip()}…"
