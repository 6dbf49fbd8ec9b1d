"""The word lists and patterns by which this stage reads a page, loaded from `rules/*.toml`."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

_FIRST_SENTENCE = re.compile(r".*?[^\W_]{3,}\.(?=\s)")
_REPORT_WORDS = 9


@dataclass(frozen=True, slots=True)
class FurnitureRule:
    """What one kind of furniture says; it speaks of lines up to `limit` words long.

    Its pattern is written for small letters, `reader` for the line as it stands.
    """

    name: str
    pattern: re.Pattern[str]
    reader: re.Pattern[str] | None
    limit: int
    examples: tuple[str, ...]
    counter_examples: tuple[str, ...]

    def matches(self, line: str, lowered: str) -> bool:
        """Tell whether the line is furniture of this kind; `lowered` is it in small letters."""
        if line.count(" ") >= self.limit or not (found := self.pattern.search(lowered)):
            return False
        if self.reader is None:
            return True
        return bool(self.reader.search(line)) and not self._is_afterthought(line, found.start())

    def _is_afterthought(self, line: str, place: int) -> bool:
        """Tell that a report comes first, and its reader is spoken to in a further sentence."""
        first = _FIRST_SENTENCE.match(line)
        return (
            first is not None
            and first.end() <= place
            and first.group().count(" ") >= _REPORT_WORDS
            and self.reader is not None
            and not self.reader.search(first.group())
        )


@cache
def furniture_rules() -> tuple[FurnitureRule, ...]:
    """Give all rules of `furniture.toml`."""
    table = _load("furniture.toml")
    return tuple(
        FurnitureRule(
            rule["name"],
            re.compile(rule["pattern"]),
            re.compile(rule["reader"], re.IGNORECASE) if "reader" in rule else None,
            rule.get("limit", 14 if form == "line" else 40),
            tuple(rule["examples"]),
            tuple(rule["counter_examples"]),
        )
        for form in ("line", "words")
        for rule in table[form]
    )


@cache
def function_words() -> Mapping[str, Mapping[str, frozenset[str]]]:
    """Give the function words: script -> BCP 47 tag -> words in lower case."""
    table = _load("function_words.toml")
    return {
        script: {tag: frozenset(words.split()) for tag, words in languages.items()}
        for script, languages in table.items()
    }


@cache
def any_function_word() -> frozenset[str]:
    """Give the function words of all languages together."""
    return frozenset().union(
        *(words for languages in function_words().values() for words in languages.values())
    )


@cache
def month_numbers() -> Mapping[str, int]:
    """Give the number of each month's name, in lower case, in all languages."""
    return {
        name: number
        for language in _load("months.toml").values()
        for number, names in enumerate(language["names"], 1)
        for name in names
    }


@cache
def day_first_languages() -> frozenset[str]:
    """Give the BCP 47 tags of the languages whose readers all read 03/04/2024 as the third."""
    return frozenset(tag for tag, said in _load("months.toml").items() if said.get("day_first"))


def _load(name: str) -> dict[str, Any]:
    return tomllib.loads((files(__package__) / "rules" / name).read_text(encoding="utf-8"))
