"""The rules and word lists beside this stage, read once."""

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any


@dataclass(frozen=True, slots=True)
class Wording:
    """A way of saying something: where it is looked for, and the pattern that finds it."""

    where: str
    pattern: re.Pattern[str]
    examples: tuple[str, ...]
    counter_examples: tuple[str, ...]


@cache
def wordings(file: str, kind: str) -> tuple[Wording, ...]:
    """Give the wordings of one kind from a file of rules, in the order of the file."""
    flags = re.NOFLAG if kind in ("agency", "doubled") else re.IGNORECASE
    return tuple(
        Wording(
            rule.get("where", "text"),
            re.compile(rule["pattern"], flags),
            tuple(rule["examples"]),
            tuple(rule["counter_examples"]),
        )
        for rule in _table(file)[kind]
    )


@cache
def word_groups(file: str, kind: str) -> dict[str, str]:
    """Give each word of a file's word groups with the name of its group."""
    return {word: name for name, words in _table(file)[kind].items() for word in words}


@cache
def word_list(file: str, kind: str) -> frozenset[str]:
    """Give a plain list of words from a file of rules."""
    return frozenset(_table(file)[kind])


@cache
def letters(file: str, kind: str) -> dict[str, str]:
    """Give what each letter stands for in a use that a file of rules names."""
    return dict(_table(file)[kind])


@cache
def _table(file: str) -> dict[str, Any]:
    text = resources.files("stocktake.reconcile").joinpath("rules", file).read_text("utf-8")
    return tomllib.loads(text)
