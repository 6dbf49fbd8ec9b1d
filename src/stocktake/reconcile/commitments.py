"""The entry of a commitment from all quotes that speak of it."""

from collections.abc import Hashable, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from stocktake.identity import short_id
from stocktake.model import Amount, Commitment, CommitmentFinding, Lack, Novelty, Specificity
from stocktake.reconcile.articles import distinct, earliest_first
from stocktake.reconcile.choosing import Voice, choose
from stocktake.reconcile.grouping import most_common
from stocktake.reconcile.periods import period
from stocktake.reconcile.reviewing import ruled
from stocktake.reconcile.same_commitment import Promise, promise
from stocktake.reconcile.words_of_bonds import Made

V = TypeVar("V", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Record:
    """A commitment with the promises that it is made of."""

    entry: Commitment
    promises: tuple[Promise, ...]

    @property
    def best(self) -> Promise:
        """Give the promise whose wording the entry follows."""
        return self.promises[0]

    @property
    def first(self) -> Promise:
        """Give the promise that was published first."""
        return min(self.promises, key=lambda p: earliest_first(p.setting.published, p.item))

    @property
    def day(self) -> int:
        """Give the day on which it was made, as an ordinal; far in the future when unknown."""
        days = [d.first for p in self.promises if (d := period(p.setting.day))]
        return min(days, default=10**9)


def record(promises: Sequence[Promise], related: tuple[str, ...] = ()) -> Record:
    """Make one entry of all promises that are one commitment, and of its like with others."""
    ordered = sorted(
        promises,
        key=lambda p: (not p.setting.primary, *earliest_first(p.setting.published, p.item)),
    )
    first = min(promises, key=lambda p: earliest_first(p.setting.published, p.item))
    found = ordered[0].finding
    origins = {p.setting.origin for p in promises}
    deadline = _chosen(ordered, [p.finding.deadline for p in ordered])
    amount = _chosen(ordered, [p.finding.amount for p in ordered])
    lacks = _lacks(found, deadline, amount)
    entry = Commitment(
        id=short_id("c", first.item),
        actors=_actors(ordered),
        counterparts=found.counterparts or _first_known([p.finding.counterparts for p in ordered]),
        kind=found.kind,
        summary=found.summary,
        theme=found.theme or most_common(p.finding.theme for p in ordered if p.finding.theme),
        deadline=deadline,
        deadline_words=_words_of(deadline, [p.finding for p in ordered]),
        amount=amount,
        condition=_chosen(ordered, [p.finding.condition for p in ordered]),
        meeting=most_common(p.setting.meeting for p in ordered if p.setting.meeting),
        strength=found.strength,
        specificity=_specificity(lacks),
        lacks=lacks,
        novelty=_novelty([p.finding for p in ordered]),
        renews=None,
        related=related,
        delivery="no evidence found",
        grade=None,
        origins=len(origins),
        likelihood=max((p.finding.likelihood or 0.0 for p in ordered), default=0.0) or None,
        rules=tuple(sorted({p.finding.rule for p in ordered})),
        evidence=distinct(tuple(p.finding.evidence for p in ordered)),
    )
    return Record(entry, tuple(ordered))


def remade(made: Made) -> Record:
    """Make the entry of a commitment again from what was said of it, as people want it."""
    one = record([promise(said) for said in made.said], made.related)
    if not made.judged:
        return one
    entry = ruled(one.entry, made.judged)
    there = {"date": entry.deadline, "quantity": entry.amount, "actor": entry.actors}
    fixed = {r.field for r in entry.rulings if r.holds}
    if not fixed & {"lacks", "specificity"}:
        lacks = tuple(lack for lack in entry.lacks if not there.get(lack))
        entry = replace(entry, lacks=lacks, specificity=_specificity(lacks))
    return replace(one, entry=entry)


def _actors(promises: Sequence[Promise]) -> tuple[str, ...]:
    return _first_known([p.finding.actors for p in promises])


def _first_known(values: Sequence[tuple[str, ...]]) -> tuple[str, ...]:
    return next((v for v in values if v), ())


def _chosen(promises: Sequence[Promise], values: Sequence[V | None]) -> V | None:
    voices = [
        Voice(v, p.setting.origin, p.setting.primary, True, p.setting.published, p.item)
        for p, v in zip(promises, values, strict=True)
        if v is not None
    ]
    best = choose(voices)
    return best.value if best else None


def _words_of(deadline: str | None, findings: Sequence[CommitmentFinding]) -> str | None:
    """Give the words of the deadline that was chosen, the leading report's before others'."""
    return next((f.deadline_words for f in findings if f.deadline == deadline), None)


def _lacks(
    found: CommitmentFinding, deadline: str | None, amount: Amount | None
) -> tuple[Lack, ...]:
    """Give what is lacking of the leading report's words once all reports are put together."""
    there: tuple[tuple[Lack, bool], ...] = (
        ("actor", "actor" not in found.lacks),
        ("act", "act" not in found.lacks),
        ("date", deadline is not None),
        ("quantity", amount is not None),
    )
    return tuple(name for name, given in there if not given)


def _specificity(lacks: tuple[Lack, ...]) -> Specificity:
    """Tell whether it could be checked that a promise was kept, by what is lacking for it."""
    if "actor" in lacks or "act" in lacks:
        return "not verifiable"
    return "partly" if {"date", "quantity"} <= set(lacks) else "verifiable"


def _novelty(findings: Sequence[CommitmentFinding]) -> Novelty:
    said = [f.novelty for f in findings if f.novelty != "unknown"]
    return said[0] if said else "unknown"
