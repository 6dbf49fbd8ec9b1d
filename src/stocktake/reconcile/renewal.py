"""Promises made again, from round to round."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import replace

from stocktake.model import Amount, Commitment, Shift, ShiftField
from stocktake.reconcile.acts import (
    Weights,
    likeness,
    other_deeds,
    telling_shared,
    weigh,
)
from stocktake.reconcile.commitments import Record
from stocktake.reconcile.periods import is_exact
from stocktake.reconcile.vocabulary import wordings

_RENEWED = 0.5
_SAID_AGAIN = 0.4  # where the later words themselves say that they repeat
_ONCE = frozenset({"travel"})
_ABOUT = 2  # concepts that say what is done
_DAYS_BETWEEN = 20
_COMMON = 60
_TELLING = 16
_LIKELIEST = 25


def renewed(records: Sequence[Record]) -> list[Record]:
    """Link each commitment to the first that it repeats."""
    ordered = sorted(records, key=lambda r: (r.day, r.entry.id))
    weights = weigh(r.best.act for r in ordered)
    near: dict[str, list[int]] = defaultdict(list)
    roots: dict[str, str] = {}
    before: dict[str, Record] = {}
    for number, later in enumerate(ordered):
        candidates = _likeliest(_telling(later, weights), near)
        earlier = _repeated(later, [ordered[i] for i in candidates], weights)
        if earlier is not None:
            roots[later.entry.id] = roots.get(earlier.entry.id, earlier.entry.id)
            before[later.entry.id] = earlier
        for concept in _telling(later, weights):
            near[concept].append(number)
    return [_linked(r, roots.get(r.entry.id), before.get(r.entry.id)) for r in ordered]


def _likeliest(concepts: Sequence[str], near: dict[str, list[int]]) -> list[int]:
    """Give the numbers of the commitments that share most of some concepts, in their order."""
    shared = Counter(i for c in concepts for i in near[c][-_COMMON:])
    return sorted(sorted(shared, key=lambda i: (-shared[i], i))[:_LIKELIEST])


def _telling(record: Record, weights: Weights) -> list[str]:
    """Give the concepts of an act that fewest others hold, enough to find its like."""
    concepts = {c for p in record.promises for c in p.act.concepts}
    return sorted(concepts, key=lambda c: (-weights.of.get(c, 1.0), c))[:_TELLING]


def _repeated(later: Record, earlier: Sequence[Record], weights: Weights) -> Record | None:
    scored = [
        (_likeness(later, one, weights), -one.day, one.entry.id, one)
        for one in earlier
        if _same_bond(later, one)
        and later.day - one.day >= _DAYS_BETWEEN
        and later.best.setting.article != one.best.setting.article
        and _may_repeat(later, one)
    ]
    best = max(scored, default=None)
    said = any(p.finding.novelty == "renewed" for p in later.promises)
    return best[3] if best and best[0] >= (_SAID_AGAIN if said else _RENEWED) else None


def _may_repeat(later: Record, earlier: Record) -> bool:
    """Tell whether one act can repeat another: the same deed on the same object.

    No visit is made again by a promise, and a grant of another sum is another grant.
    """
    new, old = later.best.act, earlier.best.act
    if (new.core | old.core) & _ONCE or _other_rounds(new.next_round, old.next_round):
        return False
    if new.next_round is None and len(telling_shared(new, old)) < _ABOUT:
        return False
    if _other_day(new.deadline, old.deadline):
        return False
    if len(new.core & old.core) < 2 or other_deeds(new, old):
        return False
    if _says("stance", later) or _says("pointed", later):
        return False
    return not (new.amount and old.amount and new.amount != old.amount)


def _other_day(one: str | None, two: str | None) -> bool:
    """Tell whether two acts are due on other days, as two sittings of one body are."""
    return is_exact(one) and is_exact(two) and one != two


def _says(kind: str, record: Record) -> bool:
    """Tell a commitment that only says on whose side a party stands, or that points elsewhere."""
    quote = record.best.finding.evidence.quote
    return any(w.pattern.search(quote) for w in wordings("following.toml", kind))


def _other_rounds(one: int | None, two: int | None) -> bool:
    return (one is None) != (two is None) or bool(one and two and one != two)


def _likeness(one: Record, two: Record, weights: Weights) -> float:
    return max(likeness(a.act, b.act, weights) for a in one.promises for b in two.promises)


def _same_bond(one: Record, two: Record) -> bool:
    """Tell whether two commitments were made between the same parties."""
    if not one.entry.actors or set(one.entry.actors) != set(two.entry.actors):
        return False
    mechanisms = {p.setting.mechanism for p in one.promises} & {
        p.setting.mechanism for p in two.promises
    }
    return bool(mechanisms - {None}) or between(one) == between(two)


def between(record: Record) -> frozenset[str]:
    """Give the parties that a commitment is between."""
    return frozenset(record.best.setting.parties) or frozenset(
        (*record.entry.actors, *record.entry.counterparts)
    )


def _linked(record: Record, root: str | None, before: Record | None) -> Record:
    entry = replace(
        record.entry,
        renews=root,
        novelty="renewed" if root else record.entry.novelty,
        shifts=_shifts(before.entry, record.entry) if before else (),
    )
    return replace(record, entry=entry)


def _shifts(before: Commitment, after: Commitment) -> tuple[Shift, ...]:
    """Give what a promise made again says otherwise than the one before it."""
    told: tuple[tuple[ShiftField, str | None, str | None], ...] = (
        ("deadline", before.deadline, after.deadline),
        ("amount", _sum(before.amount), _sum(after.amount)),
        ("strength", before.strength, after.strength),
        ("condition", before.condition, after.condition),
    )
    return tuple(Shift(field, old, new) for field, old, new in told if old != new)


def _sum(amount: Amount | None) -> str | None:
    return f"{amount.value:.0f} {amount.currency}" if amount else None
