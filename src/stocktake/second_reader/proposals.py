"""Turns a model's answer into proposals: only what can be cut from the text is one."""

import re
from collections.abc import Iterator
from typing import Any, get_args

import msgspec

from stocktake.model import Article, CommitmentKind, Evidence, Proposal, SecondReading

_FENCED = re.compile(r"```(?:json)?\s*(\{.*\})\s*```", re.DOTALL)
_KINDS = frozenset(get_args(CommitmentKind))


def second_reading_of(article: Article, model: str, answer: str) -> SecondReading | None:
    """Give what a model's answer proposes of an article, or None when it is not the JSON asked for.

    A quote that the text does not hold, or holds twice, is dropped and told so.
    """
    listed = _listed(answer)
    if listed is None:
        return None
    proposals: dict[tuple[int, int], Proposal] = {}
    dropped: list[str] = []
    for given in listed:
        quote = given.get("quote") if isinstance(given, dict) else None
        evidence = _cut(article, quote) if isinstance(quote, str) else None
        if evidence is None:
            dropped.append(str(quote if quote is not None else given))
        else:
            proposals.setdefault((evidence.start, evidence.end), _proposal(given, evidence))
    ordered = tuple(proposals[place] for place in sorted(proposals))
    return SecondReading(article.id, model, ordered, tuple(dropped))


def _listed(answer: str) -> list[Any] | None:
    fenced = _FENCED.search(answer)
    try:
        given = msgspec.json.decode((fenced[1] if fenced else answer).encode())
    except (msgspec.DecodeError, UnicodeEncodeError):
        return None
    listed = given.get("commitments") if isinstance(given, dict) else None
    return listed if isinstance(listed, list) else None


def _cut(article: Article, quote: str) -> Evidence | None:
    """Cut a quote at the one place where the text holds it letter by letter."""
    words = quote.strip()
    start = article.text.find(words) if words else -1
    if start < 0 or article.text.find(words, start + 1) >= 0:
        return None
    return article.quote(start, start + len(words))


def _proposal(given: dict[str, Any], evidence: Evidence) -> Proposal:
    kind, deadline = given.get("kind"), given.get("deadline")
    return Proposal(
        actors=tuple(_parties(given.get("actors"))),
        counterparts=tuple(_parties(given.get("counterparts"))),
        kind=kind if kind in _KINDS else None,
        deadline_words=deadline if isinstance(deadline, str) and deadline else None,
        evidence=evidence,
    )


def _parties(given: object) -> Iterator[str]:
    if isinstance(given, list):
        yield from (party.strip() for party in given if isinstance(party, str) and party.strip())
