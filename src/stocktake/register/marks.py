"""A bit for each word of the vocabularies that lists filter by, all of a record's in one number.

With the number beside a record's place in an index, most filters are looked at where they stand.
"""

from collections.abc import Iterable, Mapping
from typing import get_args
from zlib import crc32

from stocktake.model import Delivery, Strength, Theme
from stocktake.questions import Standing

Facet = tuple[str, str]

_VOCABULARIES: Mapping[str, tuple[str, ...]] = {
    "theme": get_args(Theme),
    "delivery": get_args(Delivery),
    "strength": get_args(Strength),
    "standing": get_args(Standing),
}
_BITS: Mapping[Facet, int] = {
    facet: 1 << place
    for place, facet in enumerate(
        (name, word) for name, words in _VOCABULARIES.items() for word in words
    )
}
EDITION = f"{crc32(repr(sorted(_BITS.items())).encode()):08x}"
"""Changes when a vocabulary does, for then the same bits mean other words."""


def is_marked(facet: Facet) -> bool:
    """Tell whether a facet's value has a bit."""
    return facet in _BITS


def marks_of(facets: Iterable[Facet]) -> int:
    """Give the bits of those facets that have one, as one number below 2 to the 63."""
    return sum({_BITS[facet] for facet in facets if facet in _BITS})
