"""The patterns of dates in each language, made ready for matching: from `rules/dates.toml`."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from stocktake.extract.date_readings import READINGS, SHIFTS, Parts, Reader
from stocktake.extract.rule_files import read_rules


@dataclass(frozen=True, slots=True)
class DatePattern:
    """A compiled wording with the reading that dates it.

    `barred_before` matches what may not stand before it; `barred_words` are whole matches that are
    no date; `capitalised` are
    months that are words of their own in lower case.
    """

    wording: re.Pattern[str]
    reader: Reader
    shift: int
    barred_before: re.Pattern[str] | None
    barred_words: frozenset[str]
    capitalised: frozenset[str]
    examples: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True, slots=True)
class DateLanguage:
    """The patterns of a language in the order in which they are tried, and its words."""

    patterns: tuple[DatePattern, ...]
    future: re.Pattern[str]
    lead: re.Pattern[str]
    firm_lead: re.Pattern[str]
    done_before: re.Pattern[str]
    name_before: re.Pattern[str]
    name_after: re.Pattern[str]
    lists: Mapping[str, tuple[tuple[re.Pattern[str], int | str], ...]]

    def parts_of(self, match: re.Match[str], shift: int) -> Parts:
        """Read the groups of a match into numbers."""
        said = {name: text for name, text in match.groupdict().items() if text is not None}
        return Parts(
            day=self._number("day_words", said.get("day")),
            day2=self._number("day_words", said.get("day2")),
            month=self._number("months", said.get("month")),
            month2=self._number("months", said.get("month2")),
            year=_full_year(said.get("year") or said.get("fiscal")),
            year2=_digits(said.get("year2")),
            weekday=self._number("weekdays", said.get("weekday")),
            season=self._number("seasons", said.get("season")),
            number=self._number("numbers", said.get("number")),
            number2=_digits(said.get("number2")),
            unit=self._word("units", said.get("unit")),
            ordinal=_digits(said.get("quarter"))
            or self._number("ordinals", said.get("ordinal") or said.get("half")),
            year_shift=self._number("year_shifts", said.get("this")),
            shift=self._number("shifts", said.get("shift")) or shift,
            mark=said.get("mark"),
        )

    def _number(self, kind: str, said: str | None) -> int | None:
        """Look a word up in a list of the language; digits give themselves."""
        if said is None:
            return None
        if (leading := _digits(said)) is not None:
            return leading
        value = self._word(kind, said)
        return int(value) if value is not None else None

    def _word(self, kind: str, said: str | None) -> str | None:
        if said is None:
            return None
        spelled = re.sub(r"\s+", " ", said)
        for pattern, value in self.lists[kind]:
            if pattern.fullmatch(spelled):
                return str(value)
        return None


@cache
def load_date_language(language: str) -> DateLanguage:
    """Read the patterns of a language; those of English where the rules have none for it."""
    words = read_rules("dates", language) or read_rules("dates")
    groups = _groups(words)
    kinds = ("weekdays", "months", "seasons", "numbers", "ordinals", "units")
    lists = {kind: _list(words[kind]) for kind in kinds}
    lists["day_words"] = _list(words.get("day_words", {}))
    lists["shifts"] = _list(words.get("shifts", SHIFTS))
    lists["year_shifts"] = _list(words["year_shifts"])
    return DateLanguage(
        patterns=tuple(_pattern(entry, groups, words) for entry in words["pattern"]),
        future=re.compile(words["future"], re.IGNORECASE),
        lead=re.compile(words["lead"], re.IGNORECASE),
        firm_lead=re.compile(words["firm_lead"], re.IGNORECASE),
        done_before=re.compile(words["done_before"]),
        name_before=re.compile(words["name_before"]),
        name_after=re.compile(words["name_after"]),
        lists=lists,
    )


def _list(words: Mapping[str, int | str]) -> tuple[tuple[re.Pattern[str], int | str], ...]:
    return tuple((re.compile(word, re.IGNORECASE), value) for word, value in words.items())


def _groups(words: dict[str, Any]) -> dict[str, str]:
    """Give the regular expression of each placeholder."""

    def either(kind: str) -> str:
        return "|".join(sorted(words[kind], key=lambda w: (-len(w), w)))

    month = either("months")
    # Arabic texts may name a month twice, in both styles: "تموز/يوليو".
    doubled = rf"(?:\s*[/(]\s*(?:{month})\)?)?" if words.get("month_doubled") else ""
    day = rf"(?:0?[1-9]|[12]\d|3[01])(?!\d){words.get('day_ending', '')}"
    if "day_words" in words:
        day = rf"(?:{day}|(?:{either('day_words')})(?!\w))"
    year = rf"(?<!\d)(?:19|20)\d\d(?!\d){words.get('year_ending', '')}"
    number = rf"(?:\d{{1,3}}(?!\d)|{either('numbers')})"
    return {
        "to": words["to"],
        "day": f"(?P<day>{day})",
        "day2": f"(?P<day2>{day})",
        "month": f"(?P<month>{month}){doubled}",
        "month2": f"(?P<month2>{month}){doubled}",
        "year": f"(?P<year>{year})",
        "year2": f"(?P<year2>{year})",
        "year2short": r"(?P<year2>(?:20\d|\d)\d(?!\d))",
        "weekday": f"(?P<weekday>{either('weekdays')})",
        "weekday2": f"(?:{either('weekdays')})",
        "season": f"(?P<season>{either('seasons')})",
        "number": f"(?P<number>{number})",
        "number2": r"(?P<number2>\d{1,2}(?!\d))",
        "unit": f"(?P<unit>{either('units')})",
        "ordinal": f"(?P<ordinal>{either('ordinals')})",
        "half": f"(?P<half>{either('ordinals')})",
    }


def _pattern(entry: dict[str, Any], groups: dict[str, str], words: dict[str, Any]) -> DatePattern:
    """Fill the placeholders of a wording and compile it between word boundaries."""
    wording = entry["wording"].replace(" ?", r"\s*").replace(" ", r"\s+")
    for name, expression in groups.items():
        wording = _filled(wording, "{" + name + "}", expression)
    before = entry.get("not_before")
    return DatePattern(
        wording=re.compile(rf"(?<!\w){words.get('prefix', '')}(?:{wording})(?!\w)", re.IGNORECASE),
        reader=READINGS[entry["reading"]],
        shift=entry.get("shift", 0),
        barred_before=re.compile(f"(?:{before})") if before else None,
        barred_words=frozenset(entry.get("not_words", ())),
        capitalised=frozenset(words.get("capitalised", ())),
        examples=tuple((w, p, e) for w, p, e in entry["examples"]),
    )


def _filled(wording: str, placeholder: str, expression: str) -> str:
    """Fill a placeholder; where it comes twice, only the first is a named group."""
    first, *more = wording.split(placeholder)
    unnamed = re.sub(r"\?P<\w+>", "?:", expression)
    return "".join(
        [first, *(f"{expression if n == 0 else unnamed}{rest}" for n, rest in enumerate(more))]
    )


def _digits(said: str | None) -> int | None:
    """Read leading digits of any script."""
    found = re.match(r"\d+", said or "")
    return int(found.group()) if found else None


def _full_year(said: str | None) -> int | None:
    """Read a year; two digits are of this century."""
    number = _digits(said)
    return number + 2000 if number is not None and number < 100 else number
