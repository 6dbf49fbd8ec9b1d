"""Words of an act or a title, folded so that two wordings of one thing can be compared."""

import re
from collections.abc import Callable
from functools import cache, lru_cache

from stocktake.reconcile.sketch import folded
from stocktake.reconcile.vocabulary import word_groups, word_list, wordings

_ENDINGS = (
    "isations", "izations", "isation", "ization", "ments", "ment", "ingly", "edly", "ings", "ing",
    "ions", "ion", "ies", "ied", "ers", "ed", "es", "er", "ly", "s", "e", "y",
)  # fmt: skip
_FRENCH_ENDINGS = (
    "issements", "issement", "eraient", "iraient", "ations", "ation", "ements", "ement", "eront",
    "iront", "erait", "ateur", "antes", "ante", "ants", "ant", "eurs", "eur", "ees", "ent", "ons",
    "ont", "era", "ira", "ee", "es", "er", "ir", "ez", "e", "s",
)  # fmt: skip
_ARABIC = re.compile(r"[\u0600-\u06ff]")
# "And", "so", the future, "by", "like", "for" and the article are written on to the word.
_ARABIC_BEFORE = re.compile(r"^[وف]?(?:ال|لل|بال|كال|[بكلس])?")
_ARABIC_AFTER = re.compile(r"(?:هما|هم|ها|ات|ون|ين|ان|يه|ه|ي|ا)$")
_NUMBER = re.compile(r"\d+")


@lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """Give a word without its ending, for English and near enough for its neighbours."""
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            return word[: -len(ending)]
    return word


@lru_cache(maxsize=65536)
def concept(word: str) -> str:
    """Give the name of the group of like words that a word belongs to, or its stem."""
    if _ARABIC.search(word):
        bare = arabic_stem(word)
        return _groups("languages.toml", "arabic", arabic_stem).get(bare, bare)
    groups = _groups("acts.toml", "groups", stem)
    found = groups.get(word) or groups.get(word.removesuffix("s")) or groups.get(stem(word))
    if found is None:
        french = _groups("languages.toml", "french", french_stem)
        found = french.get(word) or french.get(french_stem(word))
    return found or stem(word)


@lru_cache(maxsize=4)
def _groups(file: str, table: str, stemmed: Callable[[str], str]) -> dict[str, str]:
    """Give the groups of words and of their stems, without stems that two groups share."""
    groups = {folded(word): name for word, name in word_groups(file, table).items()}
    stems_of: dict[str, set[str]] = {}
    for word, group in groups.items():
        stems_of.setdefault(stemmed(word), set()).add(group)
    clear = {s: next(iter(names)) for s, names in stems_of.items() if len(names) == 1}
    return {**clear, **groups}


@lru_cache(maxsize=65536)
def french_stem(word: str) -> str:
    """Give a French word without its ending."""
    for ending in _FRENCH_ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            return word[: -len(ending)]
    return word


@lru_cache(maxsize=65536)
def arabic_stem(word: str) -> str:
    """Give an Arabic word without particles and endings, its letters in their plain forms."""
    plain = word.replace("ة", "ه").replace("ى", "ي")
    bare = _ARABIC_BEFORE.sub("", plain, count=1)
    bare = bare if len(bare) >= 3 else plain
    short = _ARABIC_AFTER.sub("", bare)
    return short if len(short) >= 3 else bare


def concepts(text: str) -> frozenset[str]:
    """Give what a passage speaks of: its words as concepts, without those that carry nothing."""
    return frozenset(in_order(text))


@lru_cache(maxsize=32768)
def in_order(text: str) -> tuple[str, ...]:
    """Give the concepts of a passage in the order of its words."""
    idle, foreign = word_list("acts.toml", "idle"), word_list("languages.toml", "idle")
    plain = folded(text)
    for wording in wordings("acts.toml", "brought_home"):
        plain = wording.pattern.sub(lambda found: f"return {found['whom']}", plain)
    plain = _phrases().sub(lambda found: _said_by(found.group()), plain)
    kept = (w for w in plain.split() if w not in idle and len(w) > 1)
    said = (concept(w) for w in kept if not _NUMBER.fullmatch(w))
    return tuple(c for c in said if c not in foreign)


@lru_cache(maxsize=1)
def _phrases() -> re.Pattern[str]:
    said = word_groups("acts.toml", "phrases")
    return re.compile(r"\b(?:" + "|".join(sorted(said, key=len, reverse=True)) + r")\b")


def _said_by(phrase: str) -> str:
    return word_groups("acts.toml", "phrases")[phrase]


@cache
def folded_groups(file: str, kind: str) -> dict[str, str]:
    """Give each folded word of a file's word groups with the name of its group."""
    return {folded(word): name for word, name in word_groups(file, kind).items()}
