"""Which earlier commitment a later text bears on, and what it says of it."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from stocktake.model import Delivery, Evidence, OutcomeFinding
from stocktake.reconcile.acts import Weights, next_round, same_time, telling, weigh
from stocktake.reconcile.commitments import Record
from stocktake.reconcile.day_words import few_words, in_words, on_day
from stocktake.reconcile.meetings import Round
from stocktake.reconcile.periods import period
from stocktake.reconcile.renewal import between
from stocktake.reconcile.same_commitment import Promise
from stocktake.reconcile.titles import initials
from stocktake.reconcile.vocabulary import word_list, wordings
from stocktake.reconcile.wording import concepts, in_order
from stocktake.reconcile.words_of_bonds import Held, Setting

_BEARS = 0.45
_CONSIDERED = 0.3
_MARGIN = 0.05
_WHOLLY = 0.6
_WORKS = 0.5
_NEAR = 60  # characters before a name
_SAID = 10  # characters beside a name
_ABOUT = 2  # concepts that say what is done
_ACRONYM = re.compile(r"\b[A-Z]{4,}\b")
_LIKELIEST = 25
_SAYS = {
    "works": "shows it at work", "doubtful": "may bear on it, which is not sure",
    "delivered": "says that it was done", "delivered late": "says that it was done after its time",
    "in progress": "says that it is under way", "partly": "says that a part of it was done",
    "not started": "says that it has not been done", "withdrawn": "says that it was given up",
    "contradicted": "says the contrary", "superseded": "says that something else took its place",
    "lapsed": "says that its time has passed", "not assessable": "speaks of it",
    "no evidence found": "speaks of it",
}  # fmt: skip
_BODIES = frozenset({"committee", "group", "dialogue", "force", "mission"})


@dataclass(frozen=True, slots=True)
class Later:
    """A later article's words that may bear on a commitment; `speaker` is whose word it gives."""

    item: str
    setting: Setting
    outcome: OutcomeFinding | None = None
    held: Held | None = None
    speaker: str | None = None


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


@dataclass(frozen=True, slots=True)
class Ledger:
    """Commitments by the bond they belong to: a format, or a set of parties.

    `plans` are those to hold a round or to found something; `speaking_of` finds the rest by what
    they speak of.
    """

    weights: Weights
    plans: dict[str, list[Record]]
    speaking_of: dict[tuple[str, str], list[Record]]


def ledger(records: Sequence[Record]) -> Ledger:
    """Enter commitments by bond, so that a later text need not be held against all of them."""
    plans: dict[str, list[Record]] = defaultdict(list)
    speaking_of: dict[tuple[str, str], list[Record]] = defaultdict(list)
    for record in records:
        said = {c for p in record.promises for c in p.act.concepts}
        bonds = {b for p in record.promises for b in _bonds(p.setting)}
        for bond in sorted(bonds or {"+".join(sorted(between(record)))}):
            if "establish" in said or _next_round(record) is not None:
                plans[bond].append(record)
            for concept in sorted(said):
                speaking_of[bond, concept].append(record)
    return Ledger(weigh(r.best.act for r in records), plans, speaking_of)


def _bonds(setting: Setting) -> list[str]:
    named = [setting.mechanism] if setting.mechanism else []
    return [*named, "+".join(sorted(setting.parties))] if setting.parties else named


def suggestions(text: Later, entered: Ledger) -> Iterator[Suggestion]:
    """Give what one later text suggests of earlier commitments of the same bond."""
    if text.held is not None:
        yield from _held(text, _earlier(text, _plans_of(text, entered)))
    elif text.outcome is not None:
        words = _words(text.outcome)
        near = _earlier(text, _speaking(text, entered, words))
        yield from _outcomes(text, text.outcome, words, near, entered.weights)


def _plans_of(text: Later, entered: Ledger) -> list[Record]:
    return [r for bond in _bonds(text.setting) for r in entered.plans.get(bond, [])]


def _speaking(text: Later, entered: Ledger, words: frozenset[str]) -> list[Record]:
    """Give the commitments that share most words with a text."""
    shared: Counter[str] = Counter()
    known: dict[str, Record] = {}
    for bond in _bonds(text.setting):
        for word in sorted(words):
            for record in entered.speaking_of.get((bond, word), []):
                if _came_before(record, text.setting):
                    shared[record.entry.id] += 1
                    known[record.entry.id] = record
    ranked = sorted(shared, key=lambda i: (-shared[i], i))[:_LIKELIEST]
    return [known[i] for i in ranked]


def _earlier(text: Later, records: Iterable[Record]) -> list[Record]:
    known = {r.entry.id: r for r in records if _came_before(r, text.setting)}
    return [known[i] for i in sorted(known)]


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
    if round_ is None or held is None or _ahead(held) or _is_early(text, round_):
        return
    for record in records:
        if _founds(record, held):
            when = on_day(round_.when)
            why = f"The {held.names[0]} has met since{',' * bool(when)}{when}."
            yield Suggestion(record, text, "delivered", why, held.evidence)
        elif _plans(record, round_):
            delivery, why = _held_verdict(record, text.setting)
            yield Suggestion(record, text, delivery, why, held.evidence)


