"""The layer of parties: who is spoken of, with the words of its witnesses that name it first."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import msgspec

from stocktake.identity import short_id
from stocktake.model import Evidence, Ground, Item, Judgement, Party, PartyKind, Report, Resolved
from stocktake.reconcile.grouping import by
from stocktake.reconcile.witnesses import witnessed


@dataclass(frozen=True, slots=True)
class PartyWords:
    """What a vocabulary says of a party: its name, its kind and its other names."""

    name: str
    kind: PartyKind
    aliases: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Spoken:
    """A party and the words of an article that name it first."""

    party: str
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Parties:
    """Makes one entry of each party; `words_of` is the vocabulary, asked by id."""

    words_of: Callable[[str], PartyWords]

    @property
    def name(self) -> str:
        """Name the layer."""
        return "parties"

    def items(self, report: Report, links: Mapping[str, str]) -> tuple[Item, ...]:
        """Give an item for each party that an article is a witness of."""
        return tuple(
            Item(
                id=short_id("i", self.name, report.article.id, party),
                article=report.article.id,
                keys=(party,),
                body=msgspec.json.encode(Spoken(party, evidence)),
            )
            for party, evidence in witnessed(links)
        )

    def ground(self, item: Item) -> Ground:
        """Find a party by its first words in the article."""
        spoken = msgspec.json.decode(item.body, type=Spoken)
        words = spoken.evidence
        return Ground(("parties",), spoken.party, ((words.start, words.end),))

    def resolve(self, items: Sequence[Item], judgements: Sequence[Judgement]) -> Resolved:  # noqa: ARG002 - the pipeline lays them on parties
        """Give an entry for each party."""
        spoken = [msgspec.json.decode(item.body, type=Spoken) for item in items]
        named = by(spoken, lambda one: one.party)
        return Resolved(tuple(self._entry(party, named[party]) for party in sorted(named)))

    def _entry(self, party: str, spoken: Sequence[Spoken]) -> Party:
        words = self.words_of(party)
        evidence = sorted({one.evidence for one in spoken}, key=lambda e: (e.article, e.start))
        return Party(party, words.name, words.kind, words.aliases, tuple(evidence))
