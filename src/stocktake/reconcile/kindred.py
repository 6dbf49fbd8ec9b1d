"""The layer of kindred promises: the same promise of one party to another partner."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

import msgspec

from stocktake.identity import short_id
from stocktake.model import Ground, Item, Judgement, Link, Report, Resolved, is_rejected
from stocktake.reconcile.acts import Weights, likeness, telling_acts
from stocktake.reconcile.commitments import Record, remade
from stocktake.reconcile.grouping import by, connected
from stocktake.reconcile.renewal import between
from stocktake.reconcile.words_of_bonds import Made, made_of

_RELATED = 0.4


@dataclass(frozen=True, slots=True)
class _Kin:
    """A commitment with its item."""

    item: Item
    record: Record
    telling: frozenset[str]


class Kindred:
    """Link the promises of one party that it also makes to others; they stay two records."""

    name = "kindred"

    def items(self, report: Report, links: Mapping[str, str]) -> tuple[Item, ...]:
        """Give an item for each commitment of one party that would be recognised elsewhere."""
        found = []
        for record_id, made in made_of(links):
            one = remade(made)
            acts = _telling(one)
            if len(one.entry.actors) == 1 and acts and not is_rejected(one.entry):
                keys = tuple(sorted(f"{one.entry.actors[0]}:{act}" for act in acts))
                item_id = short_id("n", record_id)
                body = msgspec.json.encode(made)
                found.append(Item(item_id, report.article.id, keys, body))
        return tuple(found)

    def ground(self, item: Item) -> Ground:  # noqa: ARG002 - judgements come with the commitments
        """Find nothing: no record is made of these items alone."""
        return Ground((), "", ())

    def resolve(self, items: Sequence[Item], judgements: Sequence[Judgement]) -> Resolved:  # noqa: ARG002 - they come with the commitments
        """Link each commitment to its like with other partners."""
        links: list[Link] = []
        for group in connected(items):
            pairs = list(_pairs([_kin(item) for item in group]))
            for one, others in by(pairs, lambda pair: pair[0].item.id).items():
                like = tuple(sorted({other.record.entry.id for _, other in others}))
                item, made = others[0][0].item, others[0][0].record.entry.id
                value = msgspec.json.encode(like).decode()
                links.append(Link(one, item.article, f"related:{made}", value))
        return Resolved((), tuple(links))


def _kin(item: Item) -> _Kin:
    one = remade(msgspec.json.decode(item.body, type=Made))
    return _Kin(item, one, _telling(one))


def _telling(one: Record) -> frozenset[str]:
    return frozenset(act for p in one.promises for act in telling_acts(p.act))


def _pairs(kin: Sequence[_Kin]) -> Iterator[tuple[_Kin, _Kin]]:
    """Give the pairs that are one promise to two partners, each both ways."""
    for one, two in combinations(kin, 2):
        if one.telling & two.telling and _elsewhere(one.record, two.record):
            yield one, two
            yield two, one


def _elsewhere(one: Record, two: Record) -> bool:
    """Tell whether one party makes the same promise to another partner."""
    if one.entry.actors != two.entry.actors:
        return False
    a, b = between(one), between(two)
    if not a or not b or a <= b or b <= a:
        return False
    # Who compares across partners has no corpus to weigh words by: each counts alike.
    plain = Weights({})
    return any(
        likeness(p.act, q.act, plain) >= _RELATED for p in one.promises for q in two.promises
    )
