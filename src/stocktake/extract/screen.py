"""Whether a page has any chance to report a dialogue, an agreement or a commitment.

It is asked twice: of the bytes, before a page is cut, and of each article's text, before it is
parsed.  It may let much through; what it holds back must be nothing to the reader.
"""

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from stocktake.extract.parties import find_parties
from stocktake.extract.party_words import fold, load_party_words
from stocktake.extract.rule_files import read_rules
from stocktake.model import Article

NO_WORD = "it holds no name of a party beside a word for talks, texts, offices or promises"
NO_STRETCH = "no stretch of it speaks of parties together with talks, texts, offices or promises"

_WORD = re.compile(r"\w+")
_PLAIN_WORD = re.compile(rb"[a-z]+")
_LETTERS = bytes(range(ord("a"), ord("z") + 1))
_TO_LETTERS = bytes(c if c in _LETTERS else 0x20 for c in bytes(range(256)).lower())
# What begins a letter of another script than Latin, and an accented Latin one, in UTF-8.
_OTHER_SCRIPT = bytes(c for c in range(0xCC, 0x100) if c != 0xE2)
_ACCENTED = b"\xc3"
_ENTITY = re.compile(rb"&#(?:x0?6|1[5-7])", re.IGNORECASE)
_MANY = 200  # letters: a text in another script, or in a language with accents


@dataclass(frozen=True, slots=True)
class Screen:
    """The words by the first one of each, with the group that it counts for, and what all weigh.

    `parties` and `others` are the same words as sets, for a page whose order of words is not known.
    """

    words: Mapping[str, tuple[tuple[str, str], ...]]
    weights: Mapping[str, float]
    parties: "Bag"
    others: "Bag"
    window: int
    step: int
    most: int
    least: float


@dataclass(frozen=True, slots=True)
class Bag:
    """Words, and phrases as the sets of their words, by the longest word of each."""

    words: frozenset[bytes]
    phrases: Mapping[bytes, tuple[frozenset[bytes], ...]]

    def meets(self, words: frozenset[bytes]) -> bool:
        """Tell whether a page of these words may hold one of the bag's."""
        if not self.words.isdisjoint(words):
            return True
        met = self.phrases.keys() & words
        return any(phrase <= words for word in met for phrase in self.phrases[word])


PARTY = "party"


def chance_in_bytes(content: bytes) -> bool:
    """Tell whether a page of HTML or plain text may matter; it may wherever its letters are unsure.

    The page's furniture counts too, so that this holds back only what speaks of nothing political.
    """
    if b"\0" in content or _ENTITY.search(content):
        return True
    other_script = len(content) - len(content.translate(None, _OTHER_SCRIPT))
    if max(other_script, content.count(_ACCENTED)) > _MANY:
        return True
    # Translated and split at once, which is thrice as fast as any pattern.
    words = frozenset(content.translate(_TO_LETTERS).split())
    screen = load_screen()
    return screen.parties.meets(words) and screen.others.meets(words)


def chance_in_text(article: Article) -> bool:
    """Tell whether an article may matter; one in another language than English always may."""
    if article.language is not None and article.language.split("-")[0] != "en":
        return True
    screen = load_screen()
    text = f"{article.title or ''}\n{article.text}"
    return any(worth >= screen.least for worth in worths(text, screen))


def worths(text: str, screen: Screen) -> Iterator[float]:
    """Give what each stretch of a text is worth."""
    for counts in counts_of(text, screen):
        yield sum(screen.weights[group] * count for group, count in counts.items())


def counts_of(text: str, screen: Screen) -> Iterator[dict[str, int]]:
    """Give how often each group is met in each stretch of a text, as far as it counts."""
    named = [(mention.start, mention.party) for mention in find_parties(text)]
    places: dict[str, list[int]] = {group: [] for group in screen.weights if group != PARTY}
    for at, group in _met(fold(text), screen):
        places[group].append(at)
    for start in range(0, max(1, len(text)), screen.step):
        end = start + screen.window
        counts = {
            group: min(bisect_left(ats, end) - bisect_left(ats, start), screen.most)
            for group, ats in places.items()
        }
        parties = {party for at, party in named if start <= at < end}
        yield {PARTY: min(len(parties), screen.most), **counts}


def _met(folded: str, screen: Screen) -> Iterator[tuple[int, str]]:
    for word in _WORD.finditer(folded):
        for phrase, group in screen.words.get(word.group(), ()):
            end = word.start() + len(phrase)
            if folded.startswith(phrase, word.start()) and not folded[end : end + 1].isalnum():
                yield word.start(), group


@cache
def load_screen() -> Screen:
    """Read the screen's rules, and the words of all others that they name."""
    raw = read_rules("screen")
    words: dict[str, set[tuple[str, str]]] = defaultdict(set)
    for group in raw["group"]:
        for phrase in _phrases_of(group):
            first = _WORD.search(phrase)
            if first is not None:
                words[first.group()].add((phrase[first.start() :], group["name"]))
    weights = {PARTY: raw[PARTY], **{g["name"]: g["weight"] for g in raw["group"]}}
    house = {p for g in raw["group"] if g.get("names_party") for p in _phrases_of(g)}
    names = {p.folded for ps in load_party_words("en").phrases.values() for p in ps if p.party}
    others = {phrase for found in words.values() for phrase, _ in found}
    return Screen(
        words={first: tuple(sorted(found)) for first, found in words.items()},
        weights=weights,
        parties=_bag(names | house | _epithets()),
        others=_bag(others),
        window=raw["window"],
        step=raw["step"],
        most=raw["most"],
        least=raw["least"],
    )


def _epithets() -> set[str]:
    raw = read_rules("parties")
    forms = {form for group in raw["group"] for form in group["forms"]}
    return {fold(word) for word in forms | {e["phrase"] for e in raw["epithet"]}}


def _phrases_of(group: Mapping[str, Any]) -> set[str]:
    plain = {fold(word) for path in group.get("from", ()) for word in _listed(path)}
    stems = {fold(word) for path in group.get("inflected", ()) for word in _listed(path)}
    return plain | {form for stem in stems for form in _inflected(stem)}


def _listed(path: str) -> Iterator[str]:
    """Give the words at a path such as ``mechanisms.format.heads``, through every table of it."""
    name, *keys = path.split(".")
    values: list[Any] = [read_rules(name)]
    for key in keys:
        found = [value[key] for value in values if key in value]
        values = [one for value in found for one in (value if isinstance(value, list) else [value])]
    yield from values


def _inflected(verb: str) -> Iterator[str]:
    """Give the regular forms of a verb, and some that no verb has."""
    yield verb
    stem = verb.removesuffix("e")
    for ending in ("s", "es", "d", "ed", "ing"):
        yield verb + ending
    yield stem + "ing"
    if verb.endswith("y"):
        yield from (f"{verb[:-1]}ies", f"{verb[:-1]}ied")
    yield from (f"{verb}{verb[-1]}ed", f"{verb}{verb[-1]}ing")


def _bag(phrases: Iterable[str]) -> Bag:
    """Give the bag of some phrases by their letters of plain Latin script."""
    sets = {frozenset(_PLAIN_WORD.findall(phrase.encode())) for phrase in phrases}
    single = frozenset(word for words in sets if len(words) == 1 for word in words)
    longer: dict[bytes, set[frozenset[bytes]]] = defaultdict(set)
    for words in sets:
        if len(words) > 1 and not words & single:
            longer[max(words, key=lambda word: (len(word), word))].add(words)
    return Bag(single, {word: tuple(found) for word, found in longer.items()})
