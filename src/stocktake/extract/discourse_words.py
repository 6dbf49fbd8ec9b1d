"""The vocabulary of reference: words that stand for the parties of talks."""

from dataclasses import dataclass
from functools import cache

from stocktake.extract.rule_files import read_rules


@dataclass(frozen=True, slots=True)
class Discourse:
    """The vocabulary of reference."""

    both: frozenset[str]
    first_person: frozenset[str]
    several: frozenset[str]
    one: frozenset[str]
    own_house: frozenset[str]
    topic: frozenset[str]
    bound: frozenset[str]
    joint: tuple[str, ...]
    issued: tuple[str, ...]
    issuers: tuple[tuple[str, str], ...]
    abroad: dict[str, frozenset[str]]


@cache
def discourse_words() -> Discourse:
    """Read the vocabulary of reference from the rules."""
    rules = read_rules("discourse")
    raw = rules["words"]
    sets = ("both", "first_person", "several", "one", "own_house", "topic", "bound")
    return Discourse(
        **{key: frozenset(raw[key]) for key in sets},
        joint=tuple(raw["joint"]),
        issued=tuple(raw["issued"]),
        issuers=tuple((form, rule["party"]) for rule in rules["issuer"] for form in rule["forms"]),
        abroad={rule["party"]: frozenset(rule.get("abroad", ())) for rule in rules["issuer"]},
    )
