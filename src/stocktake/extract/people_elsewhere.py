"""Office holders in Arabic and French texts, by titles and the shape of names."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from stocktake.extract.document import Document
from stocktake.extract.party_words import fold, phrases_of_language
from stocktake.extract.rule_files import ENGLISH, language_read, read_rules
from stocktake.model import PersonFinding

# What a pattern of the rules uses of its lists and of the patterns above it.
PLACEHOLDER = re.compile(r"\{([a-z]\w*)\}")


@dataclass(frozen=True, slots=True)
class TitledNames:
    """The patterns of a title with a name in one language, each with groups `role` and `name`.

    `before` reads a title and then a name, `after` a name and then its title.  `folded` patterns
    read a text whose spelling variants are folded, its letters at the same places.
    """

    before: re.Pattern[str]
    after: re.Pattern[str]
    folded: bool


def find_people_elsewhere(document: Document) -> tuple[PersonFinding, ...]:
    """Give the office holders whom an Arabic or French text names with their title."""
    rule = _titled_names(language_read(document.article.language))
    if rule is None:
        return ()
    text = document.article.text
    read = fold(text) if rule.folded else text
    found: dict[str, PersonFinding] = {}
    for match in _matches(read, rule):
        name = _printed(text, match, "name")
        known = next((n for n in found if _is_same(n, name)), None)
        if known is None:
            found[name] = _finding(document, match, name)
    return tuple(found.values())


def _matches(text: str, rule: TitledNames) -> Iterator[re.Match[str]]:
    """Give the titles with names in order, each name only once at its place."""
    found = {m.start("name"): m for m in rule.after.finditer(text)}
    found |= {m.start("name"): m for m in rule.before.finditer(text)}
    for start in sorted(found):
        yield found[start]


def _is_same(known: str, name: str) -> bool:
    """Tell a name that only shortens one that is known."""
    return set(name.split()) <= set(known.split())


def _printed(text: str, match: re.Match[str], group: str) -> str:
    return " ".join(text[match.start(group) : match.end(group)].split())


def _finding(document: Document, match: re.Match[str], name: str) -> PersonFinding:
    article = document.article
    stated = document.mentions_in(match.start("role"), match.end("role"))
    party = stated[0].party if stated else _host_of(document, match.start())
    return PersonFinding(
        name=name,
        role=_printed(article.text, match, "role").rstrip(",،"),
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
def _titled_names(language: str) -> TitledNames | None:
    """Build the patterns of a language beside English; None where the rules have none."""
    rule = read_rules("people", language)
    if language == ENGLISH or not rule:
        return None
    folds = rule.get("folded", False)
    lists = {key: forms for key, forms in rule.items() if isinstance(forms, list)}
    parts = {
        key: _either([fold(form) if folds else form for form in forms])
        for key, forms in lists.items()
        if all(isinstance(form, str) for form in forms)
    }
    parts["party"] = _either(_names_of_parties(language))
    for name, pattern in rule["patterns"].items():
        parts[name] = PLACEHOLDER.sub(lambda match: parts[match.group(1)], pattern)
    return TitledNames(re.compile(parts["before"]), re.compile(parts["after"]), folds)


def _names_of_parties(language: str) -> list[str]:
    """Give the folded names of parties in a language."""
    return sorted({p.folded for p in phrases_of_language(language) if not p.after})


def _either(forms: list[str]) -> str:
    return "|".join(re.escape(form) for form in sorted(forms, key=len, reverse=True))
