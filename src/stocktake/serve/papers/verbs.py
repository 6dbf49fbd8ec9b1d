"""The verb that binds in a report's words, for setting reports of one promise side by side."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

_BEFORE_ARABIC = "(?:[وف]?(?:[سبل])?)"  # the letters that lean on the word after them


@dataclass(frozen=True, slots=True)
class Verb:
    """The verb as printed, where it stands in the words, and how firmly it binds."""

    start: int
    end: int
    words: str
    strength: str


def verb_in(words: str) -> Verb | None:
    """Give the first binding verb of some words; None where none of the vocabulary stands."""
    found = [
        Verb(match.start(), match.end(), match[0], strength)
        for strength, pattern in _patterns().items()
        if (match := pattern.search(words))
    ]
    return min(found, key=lambda verb: (verb.start, -verb.end), default=None)


def classes() -> list[dict[str, Any]]:
    """Give the vocabulary as its file has it."""
    text = files("stocktake.serve.papers").joinpath("verbs.toml").read_text(encoding="utf-8")
    listed: list[dict[str, Any]] = tomllib.loads(text)["class"]
    return listed


@cache
def _patterns() -> Mapping[str, re.Pattern[str]]:
    return {entry["strength"]: _pattern(entry) for entry in classes()}


def _pattern(entry: Mapping[str, Any]) -> re.Pattern[str]:
    latin = sorted((*entry["en"], *entry["fr"]), key=len, reverse=True)
    arabic = sorted(entry["ar"], key=len, reverse=True)
    either = "|".join(map(re.escape, latin))
    other = "|".join(map(re.escape, arabic))
    # An Arabic future is the letter seen before a verb: "s-tazid", will increase.
    future = r"|\b[وف]?س[تين]\w{2,}" if entry["strength"] == "firm" else ""
    # A verb behind a relative pronoun says what something else will do.
    bare = r"(?<!\bthat )(?<!\bwhich )(?<!\bwho )"
    return re.compile(
        rf"{bare}\b(?:{either})\b|\b{_BEFORE_ARABIC}(?:{other})\b{future}", re.IGNORECASE
    )
