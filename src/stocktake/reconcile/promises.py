"""The layer of promises: which words of the reports of one occasion are one commitment."""

from collections.abc import Mapping, Sequence

import msgspec

from stocktake.model import Entry, Ground, Item, Judgement, Link, Report, Resolved
from stocktake.reconcile.commitments import Record, record
from stocktake.reconcile.decisions import Cluster, Decisions
from stocktake.reconcile.grouping import connected
from stocktake.reconcile.promise_disagreements import differing
from stocktake.reconcile.same_commitment import Promise, gather, promise
from stocktake.reconcile.words_of_bonds import Made, Said, promises_of


class Promises:
    """Gather the words of each commitment; its entry waits until its fate is known."""

    name = "promises"

    def items(self, report: Report, links: Mapping[str, str]) -> tuple[Item, ...]:
        """Give an item for each commitment that the article words."""
        return promises_of(report, links)

    def ground(self, item: Item) -> Ground:
        """Find words of a commitment by their place."""
        found = msgspec.json.decode(item.body, type=Said).commitment
        place = (found.evidence.start, found.evidence.end)
        return Ground(("commitments", "discrepancies"), found.summary, (place,))

    def resolve(self, items: Sequence[Item], judgements: Sequence[Judgement]) -> Resolved:
        """Link each commitment to the article that reports it first, with all that is said of it.

        What the reports of one commitment disagree on comes with it.
        """
        entries: list[Entry] = []
        links: list[Link] = []
        decisions = Decisions(items, judgements)
        for group in connected(items):
            said = {item.id: msgspec.json.decode(item.body, type=Said) for item in group}
            gathered = gather([promise(one) for one in said.values()])
            for promises in decisions.settled(gathered, lambda p: p.item):
                made = record(promises.things)
                entries += () if promises.rejected else differing(made)
                links.append(_link(made, promises, said))
        return Resolved(tuple(entries), tuple(links))


def _link(made: Record, promises: Cluster[Promise], said: Mapping[str, Said]) -> Link:
    words = tuple(said[p.item] for p in made.promises)
    first = said[made.first.item]
    value = msgspec.json.encode(Made(words, judged=promises.bare)).decode()
    return Link(first.item, first.setting.article, f"commitment:{made.entry.id}", value)
