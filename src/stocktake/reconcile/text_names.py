"""Names of texts that reports spell out of one acronym, or shorten to two, in contrary ways."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import combinations

from stocktake.model import Discrepancy, Evidence
from stocktake.reconcile.choosing import Voice, choose, reason
from stocktake.reconcile.disagreement import disagreement, why_likely
from stocktake.reconcile.vocabulary import word_list
from stocktake.reconcile.wording import concepts

_BRACKETS = re.compile(r"\s*\([^)]*\)")
_FULL = 3  # words


@dataclass(frozen=True, slots=True)
class Naming:
    """How one article names a text or a format: in full, in short, and in which words."""

    full: str
    acronym: str | None
    voice: Voice[str]
    evidence: Evidence


def naming(title: str, acronym: str | None, voice: Voice[str], evidence: Evidence) -> Naming:
    """Take a printed title apart; the acronym in its brackets is no part of the full name."""
    return Naming(_BRACKETS.sub("", title).strip(), acronym, voice, evidence)


def other_expansions(about: str, namings: Sequence[Naming]) -> Iterator[Discrepancy]:
    """Give the disagreement on the words that one acronym stands for, if there is one."""
    full = _in_full(namings)
    if any(_other_expansion(a, b) for a, b in _pairs(full)):
        values = [n.full for n in full]
        yield _dispute("names", about, full, values, _only_text(full))


def other_acronyms(about: str, namings: Sequence[Naming]) -> Iterator[Discrepancy]:
    """Give the disagreement on the letters that one name is shortened to, if there is one."""
    full = _in_full(namings)
    if any(_other_acronym(a, b) for a, b in _pairs(full)):
        yield _dispute("acronyms", about, full, [n.acronym or "" for n in full], None)


def _in_full(namings: Sequence[Naming]) -> list[Naming]:
    told = sorted(namings, key=lambda n: (n.voice.article, n.evidence.start))
    return [n for n in told if n.acronym and len(n.full.split()) >= _FULL]


def _pairs(namings: Sequence[Naming]) -> Iterator[tuple[Naming, Naming]]:
    """Give the pairs that two articles tell."""
    pairs = combinations(namings, 2)
    return ((a, b) for a, b in pairs if a.voice.article != b.voice.article)


def _dispute(
    what: str, about: str, namings: Sequence[Naming], values: Sequence[str], text: str | None
) -> Discrepancy:
    """Weigh the readings; where none weighs more, `text` is the one name of a text among them."""
    voices = [replace(n.voice, value=value) for n, value in zip(namings, values, strict=True)]
    best = choose(voices)
    because = reason(best, voices) if best else None
    likely = best.value if best and because else text
    because = because or (text and "the other is no name of a text")
    readings = [(value, n.evidence) for n, value in zip(namings, values, strict=True)]
    return disagreement("name", about, readings, likely, why_likely(what, likely, because))


def _only_text(namings: Sequence[Naming]) -> str | None:
    """Give the one name whose last word says that it is a text, where there is but one."""
    kinds = word_list("formats.toml", "text_words")
    texts = {n.full for n in namings if concepts(n.full.split()[-1]) & kinds}
    return texts.pop() if len(texts) == 1 < len({n.full for n in namings}) else None


def _other_expansion(one: Naming, two: Naming) -> bool:
    """Tell whether one acronym stands for words that mostly differ."""
    if _letters(one.acronym) != _letters(two.acronym):
        return False
    kinds = word_list("formats.toml", "text_words")
    first, second = concepts(one.full) - kinds, concepts(two.full) - kinds
    return bool(first and second) and 2 * len(first & second) < min(len(first), len(second))


def _other_acronym(one: Naming, two: Naming) -> bool:
    """Tell whether one name is shortened to other letters."""
    words = concepts(one.full)
    apart = _letters(one.acronym) != _letters(two.acronym)
    return bool(words) and words == concepts(two.full) and apart


def _letters(acronym: str | None) -> str:
    return re.sub(r"\W", "", acronym or "").upper()
