"""What a promise is about."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import cast

from stocktake.extract.rule_files import read_rules
from stocktake.extract.wordings import may_match
from stocktake.model import Theme

STRONG = 1.0
WEAK = 0.35
# How much a word counts for each character that stands before it: the first subject rules.
FADING = 0.012
# How much what the whole article is about counts beside one word of the act.
LEANING = 0.3
# How much it counts where the act's words name no concrete subject: "hold consultations".
LEANING_OF_BROAD = 0.9
# What nearly every promise of such talks could be filed under.
BROADEST = frozenset({"security", "diplomacy"})
# How much the judge counts beside the words.
JUDGED = 1.0
# From this weight on a wording is taken to name a concrete subject.
CONCRETE = 0.4
# Broad words give way to a concrete subject beside them.
BROAD: dict[str, float] = {"diplomacy": 0.4, "security": 0.75, "governance": 0.85, "trade": 0.9}


@dataclass(frozen=True, slots=True)
class ThemeWords:
    """One theme and the patterns of its words."""

    theme: Theme
    strong: re.Pattern[str]
    weak: re.Pattern[str]


@cache
def theme_words(language: str = "en") -> tuple[ThemeWords, ...]:
    """Read the words of themes of a language."""
    return tuple(
        ThemeWords(
            cast(Theme, theme), _starting_with(words["strong"]), _starting_with(words["weak"])
        )
        for theme, words in read_rules("themes", language).items()
    )


def _starting_with(words: list[str]) -> re.Pattern[str]:
    ordered = sorted(words, key=len, reverse=True)
    if not ordered:
        return re.compile(r"(?!)")
    return re.compile(r"\b(?:" + "|".join(re.escape(word) for word in ordered) + ")")


def theme_of(
    act: str,
    leaning: Mapping[Theme, float],
    judged: Mapping[Theme, float] | None = None,
    language: str = "en",
) -> Theme | None:
    """Give the theme of an act, the first concrete subject of its wording before all.

    `act` is the wording from the promised verb on; `leaning` is what the article is about, for
    wordings that tell little; `judged` are shares that a judge gives to themes, which count as
    much as all words, broad themes only where the words name no concrete subject.  None where
    no word tells a theme.
    """
    weights = _weights(" ".join(act.lower().split()), FADING, language)
    concrete = any(theme not in BROAD and weight >= CONCRETE for theme, weight in weights.items())
    counting = LEANING if concrete else LEANING_OF_BROAD
    for theme, share in leaning.items():
        weights[theme] = weights.get(theme, 0.0) + counting * share
    whole = sum(weights.values())
    if whole == 0:
        return None
    shares = {theme: weight / whole for theme, weight in weights.items()}
    for theme, share in (judged or {}).items():
        if not (concrete and theme in BROADEST):
            shares[theme] = shares.get(theme, 0.0) + JUDGED * share
    return max(shares, key=lambda theme: (shares[theme], theme))


def leaning_of(title: str, text: str, language: str = "en") -> dict[Theme, float]:
    """Give what an article is about: shares of themes, its title counting as much as its text."""
    shares: dict[Theme, float] = {}
    for wording in (title, text):
        weights = _weights(" ".join(wording.lower().split()), 0.0, language)
        whole = sum(weights.values())
        for theme, weight in weights.items():
            shares[theme] = shares.get(theme, 0.0) + weight / whole / 2
    return shares


def _weights(wording: str, fading: float, language: str) -> dict[Theme, float]:
    found: dict[Theme, float] = {}
    for words in theme_words(language):
        for pattern, weight in ((words.strong, STRONG), (words.weak, WEAK)):
            if not may_match(pattern, wording):
                continue
            for match in pattern.finditer(wording):
                share = weight * BROAD.get(words.theme, 1.0) / (1 + fading * match.start())
                found[words.theme] = found.get(words.theme, 0.0) + share
    return found
