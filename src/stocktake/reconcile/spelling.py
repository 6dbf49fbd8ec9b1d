"""Whether two words in Latin letters are spellings of one name, letter group by letter group.

Transliterations differ in a few ways that cost little (o and u, e and i, q and k, a vowel left
out); names differ in ways that cost much (another consonant, an ending that makes another name).
"""

import re
from functools import cache, lru_cache

from stocktake.reconcile.vocabulary import letters, word_groups, word_list

_GROUP = re.compile(
    r"aee|aie|aii|aei|aou|ai|ae|ei|ee|ea|ie|ii|aa|au|ao|ou|oo|oe|ue|uu|"
    r"(?:ay|ey|iy|aw|ow)(?![aeiou])|[aeiou]|y(?=[aeiou])|(?P<vowel>y)|"
    r"tch|sch|kh|gh|ph|th|dh|sh|ch|zh|dj|dg|ts|tz|ck|x|[b-df-hj-np-tv-xz]"
)
_SOUND = {
    "aa": "a", "aee": "ai", "aie": "ai", "aii": "ai", "aei": "ai", "ay": "ai", "ae": "ai",
    "ei": "ai", "ey": "ai", "ee": "i", "ea": "i", "ie": "i", "iy": "i", "ii": "i",
    "aw": "au", "ao": "au", "aou": "au", "ou": "u", "oo": "u", "ow": "u", "oe": "o", "ue": "u",
    "uu": "u", "tch": "ch", "sch": "sh", "ph": "f", "dj": "j", "dg": "j", "tz": "ts", "ck": "k",
    "c": "k",
}  # fmt: skip
_SOUNDS_OF_VOWELS = frozenset({"a", "e", "i", "o", "u", "ai", "au"})
_FINAL = {"ai": "i"}
_DEAR = 1.0
_LEFT_OUT = 0.5  # a vowel inside a word
_LOOSE = 0.2  # a consonant
_AT_MOST = 0.9
_CHEAP = {
    ("e", "i"): 0.1, ("o", "u"): 0.1, ("a", "e"): 0.2, ("ai", "i"): 0.3, ("ai", "e"): 0.3,
    ("au", "u"): 0.3, ("au", "o"): 0.3, ("a", "u"): 0.7, ("a", "i"): 0.7, ("a", "o"): 0.7,
    ("e", "u"): 0.4,
    ("ai", "a"): 0.6, ("a", "au"): 0.7, ("a", "ai"): 0.6,
    ("k", "q"): 0.05, ("g", "q"): 0.2, ("gh", "q"): 0.2, ("g", "gh"): 0.1, ("gh", "k"): 0.3,
    ("h", "kh"): 0.3, ("k", "kh"): 0.2, ("ch", "sh"): 0.2, ("ch", "k"): 0.5, ("g", "j"): 0.3,
    ("dh", "z"): 0.2, ("d", "dh"): 0.2, ("s", "z"): 0.4, ("t", "th"): 0.2, ("s", "th"): 0.3,
    ("v", "w"): 0.1, ("f", "v"): 0.4, ("b", "p"): 0.8, ("j", "y"): 0.3, ("j", "zh"): 0.2,
    ("s", "ts"): 0.4, ("ch", "ts"): 0.4, ("sh", "zh"): 0.4, ("k", "h"): 1.0, ("ch", "j"): 0.6,
}  # fmt: skip
_FIRST_VOWEL = 0.5  # "Jabouri" and "Jubouri"


@lru_cache(maxsize=65536)
def spelled_alike(one: str, two: str) -> bool:
    """Tell whether two words of lower-case Latin letters may be spellings of one name."""
    if one == two:
        return True
    if min(len(one), len(two)) == 1:
        return one[0] == two[0]
    if _short_for(one, two):
        return True
    first, second = sounds(one), sounds(two)
    consonants = min(sum(s not in _SOUNDS_OF_VOWELS for s in w) for w in (first, second))
    cost = _cost(first, second)
    return cost < _LOOSE * max(2, consonants) and cost < _AT_MOST


def _short_for(one: str, two: str) -> bool:
    groups = word_groups("names.toml", "short_forms")
    first, second = groups.get(one), groups.get(two)
    return first is not None and first == second


@lru_cache(maxsize=65536)
def sounds(word: str) -> tuple[str, ...]:
    """Give the sounds of a word, each consonant once where it is doubled."""
    word = re.sub(r"^mc(?=[a-z])", "mac", word)
    said: list[str] = []
    for found in _GROUP.finditer(word):
        group = "i" if found["vowel"] else found.group()
        for sound in ("k", "s") if group == "x" else (_SOUND.get(group, group),):
            if not said or said[-1] != sound:
                said.append(sound)
    if said and said[-1] == "h" and len(said) > 2:
        said.pop()
    if said:
        said[-1] = _FINAL.get(said[-1], said[-1])
    return tuple(said)


def _cost(one: tuple[str, ...], two: tuple[str, ...]) -> float:
    """Give what it costs to make one word the other."""
    row = [0.0]
    for n in range(1, len(two) + 1):
        row.append(row[-1] + _left_out(two, n - 1))
    for i, sound in enumerate(one):
        above, row = row, [row[0] + _left_out(one, i)]
        for j, other in enumerate(two):
            kept = above[j] + _changed(sound, other, first=i < 2 and j < 2)
            row.append(min(kept, above[j + 1] + _left_out(one, i), row[-1] + _left_out(two, j)))
    return row[-1]


def _left_out(word: tuple[str, ...], place: int) -> float:
    inside = 0 < place < len(word) - 1
    return _LEFT_OUT if inside and word[place] in _SOUNDS_OF_VOWELS else _DEAR


def _changed(one: str, two: str, *, first: bool) -> float:
    if one == two:
        return 0.0
    if first and {one, two} == {"a", "u"}:
        return _FIRST_VOWEL
    return _CHEAP.get((one, two), _CHEAP.get((two, one), _DEAR))


@lru_cache(maxsize=16384)
def is_pinyin(word: str) -> bool:
    """Tell whether a word can be read as syllables of Chinese in their usual spelling."""
    return _pinyin().fullmatch(word) is not None and word not in word_list(
        "names.toml", "no_pinyin"
    )


@cache
def _pinyin() -> re.Pattern[str]:
    syllables = {
        first.replace("-", "") + last
        for first, lasts in letters("names.toml", "pinyin").items()
        for last in lasts.split()
    }
    longest = sorted(syllables, key=lambda s: (-len(s), s))
    return re.compile("(?:" + "|".join(longest) + ")+")
