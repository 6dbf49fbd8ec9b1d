"""Office holders in Arabic and French texts, by titles and the shape of names."""

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from stocktake.extract.document import Document
from stocktake.extract.names import rules_text
from stocktake.extract.party_words import fold, load_party_words
from stocktake.model import PersonFinding

# A letter of an Arabic word in folded text, with the signs that may stand over it.
ARABIC_WORD = r"[\u0621-\u064a\u064b-\u0652\u0670]+"
# Where a name of three words may end.
NAME_ENDS = r"(?=\s*(?:[،,.؛;:()\n]|$)|\s+و)"


@dataclass(frozen=True, slots=True)
class TitledNames:
    """The patterns of a title with a name in one language, each with groups `role` and `name`.

    `before` reads a title and then a name, `after` a name and then its title.
    """

    before: re.Pattern[str]
    after: re.Pattern[str]


def find_people_elsewhere(document: Document) -> tuple[PersonFinding, ...]:
    """Give the office holders whom an Arabic or French text names with their title."""
    language = (document.article.language or "").split("-")[0]
    rule = _titled_names().get(language)
    if rule is None:
        return ()
    text = document.article.text
    # Arabic is spelled in several ways; the folded text has its letters at the same places.
    read = fold(text) if language == "ar" else text
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
def _titled_names() -> dict[str, TitledNames]:
    """Build the patterns of both languages from the rules."""
    raw = tomllib.loads(rules_text("people"))
    return {"ar": _arabic(raw["arabic"]), "fr": _french(raw["french"])}


def _arabic(rule: dict[str, list[str]]) -> TitledNames:
    """Give the patterns over folded text: head, what it is for, forms of address, a name."""
    lists = ("heads", "bodies", "stops", "address", "particles", "peers")
    heads, bodies, stops, address, particles, peers = (
        _either([fold(form) for form in rule[key]]) for key in lists
    )
    party = _either(_arabic_parties())
    # What an office is for: nouns of office, parties, and words with the article.
    of_office = rf"(?:و|ل|لل)?(?:{bodies})"
    with_article = rf"(?!(?:{address})\b)(?:و|ل)?ال{ARABIC_WORD}"
    subject = rf"(?:{of_office}|ل?(?:{party})|لل{ARABIC_WORD}|{with_article})"
    portfolio = rf"(?: (?!(?:{heads})\b){subject}(?!\w)){{0,6}}"
    title = rf"(?:(?:{heads})(?!\w){portfolio}|(?:{peers})(?: ال{ARABIC_WORD})?)"
    polite = rf"(?:(?:{address})(?!\w) )*"
    word = rf"(?!(?:{stops})\b)(?!و?(?:{heads}|{of_office})\b){ARABIC_WORD}"
    unit = rf"(?:(?:{particles}) )*{word}"
    first = rf"(?!ال){unit}"
    last = (
        rf"(?: ال{ARABIC_WORD}| (?:{particles}) {word}(?: {word}{NAME_ENDS})?| {word}{NAME_ENDS})?"
    )
    name = rf"(?P<name>{first} {unit}{last})"
    return TitledNames(
        before=re.compile(rf"(?<!\w)[وبلف]?(?P<role>{title}) {polite}{name}"),
        after=re.compile(
            rf"(?<!\w)[وبلف]?(?:(?:{address}) )+{name}،? (?P<role>(?:{heads})(?!\w){portfolio})"
        ),
    )


def _arabic_parties() -> list[str]:
    """Give the folded Arabic names of parties."""
    phrases = load_party_words("ar").phrases.values()
    printed = (p for several in phrases for p in several if p.party and not p.after)
    return sorted({p.folded for p in printed if "\u0621" <= p.folded[0] <= "\u064a"})


def _french(rule: dict[str, list[str]]) -> TitledNames:
    """Give the patterns: head, what it is for, a comma or none, then a name in capitals."""
    heads, bodies, particles = (_either(rule[key]) for key in ("heads", "bodies", "particles"))
    capital = rf"(?!(?:{bodies})\b)[A-ZÀ-Þ][\w’'-]+"
    name = rf"{capital}(?: (?:(?:{particles}) )*{capital})+"
    for_what = r"(?: (?:et (?=d[eu]s?\b|d[’']|à)(?:d[eu]s?|à)|(?!et\b)[\w’'-]+)){0,11}?"
    polite = r"(?:(?:M|Mme|S\.E\.M|S\. ?E)\.? )?"
    return TitledNames(
        before=re.compile(rf"(?<![\w-])(?P<role>(?:{heads}){for_what}),? {polite}(?P<name>{name})"),
        after=re.compile(
            rf"(?P<name>{name}), (?:(?:le|la|son|leur) |l[’'])?"
            rf"(?P<role>(?:{heads})(?: (?:et (?=d[eu]s?\b)|(?!et\b))[\w’'-]+){{0,9}})"
        ),
    )


def _either(forms: list[str]) -> str:
    return "|".join(re.escape(form) for form in sorted(forms, key=len, reverse=True))
