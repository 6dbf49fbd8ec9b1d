"""Who met whom over the years, as rows of a picture."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from stocktake.questions import Encounter


@dataclass(frozen=True, slots=True)
class Pair:
    """Two parties and how often they met, in all and by year; None is for no day."""

    one: str
    other: str
    total: int
    years: dict[str | None, int]


def pairs(encounters: Iterable[Encounter]) -> list[Pair]:
    """Give who met whom, those who met most first."""
    found: dict[tuple[str, str], Counter[str | None]] = defaultdict(Counter)
    for encounter in encounters:
        found[(encounter.one, encounter.other)][encounter.year] += encounter.meetings
    made = [Pair(one, other, sum(c.values()), dict(c)) for (one, other), c in found.items()]
    return sorted(made, key=lambda pair: (-pair.total, pair.one, pair.other))


def partners(encounters: Iterable[Encounter]) -> list[Pair]:
    """Give whom a party met, `one` being the party asked for."""
    return pairs(encounters)


def years_of(shown: Iterable[Pair], at_most: int) -> list[str]:
    """Give every year from the first to the last in which some pair met, the latest ones only."""
    known = sorted({year for pair in shown for year in pair.years if year})
    if not known:
        return []
    years = [f"{year:04}" for year in range(int(known[0]), int(known[-1]) + 1)]
    return years[-at_most:]
