"""The sums of money that a text names."""

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from stocktake.model import Amount

DIGITS = r"\d{1,3}(?:[,.\u00a0\u202f ]\d{3})+(?:[.,]\d{1,2})?(?!\d)|\d+(?:[.,]\d+)?"
NATIONAL = r"(?:(?:US|U\.S\.|American|United States)\s+)?"


@dataclass(frozen=True, slots=True)
class Sum:
    """A sum of money between two positions of a text."""

    start: int
    end: int
    amount: Amount


@dataclass(frozen=True, slots=True)
class MoneyWords:
    """The currencies, numbers and scales of `rules/money.toml`, and the pattern made of them.

    `scaled` are words of currencies that mean another thing without a scale ("3 pounds of rice").
    """

    pattern: re.Pattern[str]
    before: dict[str, str]
    after: dict[str, str]
    numbers: dict[str, float]
    scales: dict[str, float]
    scaled: frozenset[str]


def find_sums(text: str) -> tuple[Sum, ...]:
    """Give the sums of a text in its order, in whole units of ISO 4217 currencies.

    A sum whose number is vague ("tens of millions of dollars") is none.
    """
    words = load_money_words()
    found = []
    for match in words.pattern.finditer(text):
        if match.group("after") in words.scaled and not match.group("scale2"):
            continue
        currency = _currency(match, words)
        if match.group("low"):
            low = _value(match.group("low"), match, words)
            found.append(Sum(match.start(), match.end("low"), Amount(low, currency)))
        number = match.group("number") or match.group("number2") or ""
        start = match.start("number") if match.group("low") else match.start()
        found.append(Sum(start, match.end(), Amount(_value(number, match, words), currency)))
    return tuple(found)


@cache
def load_money_words() -> MoneyWords:
    """Read the vocabulary and compile its pattern."""
    path = files("stocktake.extract").joinpath("rules/money.toml")
    raw = tomllib.loads(path.read_text(encoding="utf-8"))
    before = {w: c["code"] for c in raw["currency"] for w in c["before"]}
    after = {_folded(w): c["code"] for c in raw["currency"] for w in c["after"]}
    return MoneyWords(
        pattern=_pattern(raw, [w for c in raw["currency"] for w in c["after"]], list(before)),
        before=before,
        after=after,
        numbers={w: float(v) for w, v in raw["numbers"].items()},
        scales={
            w: float(v) for key in ("scales", "pairs", "suffixes") for w, v in raw[key].items()
        },
        scaled=frozenset(raw["scaled_only"]),
    )


def _pattern(raw: dict[str, Any], after: list[str], before: list[str]) -> re.Pattern[str]:
    """Compile the two orders of a sum: "$5 million" and "5 million dollars"."""
    scale = _either([*raw["scales"]])
    pair = _either([*raw["pairs"]])
    suffix = _either([*raw["suffixes"]])
    number = f"(?:{DIGITS}|(?:(?<![\\w]){_either([*raw['numbers']])}))"
    symbol_first = (
        rf"(?<![\w])(?P<before>{_either(before)})\s?(?:(?P<low>{DIGITS})\s?(?:-|–|to)\s?\$?)?"
        rf"(?P<number>{DIGITS})(?:[\s-]?(?P<scale>{scale})(?!\w)|(?P<suffix>{suffix})(?!\w))?"
    )
    number_first = (
        rf"(?:(?P<number2>{number})(?:[\s-]+(?P<scale2>{scale}))?|(?<!\w)و?(?P<pair>{pair}))"
        rf"\s*(?:(?i:of|de|d['’])\s*)?{NATIONAL}(?P<after>{_either(after)})(?!\w)"
    )
    return re.compile(f"{symbol_first}|{number_first}")


def _either(words: list[str]) -> str:
    longest = sorted(words, key=lambda w: (-len(w), w))
    return "(?:" + "|".join(re.escape(w).replace(r"\ ", r"\s+") for w in longest) + ")"


def _currency(match: re.Match[str], words: MoneyWords) -> str:
    if match.group("before"):
        return words.before[match.group("before")]
    return words.after[_folded(match.group("after"))]


def _value(number: str, match: re.Match[str], words: MoneyWords) -> float:
    """Multiply a number by the scale of its match."""
    scale = match.group("scale") or match.group("suffix") or match.group("scale2")
    if match.group("pair"):
        return words.scales[match.group("pair")]
    value = words.numbers.get(_folded(number))
    if value is None:
        value = _read_digits(number)
    # Rounded, for 1.2 times a thousand million is no whole number of cents to a machine.
    return round(value * (words.scales[scale] if scale else 1.0), 2)


def _read_digits(number: str) -> float:
    """Read a number with either kind of grouping: "1,250,000", "1 250 000", "1,2", "1.5"."""
    groups = re.split(r"[,.\u00a0\u202f ]", number)
    if len(groups) > 1 and all(len(g) == 3 for g in groups[1:]):
        return float("".join(groups))
    if len(groups) > 2:
        return float("".join(groups[:-1]) + "." + groups[-1])
    return float(".".join(groups))


def _folded(words: str) -> str:
    return re.sub(r"\s+", " ", words)
