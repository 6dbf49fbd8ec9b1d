"""Lists of things in the words of a promise, and whether one holds all of another and more."""

import re
from dataclasses import dataclass

from stocktake.reconcile.wording import concepts

_LIST = re.compile(r"[^,;:.]{2,120}(?:,\s+[^,;:.]{2,60}?)+,?\s+and\s+[^,;:.]{2,60}")
_BETWEEN = re.compile(r",\s+and\s+|,\s+|\s+and\s+(?=[^,]*$)")
_LEAST = 3  # things in the longer list; two may be one thing with two names


@dataclass(frozen=True, slots=True)
class Enumeration:
    """A list as printed, and what each of its things is about; `whole` is that of all the words."""

    printed: str
    things: tuple[frozenset[str], ...]
    whole: frozenset[str]


def enumeration(quote: str) -> Enumeration | None:
    """Give the one list of at least three things in some words; None for none or several."""
    found = _LIST.findall(quote)
    if len(found) != 1:
        return None
    things = tuple(concepts(thing) for thing in _BETWEEN.split(found[0]))
    if len(things) < _LEAST or not all(things):
        return None
    return Enumeration(found[0].strip(), things, concepts(quote))


def is_longer(one: Enumeration, two: Enumeration) -> bool:
    """Tell whether a list has every thing of another, in the same order, and others besides.

    What surrounds the two lists must be the same, so that nothing but the things tells them apart.
    """
    rest = iter(one.things)
    inside = all(any(thing == other for other in rest) for thing in two.things)
    more = [thing for thing in one.things if thing not in two.things]
    return inside and bool(more) and not any(thing & two.whole for thing in more)
