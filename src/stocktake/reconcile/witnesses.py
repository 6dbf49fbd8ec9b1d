"""The layer of witnesses: which of the articles that name a party its entry rests on.

A state may be named by most articles of a register.  So that one more article does not touch all of
them, the articles are dealt into bundles, and each bundle gives the few that were published first.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from zlib import crc32

import msgspec

from stocktake.identity import short_id
from stocktake.model import Evidence, Ground, Item, Judgement, Link, Report, Resolved
from stocktake.reconcile.articles import earliest_first
from stocktake.reconcile.grouping import by

_BUNDLES = 256
_KEPT = 4  # articles of a bundle: an entry rests on about a thousand at most


@dataclass(frozen=True, slots=True)
class Mention:
    """The first words of an article that name a party, and when it was published."""

    party: str
    published: str | None
    evidence: Evidence


class Witnesses:
    """Chooses the articles that an entry of a party rests on: all, where they are not very many."""

    name = "witnesses"

    def items(self, report: Report, links: Mapping[str, str]) -> tuple[Item, ...]:  # noqa: ARG002 - the first layer has nothing before it
        """Give an item for each party that an article names."""
        article = report.article
        bundle = crc32(article.id.encode()) % _BUNDLES
        return tuple(
            Item(
                id=short_id("w", article.id, party),
                article=article.id,
                keys=(f"{party}:{bundle:02x}",),
                body=msgspec.json.encode(Mention(party, article.published, evidence)),
            )
            for party, evidence in report.reading.parties
        )

    def ground(self, item: Item) -> Ground:  # noqa: ARG002 - judgements are on the parties
        """Find nothing: no record is made of these items alone."""
        return Ground((), "", ())

    def resolve(self, items: Sequence[Item], judgements: Sequence[Judgement]) -> Resolved:  # noqa: ARG002 - they come with the parties
        """Link the articles that were published first to the parties that they name."""
        told = [(item, msgspec.json.decode(item.body, type=Mention)) for item in items]
        links: list[Link] = []
        for bundle in by(told, lambda pair: pair[0].keys).values():
            first = sorted(bundle, key=lambda pair: earliest_first(pair[1].published, pair[0].id))
            for item, said in first[:_KEPT]:
                words = msgspec.json.encode(said.evidence).decode()
                links.append(Link(item.id, item.article, f"party:{said.party}", words))
        return Resolved((), tuple(links))


def witnessed(links: Mapping[str, str]) -> tuple[tuple[str, Evidence], ...]:
    """Give the parties that an article stands for, each with the words that name it."""
    kept = [(name.partition(":"), words) for name, words in sorted(links.items())]
    return tuple(
        (party, msgspec.json.decode(words, type=Evidence))
        for (kind, _, party), words in kept
        if kind == "party"
    )
