"""Which words a text must hold for a wording to match, so that most wordings need no trial.

A wording of a dozen alternatives takes long to fail.  Nearly all need one of a few words, which
are read off the pattern itself, and looking for these takes a hundredth of the time.
"""

import re
from collections.abc import Iterable, Sequence
from functools import cache
from re import _constants as ops  # type: ignore[attr-defined] # the parser of patterns has no name
from re import _parser as parser  # type: ignore[attr-defined] # without an underscore since 3.11
from typing import Any

# A shorter word is in every sentence, and to look for it spares nothing.
SHORTEST, LONG = 3, 5
REPEATS = frozenset({ops.MAX_REPEAT, ops.MIN_REPEAT, ops.POSSESSIVE_REPEAT})

Words = frozenset[str]


def may_match(wording: re.Pattern[str], lowered: str) -> bool:
    """Tell whether a wording may match a text, which is given in small letters."""
    words = words_needed(wording)
    # A loop, for it takes half of the time of a generator, and this is asked for each sentence.
    for word in words:
        if word in lowered:
            return True
    return not words


def words_needed(wording: re.Pattern[str]) -> tuple[str, ...]:
    """Give words, in small letters, of which any match holds one; () where nothing is sure."""
    return _needed(wording.pattern, wording.flags)


@cache
def _needed(pattern: str, flags: int) -> tuple[str, ...]:
    found = _of_sequence(parser.parse(pattern, flags))
    return tuple(sorted(found, key=lambda word: (-len(word), word)))


def _of_sequence(sequence: Iterable[tuple[Any, Any]]) -> Words:
    """Give the most telling of what the parts of a sequence need, for all of them must match."""
    candidates: list[Words] = []
    run = ""
    for op, argument in sequence:
        if op is ops.LITERAL:
            run += chr(argument).lower()
            continue
        candidates += [frozenset({run}), _of_part(op, argument)]
        run = ""
    candidates.append(frozenset({run}))
    return max((c for c in candidates if _tells(c)), key=_worth, default=frozenset())


def _of_part(op: Any, argument: Any) -> Words:
    if op is ops.BRANCH:
        return _of_alternatives(argument[1])
    if op is ops.SUBPATTERN:
        return _of_sequence(argument[3])
    if op is ops.ATOMIC_GROUP:
        return _of_sequence(argument)
    if op in REPEATS and argument[0] > 0:
        return _of_sequence(argument[2])
    return frozenset()


def _of_alternatives(alternatives: Sequence[Iterable[tuple[Any, Any]]]) -> Words:
    """Give what each alternative needs together; nothing where one of them needs nothing."""
    needed = [_of_sequence(alternative) for alternative in alternatives]
    return frozenset().union(*needed) if all(needed) else frozenset()


def _tells(words: Words) -> bool:
    return bool(words) and min(map(len, words)) >= SHORTEST


def _worth(words: Words) -> tuple[int, int, list[str]]:
    """Rank what is needed: words of some length before short ones, then few before many."""
    return min(LONG, *map(len, words)), -len(words), sorted(words)
