"""Offices by what they are over, across languages: whether two roles can be one office."""

import re
from dataclasses import dataclass
from functools import lru_cache

from stocktake.reconcile.vocabulary import word_groups, word_list

_FILE = "offices.toml"
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Office:
    """What a printed role says: its head words' groups, and what the office is over."""

    heads: frozenset[str]
    portfolios: frozenset[str]


@lru_cache(maxsize=8192)
def office_of(role: str) -> Office | None:
    """Read a printed role; None where it is no present office that can be told from others."""
    words = set(_WORD.findall(role.casefold()))
    if words & word_list(_FILE, "past"):
        return None
    heads, portfolios = _groups(words, "heads"), _groups(words, "portfolios")
    return Office(heads, portfolios) if heads and portfolios else None


def _groups(words: set[str], kind: str) -> frozenset[str]:
    groups = word_groups(_FILE, kind)
    return frozenset(name for phrase, name in groups.items() if words.issuperset(phrase.split()))


def other_office(one: str, two: str) -> bool:
    """Tell whether two roles are over different things, so that both cannot be one office."""
    first, second = office_of(one), office_of(two)
    return bool(first and second and not first.portfolios & second.portfolios)
