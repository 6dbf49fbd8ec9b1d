"""Whether a page has any chance to report a dialogue, an agreement or a commitment.

It is asked twice: of the bytes, before a page is cut (`screen_of_bytes`), and of each article's
text, before it is parsed.  It may let much through; what it holds back must be nothing to the
reader.
"""

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from stocktake.extract.parties import find_parties
from stocktake.extract.party_words import fold
from stocktake.extract.rule_files import ENGLISH, language_read, read_rules
from stocktake.model import Article

NO_STRETCH = "no stretch of it speaks of parties together with talks, texts, offices or promises"
PARTY = "party"
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Screen:
    """The words by the first one of each, with the group that it counts for, and what all weigh.

    A stretch is `window` letters, one begins at every `step`, and a group counts up to `most` times
    in it.  `houses` is the group whose words name an office that speaks for a party.
    """

    words: Mapping[str, tuple[tuple[str, str], ...]]
    weights: Mapping[str, float]
    houses: str
    least: "Least"
    window: int
    step: int
    most: int


@dataclass(frozen=True, slots=True)
class Least:
    """What a stretch must be worth, by whom it names."""

    two_parties: float
    house: float
    one_party: float
    no_party: float

    def of(self, parties: int, houses: int) -> float:
        """Give the least for a stretch that names so many parties and houses of government."""
        if parties > 1:
            return self.two_parties
        if houses:
            return self.house
        return self.one_party if parties else self.no_party


def chance_in_text(article: Article) -> bool:
    """Tell whether an article may matter; one in a language with rules of its own always may.

    An article that English rules read is asked for English words, whatever its language.
    """
    if language_read(article.language) != ENGLISH:
        return True
    screen = load_screen()
    text = f"{article.title or ''}\n{article.text}"
    return any(is_enough(counts, screen) for counts in counts_of(text, screen))


def is_enough(counts: Mapping[str, int], screen: Screen) -> bool:
    """Tell whether a stretch that holds so many words of each group is worth enough."""
    worth = sum(screen.weights[group] * count for group, count in counts.items())
    return worth >= screen.least.of(counts[PARTY], counts[screen.houses])


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
    (houses,) = (group["name"] for group in raw["group"] if group.get("names_party"))
    return Screen(
        words={first: tuple(sorted(found)) for first, found in words.items()},
        weights={PARTY: raw[PARTY], **{g["name"]: g["weight"] for g in raw["group"]}},
        houses=houses,
        least=Least(**raw["least"]),
        window=raw["window"],
        step=raw["step"],
        most=raw["most"],
    )


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
