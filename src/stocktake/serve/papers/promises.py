"""Promises across rounds: the commitments that renew each other are one promise, told again."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from stocktake.model import Commitment, Delivery, Evidence, FollowThrough
from stocktake.serve.catalogue import Catalogue
from stocktake.serve.days import span
from stocktake.serve.papers.rounds import Round, Rounds
from stocktake.serve.picture import By
from stocktake.serve.state import delivery_as_of, is_passed, state_of

SUGGESTED = "suggested"
_JOURNEY = re.compile(r"\bto (?:travel|visit|arrive|fly|return|depart)\b(?! an? )")
_CLOSED: frozenset[Delivery] = frozenset({"delivered", "delivered late", "withdrawn", "superseded"})
_DONE: frozenset[Delivery] = frozenset({"delivered", "delivered late"})
_BEGUN: frozenset[Delivery] = frozenset({"in progress", "partly", "not started", "contradicted"})
_VAGUE = ("verifiable", "partly", "not verifiable")


@dataclass(frozen=True, slots=True)
class Telling:
    """One commitment of a chain, and the round at which it was made, if it was at one."""

    commitment: Commitment
    round: Round | None
    day: date | None


@dataclass(frozen=True, slots=True)
class Promise:
    """A promise as its rounds tell it, oldest first, and what is known of it as of a day.

    `silent` are the later rounds of its own mechanism or the one above that do not speak of it.
    """

    tellings: tuple[Telling, ...]
    deeds: tuple[FollowThrough, ...]
    silent: tuple[Round, ...]
    by: By
    delivery: Delivery
    sentence: str
    passed: bool
    state_by: By

    @property
    def last(self) -> Commitment:
        """Give the latest wording, whose terms hold."""
        return self.tellings[-1].commitment

    @property
    def actors(self) -> tuple[str, ...]:
        """Give who is bound, by id."""
        return tuple(sorted(self.last.actors))

    @property
    def is_closed(self) -> bool:
        """Tell whether a deed or a word has closed it."""
        return self.delivery in _CLOSED

    @property
    def is_delivered(self) -> bool:
        """Tell whether it was delivered, in time or late."""
        return self.delivery in _DONE

    @property
    def is_checkable(self) -> bool:
        """Tell whether there is an act in it that could be seen done."""
        return self.last.specificity != "not verifiable" and self.delivery != "not assessable"

    @property
    def is_journey(self) -> bool:
        """Tell whether it only announces that somebody will travel; nobody carries that forward."""
        return _JOURNEY.search(self.last.summary) is not None

    @property
    def is_begun(self) -> bool:
        """Tell whether a later text speaks of it though it is not closed."""
        return self.delivery in _BEGUN

    @property
    def evidence(self) -> tuple[Evidence, ...]:
        """Give its words in every round, then those of what became of it."""
        words = [e for telling in self.tellings for e in telling.commitment.evidence]
        return (*words, *(e for deed in self.deeds for e in deed.evidence))


def promises_of(rounds: Rounds, catalogue: Catalogue, as_of: date) -> tuple[Promise, ...]:
    """Give the promises of the rounds held and of what is announced, each chain once."""
    at = {r.meeting.id: r for r in rounds.held}
    announced = {meeting.id for meeting in rounds.announced}
    own = {
        c.id: c
        for c in catalogue.records.commitments
        if is_promise(c) and c.meeting and (c.meeting in at or c.meeting in announced)
    }
    promises = (
        promise_of(chain, at, rounds.held, catalogue, as_of) for chain in _chains(own, catalogue)
    )
    return tuple(sorted(promises, key=lambda p: _order(p, catalogue)))


def promise_of(
    chain: Iterable[Commitment],
    at: Mapping[str, Round],
    held: Sequence[Round],
    catalogue: Catalogue,
    as_of: date,
) -> Promise:
    """Give what is known of a chain of renewals as of a day; `at` gives rounds by meeting."""
    tellings = tuple(sorted((_telling(c, at, catalogue) for c in chain), key=_time))
    last = tellings[-1].commitment
    deeds = _deeds(tellings, catalogue, as_of)
    confirmed = any(catalogue.confirmed_by(t.commitment.id) for t in tellings)
    return Promise(
        tellings=tellings,
        deeds=deeds,
        silent=_silent(tellings, deeds, held),
        by="person" if confirmed else "tool",
        delivery=delivery_as_of(last, catalogue, as_of),
        sentence=state_of(last, catalogue, as_of),
        passed=is_passed(last, as_of),
        state_by="person" if _is_ruled(last, deeds, catalogue) else "tool",
    )


def is_promise(commitment: Commitment) -> bool:
    """Tell a promise from a request, which binds nobody."""
    return commitment.kind != "request"


def first_published(follow: FollowThrough, catalogue: Catalogue) -> date | None:
    """Give the day of the first text that tells what became of a promise."""
    articles = [catalogue.articles.get(e.article) for e in follow.evidence]
    days = [span(article.published) for article in articles if article is not None]
    return min((d.first for d in days if d is not None and d.first), default=None)


def _is_ruled(last: Commitment, deeds: Sequence[FollowThrough], catalogue: Catalogue) -> bool:
    """Tell whether it is a person who says what became of a promise."""
    judged = catalogue.judgements.get(last.id, ())
    if any(j.field == "delivery" and j.standing == "holds" for j in judged):
        return True
    return bool(deeds) and deeds[-1].by != SUGGESTED


def _chains(own: Mapping[str, Commitment], catalogue: Catalogue) -> list[list[Commitment]]:
    """Give the commitments with all that they renew, each in one chain."""
    chains: dict[str, list[Commitment]] = {}
    for id_ in sorted(own):
        chains.setdefault(_head(own[id_], own, catalogue), []).append(own[id_])
    return list(chains.values())


def _head(commitment: Commitment, own: Mapping[str, Commitment], catalogue: Catalogue) -> str:
    """Follow renewals back to the first; one that a body outside made is passed through."""
    seen: list[str] = []
    here: Commitment | None = commitment
    while here is not None and here.id not in seen:
        seen.append(here.id)
        earlier = catalogue.by_id.get(here.renews or "")
        here = earlier if isinstance(earlier, Commitment) else None
    return [id_ for id_ in seen if id_ in own][-1]


def _telling(commitment: Commitment, at: Mapping[str, Round], catalogue: Catalogue) -> Telling:
    round_ = at.get(commitment.meeting or "")
    if round_ is not None and round_.day is not None:
        return Telling(commitment, round_, round_.day)
    days = [span(article.published) for article in catalogue.articles_of(commitment)]
    first = min((d.first for d in days if d is not None and d.first), default=None)
    return Telling(commitment, round_, first)


def _deeds(
    tellings: Sequence[Telling], catalogue: Catalogue, as_of: date
) -> tuple[FollowThrough, ...]:
    """Give what counts of the later texts that were out by a day, oldest first."""
    found = [
        (first_published(follow, catalogue) or date.min, follow)
        for telling in tellings
        for follow in catalogue.follow_through.get(telling.commitment.id, ())
        if follow.counted
    ]
    known = [pair for pair in found if pair[0] <= as_of]
    return tuple(follow for _, follow in sorted(known, key=lambda pair: (pair[0], pair[1].id)))


def _silent(
    tellings: Sequence[Telling], deeds: Sequence[FollowThrough], held: Sequence[Round]
) -> tuple[Round, ...]:
    told = {t.round.meeting.id for t in tellings if t.round}
    first = tellings[0]
    if first.day is None or first.round is None:
        return ()
    cited = {e.article for deed in deeds for e in deed.evidence}
    return tuple(
        r
        for r in held
        if r.day
        and r.day > first.day
        and r.meeting.reports
        and r.meeting.id not in told
        and cited.isdisjoint(r.meeting.reports)
        and (r.kind == "round" or r.meeting.mechanism == first.round.meeting.mechanism)
    )


def _time(telling: Telling) -> tuple[bool, date, str]:
    return (telling.day is None, telling.day or date.min, telling.commitment.id)


def _order(
    promise: Promise, catalogue: Catalogue
) -> tuple[int, str, int, date, tuple[int, int], str]:
    """Order joint promises before each party's own, and inside by what is known of them.

    Of those of which nothing is known, the ones that could be checked stand before vague ones.
    """
    joint = -len(promise.actors)
    last = promise.last
    deadline = span(last.deadline)
    due = (deadline.last if deadline else None) or date.max
    vague = (_VAGUE.index(last.specificity), len(last.lacks))
    return (joint, catalogue.parties(promise.actors), rank(promise), due, vague, last.id)


def rank(promise: Promise) -> int:
    """Rank a promise: past its date, not yet due, no evidence, not assessable, closed."""
    if promise.is_closed:
        return 4
    if not promise.is_checkable:
        return 3
    if promise.passed:
        return 0
    return 1 if promise.last.deadline or promise.is_begun else 2
