"""Places of meetings, as far as two of them can be told apart without a gazetteer."""

from functools import cache

from rigour.territories import get_territories

from stocktake.reconcile.sketch import folded


def apart(one: str | None, two: str | None) -> bool:
    """Tell whether two printed places certainly lie in different states.

    A venue, a quarter or a region may lie in the other place; only capitals and states are known.
    """
    if not one or not two:
        return False
    first, second = _states(one), _states(two)
    return bool(first) and bool(second) and not first & second


@cache
def _capitals() -> dict[str, str]:
    known: dict[str, set[str]] = {}
    for territory in get_territories():
        if territory.is_country and not territory.is_historical:
            for place in (*territory.places[:1], territory.name):
                known.setdefault(folded(place), set()).add(territory.code)
    return {name: codes.pop() for name, codes in known.items() if len(codes) == 1}


@cache
def _states(place: str) -> frozenset[str]:
    """Give the states whose name or capital a printed place contains."""
    words = folded(place).split()
    runs = (" ".join(words[i : i + n]) for n in (1, 2, 3) for i in range(len(words) - n + 1))
    capitals = _capitals()
    return frozenset(capitals[run] for run in runs if run in capitals)
