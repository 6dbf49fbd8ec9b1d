"""Records that a correction names, found by their places when their ids have changed."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from stocktake.model import Anchor, Entry, Judgement
from stocktake.register.rows import KINDS


def sought(entry: Entry, judgements: Iterable[Judgement]) -> Iterator[tuple[str, Anchor]]:
    """Give the records that an entry's corrected fields name, each with its places."""
    fields = {r.judgement: r.field for r in entry.rulings if r.field and r.holds}
    for judgement in judgements:
        for anchor in judgement.anchors if judgement.id in fields else ():
            if anchor.part == "value":
                yield getattr(entry, fields[judgement.id]), anchor


def with_references(entries: Sequence[Entry], judgements: Iterable[Judgement]) -> tuple[Entry, ...]:
    """Give entries whose corrected fields name records by the ids that those have now."""
    named = {j.id: a for j in judgements for a in j.anchors if a.part == "value"}
    if not named:
        return tuple(entries)
    there = {entry.id for entry in entries}
    return tuple(_with(entry, named, there, entries) for entry in entries)


def _with(
    entry: Entry, named: Mapping[str, Anchor], there: set[str], entries: Sequence[Entry]
) -> Entry:
    fields: dict[str, Any] = {}
    for ruling in entry.rulings:
        anchor = named.get(ruling.judgement)
        if anchor is None or ruling.field is None or not ruling.holds:
            continue
        if getattr(entry, ruling.field) not in there:
            fields[ruling.field] = _found(anchor, entries)
    return replace(entry, **fields) if fields else entry


def _found(anchor: Anchor, entries: Iterable[Entry]) -> str | None:
    """Give the id of the record that shares most places with an anchor; None where none does."""
    spots = {(s.article, s.start, s.end) for s in anchor.spots}
    shared = [
        (-len(spots & {(q.article, q.start, q.end) for q in (*e.evidence, *e.entered)}), e.id)
        for e in entries
        if isinstance(e, KINDS[anchor.kind])
    ]
    best = min(shared, default=(0, ""))
    return best[1] if best[0] else None
