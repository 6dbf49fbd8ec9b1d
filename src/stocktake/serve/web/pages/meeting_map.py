"""Who meets whom over time: pairs of parties, year by year."""

from dataclasses import dataclass
from math import cos, pi, sin, sqrt

from starlette.responses import Response
from starlette.routing import Route

from stocktake.questions import GATHERING
from stocktake.serve.catalogue import Catalogue
from stocktake.serve.web.asking import question_of
from stocktake.serve.web.at_hand import at_hand
from stocktake.serve.web.choices import choices_of
from stocktake.serve.web.encounters import Pair, pairs, years_of
from stocktake.serve.web.kept import kept
from stocktake.serve.web.showing import Asked, shown

_PAIRS = 40
_YEARS = 16
_AROUND = 24  # parties on the ring
_WIDTH, _HEIGHT = 1160, 640
_MIDDLE = f"{_WIDTH // 2} {_HEIGHT // 2}"
_RADIUS = 205
_LARGEST = 15.0  # pixels of the circle of the year with most meetings


@dataclass(frozen=True, slots=True)
class Spot:
    """A party's place on the ring."""

    party: str
    name: str
    x: float
    y: float
    anchor: str
    tilt: float


@dataclass(frozen=True, slots=True)
class Chord:
    """A line between two parties on the ring, as wide as they met often."""

    path: str
    width: float
    words: str
    address: str


@kept
def meeting_map(question: Asked) -> Response:
    """Show who meets whom."""
    asked = question_of("meetings", question.request.query_params, 1)
    met = question.desk.shelf.encounters(asked.party, asked.since, asked.until)
    every = pairs(met)
    shown_pairs = every[:_PAIRS]
    found = at_hand(question, {p for pair in shown_pairs for p in (pair.one, pair.other)}, ())
    years = years_of(shown_pairs, _YEARS)
    spots = _ring(every[:120], found)
    return shown(
        question,
        "map.html",
        pairs=shown_pairs,
        more=len(every) - len(shown_pairs),
        years=years,
        gathering=GATHERING,
        undated=any(None in pair.years for pair in shown_pairs),
        spots=spots,
        chords=_chords(every[:120], spots),
        catalogue=found,
        choices=choices_of(question),
        size=lambda count: round(_LARGEST * sqrt(count / _most(shown_pairs)), 1),
        box=f"0 0 {_WIDTH} {_HEIGHT}",
    )


def _most(shown_pairs: list[Pair]) -> int:
    return max((n for pair in shown_pairs for n in pair.years.values()), default=1)


def _ring(every: list[Pair], found: Catalogue) -> list[Spot]:
    """Place the parties that met most on a ring, each beside those that it met."""
    met: dict[str, int] = {}
    for pair in every:
        for party in (pair.one, pair.other):
            met[party] = met.get(party, 0) + pair.total
    chosen = sorted(sorted(met, key=lambda p: (-met[p], p))[:_AROUND], key=found.party)
    spots = []
    for number, party in enumerate(chosen):
        angle = 2 * pi * number / len(chosen) - pi / 2
        x, y = _WIDTH / 2 + _RADIUS * cos(angle), _HEIGHT / 2 + _RADIUS * sin(angle)
        left = cos(angle) < 0
        tilt = angle * 180 / pi + (180 if left else 0)
        spots.append(Spot(party, found.party(party), x, y, "end" if left else "start", tilt))
    return spots


def _chords(every: list[Pair], spots: list[Spot]) -> list[Chord]:
    at = {spot.party: spot for spot in spots}
    most = max((pair.total for pair in every), default=1)
    chords = []
    for pair in every:
        one, other = at.get(pair.one), at.get(pair.other)
        if one is None or other is None:
            continue
        path = f"M{one.x:.0f} {one.y:.0f}Q{_MIDDLE} {other.x:.0f} {other.y:.0f}"
        words = f"{one.name} and {other.name}: {pair.total}"
        width = round(1 + 9 * sqrt(pair.total / most), 1)
        chords.append(Chord(path, width, words, f"/map?party={pair.one}"))
    return chords


ROUTES = (Route("/map", meeting_map),)
