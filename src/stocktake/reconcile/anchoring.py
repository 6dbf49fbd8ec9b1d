"""Which items a judgement rests on, found by the places that its records rested on.

The items of those places bear the judgement's key.  So all of them come into one group, whatever
the rules make of them, and their layer hears there what was decided.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace

from stocktake.model import Anchor, Ground, Item, Judgement, Spot

KEY = "judged:"
_LOOSE = frozenset({"parties", "origins", "discrepancies", "follow_through"})
_ENOUGH = 0.5  # of the shorter of two places must lie in both


def bound(
    items: Sequence[Item], ground: Callable[[Item], Ground], judgements: Iterable[Judgement]
) -> tuple[Item, ...]:
    """Give all items of one article of one layer, with the keys of the judgements on them."""
    grounds = [ground(item) for item in items]
    keys: dict[int, set[str]] = defaultdict(set)
    for judgement in judgements:
        for anchor in judgement.anchors:
            near = [n for n, g in enumerate(grounds) if anchor.kind in g.kinds]
            spots = [s for s in anchor.spots if near and s.article == items[near[0]].article]
            for number in _resting(anchor, spots, {n: grounds[n] for n in near}):
                keys[number] |= _keys(judgement, anchor.part, anchor.kind, items[number])
    return tuple(
        replace(item, keys=(*item.keys, *sorted(keys[n]))) if n in keys else item
        for n, item in enumerate(items)
    )


def _keys(judgement: Judgement, part: str, kind: str, item: Item) -> set[str]:
    if kind in _LOOSE or part == "about":
        # The entry is found when it is made; here the group is only to hear of the judgement.
        return {f"{KEY}{judgement.id}@{item.id}"}
    return {f"{KEY}{judgement.id}", f"{KEY}{judgement.id}:{part}"}


def _resting(anchor: Anchor, spots: Sequence[Spot], grounds: Mapping[int, Ground]) -> set[int]:
    """Give the grounds that lie nearest to each place; two that cannot be told apart are none."""
    chosen: set[int] = set()
    wanted = {(s.start, s.end) for s in spots}
    for spot in wanted:
        near = {n: max((_likeness(spot, own) for own in g.spots), default=0.0)
                for n, g in grounds.items()}  # fmt: skip
        best = max(near.values(), default=0.0)
        if anchor.kind in _LOOSE:
            chosen.update(n for n, likeness in near.items() if likeness)
            continue
        hits = [n for n, likeness in near.items() if likeness == best > 0]
        chosen.update(_clearest(hits, anchor.told, wanted, grounds))
    return chosen


def _clearest(
    hits: Sequence[int],
    told: str,
    wanted: set[tuple[int, int]],
    grounds: Mapping[int, Ground],
) -> list[int]:
    def rank(number: int) -> tuple[bool, float]:
        own = grounds[number].spots
        return (grounds[number].told == told, sum(s in wanted for s in own) / len(own))

    if len(hits) < 2:
        return list(hits)
    best = max(map(rank, hits))
    clear = [n for n in hits if rank(n) == best]
    return clear if len({grounds[n].told for n in clear}) == 1 else []


def _likeness(one: tuple[int, int], two: tuple[int, int]) -> float:
    """Give the share of two places that lies in both; 0 where that is little of the shorter."""
    shared = min(one[1], two[1]) - max(one[0], two[0])
    shorter = min(one[1] - one[0], two[1] - two[0])
    if shared <= 0 or shared < _ENOUGH * shorter:
        return 0.0
    return shared / (max(one[1], two[1]) - min(one[0], two[0]))


def parts_of(items: Iterable[Item]) -> dict[str, dict[str, set[str]]]:
    """Give, for each judgement on records that are made of items, the items of each part of it."""
    found: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for item in items:
        for key in item.keys:
            judgement, _, part = key.removeprefix(KEY).partition(":")
            if key.startswith(KEY) and part:
                found[judgement][part].add(item.id)
    return found


class Docket:
    """All judgements that stand, by the articles that they rest on."""

    def __init__(self, judgements: Iterable[Judgement]) -> None:
        self._by_id = {judgement.id: judgement for judgement in judgements}
        self._on: dict[str, dict[str, Judgement]] = defaultdict(dict)
        for judgement in self._by_id.values():
            for anchor in judgement.anchors:
                for spot in anchor.spots:
                    self._on[spot.article][judgement.id] = judgement

    def bound(
        self, article: str, items: Sequence[Item], ground: Callable[[Item], Ground]
    ) -> tuple[Item, ...]:
        """Give all items of an article of one layer, with the keys of the judgements on them."""
        if article not in self._on:
            return tuple(items)
        return bound(items, ground, self._on[article].values())

    def heard(self, items: Iterable[Item]) -> tuple[Judgement, ...]:
        """Give the judgements whose key one of the items bears."""
        keys = {key.removeprefix(KEY) for i in items for key in i.keys if key.startswith(KEY)}
        ids = {key.partition("@")[0].partition(":")[0] for key in keys}
        return tuple(self._by_id[i] for i in sorted(ids & self._by_id.keys()))
