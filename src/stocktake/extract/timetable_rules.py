"""The wordings of timetables and of assessments, made ready for matching."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import count
from typing import Any, Literal, cast

from stocktake.extract.date_patterns import load_date_language
from stocktake.extract.phrases import folded
from stocktake.extract.rule_files import read_rules
from stocktake.model import AssessmentStanding, MilestoneEdge, MilestoneStanding

Need = Literal["date", "condition", "date or condition", "nothing"]
_GROUP = re.compile(r"\(\?P<(\w+)>")
_FIRST = re.compile(r"(?P<group>\w+?)_\d+")


@dataclass(frozen=True, slots=True)
class MilestoneRule:
    """A wording of one line of a timetable; `edge` is "same" where the line before tells it."""

    name: str
    edge: MilestoneEdge | Literal["same"] | None
    standing: MilestoneStanding
    needs: Need
    wording: re.Pattern[str]
    barred: re.Pattern[str] | None
    examples: tuple[str, ...]
    counter_examples: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TimetableWords:
    """How timetables are told in one language.

    `nth` gives the number of a phase by its word; `noun` matches what has phases, `condition` the
    first words of what a line hangs on, `counted` a time from a round, `stops` where another
    clause begins.
    """

    rules: tuple[MilestoneRule, ...]
    nth: Mapping[str, int]
    noun: re.Pattern[str]
    condition: re.Pattern[str]
    counted: re.Pattern[str]
    stops: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class AssessmentRule:
    """A wording that tells of an assessment; its group `what`, if any, holds what is assessed."""

    name: str
    standing: AssessmentStanding
    wording: re.Pattern[str]
    barred: re.Pattern[str] | None
    examples: tuple[str, ...]
    counter_examples: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AssessmentWords:
    """How assessments are told in one language; `cut` parts what is assessed into its items."""

    rules: tuple[AssessmentRule, ...]
    ends: re.Pattern[str]
    cut: re.Pattern[str]


@cache
def timetable_words(language: str) -> TimetableWords | None:
    """Read `timetables.toml` of a language; None for a language without one."""
    raw = read_rules("timetables", language)
    if not raw:
        return None
    words = _patterns(raw["words"], language)
    words["condition"] = "|".join(_filled(c, words) for c in raw["words"]["conditions"])
    return TimetableWords(
        rules=tuple(_milestone_rule(entry, words) for entry in raw["rule"]),
        nth={folded(word): number for word, number in raw["words"]["nth"].items()},
        noun=_compiled(words["noun"], words),
        condition=_compiled(words["condition"], words),
        counted=_compiled(words["counted"], words),
        stops=_compiled(words["stops"], words),
    )


@cache
def assessment_words(language: str) -> AssessmentWords | None:
    """Read `assessments.toml` of a language; None for a language without one."""
    raw = read_rules("assessments", language)
    if not raw:
        return None
    words = _patterns(raw["words"], language)
    rules = (
        AssessmentRule(
            entry["name"],
            cast(AssessmentStanding, entry["standing"]),
            _compiled(entry["wording"], words),
            _compiled(entry["barred"], words) if "barred" in entry else None,
            tuple(entry["examples"]),
            tuple(entry["counter_examples"]),
        )
        for entry in raw["rule"]
    )
    return AssessmentWords(
        rules=tuple(rules),
        ends=_compiled(words["ends"], words),
        cut=_compiled(words["cut"], words),
    )


def group(match: re.Match[str], name: str) -> tuple[int, int] | None:
    """Give where a named group of a wording matched, whichever of its places did."""
    for key, value in match.groupdict().items():
        if value is not None and (key == name or _is_further(key, name)):
            return match.span(key)
    return None


def _is_further(key: str, name: str) -> bool:
    found = _FIRST.fullmatch(key)
    return found is not None and found["group"] == name


def _milestone_rule(entry: Mapping[str, Any], words: Mapping[str, str]) -> MilestoneRule:
    return MilestoneRule(
        name=entry["name"],
        edge=cast(MilestoneEdge | None, entry["edge"] or None),
        standing=cast(MilestoneStanding, entry["standing"]),
        needs=cast(Need, entry["needs"]),
        wording=_compiled(entry["wording"], words),
        barred=_compiled(entry["barred"], words) if "barred" in entry else None,
        examples=tuple(entry["examples"]),
        counter_examples=tuple(entry["counter_examples"]),
    )


def _patterns(words: Mapping[str, Any], language: str) -> dict[str, str]:
    """Give the patterns among the words, with the numbers and units of the language's dates."""
    dates = load_date_language(language).lists
    known = {
        "number": rf"\d{{1,3}}|{_either([p.pattern for p, _ in dates['numbers']])}",
        "unit": _either([p.pattern for p, _ in dates["units"]]),
    }
    return known | {name: word for name, word in words.items() if isinstance(word, str)}


def _either(patterns: Sequence[str]) -> str:
    return "|".join(sorted(patterns, key=lambda p: (-len(p), p)))


def _filled(wording: str, words: Mapping[str, str]) -> str:
    """Put the patterns of the words in the place of their names, also within one another."""
    for name, pattern in words.items():
        inside = "{" + name + "}"
        if inside in wording:
            wording = wording.replace(inside, f"(?:{_filled(pattern, words)})")
    return wording


def _compiled(wording: str, words: Mapping[str, str]) -> re.Pattern[str]:
    """Compile a wording; groups that it has several times are numbered, as Python asks."""
    numbers: dict[str, count[int]] = {}

    def named(match: re.Match[str]) -> str:
        number = next(numbers.setdefault(match[1], count(1)))
        return match[0] if number == 1 else f"(?P<{match[1]}_{number}>"

    filled = folded(_GROUP.sub(named, _filled(wording, words)))
    return re.compile(filled.replace(" ?", r"\s*").replace(" ", r"\s+"), re.IGNORECASE)
