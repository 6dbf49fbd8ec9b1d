"""Capitalised names in an article that are no known format, person or text.

One of them may stand in a format's place: when a translator or a machine expanded an acronym
wrongly, another report of the same meeting has the right name with the same initials.
"""

import re
from collections import defaultdict

from stocktake.model import Evidence, Report
from stocktake.reconcile.vocabulary import word_list, wordings

_NAME = re.compile(r"\b[A-Z][\w’'-]+(?:(?: of| for| and| on)? [A-Z][\w’'-]+){2,5}")
_MOST = 8


def strangers(report: Report) -> dict[str, tuple[Evidence, ...]]:
    """Give the names that recur or that something is said to meet under, with their places."""
    article, taken = report.article, _taken(report)
    found: dict[str, list[Evidence]] = defaultdict(list)
    for match in _NAME.finditer(article.text):
        start, end = _without_article(match)
        name = article.text[start:end]
        if len(name.split()) >= 3 and not any(s < end and start < e for s, e in taken):
            found[name].append(article.quote(start, end))
    kept = {
        name: tuple(places)
        for name, places in found.items()
        if len(places) > 1 or _meets(article.text, places[0].start)
    }
    return dict(list(kept.items())[:_MOST])


def _without_article(match: re.Match[str]) -> tuple[int, int]:
    first = match.group().split()[0]
    skipped = len(first) + 1 if first.casefold() in word_list("formats.toml", "small") else 0
    possessive = 2 if match.group().endswith(("’s", "'s")) else 0
    return match.start() + skipped, match.end() - possessive


def _meets(text: str, start: int) -> bool:
    before = text[max(0, start - 60) : start]
    return any(w.pattern.search(before) for w in wordings("meetings.toml", "meets"))


def _taken(report: Report) -> list[tuple[int, int]]:
    reading = report.reading
    mentions = [e for p in reading.people for e in p.mentions]
    mentions += [e for m in reading.mechanisms for e in m.mentions]
    return [(e.start, e.end) for e in mentions]
