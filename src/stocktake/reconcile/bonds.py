"""What binds the parties: commitments, texts, programmes, their disagreements and their fate."""

from collections.abc import Iterator, Mapping, Sequence

import msgspec

from stocktake.model import (
    Entry,
    Evidence,
    FollowThrough,
    Ground,
    Item,
    Judgement,
    Report,
    Resolved,
    is_rejected,
)
from stocktake.reconcile.bearing import Later
from stocktake.reconcile.commitments import remade
from stocktake.reconcile.decisions import Decisions
from stocktake.reconcile.following import follow, with_delivery
from stocktake.reconcile.grouping import connected
from stocktake.reconcile.modality import will_or_did
from stocktake.reconcile.renewal import renewed
from stocktake.reconcile.reviewing import held_fast, reviewed
from stocktake.reconcile.texts import Aid, Text, agreements, programmes
from stocktake.reconcile.words_of_bonds import Body, items_of


class Bonds:
    """Gather what became of the promises of parties to one another, and their texts."""

    name = "bonds"

    def items(self, report: Report, links: Mapping[str, str]) -> tuple[Item, ...]:
        """Give an item for each thing that the article says binds the parties."""
        return items_of(report, links)

    def ground(self, item: Item) -> Ground:
        """Find a text, a programme or a later word by its place."""
        body = msgspec.json.decode(item.body, type=Body)
        if body.agreement:
            kinds = ("agreements", "discrepancies")
            return _ground(kinds, body.agreement.title, body.agreement.evidence)
        if body.programme:
            return _ground(("programmes",), body.programme.name or "", body.programme.evidence)
        later = body.outcome or body.held
        return _ground(("follow_through",), "", later.evidence) if later else Ground((), "", ())

    def resolve(self, items: Sequence[Item], judgements: Sequence[Judgement]) -> Resolved:
        """Give the commitments, agreements, programmes, disagreements and follow-ups."""
        entries: list[Entry] = []
        decisions = Decisions(items, judgements)
        for group in connected(items):
            entries += _resolve_group(group, decisions, judgements)
        return Resolved(tuple(entries))


def _ground(kinds: tuple[str, ...], told: str, words: Evidence) -> Ground:
    return Ground(kinds, told, ((words.start, words.end),))


def _resolve_group(
    group: list[Item], decisions: Decisions, judgements: Sequence[Judgement]
) -> Iterator[Entry]:
    bodies = [(item.id, msgspec.json.decode(item.body, type=Body)) for item in group]
    texts, differing = agreements(
        [Text(i, b.setting, b.agreement) for i, b in bodies if b.agreement], decisions
    )
    made = [remade(b.made) for _, b in bodies if b.made]
    records = renewed([one for one in made if not is_rejected(one.entry)])
    later = [
        Later(i, b.setting, b.outcome, b.held, b.speaker) for i, b in bodies if b.outcome or b.held
    ]
    told: list[Entry] = [*follow(records, later), *(one.entry for one in made)]
    found = reviewed(told, judgements, {"follow_through"})
    fate = [one for one in found if isinstance(one, FollowThrough)]
    decided = {one.entry.id: one.entry for one in made}
    yield from (held_fast(decided[r.entry.id], r.entry) for r in with_delivery(records, fate))
    yield from (one.entry for one in made if is_rejected(one.entry))
    yield from texts
    aids = [Aid(i, b.setting, b.programme) for i, b in bodies if b.programme]
    yield from programmes(aids, decisions)
    yield from differing
    yield from will_or_did(records, later)
    yield from fate
