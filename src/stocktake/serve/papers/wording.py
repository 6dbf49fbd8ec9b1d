"""A promise's summary cut to its act, for tables that name who is bound and by when elsewhere."""

import re
from collections.abc import Iterable, Sequence

from stocktake.model import Commitment
from stocktake.serve.catalogue import Catalogue

_LEANING = re.compile(r"^(?:be )?\w+ (?:it|them|this|that|these|those|so)\b", re.IGNORECASE)
_CUT = " …"
_JOINTS = frozenset({"and", "the", "both", "sides", "governments", "parties"})


def act_of(commitments: Sequence[Commitment], catalogue: Catalogue) -> str:
    """Give the act of a promise from its latest wording, without actors and date.

    Where the latest wording leans on a pronoun ("hold it in March"), the one before it that does
    not gives the act.
    """
    acts = [_act(commitment, catalogue) for commitment in reversed(commitments)]
    return next((act for act in acts if not _LEANING.match(act)), acts[0])


def _act(commitment: Commitment, catalogue: Catalogue) -> str:
    summary = _unhung(_undated(commitment.summary, commitment.deadline_words), commitment.condition)
    for joint in (" to ", ": "):
        head, found, act = summary.partition(joint)
        if found and _is_named(head, map(catalogue.party, commitment.actors)):
            return _tied(act[:1].upper() + act[1:])
    return _tied(summary)


def _tied(act: str) -> str:
    """Keep the sign of a cut on the line of the word before it."""
    return act.replace(_CUT, "\u00a0…") if act.endswith(_CUT) else act


def _undated(summary: str, deadline_words: str | None) -> str:
    """Cut the date off the end, where something is left that can stand without it."""
    if not deadline_words or not summary.endswith(deadline_words):
        return summary
    rest = summary.removesuffix(deadline_words).rstrip(" ,")
    return rest if len(rest.split()) > 3 else summary


def _unhung(summary: str, condition: str | None) -> str:
    """Cut off the beginnings of a condition where the summary was cut short within it."""
    words = summary.removesuffix(_CUT).split()
    if condition is None or not summary.endswith(_CUT):
        return summary
    for count in range(len(words) - 1, 0, -1):
        if condition.startswith(" ".join(words[-count:])):
            return " ".join(words[:-count]).rstrip(",")
    return summary


def _is_named(head: str, names: Iterable[str]) -> bool:
    """Tell whether some words are nothing but the names of those who are bound."""
    for name in sorted(names, key=len, reverse=True):
        head = head.replace(name, " ")
    left = re.findall(r"\w+", head.casefold())
    return all(word in _JOINTS for word in left)
