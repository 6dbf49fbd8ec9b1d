"""What reports of one commitment disagree on: its sum, how firm it is, and what it covers."""

from collections.abc import Iterator, Sequence
from itertools import combinations, permutations

from stocktake.model import Amount, Discrepancy, DiscrepancyKind
from stocktake.reconcile.acts import likeness, weigh
from stocktake.reconcile.choosing import Voice, choose, reason
from stocktake.reconcile.commitments import Record
from stocktake.reconcile.disagreement import disagreement, why_likely
from stocktake.reconcile.enumerations import enumeration, is_longer
from stocktake.reconcile.same_commitment import Promise
from stocktake.reconcile.vocabulary import wordings

_ALIKE = 0.75


def differing(one: Record) -> Iterator[Discrepancy]:
    """Give what reports of one commitment disagree on."""
    sums = [(p, _sum(p.finding.amount)) for p in one.promises if p.finding.amount]
    yield from _clash("number", "sums", one, sums)
    firm = [
        (p, p.finding.strength)
        for p in one.promises
        if p.finding.strength in ("firm", "binding") or _pondered(p)
    ]
    weights = weigh(p.act for p, _ in firm)
    alike = all(likeness(p.act, one.best.act, weights) >= _ALIKE for p, _ in firm)
    if {"second-order"} < {strength for _, strength in firm} and alike:
        yield from _clash("modality", "strengths of the promise", one, firm)
    yield from _clash("scope", "lists of what is promised", one, _lists(one))


def _lists(one: Record) -> list[tuple[Promise, str]]:
    """Give the printed lists of which one has all the things of another origin's, and more."""
    told = [(p, found) for p in one.promises if (found := enumeration(p.finding.evidence.quote))]
    apart = {
        at
        for (at, (a, first)), (other, (b, second)) in permutations(enumerate(told), 2)
        if a.setting.origin != b.setting.origin
        and (is_longer(first, second) or is_longer(second, first))
        for at in (at, other)
    }
    return [(told[at][0], told[at][1].printed) for at in sorted(apart)]


def _pondered(one: Promise) -> bool:
    """Tell whether a promise is only to think about something."""
    quote = one.finding.evidence.quote
    said = any(w.pattern.search(quote) for w in wordings("following.toml", "pondered"))
    return said and one.finding.strength == "second-order"


def _clash(
    kind: DiscrepancyKind, what: str, one: Record, said: Sequence[tuple[Promise, str]]
) -> Iterator[Discrepancy]:
    differ = any(
        a[1] != b[1] and a[0].setting.article != b[0].setting.article
        for a, b in combinations(said, 2)
    )
    if not differ:
        return
    voices = [
        Voice(v, p.setting.origin, p.setting.primary, True, p.setting.published, p.setting.article)
        for p, v in said
    ]
    best = choose(voices)
    because = reason(best, voices) if best else None
    likely = best.value if best and because else None
    readings = [(value, p.finding.evidence) for p, value in said]
    why = why_likely(what, likely, because)
    yield disagreement(kind, one.entry.id, readings, likely, why)


def _sum(amount: Amount) -> str:
    return f"{amount.value:.0f} {amount.currency}"
