"""Whose word a sentence gives, as far as the sentence itself names the speaker."""

import re
from collections.abc import Iterator

from stocktake.model import Evidence, Report
from stocktake.reconcile.vocabulary import wordings


def speaker_of(report: Report, sentence: Evidence) -> str | None:
    """Give the one party in whose name a sentence is said; None for nobody or for several."""
    for wording in wordings("following.toml", "says"):
        found = wording.pattern.search(sentence.quote)
        if found is None:
            continue
        start = sentence.start + found.start("who")
        parties = set(_officials(report, start, start + len(found["who"])))
        parties = parties or set(_named(report, found["who"]))
        return parties.pop() if len(parties) == 1 else None
    return None


def _officials(report: Report, start: int, end: int) -> Iterator[str]:
    for person in report.reading.people:
        inside = any(start <= m.start and m.end <= end for m in person.mentions)
        if inside and person.party is not None:
            yield person.party


def _named(report: Report, words: str) -> Iterator[str]:
    for party, mention in report.reading.parties:
        if re.search(rf"\b{re.escape(mention.quote)}\b", words):
            yield party