def _ahead(held: Held) -> bool:
    """Tell whether a text says of the format only its name, or that it is yet to meet."""
    quote = held.evidence.quote
    if any(len(quote) < len(name) + _SAID for name in held.names if name in quote):
        return True
    starts = [quote.find(name) for name in held.names if name in quote]
    before = quote[: min(starts, default=0)][-_NEAR:]
    return any(w.pattern.search(before) for w in wordings("following.toml", "ahead"))


def _is_early(text: Later, round_: Round) -> bool:
    """Tell whether a text was out before the round that it is to have seen."""
    out, held = period(text.setting.published), period(round_.when)
    return out is not None and held is not None and out.last < held.first


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
    said = f"The round took place{on_day(when)}"
    if due and when and not same_time(due, when):
        days, held = period(due.removeprefix("../")), period(when)
        if days and held and held.first > days.last:
            return "delivered late", f"{said}; it was planned for {in_words(due)}."
    return "delivered", f"{said}, as planned{f' for {in_words(due)}' if due else ''}."


def _sees(text: Later, record: Record) -> bool:
    """Tell whether a text can see a promise done: one of a round only as that round's report.

    A promise is one of a round where each report of it says so, not where one names the occasion.
    """
    round_ = text.setting.round
    if not all(next_round(p.finding.evidence.quote) for p in record.promises):
        return True
    return round_ is not None and _plans(record, round_)


def _words(outcome: OutcomeFinding) -> frozenset[str]:
    return concepts(outcome.evidence.quote) | concepts(" ".join(outcome.core))


def _outcomes(
    text: Later,
    outcome: OutcomeFinding,
    words: frozenset[str],
    records: Sequence[Record],
    weights: Weights,
) -> Iterator[Suggestion]:
    """Match a sentence on what became of something against the promise that it fits best."""
    quote, delivery = outcome.evidence, outcome.delivery
    founded = [r for r in records if _works(r, text, words, weights)]
    for record in founded:
        yield Suggestion(record, text, "delivered", _said(text, record, quote, "works"), quote)
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
    sure = sure and _speaks_of(best, words) and (share >= _WHOLLY or _names(best, quote.quote))
    sure = sure and _sees(text, best)
    vague = best.entry.specificity == "not verifiable"
    if not sure and (vague or not _speaks_of(best, words)):
        return  # a stance, or words of the region alone: not even a near miss
    why = _said(text, best, quote, delivery if sure else "doubtful")
    yield Suggestion(best, text, delivery, why, quote, sure)


def _said(text: Later, record: Record, quote: Evidence, fact: str) -> str:
    """Say in one sentence what a later text tells of a commitment, in a few of its words."""
    told = {c for p in record.promises for c in p.act.concepts}
    told |= concepts(" ".join(text.outcome.core)) if text.outcome else set()
    fate = word_list("following.toml", "fate")

    def weight(word: str) -> int:
        return bool(concepts(word) & told) + 2 * (word.strip(",;.").casefold() in fate)

    words = few_words(quote.quote, weight)
    day = in_words((text.setting.published or "")[:10])
    who = f"A text of {day}" if day else "A later text"
    return f"{who} {_SAYS[fact]}: “{words}”."


def _speaks_of(record: Record, words: frozenset[str]) -> bool:
    """Tell whether a text shares with a promise what it is about, and not only the region."""
    said = words - word_list("following.toml", "regions")
    return any(len(telling(p.act) & said) >= _ABOUT for p in record.promises)


def _names(record: Record, quote: str) -> bool:
    """Tell whether a text has a named thing of a promise, in full or by its initials."""
    named = set(_ACRONYM.findall(record.best.finding.evidence.quote))
    return not named or any(name in quote or name in initials(quote) for name in named)


def _assessable(record: Record) -> bool:
    """Tell whether anybody could say that a promise was kept; a stance never is."""
    return record.entry.specificity != "not verifiable" or record.entry.kind != "reaffirm"


def _hedged(quote: str) -> bool:
    return any(w.pattern.search(quote) for w in wordings("following.toml", "hedged"))


def _works(record: Record, text: Later, words: frozenset[str], weights: Weights) -> bool:
    """Tell whether a text shows at work what a commitment was to set up."""
    if text.outcome is None or text.outcome.delivery not in ("in progress", "delivered"):
        return False
    quote = text.outcome.evidence.quote
    for one in record.promises:
        body = one.act.concepts - {"establish"}
        if one.act.founds and len(body) > 1 and _body_named(one, quote):
            share = weights.sum(body & words) / weights.sum(body)
            if share >= _WORKS and body & _BODIES & words:
                return True
    return False


def _body_named(promise: Promise, quote: str) -> bool:
    """Tell whether a text names the body with the word that the promise has before it."""
    pairs = [set(pairwise(in_order(q))) for q in (promise.finding.evidence.quote, quote)]
    return any(body in _BODIES for _, body in pairs[0] & pairs[1])


def _share(words: frozenset[str], record: Record, weights: Weights) -> float:
    shares = []
    for one in record.promises:
        whole = weights.sum(one.act.concepts)
        shares.append(weights.sum(one.act.concepts & words) / whole if whole else 0.0)
    return max(shares)
