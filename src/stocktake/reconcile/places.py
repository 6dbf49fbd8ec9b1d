"""Places of meetings, as far as two of them can be told apart."""

import math
import re
from collections import defaultdict
from functools import cache
from importlib import resources

from stocktake.reconcile.sketch import folded
from stocktake.states import states

_PARTS = re.compile(r",|;|\(|\)|/|\b(?:in|near|at|outside)\b")
_FAR = 60  # kilometres: no quarter or suburb lies farther from its city
_ONE_DEGREE = 111.2  # kilometres

Spot = tuple[float, float]


def apart(one: str | None, two: str | None) -> bool:
    """Tell whether two printed places certainly lie in different cities or states.

    A venue, a quarter or a region may lie in the other place; large cities, capitals and states are
    known.  Where several cities bear a name, the nearest one counts.
    """
    if not one or not two:
        return False
    here, there = _spots(one), _spots(two)
    if here and there:
        return min(_kilometres(a, b) for a in here for b in there) > _FAR
    first, second = _states(one), _states(two)
    return bool(first) and bool(second) and not first & second


def _kilometres(one: Spot, two: Spot) -> float:
    """Give the distance of two spots, near enough over some hundreds of kilometres."""
    north = (one[0] - two[0]) * _ONE_DEGREE
    east = (one[1] - two[1]) * _ONE_DEGREE * math.cos(math.radians((one[0] + two[0]) / 2))
    return math.hypot(north, east)


@cache
def _cities() -> dict[str, tuple[Spot, ...]]:
    """Give the spots of all large cities of a name."""
    found: dict[str, list[Spot]] = defaultdict(list)
    file = resources.files("stocktake.reconcile").joinpath("rules", "cities.tsv")
    for line in file.read_text("utf-8").splitlines():
        if not line.startswith("#"):
            name, _, north, east = line.split("\t")
            for known in {folded(name), folded(name).removesuffix(" city")}:
                found[known].append((float(north), float(east)))
    return {name: tuple(spots) for name, spots in found.items()}


@cache
def _spots(place: str) -> tuple[Spot, ...]:
    """Give where a printed place may lie: the first of its parts that is a city's name."""
    for part in _PARTS.split(place):
        spots = _cities().get(folded(part.removeprefix("the ")))
        if spots:
            return spots
    return ()


@cache
def _capitals() -> dict[str, str]:
    known: dict[str, set[str]] = {}
    for state in states().values():
        for place in filter(None, (state.capital, state.name)):
            known.setdefault(folded(place), set()).add(state.letters.lower())
    return {name: codes.pop() for name, codes in known.items() if len(codes) == 1}


@cache
def _states(place: str) -> frozenset[str]:
    """Give the states whose name or capital a printed place contains."""
    words = folded(place).split()
    runs = (" ".join(words[i : i + n]) for n in (1, 2, 3) for i in range(len(words) - n + 1))
    capitals = _capitals()
    return frozenset(capitals[run] for run in runs if run in capitals)
