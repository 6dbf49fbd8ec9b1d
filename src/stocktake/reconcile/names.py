"""Names of people across spellings, scripts and orders."""

import re
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz.distance import JaroWinkler
from rigour.text import ascii_text

from stocktake.reconcile.vocabulary import word_list

_WORD = re.compile(r"[a-z]+")
_DIGRAPHS = (
    ("kh", "h"), ("gh", "g"), ("ph", "f"), ("th", "t"), ("dh", "d"), ("sh", "s"), ("ch", "s"),
    ("zh", "j"), ("dj", "j"), ("ts", "s"), ("ck", "k"),
)  # fmt: skip
_LETTERS = str.maketrans({"q": "k", "c": "k", "x": "s", "w": "v", "z": "s", "p": "b"})
_VOWELS = re.compile(r"[aeiouy]")
_DOUBLE = re.compile(r"(.)\1+")
_DIPHTHONGS = (("ou", "u"), ("oo", "u"), ("ee", "i"), ("ai", "i"), ("ei", "i"), ("ay", "i"))
_VOWEL_SOUNDS = str.maketrans({"o": "u", "e": "i", "y": "i"})
_ARTICLE = re.compile(r"\b(?:al|el|as|ash|an|ad|ar|az|at)-")
_LOST = re.compile(r"['’?`]")
# Scripts that write no short vowels: Arabic and Hebrew.
_VOWELLESS = re.compile(r"[\u0590-\u06ff]")
_CLOSE = 0.9
_SAME_BONES = 0.8


@dataclass(frozen=True, slots=True)
class Name:
    """A name in Latin letters: its parts in printed order, titles and articles gone."""

    parts: tuple[str, ...]
    skeletons: tuple[str, ...]

    @property
    def family(self) -> str:
        """Give the last part."""
        return self.parts[-1]


@lru_cache(maxsize=16384)
def name(printed: str) -> Name | None:
    """Take a printed name apart; None when nothing is left of it."""
    latin = _LOST.sub("", ascii_text(printed).casefold())
    words = _WORD.findall(_ARTICLE.sub(" ", latin))
    if _VOWELLESS.search(printed):
        words = [_without_article(word) for word in words]
    kept = [w for w in words if w not in word_list("names.toml", "titles")] or words
    small = word_list("names.toml", "articles") | word_list("names.toml", "particles")
    parts = _compounded([w for w in kept if w not in small] or kept)
    return Name(tuple(parts), tuple(skeleton(p) for p in parts)) if parts else None


def _without_article(word: str) -> str:
    """Take the article off an Arabic word, and give "servant" its spelling in Latin letters."""
    if word == "bd":
        return "abd"
    bare = word[2:] if word.startswith("al") and len(word) > 4 else word
    return bare[:1] + _VOWELS.sub("", bare[1:])


def _compounded(words: list[str]) -> list[str]:
    """Join a servant or kinship word to the name that it governs ("Abdul Amir")."""
    parts: list[str] = []
    held = ""
    for word in words:
        if word in word_list("names.toml", "prefixes"):
            held = "abd" if word.startswith("abd") else word
            continue
        parts.append(held + word)
        held = ""
    return [*parts, held] if held else parts


@lru_cache(maxsize=32768)
def skeleton(part: str) -> str:
    """Give what transliterations of one name agree on: its consonants, folded."""
    for pair, letter in _DIGRAPHS:
        part = part.replace(pair, letter)
    part = part.translate(_LETTERS)
    initial = "a" if part[:1] in "aeiou" else part[:1]
    return _DOUBLE.sub(r"\1", initial + _VOWELS.sub("", part[1:]))


def close(one: str, two: str) -> bool:
    """Tell whether two parts may be spellings of one."""
    if one == two:
        return True
    short = min(len(one), len(two))
    if short == 1:
        return one[0] == two[0]
    bones = skeleton(one), skeleton(two)
    if bones[0] == bones[1] and short > 2 and not all(_VOWELS.search(p[1:]) for p in (one, two)):
        return True  # one comes from a script without short vowels
    alike = JaroWinkler.normalized_similarity(_sound(one), _sound(two))
    if bones[0] == bones[1]:
        return short > 2 and alike >= _SAME_BONES
    return short > 3 and alike >= _CLOSE and bones[0][:1] == bones[1][:1]


def _sound(part: str) -> str:
    """Give a part with the letters and vowels folded that transliterations mix up."""
    for pair, letter in (*_DIGRAPHS, *_DIPHTHONGS):
        part = part.replace(pair, letter)
    return _DOUBLE.sub(r"\1", part.translate(_LETTERS).translate(_VOWEL_SOUNDS))


def agree(one: Name, two: Name) -> bool:
    """Tell whether two full names may be one person's: in order, or with the family name first."""
    return _in_order(one.parts, two.parts) or (
        len(one.parts) == len(two.parts) == 2 and _in_order(one.parts, two.parts[::-1])
    )


def _in_order(one: tuple[str, ...], two: tuple[str, ...]) -> bool:
    """Tell whether the shorter name's parts occur in the longer one in their order.

    The family names agree, and so do the first parts or one of them is lacking; names between may
    be left out ("Mohammed Shia X" and "Mohammed X").
    """
    short, long = sorted((one, two), key=len)
    if not close(short[-1], long[-1]):
        # A family name may be dropped after a father's ("Thabit Mohammed al-X", "Thabit Mohammed").
        return len(short) > 1 and len(long) > 2 and all(map(close, short, long))
    rest = iter(long[:-1])
    return all(any(close(part, other) for other in rest) for part in short[:-1])
