"""What became of earlier commitments, as far as a later text says so."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from stocktake.identity import short_id
from stocktake.model import Delivery, Evidence, FollowThrough, Grade, OutcomeFinding
from stocktake.reconcile.acts import Weights, next_round, same_time, weigh
from stocktake.reconcile.articles import distinct
from stocktake.reconcile.commitments import Record
from stocktake.reconcile.grouping import by
from stocktake.reconcile.meetings import Round
from stocktake.reconcile.periods import period
from stocktake.reconcile.renewal import between
from stocktake.reconcile.vocabulary import wordings
from stocktake.reconcile.wording import concepts
from stocktake.reconcile.words_of_bonds import Held, Setting

_BEARS = 0.45
_CONSIDERED = 0.3
_MARGIN = 0.05
_WORKS = 0.5
_BODIES = frozenset({"committee", "group", "dialogue", "force", "mission"})


@dataclass(frozen=True, slots=True)
class Later:
    """A later article's words that may bear on a commitment."""

    item: str
    setting: Setting
    outcome: OutcomeFinding | None = None
    held: Held | None = None


@dataclass(frozen=True, slots=True)
class Suggestion:
    """One text's bearing on one commitment; not `counted` for a near miss."""

    record: Record
    text: Later
    delivery: Delivery
    why: str
    evidence: Evidence
    counted: bool = True

    @property
    def day(self) -> int:
        """Give the day of the later text, as an ordinal."""
        days = period(self.text.setting.published or self.text.setting.day)
        return days.first if days else 10**9


GRADES: tuple[Grade, ...] = (
    "primary document", "counterpart", "independent", "own word", "single repost",
)  # fmt: skip
_DONE = frozenset({"delivered", "delivered late"})


def follow(records: Sequence[Record], later: Sequence[Later]) -> list[FollowThrough]:
    """Give what later texts suggest of each commitment; near misses are not counted.

    All texts that say the same of one commitment are one follow-up with several quotes.
    """
    weights = weigh(r.best.act for r in records)
    said: list[Suggestion] = []
    for text in sorted(later, key=lambda t: t.item):
        earlier = [r for r in records if _came_before(r, text.setting)]
        said += _held(text, earlier) if text.held else _outcomes(text, earlier, weights)
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
        grade=min((_grade(s.record, s.text.setting) for s in said), key=GRADES.index),
        evidence=distinct(tuple(s.evidence for s in said)),
    )


def _came_before(record: Record, setting: Setting) -> bool:
    days = period(setting.day)
    if days is None or record.day >= days.first:
        return False
    if record.entry.meeting is not None and record.entry.meeting == setting.meeting:
        return False
    mechanisms = {p.setting.mechanism for p in record.promises} - {None}
    same_parties = frozenset(setting.parties) == between(record)
    return setting.mechanism in mechanisms or (bool(setting.parties) and same_parties)


def _held(text: Later, records: Sequence[Record]) -> Iterator[Suggestion]:
    """Match a round held against the plans to hold it, and a first session against its founding."""
    round_, held = text.setting.round, text.held
    if round_ is None or held is None:
        return
    for record in records:
        if _founds(record, held):
            why = f"The {held.names[0]} has met since{_on(round_.when)}."
            yield Suggestion(record, text, "delivered", why, held.evidence)
        elif _plans(record, round_):
            delivery, why = _held_verdict(record, text.setting)
            yield Suggestion(record, text, delivery, why, held.evidence)


def _on(when: str | None) -> str:
    return f", on {when}" if when else ""


def _founds(record: Record, held: Held) -> bool:
    """Tell whether a commitment is to set up the very format that has met."""
    quotes = [p.finding.evidence.quote for p in record.promises if "establish" in p.act.concepts]
    return any(re.search(rf"\b{re.escape(n)}\b", q) for n in held.names for q in quotes)


def _plans(record: Record, round_: Round) -> bool:
    """Tell whether a commitment is to hold the very round that was held: format and number."""
    plan = _next_round(record)
    if plan is None or round_.mechanism is None or round_.ordinal is None:
        return False
    if round_.mechanism not in {p.setting.mechanism for p in record.promises}:
        return False
    return plan == round_.ordinal if plan else _is_next(record, round_.ordinal)


def _next_round(record: Record) -> int | None:
    """Give the number of the round that a commitment is to hold, 0 for one without a number."""
    said = [next_round(p.finding.evidence.quote) for p in record.promises]
    known = [number for number in said if number is not None]
    return max(known, default=None)


def _is_next(record: Record, ordinal: int | None) -> bool:
    made = record.best.setting.round
    return bool(made and made.ordinal and ordinal == made.ordinal + 1)


def _held_verdict(record: Record, setting: Setting) -> tuple[Delivery, str]:
    round_ = setting.round
    when = round_.when if round_ else None
    due = record.entry.deadline
    said = f"The round took place{f' on {when}' if when else ''}"
    if due and when and not same_time(due, when):
        days, held = period(due.removeprefix("../")), period(when)
        if days and held and held.first > days.last:
            return "delivered late", f"{said}, after {due}, for which it was planned."
    return "delivered", f"{said}, as planned{f' for {due}' if due else ''}."


def _outcomes(text: Later, records: Sequence[Record], weights: Weights) -> Iterator[Suggestion]:
    """Match a sentence on what became of something against the promise that it fits best."""
    if text.outcome is None:
        return
    quote, delivery = text.outcome.evidence, text.outcome.delivery
    why = f"A later text says: “{_shortened(quote.quote)}”."
    words = concepts(quote.quote) | concepts(" ".join(text.outcome.core))
    founded = [r for r in records if _works(r, words, weights, delivery)]
    yield from (Suggestion(r, text, "delivered", why, quote) for r in founded)
    scored = sorted(
        ((_share(words, r, weights), r.entry.id, r) for r in records if r not in founded),
        reverse=True,
        key=lambda s: s[:2],
    )
    if not scored or scored[0][0] < _CONSIDERED:
        return
    share, _, best = scored[0]
    clear = len(scored) == 1 or share - scored[1][0] >= _MARGIN
    sure = share >= _BEARS and clear and _assessable(best) and not _hedged(quote.quote)
    yield Suggestion(best, text, delivery, why, quote, sure)


def _assessable(record: Record) -> bool:
    """Tell whether anybody could say that a promise was kept; a stance never is."""
    return record.entry.specificity != "not verifiable" or record.entry.kind != "reaffirm"


def _hedged(quote: str) -> bool:
    return any(w.pattern.search(quote) for w in wordings("following.toml", "hedged"))


def _works(record: Record, words: frozenset[str], weights: Weights, delivery: Delivery) -> bool:
    """Tell whether a text shows at work what a commitment was to set up."""
    if delivery not in ("in progress", "delivered"):
        return False
    for one in record.promises:
        body = one.act.concepts - {"establish"}
        if len(body) < len(one.act.concepts) and len(body) > 1:
            share = weights.sum(body & words) / weights.sum(body)
            if share >= _WORKS and body & _BODIES & words:
                return True
    return False


def _share(words: frozenset[str], record: Record, weights: Weights) -> float:
    shares = []
    for one in record.promises:
        whole = weights.sum(one.act.concepts)
        shares.append(weights.sum(one.act.concepts & words) / whole if whole else 0.0)
    return max(shares)


def _shortened(quote: str) -> str:
    return quote if len(quote) <= 120 else quote[:119].rsplit(" ", 1)[0] + " …"


def _grade(record: Record, setting: Setting) -> Grade:
    if setting.primary:
        return "primary document"
    if setting.origin not in {p.setting.origin for p in record.promises}:
        return "independent"
    return "single repost"


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
