"""What binds the parties: commitments, texts, programmes, their disagreements and their fate."""

from collections.abc import Iterator, Mapping, Sequence

import msgspec

from stocktake.model import Entry, Item, Judgement, Report, Resolved
from stocktake.reconcile.bearing import Later
from stocktake.reconcile.commitments import record
from stocktake.reconcile.following import follow, with_delivery
from stocktake.reconcile.grouping import connected
from stocktake.reconcile.renewal import renewed
from stocktake.reconcile.same_commitment import promise
from stocktake.reconcile.texts import Aid, Text, agreements, programmes
from stocktake.reconcile.words_of_bonds import Body, items_of


class Bonds:
    """Gather what became of the promises of parties to one another, and their texts."""

    name = "bonds"

    def items(self, report: Report, links: Mapping[str, str]) -> tuple[Item, ...]:
        """Give an item for each thing that the article says binds the parties."""
        return items_of(report, links)

    def resolve(self, items: Sequence[Item], judgements: Sequence[Judgement]) -> Resolved:  # noqa: ARG002 - judgements come with issue 5
        """Give the commitments, agreements, programmes, disagreements and follow-ups."""
        entries: list[Entry] = []
        for group in connected(items):
            entries += _resolve_group(group)
        return Resolved(tuple(entries))


def _resolve_group(group: list[Item]) -> Iterator[Entry]:
    bodies = [(item.id, msgspec.json.decode(item.body, type=Body)) for item in group]
    texts, differing = agreements(
        [Text(i, b.setting, b.agreement) for i, b in bodies if b.agreement]
    )
    made = [b.made for _, b in bodies if b.made]
    records = renewed([record([promise(s) for s in m.said], m.related) for m in made])
    later = [Later(i, b.setting, b.outcome, b.held) for i, b in bodies if b.outcome or b.held]
    fate = follow(records, later)
    yield from (r.entry for r in with_delivery(records, fate))
    yield from texts
    yield from programmes([Aid(i, b.setting, b.programme) for i, b in bodies if b.programme])
    yield from differing
    yield from fate
