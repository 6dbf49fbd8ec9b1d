"""Names of people across spellings, scripts and orders."""

import re
from dataclasses import dataclass
from functools import lru_cache

from anyascii import anyascii

from stocktake.reconcile import arabic_names
from stocktake.reconcile.arabic_names import is_arabic, may_be_written
from stocktake.reconcile.spelling import is_pinyin, spelled_alike
from stocktake.reconcile.vocabulary import word_list

_WORD = re.compile(r"[a-z]+")
_DIGRAPHS = (
    ("kh", "h"), ("gh", "g"), ("ph", "f"), ("th", "t"), ("dh", "d"), ("sh", "s"), ("ch", "s"),
    ("zh", "j"), ("dj", "j"), ("ts", "s"), ("ck", "k"),
)  # fmt: skip
_LETTERS = str.maketrans({"q": "k", "c": "k", "x": "s", "w": "v", "z": "s", "p": "b"})
_VOWELS = re.compile(r"[aeiouy]")
_DOUBLE = re.compile(r"(.)\1+")
_ARTICLE = re.compile(r"\b(?:al|el|as|ash|an|ad|ar|az|at)-")
_LOST = re.compile(r"['’?`]")
_HAN = re.compile(r"[\u4e00-\u9fff]")
_FAITH = re.compile(r"^(.{2,}?)[aeiu]?d?d(?:in|ine|een|ein)$")
_SERVANT = re.compile(r"^abd[aeiou]+[lr]?(?=[a-z]{4})")
_WHOLE = 6  # letters: shorter names written together say too little


@dataclass(frozen=True, slots=True)
class Name:
    """A name: its parts in printed order, titles and articles gone, and their consonants.

    The parts are in Latin letters, or in Arabic ones where the name is printed so.
    """

    parts: tuple[str, ...]
    skeletons: tuple[str, ...]

    @property
    def family(self) -> str:
        """Give the last part."""
        return self.parts[-1]


@lru_cache(maxsize=16384)
def name(printed: str) -> Name | None:
    """Take a printed name apart; None when nothing is left of it."""
    if is_arabic(printed):
        words = list(arabic_names.words(printed))
    elif _HAN.search(printed):
        words = _chinese(printed)
    else:
        latin = _LOST.sub("", anyascii(printed).casefold())
        words = _WORD.findall(_ARTICLE.sub(" ", latin))
    if len(words) == 2 and all(map(is_pinyin, words)):
        parts = words  # "He" is a family name beside a Chinese given name, and no title
    else:
        parts = _compounded(_without_titles(words))
    return Name(tuple(parts), tuple(skeleton(p) for p in parts)) if parts else None


def _without_titles(words: list[str]) -> list[str]:
    kept = [w for w in words if w not in word_list("names.toml", "titles")] or words
    small = word_list("names.toml", "articles") | word_list("names.toml", "particles")
    return [w for w in kept if w not in small] or kept


def _chinese(printed: str) -> list[str]:
    """Give the family name and the given name of a name in Chinese characters."""
    characters = _HAN.findall(printed)
    family = 2 if "".join(characters[:2]) in word_list("names.toml", "double_families") else 1
    halves = characters[:family], characters[family:]
    spelled = ("".join(anyascii(c).strip() for c in half) for half in halves if half)
    return [_WORD.findall(s.casefold().replace(" ", ""))[0] for s in spelled if s.strip()]


def _compounded(words: list[str]) -> list[str]:
    """Join a servant or kinship word to the name that it governs ("Abdul Amir")."""
    prefixes, faith = word_list("names.toml", "prefixes"), word_list("names.toml", "faith")
    parts: list[str] = []
    held = ""
    for word in words:
        if word in prefixes:
            held = "abd" if word.startswith("abd") else word
        elif word in faith and parts:
            parts[-1] += "دين" if is_arabic(word) else "din"
        else:
            parts.append(held + _FAITH.sub(r"\1din", _SERVANT.sub("abd", word)))
            held = ""
    return [*parts, held] if held else parts


@lru_cache(maxsize=32768)
def skeleton(part: str) -> str:
    """Give what transliterations of one name agree on: its consonants, folded."""
    if is_arabic(part):
        part = arabic_names.bones(part)
    for pair, letter in _DIGRAPHS:
        part = part.replace(pair, letter)
    part = part.translate(_LETTERS)
    initial = "a" if part[:1] in "aeiou" else part[:1]
    return _DOUBLE.sub(r"\1", initial + _VOWELS.sub("", part[1:]))


@lru_cache(maxsize=32768)
def mark(part: str) -> str:
    """Give the few consonants of a part that any spelling in any script keeps, for looking it up.

    Letters that also stand for vowels, and an h, come and go.
    """
    bare = skeleton(part)
    return bare[:1].replace("y", "a") + re.sub(r"[vhy]", "", bare[1:])


@lru_cache(maxsize=65536)
def close(one: str, two: str) -> bool:
    """Tell whether two parts may be spellings of one."""
    if one == two:
        return True
    first, second = is_arabic(one), is_arabic(two)
    if first and second:
        return arabic_names.same_word(one, two)
    if first or second:
        word, latin = (one, two) if first else (two, one)
        return may_be_written(word, latin)
    bare = [p.removeprefix("abd") for p in (one, two)]
    if "" not in bare and bare != [one, two] and len(one) - len(bare[0]) == len(two) - len(bare[1]):
        return spelled_alike(*bare)
    return spelled_alike(one, two)


def agree(one: Name, two: Name) -> bool:
    """Tell whether two full names may be one person's.

    The parts are in order, or with the family name first, or written together.
    """
    if all(map(is_pinyin, (*one.parts, *two.parts))) and len(one.parts) > 1 < len(two.parts):
        return _same_letters(one.parts, two.parts)
    if _in_order(one.parts, two.parts) or _together(one.parts, two.parts):
        return True
    turned = (*two.parts[1:], two.parts[0])
    back = (two.parts[-1], *two.parts[:-1])
    if len(one.parts) == len(two.parts) > 1:
        return any(all(map(close, one.parts, parts)) for parts in (turned, back))
    return _together(one.parts, turned) or _together(one.parts, back)


def _same_letters(one: tuple[str, ...], two: tuple[str, ...]) -> bool:
    """Tell whether two Chinese names are the same, in either order: each letter tells names apart.

    The given name may be written in one word or two.
    """
    whole = "".join(two)
    return whole in ("".join(one), "".join((*one[1:], one[0])), "".join((one[-1], *one[:-1])))


def _together(one: tuple[str, ...], two: tuple[str, ...]) -> bool:
    """Tell whether two names are the same letters, parted in other places."""
    whole, other = "".join(one), "".join(two)
    if len(one) == len(two) or len(whole) < _WHOLE or min(len(one), len(two)) < 2:
        return False
    if is_arabic(whole) != is_arabic(other):
        return may_be_written(*((whole, other) if is_arabic(whole) else (other, whole)))
    return whole == other


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
