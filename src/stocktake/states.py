"""The states and territories of the world: ISO 3166-1 codes, English name, capital."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class State:
    """A state or territory: `id` are its three letters, `letters` its two; both in capitals."""

    id: str
    letters: str
    name: str
    capital: str | None


@cache
def states() -> Mapping[str, State]:
    """Read the states from `states.tsv`, by their three letters."""
    text = files("stocktake").joinpath("states.tsv").read_text("utf-8")
    lines = (line.split("\t") for line in text.splitlines() if not line.startswith("#"))
    return {three: State(three, two, name, *rest or (None,)) for three, two, name, *rest in lines}
