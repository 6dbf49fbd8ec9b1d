"""What became of earlier commitments, as far as a later text says so."""

from collections.abc import Sequence
from dataclasses import replace

from stocktake.identity import short_id
from stocktake.model import FollowThrough
from stocktake.reconcile.articles import distinct
from stocktake.reconcile.bearing import Later, Suggestion, ledger, suggestions
from stocktake.reconcile.commitments import Record
from stocktake.reconcile.grading import GRADES, grade_of
from stocktake.reconcile.grouping import by
from stocktake.reconcile.verdicts import worded

_DONE = frozenset({"delivered", "delivered late"})


def follow(records: Sequence[Record], later: Sequence[Later]) -> list[FollowThrough]:
    """Give what later texts suggest of each commitment; near misses are not counted.

    All texts that say the same of one commitment are one follow-up with several quotes.
    """
    entered = ledger(records)
    texts = sorted(later, key=lambda t: t.item)
    promised = by([(p.setting.article, r) for r in records for p in r.promises], lambda p: p[0])
    made = {article: [r for _, r in pairs] for article, pairs in promised.items()}
    said = [worded(s, made) for text in texts for s in suggestions(text, entered)]
    kept = [s for of_one in by(said, lambda s: s.record.entry.id).values() for s in _sound(of_one)]
    facts = by(kept, lambda s: (s.record.entry.id, s.delivery))
    return [_follow_through(facts[fact]) for fact in sorted(facts)]


def _sound(said: Sequence[Suggestion]) -> list[Suggestion]:
    """Count no word of work under way once the promise was kept, and no near miss beside a hit."""
    done = min((s.day for s in said if s.counted and s.delivery in _DONE), default=None)
    counted = {s.delivery for s in said if s.counted}
    return [
        replace(s, counted=False)
        if done is not None and s.day >= done and s.delivery not in _DONE
        else s
        for s in said
        if s.counted or s.delivery not in counted
    ]


def _follow_through(said: Sequence[Suggestion]) -> FollowThrough:
    """Make one follow-up of all texts that say the same of one commitment."""
    first = min(
        said, key=lambda s: (s.text.held is None, not s.text.setting.primary, s.day, s.text.item)
    )
    return FollowThrough(
        id=short_id("f", first.record.entry.id, first.delivery),
        commitment=first.record.entry.id,
        delivery=first.delivery,
        counted=first.counted,
        why=first.why,
        by="suggested",
        grade=grade_of(said),
        evidence=distinct(tuple(s.evidence for s in said)),
    )


def with_delivery(records: Sequence[Record], found: Sequence[FollowThrough]) -> list[Record]:
    """Set on each commitment what its surest and latest counted follow-up says."""
    best: dict[str, FollowThrough] = {}
    for one in sorted(found, key=lambda f: (GRADES.index(f.grade or "single repost"), f.id)):
        if one.counted and one.delivery != "lapsed":
            best.setdefault(one.commitment, one)
    return [
        replace(r, entry=replace(r.entry, delivery=f.delivery, grade=f.grade))
        if (f := best.get(r.entry.id))
        else r
        for r in records
    ]
