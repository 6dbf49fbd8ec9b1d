"""The layer of promises: which words of the reports of one occasion are one commitment."""

from collections.abc import Mapping, Sequence

import msgspec

from stocktake.model import Entry, Item, Judgement, Link, Report, Resolved
from stocktake.reconcile.commitments import Record, record
from stocktake.reconcile.grouping import connected
from stocktake.reconcile.promise_disagreements import differing
from stocktake.reconcile.same_commitment import gather, promise
from stocktake.reconcile.words_of_bonds import Made, Said, promises_of


class Promises:
    """Gather the words of each commitment; its entry waits until its fate is known."""

    name = "promises"

    def items(self, report: Report, links: Mapping[str, str]) -> tuple[Item, ...]:
        """Give an item for each commitment that the article words."""
        return promises_of(report, links)

    def resolve(self, items: Sequence[Item], judgements: Sequence[Judgement]) -> Resolved:  # noqa: ARG002 - judgements come with issue 5
        """Link each commitment to the article that reports it first, with all that is said of it.

        What the reports of one commitment disagree on comes with it.
        """
        entries: list[Entry] = []
        links: list[Link] = []
        for group in connected(items):
            said = {item.id: msgspec.json.decode(item.body, type=Said) for item in group}
            for promises in gather([promise(one) for one in said.values()]):
                made = record(promises)
                entries += differing(made)
                links.append(_link(made, said))
        return Resolved(tuple(entries), tuple(links))


def _link(made: Record, said: Mapping[str, Said]) -> Link:
    words = tuple(said[p.item] for p in made.promises)
    first = said[made.first.item]
    value = msgspec.json.encode(Made(words)).decode()
    return Link(first.item, first.setting.article, f"commitment:{made.entry.id}", value)
