"""Words of an act or a title, folded so that two wordings of one thing can be compared."""

import re
from functools import lru_cache

from stocktake.reconcile.sketch import folded
from stocktake.reconcile.vocabulary import word_groups, word_list

_ENDINGS = (
    "isations", "izations", "isation", "ization", "ments", "ment", "ingly", "edly", "ings", "ing",
    "ions", "ion", "ies", "ied", "ers", "ed", "es", "er", "ly", "s", "e", "y",
)  # fmt: skip
_NUMBER = re.compile(r"\d+")


@lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """Give a word without its ending, for English and near enough for its neighbours."""
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            return word[: -len(ending)]
    return word


def stems(text: str) -> list[str]:
    """Give the stems of a text's words in order, small words included."""
    return [stem(word) for word in folded(text).split()]


@lru_cache(maxsize=65536)
def concept(word: str) -> str:
    """Give the name of the group of like words that a word belongs to, or its stem."""
    groups = _groups()
    single = word.removesuffix("s")
    return groups.get(word) or groups.get(single) or groups.get(stem(word)) or stem(word)


@lru_cache(maxsize=1)
def _groups() -> dict[str, str]:
    """Give the groups of words and of their stems, without stems that two groups share."""
    groups = word_groups("acts.toml", "groups")
    stems_of: dict[str, set[str]] = {}
    for word, group in groups.items():
        stems_of.setdefault(stem(word), set()).add(group)
    clear = {s: next(iter(names)) for s, names in stems_of.items() if len(names) == 1}
    return {**clear, **groups}


@lru_cache(maxsize=32768)
def concepts(text: str) -> frozenset[str]:
    """Give what a passage speaks of: its words as concepts, without those that carry nothing."""
    idle = word_list("acts.toml", "idle")
    plain = _phrases().sub(lambda found: _said_by(found.group()), folded(text))
    kept = (w for w in plain.split() if w not in idle and len(w) > 1)
    return frozenset(concept(w) for w in kept if not _NUMBER.fullmatch(w))


@lru_cache(maxsize=1)
def _phrases() -> re.Pattern[str]:
    said = word_groups("acts.toml", "phrases")
    return re.compile(r"\b(?:" + "|".join(sorted(said, key=len, reverse=True)) + r")\b")


def _said_by(phrase: str) -> str:
    return word_groups("acts.toml", "phrases")[phrase]
