"""The vocabulary of standing formats."""

from dataclasses import dataclass
from functools import cache
from typing import cast

from stocktake.extract.rule_files import read_rules
from stocktake.model import MechanismKind

LISTS = (
    "modifiers",
    "small",
    "by_party",
    "full_only",
    "joins",
    "ordinals",
    "counts",
    "institutions",
    "rounds",
    "leading",
)


@dataclass(frozen=True, slots=True)
class Formats:
    """The vocabulary of standing formats; `openings` are what the first word of a head may be."""

    kinds: dict[str, MechanismKind]
    openings: frozenset[str]
    modifiers: frozenset[str]
    small: frozenset[str]
    by_party: frozenset[str]
    full_only: frozenset[str]
    joins: frozenset[str]
    ordinals: frozenset[str]
    counts: frozenset[str]
    institutions: frozenset[str]
    rounds: frozenset[str]
    leading: frozenset[str]


@cache
def formats() -> Formats:
    """Read the vocabulary of formats from the rules."""
    raw = read_rules("mechanisms")
    kinds = {h: cast(MechanismKind, f["kind"]) for f in raw["format"] for h in f["heads"]}
    # A head such as "5+1" is printed as one word and cut into three.
    openings = {head.split(" ")[0][:end] for head in kinds for end in range(1, len(head) + 1)}
    return Formats(
        kinds=kinds,
        openings=frozenset(openings),
        **{key: frozenset(raw["words"][key]) for key in LISTS},
    )
