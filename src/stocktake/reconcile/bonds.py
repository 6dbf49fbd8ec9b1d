"""What binds the parties: commitments, texts, programmes, their disagreements and their fate."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations

import msgspec

from stocktake.model import (
    Amount,
    Discrepancy,
    Entry,
    Item,
    Judgement,
    Report,
    Resolved,
)
from stocktake.reconcile.acts import likeness, weigh
from stocktake.reconcile.bearing import Later
from stocktake.reconcile.choosing import Voice, choose, reason
from stocktake.reconcile.commitments import Record, record
from stocktake.reconcile.disagreement import disagreement, why_likely
from stocktake.reconcile.following import follow, with_delivery
from stocktake.reconcile.grouping import connected
from stocktake.reconcile.renewal import renewed
from stocktake.reconcile.same_commitment import Promise, gather, promise
from stocktake.reconcile.texts import Aid, Text, agreements, programmes
from stocktake.reconcile.vocabulary import wordings
from stocktake.reconcile.words_of_bonds import Body, items_of

_ALIKE = 0.75


class Bonds:
    """Gather what parties promised one another, and what became of it."""

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
    promises = [p for i, b in bodies if (p := promise(i, b))]
    texts, differing = agreements(
        [Text(i, b.setting, b.agreement) for i, b in bodies if b.agreement]
    )
    records = renewed([record(p) for p in gather(promises)])
    later = [Later(i, b.setting, b.outcome, b.held) for i, b in bodies if b.outcome or b.held]
    fate = follow(records, later)
    yield from (r.entry for r in with_delivery(records, fate))
    yield from texts
    yield from programmes([Aid(i, b.setting, b.programme) for i, b in bodies if b.programme])
    yield from differing
    yield from (d for r in records for d in _differing(r))
    yield from fate


def _differing(one: Record) -> Iterator[Discrepancy]:
    """Give what reports of one commitment disagree on: its sum, and how firm it is."""
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


def _pondered(one: Promise) -> bool:
    """Tell whether a promise is only to think about something."""
    quote = one.finding.evidence.quote
    said = any(w.pattern.search(quote) for w in wordings("following.toml", "pondered"))
    return said and one.finding.strength == "second-order"


def _clash(
    kind: str, what: str, one: Record, said: Sequence[tuple[Promise, str]]
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
    yield disagreement(kind, one.entry.id, readings, likely, why)  # type: ignore[arg-type]


def _sum(amount: Amount) -> str:
    return f"{amount.value:.0f} {amount.currency}"
