"""What became of earlier commitments, as far as a later text says so."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from stocktake.identity import short_id
from stocktake.model import Agreement, Delivery, Evidence, FollowThrough, Grade, OutcomeFinding
from stocktake.reconcile.acts import Weights, same_time, weigh
from stocktake.reconcile.commitments import Record
from stocktake.reconcile.periods import period
from stocktake.reconcile.renewal import _between as between
from stocktake.reconcile.vocabulary import wordings
from stocktake.reconcile.wording import concepts
from stocktake.reconcile.words_of_bonds import Held, Setting

_BEARS = 0.45
_CONSIDERED = 0.3


@dataclass(frozen=True, slots=True)
class Later:
    """A later article's words that may bear on a commitment."""

    item: str
    setting: Setting
    outcome: OutcomeFinding | None = None
    held: Held | None = None


def follow(
    records: Sequence[Record], later: Sequence[Later], agreements: Sequence[Agreement]
) -> list[FollowThrough]:
    """Give what later texts suggest of each commitment; near misses are not counted."""
    del agreements
    found: dict[str, FollowThrough] = {}
    weights = weigh(r.best.act for r in records)
    for text in sorted(later, key=lambda t: t.item):
        earlier = [r for r in records if _came_before(r, text.setting)]
        results = _held(text, earlier) if text.held else _outcomes(text, earlier, weights)
        for result in results:
            found.setdefault(result.id, result)
    return sorted(found.values(), key=lambda f: f.id)


def _came_before(record: Record, setting: Setting) -> bool:
    days = period(setting.day)
    if days is None or record.day >= days.first:
        return False
    if record.entry.meeting is not None and record.entry.meeting == setting.meeting:
        return False
    mechanisms = {p.setting.mechanism for p in record.promises} - {None}
    same_parties = frozenset(setting.parties) == between(record)
    return setting.mechanism in mechanisms or (bool(setting.parties) and same_parties)


def _held(text: Later, records: Sequence[Record]) -> Iterator[FollowThrough]:
    """Match a round held against the plans to hold it: format, number, time and place."""
    round_ = text.setting.round
    if round_ is None or text.held is None:
        return
    for record in records:
        plan = _next_round(record)
        if plan is None:
            continue
        same_format = round_.mechanism is not None and round_.mechanism in {
            p.setting.mechanism for p in record.promises
        }
        if not same_format:
            continue
        if plan != 0 and round_.ordinal and plan != round_.ordinal:
            continue
        if plan == 0 and not _is_next(record, round_.ordinal):
            continue
        verdict, why = _held_verdict(record, text.setting)
        yield _suggest(record, text, verdict, why, text.held.evidence)


def _next_round(record: Record) -> int | None:
    """Give the number of the round that a commitment is to hold, 0 for one without a number."""
    for wording in wordings("following.toml", "next_round"):
        for one in record.promises:
            found = wording.pattern.search(one.finding.evidence.quote)
            if found:
                return _NUMBERS.get((found.groupdict().get("number") or "").casefold(), 0)
    return None


_NUMBERS = {
    word: number
    for number, words in enumerate(
        ("first inaugural 1st", "second 2nd", "third 3rd", "fourth 4th", "fifth 5th", "sixth 6th",
         "seventh 7th", "eighth 8th", "ninth 9th", "tenth 10th"), 1
    )
    for word in words.split()
}  # fmt: skip


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


def _outcomes(text: Later, records: Sequence[Record], weights: Weights) -> Iterator[FollowThrough]:
    """Match a sentence on what became of something against the one promise that it fits best."""
    if text.outcome is None:
        return
    words = concepts(text.outcome.evidence.quote) | concepts(" ".join(text.outcome.core))
    scored = sorted(
        ((_share(words, r, weights), r.entry.id, r) for r in records),
        reverse=True,
        key=lambda s: s[:2],
    )
    if not scored or scored[0][0] < _CONSIDERED:
        return
    share, _, best = scored[0]
    clear = len(scored) == 1 or share - scored[1][0] >= 0.05
    why = f"A later text says: “{_shortened(text.outcome.evidence.quote)}”."
    counted = share >= _BEARS and clear
    found = _suggest(best, text, text.outcome.delivery, why, text.outcome.evidence)
    yield replace(found, counted=counted)


def _share(words: frozenset[str], record: Record, weights: Weights) -> float:
    shares = []
    for one in record.promises:
        whole = weights.sum(one.act.concepts)
        shares.append(weights.sum(one.act.concepts & words) / whole if whole else 0.0)
    return max(shares)


def _shortened(quote: str) -> str:
    return quote if len(quote) <= 120 else quote[:119].rsplit(" ", 1)[0] + " …"


def _suggest(
    record: Record, text: Later, delivery: Delivery, why: str, evidence: Evidence
) -> FollowThrough:
    return FollowThrough(
        id=short_id("f", record.entry.id, text.item),
        commitment=record.entry.id,
        delivery=delivery,
        counted=True,
        why=why,
        by="suggested",
        grade=_grade(record, text.setting),
        evidence=(evidence,),
    )


def _grade(record: Record, setting: Setting) -> Grade:
    if setting.primary:
        return "primary document"
    if setting.origin not in {p.setting.origin for p in record.promises}:
        return "independent"
    return "single repost"


def with_delivery(records: Sequence[Record], found: Sequence[FollowThrough]) -> list[Record]:
    """Set on each commitment what its surest and latest counted follow-up says."""
    ranks = {"primary document": 0, "counterpart": 1, "independent": 2, "own word": 3}
    best: dict[str, FollowThrough] = {}
    for one in sorted(found, key=lambda f: (ranks.get(f.grade or "", 4), f.id)):
        if one.counted and one.delivery != "lapsed":
            best.setdefault(one.commitment, one)
    return [
        replace(r, entry=replace(r.entry, delivery=f.delivery, grade=f.grade))
        if (f := best.get(r.entry.id))
        else r
        for r in records
    ]
