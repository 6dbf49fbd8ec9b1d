"""Verdicts that a text must word itself: done in part, and moved to another day."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from stocktake.model import Delivery
from stocktake.reconcile.bearing import Suggestion
from stocktake.reconcile.commitments import Record
from stocktake.reconcile.day_words import in_words
from stocktake.reconcile.periods import period
from stocktake.reconcile.vocabulary import wordings

_DONE: frozenset[Delivery] = frozenset({"delivered", "delivered late"})


def worded(one: Suggestion, promised: Mapping[str, Sequence[Record]]) -> Suggestion:
    """Give a suggestion with the verdict that its words bear; `promised` is by article."""
    if one.text.outcome is None or not one.counted:
        return one
    if one.delivery in _DONE and _says("part", one):
        why = one.why.replace("that it was done", "that a part of it was done", 1)
        return replace(one, delivery="partly", why=why)
    if one.delivery == "not started" and _says("moved", one):
        day = _new_day(one, promised.get(one.evidence.article, ()))
        if day is not None:
            fact = f"that it was moved to {in_words(day)}"
            why = one.why.replace("that it has not been done", fact, 1)
            return replace(one, delivery="superseded", why=why)
    return one


def _says(kind: str, one: Suggestion) -> bool:
    return any(w.pattern.search(one.evidence.quote) for w in wordings("following.toml", kind))


def _new_day(one: Suggestion, promised: Sequence[Record]) -> str | None:
    """Give the later day of a promise made in the very sentence that tells of the delay.

    Without such a promise the old one would leave the lists and none would stand for it.
    """
    days = {
        p.finding.deadline
        for record in promised
        for p in record.promises
        if one.evidence.article == p.finding.evidence.article
        and one.evidence.start <= p.finding.evidence.start < one.evidence.end
        and _is_later(p.finding.deadline, one.record.entry.deadline)
    }
    return days.pop() if len(days) == 1 else None


def _is_later(new: str | None, old: str | None) -> bool:
    after, before = period(new), period(old)
    return after is not None and before is not None and after.first > before.last
