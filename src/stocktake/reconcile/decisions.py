"""What people decided, laid on what the rules found: joined, set apart, corrected, rejected.

Of two judgements that cannot both hold, the later one does.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Generic, TypeVar

from stocktake.model import Entry, Item, Judgement
from stocktake.reconcile.anchoring import parts_of
from stocktake.reconcile.reviewing import outlasting, ruled

T = TypeVar("T")
E = TypeVar("E", bound=Entry)

_BOTH = frozenset({"record", "other"})
_APART = frozenset({"record", "apart"})


@dataclass(frozen=True, slots=True)
class Cluster(Generic[T]):
    """Things that are one record, and the judgements that bear on it."""

    things: list[T]
    judgements: tuple[tuple[Judgement, bool], ...] = ()

    @property
    def rejected(self) -> bool:
        """Tell whether the last word on the record rejects it."""
        return any(j.action == "reject" for j, holds in self.judgements if holds)

    @property
    def bare(self) -> tuple[tuple[Judgement, bool], ...]:
        """Give the judgements without what found the record, to be handed to a later layer."""
        return tuple((replace(j, anchors=()), holds) for j, holds in self.judgements)

    def entry(self, made: E) -> E:
        """Give the record's entry as people want it, with the judgements that bear on it."""
        return ruled(made, self.judgements)


class Decisions:
    """What people decided about the things that some items speak of."""

    def __init__(self, items: Iterable[Item], judgements: Iterable[Judgement]) -> None:
        self._parts = parts_of(items)
        known = (j for j in judgements if j.id in self._parts)
        self._judgements = sorted(known, key=lambda j: (j.at, j.id))

    def naming(self, field: str) -> list[tuple[frozenset[str], frozenset[str]]]:
        """Give the items of records of which a person corrected a field that names a record.

        Each comes with the items of the record that is named, in the order of time.
        """
        found = []
        for judgement in self._judgements:
            parts = self._parts[judgement.id]
            named = judgement.action == "correct" and judgement.field == field
            if named and parts["record"] and parts["value"]:
                found.append((frozenset(parts["record"]), frozenset(parts["value"])))
        return found

    def settled(
        self, clusters: Iterable[Sequence[T]], item_of: Callable[[T], str]
    ) -> list[Cluster[T]]:
        """Give clusters joined and set apart as people decided, with the judgements on each."""
        found = list(map(list, clusters))
        if not self._judgements:
            return [Cluster(things) for things in found]
        for judgement in self._judgements:
            parts = self._parts[judgement.id]
            if judgement.action == "merge" and parts.keys() >= _BOTH:
                found = _joined(found, parts["record"] | parts["other"], item_of)
            elif judgement.action == "split" and parts.keys() >= _APART:
                found = _parted(found, parts["record"], parts["apart"], item_of)
        return self.heard(found, item_of)

    def heard(
        self, clusters: Iterable[Sequence[T]], item_of: Callable[[T], str]
    ) -> list[Cluster[T]]:
        """Give clusters as they are, with the judgements on each."""
        found = list(map(list, clusters))
        members = [frozenset(item_of(thing) for thing in things) for things in found]
        on: dict[int, list[Judgement]] = defaultdict(list)
        for judgement in self._judgements:
            for number in self._borne(judgement, members):
                on[number].append(judgement)
        return [
            Cluster(things, self._holding(on[n], members[n])) if n in on else Cluster(things)
            for n, things in enumerate(found)
        ]

    def _borne(self, judgement: Judgement, members: Sequence[frozenset[str]]) -> list[int]:
        """Give the numbers of the clusters that a judgement bears on."""
        parts = self._parts[judgement.id]
        if judgement.action == "split":
            whole = parts.keys() >= _APART
            either = parts["record"] | parts["apart"]
            return [n for n, ids in enumerate(members) if whole and ids & either]
        if judgement.action == "merge" and not parts.keys() >= _BOTH:
            return []
        either = parts["record"] | parts["other"]
        hits = [n for n, ids in enumerate(members) if ids & either]
        return sorted(hits, key=lambda n: (-len(members[n] & either), min(members[n])))[:1]

    def _holding(
        self, judgements: Sequence[Judgement], members: frozenset[str]
    ) -> tuple[tuple[Judgement, bool], ...]:
        return tuple(
            (judgement, last and self._is_so(judgement, members))
            for judgement, last in outlasting(judgements)
        )

    def _is_so(self, judgement: Judgement, members: frozenset[str]) -> bool:
        """Tell whether what was to be joined is together, and what was to be apart is not."""
        parts = self._parts[judgement.id]
        if judgement.action == "merge":
            return bool(members & parts["record"]) and bool(members & parts["other"])
        if judgement.action == "split":
            return not (members & parts["record"] and members & parts["apart"])
        return True


def _joined(
    clusters: list[list[T]], together: set[str], item_of: Callable[[T], str]
) -> list[list[T]]:
    hits = [c for c in clusters if any(item_of(thing) in together for thing in c)]
    if len(hits) < 2:
        return clusters
    first, *others = hits
    whole = [thing for c in (first, *others) for thing in c]
    return [whole if c is first else c for c in clusters if not any(c is o for o in others)]


def _parted(
    clusters: list[list[T]], staying: set[str], going: set[str], item_of: Callable[[T], str]
) -> list[list[T]]:
    """Take things out of the clusters where they stand beside those that they are not one with."""
    found, out = list[list[T]](), list[T]()
    for things in clusters:
        ids = {item_of(thing) for thing in things}
        leaving = going if ids & staying else set[str]()
        out += [thing for thing in things if item_of(thing) in leaving]
        found.append([thing for thing in things if item_of(thing) not in leaving])
    return [*found, out] if out else found
