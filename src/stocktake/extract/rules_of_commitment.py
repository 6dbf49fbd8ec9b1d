"""The ways in which English says that a party binds itself, as rules, and where one holds."""

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from spacy.tokens import Token

from stocktake.model import CommitmentKind, Strength


@dataclass(frozen=True, slots=True)
class Rule:
    """One way in which a language says that a party binds itself."""

    id: str
    shape: str
    kind: CommitmentKind
    strength: Strength
    weight: float
    verbs: frozenset[str] = frozenset()
    nouns: frozenset[str] = frozenset()
    words: frozenset[str] = frozenset()
    prepositions: frozenset[str] = frozenset()
    not_subjects: frozenset[str] = frozenset()
    any_noun: bool = False
    money: bool = False
    only_money: bool = False
    reported: bool = False
    present: bool = False
    progressive: bool = False
    infinitive: bool = False
    named: bool = False
    examples: tuple[str, ...] = ()
    counter_examples: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Trigger:
    """A rule that holds: the verb of its clause, the word it holds on to, and what is promised.

    `lead` is the verb of the sentence that leads into a point of a list, for such a point.
    """

    rule: Rule
    verb: Token
    word: Token
    act: Token
    lead: Token | None = None


SETS = ("verbs", "nouns", "words", "prepositions", "not_subjects")


@cache
def commitment_rules() -> tuple[Rule, ...]:
    """Read the English rules from `rules/commitments.toml`, in their order there."""
    text = files("stocktake.extract").joinpath("rules/commitments.toml").read_text("utf-8")
    return tuple(_rule(entry) for entry in tomllib.loads(text)["rule"])


def _rule(entry: dict[str, Any]) -> Rule:
    return Rule(**{name: _typed(name, value) for name, value in entry.items()})


def _typed(name: str, value: Any) -> Any:
    if name in SETS:
        return frozenset(value)
    return tuple(value) if isinstance(value, list) else value
