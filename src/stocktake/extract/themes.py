"""What a promise is about."""

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from stocktake.model import Theme

STRONG = 1.0
WEAK = 0.35
# How much a word counts for each character that stands before it: the first subject rules.
FADING = 0.004
# Broad words give way to a concrete subject beside them.
BROAD: dict[str, float] = {"diplomacy": 0.45, "security": 0.75, "governance": 0.85, "trade": 0.9}


@dataclass(frozen=True, slots=True)
class ThemeWords:
    """One theme and the patterns of its words."""

    theme: Theme
    strong: re.Pattern[str]
    weak: re.Pattern[str]


@cache
def theme_words() -> tuple[ThemeWords, ...]:
    """Read the words of themes from `rules/themes.toml`."""
    text = files("stocktake.extract").joinpath("rules/themes.toml").read_text("utf-8")
    return tuple(
        ThemeWords(theme, _starting_with(words["strong"]), _starting_with(words["weak"]))
        for theme, words in tomllib.loads(text).items()
    )


def _starting_with(words: list[str]) -> re.Pattern[str]:
    ordered = sorted(words, key=len, reverse=True)
    return re.compile(r"\b(?:" + "|".join(re.escape(word) for word in ordered) + ")")


def theme_of(act: str, *context: str) -> Theme | None:
    """Give the theme of an act; where its own words tell none, that of the first context that does.

    `act` is the wording from the promised verb on.  None where no word tells a theme.
    """
    for wording in (act, *context):
        weights = _weights(" ".join(wording.lower().split()))
        if weights:
            return max(weights, key=lambda theme: (weights[theme], theme))
    return None


def _weights(wording: str) -> dict[Theme, float]:
    found: dict[Theme, float] = {}
    for words in theme_words():
        for pattern, weight in ((words.strong, STRONG), (words.weak, WEAK)):
            for match in pattern.finditer(wording):
                fading = 1 / (1 + FADING * match.start() * 3)
                share = weight * fading * BROAD.get(words.theme, 1.0)
                found[words.theme] = found.get(words.theme, 0.0) + share
    return found
