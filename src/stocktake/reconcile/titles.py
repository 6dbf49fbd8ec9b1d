"""Names of standing formats, reduced to what tells one from another."""

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from stocktake.reconcile.sketch import folded
from stocktake.reconcile.vocabulary import word_groups, word_list
from stocktake.reconcile.wording import concept
from stocktake.states import states

_FILE = "formats.toml"
_PLUS = re.compile(r"(\d) ?\+ ?(\d)")
_YEAR = re.compile(r"\d{1,4}(?:st|nd|rd|th)?")
_BRACKETS = re.compile(r"\([^)]*\)")
_CAPITALISED = re.compile(r"\b[A-Z][\w’'-]*")


@dataclass(frozen=True, slots=True)
class Title:
    """A format's name: its telling words as printed and as concepts, and its kind words."""

    words: tuple[str, ...]
    core: frozenset[str]
    kinds: frozenset[str]

    @property
    def content(self) -> frozenset[str]:
        """Give the concepts that are neither kind words nor common to many formats."""
        return self.core - self.kinds - word_list(_FILE, "common")

    @property
    def generic(self) -> bool:
        """Tell whether the name alone says too little to tell the format from others."""
        return not self.content


@lru_cache(maxsize=16384)
def title(printed: str, parties: tuple[str, ...]) -> Title:
    """Take a format's printed name apart, leaving out the parties, the round and the year."""
    words = _telling_words(printed, parties)
    kinds = _kinds()
    core, sorts = set(), set()
    for word in words:
        said = kinds.get(word) or _degrees().get(word) or concept(word)
        core.add(said)
        if word in kinds:
            sorts.add(said)
    return Title(tuple(words), frozenset(core), frozenset(sorts))


def _telling_words(printed: str, parties: tuple[str, ...]) -> list[str]:
    text = _PLUS.sub(r"\1plus\2", _BRACKETS.sub(" ", printed)).replace(".", "")
    idle = (
        word_list(_FILE, "round_words")
        | word_list(_FILE, "party_words")
        | word_list(_FILE, "small")
    )
    starts = party_starts(parties)
    kept = []
    for word in folded(text).split():
        if word in idle or _YEAR.fullmatch(word) or word.upper() in parties:
            continue
        if starts and word.startswith(starts):
            continue
        kept.append(word)
    return kept


def party_starts(parties: tuple[str, ...]) -> tuple[str, ...]:
    """Give the first letters that the names of some parties and their adjectives begin with."""
    return tuple(start for party in parties for start in _starts(party))


@cache
def party_initials(parties: tuple[str, ...]) -> frozenset[str]:
    """Give the initials that stand for states whose names are of several words ("uk", "uae")."""
    names = (folded(known.name).split() for p in parties if (known := states().get(p)))
    small = word_list(_FILE, "small")
    return frozenset("".join(w[0] for w in name if w not in small) for name in names if name[1:])


@cache
def _starts(party: str) -> tuple[str, ...]:
    """Give the first letters that a state's name and its adjective share."""
    state = states().get(party)
    if state is None:
        return (folded(party),)
    capitals = (folded(state.capital),) if state.capital else ()
    words = [w for w in folded(state.name).split() if len(w) >= 4]
    telling = [w for w in words if w not in word_list(_FILE, "common_in_states")]
    return (*[w[:4] for w in telling[:1]], *capitals)


@cache
def _kinds() -> dict[str, str]:
    return word_groups(_FILE, "kinds")


@cache
def _degrees() -> dict[str, str]:
    return word_groups(_FILE, "degrees")


def initials(printed: str) -> str:
    """Give the initials of a name's capitalised words."""
    return "".join(word[0] for word in _CAPITALISED.findall(_BRACKETS.sub(" ", printed))).upper()


def spun_words(one: Title, two: Title) -> int:
    """Count the words of one name that the other replaces by a word of another root.

    Kind words and degrees vary with the translator and do not count, nor does spelling.
    """
    free = _kinds().keys() | _degrees().keys()
    left = [w for w in one.words if w not in two.words and w not in free]
    right = [w for w in two.words if w not in one.words and w not in free]
    return sum(not any(w[:4] == other[:4] for other in right) for w in left)
