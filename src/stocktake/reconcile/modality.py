"""Where one report of a meeting says that something will be done, and another that it was done."""

from collections.abc import Iterator, Sequence

from stocktake.model import Discrepancy
from stocktake.reconcile.acts import numbers_in, telling
from stocktake.reconcile.bearing import Later
from stocktake.reconcile.choosing import Voice, choose, reason
from stocktake.reconcile.commitments import Record
from stocktake.reconcile.disagreement import disagreement, why_likely
from stocktake.reconcile.grouping import by
from stocktake.reconcile.periods import period
from stocktake.reconcile.same_commitment import Promise
from stocktake.reconcile.titles import party_starts
from stocktake.reconcile.vocabulary import wordings
from stocktake.reconcile.wording import concepts
from stocktake.reconcile.words_of_bonds import Setting

_SAME_ACT = 0.75
_ABOUT = 2  # concepts that say what is done
_ASIDE = 3  # concepts that a report of the deed may add
_SOON = 3  # days: what is told later may have been done since


def will_or_did(records: Sequence[Record], later: Sequence[Later]) -> Iterator[Discrepancy]:
    """Give the commitments whose act another report of the same meeting tells as done."""
    done = [t for t in later if t.outcome and t.outcome.delivery == "delivered"]
    told = by((t for t in done if t.setting.meeting), lambda t: t.setting.meeting)
    for one in records:
        near = sorted(told.get(one.entry.meeting, ()), key=lambda t: t.item)
        did = [t for t in near if any(_contrary(p, t) for p in one.promises)]
        if did and not any(t.setting.origin == p.setting.origin for t in did for p in one.promises):
            yield _dispute(one, did)


def _contrary(promise: Promise, text: Later) -> bool:
    """Tell whether a text says of the very act that it was done, at the time of the promise."""
    outcome = text.outcome
    if outcome is None or promise.act.next_round is not None:
        return False
    quotes = (promise.finding.evidence.quote, outcome.evidence.quote)
    if any(w.pattern.search(q) for w in wordings("following.toml", "once_more") for q in quotes):
        return False
    names = party_starts((*promise.setting.parties, *outcome.parties, *promise.act.actors))
    act = promise.act.core
    said = {c for c in concepts(quotes[1]) if not (names and c.startswith(names))}
    if set(numbers_in(quotes[0])) != set(numbers_in(quotes[1])):
        return False
    same_act = len(act & said) >= _SAME_ACT * len(act) and len(said - act) <= _ASIDE
    same_party = not outcome.parties or bool(promise.act.actors & set(outcome.parties))
    about = len(telling(promise.act) & said) >= _ABOUT
    return same_act and same_party and about and _at_once(promise.setting, text.setting)


def _at_once(one: Setting, two: Setting) -> bool:
    days, others = period(one.published), period(two.published)
    return days is not None and others is not None and days.gap(others) <= _SOON


def _dispute(one: Record, did: Sequence[Later]) -> Discrepancy:
    says = [(p.setting, "will", p.finding.evidence) for p in one.promises]
    says += [(t.setting, "did", t.outcome.evidence) for t in did if t.outcome]
    voices = [Voice(v, s.origin, s.primary, True, s.published, s.article) for s, v, _ in says]
    best = choose(voices)
    because = reason(best, voices) if best else None
    quotes = [(evidence.quote, evidence) for _, _, evidence in says]
    likely = next(e.quote for _, v, e in says if v == best.value) if best and because else None
    why = why_likely("words on whether it is to be done or was done", likely, because)
    return disagreement("modality", one.entry.id, quotes, likely, why)
