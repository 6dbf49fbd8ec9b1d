"""The words that name parties, made ready for looking up: from the files `parties` of the rules."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache
from typing import Any, Literal

from stocktake.extract.rule_files import ENGLISH, read_rules
from stocktake.model import PartyKind

Form = Literal["name", "adjective", "capital", "organisation"]
FIRST_WORD = re.compile(r"\w+")
# One character for one, so that positions stay those of the text.
ONE_FOR_ONE = str.maketrans(
    {"‘": "'", "’": "'", "ʼ": "'", "–": "-", "—": "-", "‑": "-", "\u00a0": " ", "\u202f": " "}
    | {"\n": " ", "\r": " ", "\t": " "}
    | {"أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ى": "ي", "ة": "ه", "ک": "ك", "ی": "ي"}
)


@dataclass(frozen=True, slots=True)
class Phrase:
    """A phrase that names a party; `party` is empty for one that only looks like it.

    `folded` is compared with folded text.  `case` says how it must be printed: `exact` for an
    acronym, `capital` for a name, `any` for the rest.  `after` is the letter that must stand before
    it, for an Arabic name whose first letter has melted into its prefix.
    """

    folded: str
    printed: str
    party: str
    form: Form
    case: Literal["exact", "capital", "any"]
    after: str = ""


@dataclass(frozen=True, slots=True)
class Epithet:
    """A short word for one of several parties, settled by the rest of the text."""

    pattern: re.Pattern[str]
    form: Form
    of: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PartyRecord:
    """A party as the vocabulary knows it.

    An organisation `sits_in` the states of its seats, and may be `within` the system of another.
    """

    id: str
    name: str
    kind: PartyKind
    names: tuple[str, ...]
    sits_in: tuple[str, ...]
    within: str | None


@dataclass(frozen=True, slots=True)
class Group:
    """A name for several states at once, as a pattern over folded text."""

    pattern: re.Pattern[str]
    members: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PartyWords:
    """All phrases by their first folded word, longest first, with the rules about them."""

    phrases: dict[str, tuple[Phrase, ...]]
    epithets: tuple[Epithet, ...]
    papers: frozenset[str]
    also_people: frozenset[str]
    forenames: frozenset[str]
    also_regions: frozenset[str]
    records: dict[str, PartyRecord]
    groups: tuple[Group, ...]


def fold(text: str) -> str:
    """Give the text in lower case, with one kind of quote, dash and alef, letter by letter."""
    lowered = text.lower()
    if len(lowered) != len(text):
        lowered = "".join(c.lower() if len(c.lower()) == 1 else c for c in text)
    return lowered.translate(ONE_FOR_ONE)


@cache
def load_party_words(language: str) -> PartyWords:
    """Read the vocabulary with the phrases that texts of a language may hold."""
    raw = read_rules("parties")
    groups = [*raw["group"], *_rules_beside_english(language).get("group", ())]
    grouped: dict[str, list[Phrase]] = defaultdict(list)
    for phrase in _phrases(raw, language):
        grouped[_first_word(phrase.folded)].append(phrase)
    none = raw["none"]
    return PartyWords(
        phrases={w: tuple(sorted(ps, key=_longest_first)) for w, ps in grouped.items()},
        epithets=tuple(_epithet(e) for e in raw["epithet"]),
        papers=frozenset(none["papers"]),
        also_people=frozenset(none["also_people"]),
        forenames=frozenset(none["forenames"]),
        also_regions=frozenset(none["also_regions"]),
        records={p["id"]: _record(p) for p in raw["party"]},
        groups=tuple(_group(g) for g in groups),
    )


def _phrases(raw: dict[str, Any], language: str) -> Iterator[Phrase]:
    """Give every phrase that a text of the language may hold."""
    for printed in raw["none"]["phrases"]:
        yield _phrase(printed, "", "name")
    for entry in raw["party"]:
        yield from _english(entry, _form_of(entry))
    yield from phrases_of_language(language)


def _form_of(entry: dict[str, Any]) -> Form:
    return "organisation" if entry.get("kind") == "organisation" else "name"


def _english(entry: dict[str, Any], form: Form) -> Iterator[Phrase]:
    """Give the English names, adjectives with their plurals, seats and institutions of a party."""
    for name in entry["names"]:
        yield _phrase(name, entry["id"], form)
    for word in entry.get("adjectives", ()):
        yield _phrase(word, entry["id"], "adjective")
        if word[-1] in "ain":
            yield _phrase(word + "s", entry["id"], "adjective")
    for seat in entry.get("seats", ()):
        yield _phrase(seat, entry["id"], "capital")
    for institution in entry.get("institutions", ()):
        yield _phrase(institution, entry["id"], "organisation")


def phrases_of_language(language: str) -> Iterator[Phrase]:
    """Give the phrases that name parties in a language beside English; none for English.

    They are its names and seats, each also behind the letter with which its article melts, and the
    adjectives: stems with every ending, with the article or without.
    """
    raw = _rules_beside_english(language)
    forms = raw.get("forms", {})
    form_of = {entry["id"]: _form_of(entry) for entry in read_rules("parties")["party"]}
    for entry in raw.get("party", ()):
        for phrase in _phrases_of_entry(entry, forms, form_of[entry["id"]]):
            yield phrase
            article = fold(forms.get("article", ""))
            if article and phrase.folded.startswith(article):
                yield replace(phrase, folded=phrase.folded[1:], after=forms["melts_behind"])


def _phrases_of_entry(entry: dict[str, Any], forms: dict[str, Any], form: Form) -> Iterator[Phrase]:
    """Give the names, seats and adjectives of one party."""
    for name in entry.get("names", ()):
        yield _phrase(name, entry["id"], form)
    for seat in entry.get("seats", ()):
        yield _phrase(seat, entry["id"], "capital")
    drops = forms.get("drops")
    made = _stems(entry.get("names", ()), forms["article"], drops) if drops else ()
    articles = dict.fromkeys(("", forms.get("article", "")))
    for stem in entry.get("adjectives", made):
        for ending in forms["endings"]:
            for article in articles:
                word = article + stem + ending
                yield Phrase(fold(word), word, entry["id"], "adjective", "any")


def _rules_beside_english(language: str) -> dict[str, Any]:
    return read_rules("parties", language) if language != ENGLISH else {}


def _stems(names: Iterable[str], article: str, drops: str) -> Iterator[str]:
    """Give the stem of the adjective that is made of a state's name of one word.

    The article falls off, and the vowel at the end: "كينيا" gives "كيني", "البرازيل" "برازيلي".
    """
    for name in names:
        stem = re.sub(drops, "", fold(name).removeprefix(article))
        if " " not in name and len(stem) > 2:
            yield stem


def _phrase(printed: str, party: str, form: Form) -> Phrase:
    letters = [c for c in printed if c.isalpha()]
    if all(c.isupper() for c in letters):
        return Phrase(fold(printed), printed, party, form, "exact")
    case: Literal["capital", "any"] = "capital" if letters and letters[0].isupper() else "any"
    return Phrase(fold(printed), printed, party, form, case)


def _epithet(entry: dict[str, Any]) -> Epithet:
    barred = "".join(f"(?!{re.escape(words)})" for words in entry.get("not_before", ()))
    pattern = re.compile(rf"\b{re.escape(entry['phrase'])}\b{barred}")
    return Epithet(pattern, entry.get("form", "name"), tuple(entry["of"]))


def _group(entry: dict[str, Any]) -> Group:
    forms = "|".join(re.escape(fold(form)) for form in entry["forms"])
    return Group(re.compile(rf"(?<!\w)(?:{forms})(?!\w)"), tuple(entry["members"]))


def _record(entry: dict[str, Any]) -> PartyRecord:
    return PartyRecord(
        id=entry["id"],
        name=entry["name"],
        kind=entry.get("kind", "state"),
        names=tuple(entry["names"]),
        sits_in=tuple(entry.get("sits_in", ())),
        within=entry.get("within"),
    )


def _first_word(folded: str) -> str:
    found = FIRST_WORD.search(folded)
    assert found is not None, folded
    return found.group()


def _longest_first(phrase: Phrase) -> tuple[int, str, str]:
    return (-len(phrase.folded), phrase.folded, phrase.party)
