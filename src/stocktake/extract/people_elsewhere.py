"""Persons in texts of languages without a parser, by titles and the shape of names."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from stocktake.extract.document import Document
from stocktake.extract.party_words import fold, phrases_of_language
from stocktake.extract.rule_files import ENGLISH, language_read, read_rules
from stocktake.model import PersonFinding

# The patterns of names without a title: behind a verb of saying, and before one.
UNTITLED = ("said_by", "who_said")
# What a pattern of the rules uses of its lists and of the patterns above it.
PLACEHOLDER = re.compile(r"\{([a-z]\w*)\}")


@dataclass(frozen=True, slots=True)
class TitledNames:
    """The patterns of a title with a name in one language, each with groups `role` and `name`.

    `before` reads a title and then a name, `after` a name and then its title; `untitled` are names
    alone, beside a verb of saying or signing.  `folded` patterns read a text whose spelling
    variants are folded, its letters at the same places.
    """

    before: re.Pattern[str]
    after: re.Pattern[str]
    untitled: tuple[re.Pattern[str], ...]
    folded: bool


def find_people_elsewhere(document: Document) -> tuple[PersonFinding, ...]:
    """Give those whom a text in another language names with a title, or as speaking or signing."""
    rule = _titled_names(language_read(document.article.language))
    if rule is None:
        return ()
    text = document.article.text
    read = fold(text) if rule.folded else text
    found: dict[str, PersonFinding] = {}
    for match in (*_matches(read, rule), *_untitled(read, rule, document)):
        name = _printed(text, match, "name")
        known = next((n for n in found if _is_same(n, name)), None)
        if known is None:
            found[name] = _finding(document, match, name)
    return tuple(sorted(found.values(), key=lambda person: person.mentions[0].start))


def _untitled(text: str, rule: TitledNames, document: Document) -> Iterator[re.Match[str]]:
    """Give the names that stand alone beside a verb of saying; parties are none."""
    for pattern in rule.untitled:
        for match in pattern.finditer(text):
            start, end = match.span("name")
            if not any(m.start < end and start < m.end for m in document.mentions):
                yield match


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
    titled = "role" in match.re.groupindex
    stated = document.mentions_in(*match.span("role")) if titled else ()
    host = _host_of(document, match.start()) if titled else None
    party = stated[0].party if stated else host
    return PersonFinding(
        name=name,
        role=_printed(article.text, match, "role").rstrip(",،") if titled else None,
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
    return TitledNames(
        before=re.compile(parts["before"]),
        after=re.compile(parts["after"]),
        untitled=tuple(re.compile(parts[key]) for key in UNTITLED if key in parts),
        folded=folds,
    )


def _names_of_parties(language: str) -> list[str]:
    """Give the folded names of parties in a language."""
    return sorted({p.folded for p in phrases_of_language(language) if not p.after})


def _either(forms: list[str]) -> str:
    return "|".join(re.escape(form) for form in sorted(forms, key=len, reverse=True))
