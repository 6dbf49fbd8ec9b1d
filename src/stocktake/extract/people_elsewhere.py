"""Office holders in Arabic and French texts, by titles and the shape of names."""

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from stocktake.extract.document import Document
from stocktake.extract.names import rules_text
from stocktake.model import PersonFinding


@dataclass(frozen=True, slots=True)
class TitledNames:
    """The pattern of a title with a name in one language; groups `role` and `name`."""

    pattern: re.Pattern[str]


def find_people_elsewhere(document: Document) -> tuple[PersonFinding, ...]:
    """Give the office holders whom an Arabic or French text names with their title."""
    language = (document.article.language or "").split("-")[0]
    rule = _titled_names().get(language)
    if rule is None:
        return ()
    text = document.article.text
    found: dict[str, PersonFinding] = {}
    for match in rule.pattern.finditer(text):
        name = " ".join(match["name"].split())
        if name not in found:
            found[name] = _finding(document, match, name)
    return tuple(found.values())


def _finding(document: Document, match: re.Match[str], name: str) -> PersonFinding:
    article = document.article
    stated = document.mentions_in(match.start("role"), match.end("role"))
    party = stated[0].party if stated else _host_of(document, match.start())
    return PersonFinding(
        name=name,
        role=" ".join(match["role"].split()).rstrip(",،"),
        organisation=None,
        party=party,
        mentions=tuple(article.quote(start, end) for start, end in _places(article.text, name)),
    )


def _host_of(document: Document, at: int) -> str | None:
    """Give the party whose delegation the sentence is telling of: the last named before."""
    text = document.article.text
    begin = max(text.rfind(mark, 0, at) for mark in (". ", "\n", "؟ "))
    before = document.mentions_in(max(begin, 0), at)
    return before[-1].party if before else None


def _places(text: str, name: str) -> Iterator[tuple[int, int]]:
    for match in re.finditer(re.escape(name).replace("\\ ", r"\s+"), text):
        yield match.start(), match.end()


@cache
def _titled_names() -> dict[str, TitledNames]:
    """Build the patterns of both languages from the rules."""
    raw = tomllib.loads(rules_text("people"))
    return {"ar": TitledNames(_arabic(raw["arabic"])), "fr": TitledNames(_french(raw["french"]))}


def _arabic(rule: dict[str, list[str]]) -> re.Pattern[str]:
    """Give the pattern: head, what it is for (with the article), then two or three words."""
    heads, bodies, stops = (_either(rule[key]) for key in ("heads", "bodies", "stops"))
    word = r"[\u0621-\u064a\u064b-\u0652]+"
    portfolio = rf"(?: (?:{bodies}))*(?: (?:و)?ال{word}){{0,4}}"
    first = rf"(?!(?:{stops})\b)(?!ال){word}"
    return re.compile(
        rf"(?<!\w)(?:[وبلف]|ال)?(?P<role>(?:{heads}){portfolio}) "
        rf"(?P<name>{first} (?!(?:{stops})\b)(?:ال)?{word}(?: ال{word})?)"
    )


def _french(rule: dict[str, list[str]]) -> re.Pattern[str]:
    """Give the pattern: head, what it is for, a comma or none, then a name in capitals."""
    heads, bodies, particles = (_either(rule[key]) for key in ("heads", "bodies", "particles"))
    name = (
        rf"(?!(?:{bodies})\b)[A-ZÀ-Þ][\w’'-]+"
        rf"(?: (?:(?:{particles}) )*(?!(?:{bodies})\b)[A-ZÀ-Þ][\w’'-]+)+"
    )
    return re.compile(
        rf"(?<!\w)(?P<role>(?:{heads})(?: (?!et\b)[\w’'-]+){{0,7}}?),? (?P<name>{name})"
    )


def _either(forms: list[str]) -> str:
    return "|".join(re.escape(form) for form in sorted(forms, key=len, reverse=True))
