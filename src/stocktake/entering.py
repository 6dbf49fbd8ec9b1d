"""Rounds that a person enters: each is read like a report, so that later reports join it.

The words of a round grow by a line with each statement and never change otherwise, so that places
in them stay true.  Entries show no quote of them but who entered them.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any, TypeVar

from stocktake.identity import short_id
from stocktake.model import (
    Article,
    CommitmentFinding,
    Discrepancy,
    Entry,
    Evidence,
    Lack,
    MechanismFinding,
    Meeting,
    MeetingFinding,
    Origin,
    PersonFinding,
    PromiseWord,
    Reading,
    Report,
    RoundWord,
    Statement,
)

E = TypeVar("E", bound=Entry)

_KIND = "e"


def statement_of(told: RoundWord | PromiseWord, round_: str | None, by: str, at: str) -> Statement:
    """Make what a person enters at a moment; without a round it begins a new one."""
    own = short_id(_KIND, repr(told), by, at)
    if isinstance(told, RoundWord):
        return Statement(own, round_ or own, by, at, told=told)
    return Statement(own, round_ or own, by, at, promise=told)


def is_entered(article: str) -> bool:
    """Tell whether an id stands for a person's words on a round rather than for an article."""
    return article.startswith(f"{_KIND}-")


def reports_of(statements: Iterable[Statement]) -> tuple[Report, ...]:
    """Give the rounds that people entered as reports, in the order of their ids."""
    rounds: dict[str, list[Statement]] = {}
    for statement in sorted(statements, key=lambda s: (s.at, s.id)):
        rounds.setdefault(statement.round, []).append(statement)
    return tuple(_report(rounds[i]) for i in sorted(rounds) if rounds[i][0].told is not None)


def _report(statements: Sequence[Statement]) -> Report:
    lines = [_line(statement) for statement in statements]
    article = Article(
        id=statements[0].round,
        page=statements[0].round,
        position=0,
        title=lines[0],
        outlet=None,
        byline=", ".join(dict.fromkeys(s.by for s in statements)),
        published=statements[0].at[:10],
        dateline=None,
        language="en",
        text="\n".join(lines),
        truncated=False,
    )
    starts = [sum(len(line) + 1 for line in lines[:n]) for n in range(len(lines))]
    quotes = [
        article.quote(start, start + len(line)) for start, line in zip(starts, lines, strict=True)
    ]
    return Report(article, _reading(article, statements, quotes))


def _reading(
    article: Article, statements: Sequence[Statement], quotes: Sequence[Evidence]
) -> Reading:
    rounds = [(s.told, q) for s, q in zip(statements, quotes, strict=True) if s.told]
    told, quote = rounds[-1]
    promises = [(s.promise, q) for s, q in zip(statements, quotes, strict=True) if s.promise]
    return Reading(
        article=article.id,
        relevant=True,
        parties=tuple(_parties(article, told, quote)),
        people=tuple(_people(article, rounds)),
        mechanisms=_mechanisms(article, rounds),
        meetings=(_meeting(told, quote),),
        commitments=tuple(_commitment(promise, told, words) for promise, words in promises),
    )


def _meeting(told: RoundWord, quote: Evidence) -> MeetingFinding:
    return MeetingFinding(
        standing="main" if told.standing == "held" else "announced",
        name=None,
        mechanism=told.mechanism,
        ordinal=told.ordinal,
        when=told.when,
        place=told.place,
        parties=told.parties,
        delegates=told.delegates,
        evidence=quote,
    )


def _parties(article: Article, told: RoundWord, quote: Evidence) -> Iterable[tuple[str, Evidence]]:
    # The parties stand together in the line, each once, after the names of formats and places.
    listed = ", ".join(told.parties)
    start = article.text.index(listed, quote.start) if listed else 0
    for party in told.parties:
        yield party, article.quote(start, start + len(party))
        start += len(party) + 2


def _mechanisms(
    article: Article, rounds: Sequence[tuple[RoundWord, Evidence]]
) -> tuple[MechanismFinding, ...]:
    found = {}
    for told, quote in rounds:
        if told.mechanism is not None:
            start = article.text.index(told.mechanism, quote.start)
            words = article.quote(start, start + len(told.mechanism))
            found[told.mechanism] = MechanismFinding(
                name=told.mechanism, acronym=None, aliases=(), kind=told.kind,
                parties=told.parties, parent=None, mandate=(), next_when=None, next_where=None,
                mentions=(words,),
            )  # fmt: skip
    return tuple(found.values())


def _people(
    article: Article, rounds: Sequence[tuple[RoundWord, Evidence]]
) -> Iterable[PersonFinding]:
    seen = set()
    for told, quote in rounds:
        for seat in told.delegates:
            if seat.person not in seen:
                seen.add(seat.person)
                start = article.text.index(seat.person, quote.start)
                words = article.quote(start, start + len(seat.person))
                yield PersonFinding(seat.person, seat.role, None, seat.party, (words,))


def _commitment(promise: PromiseWord, told: RoundWord, quote: Evidence) -> CommitmentFinding:
    lacks: tuple[Lack, ...] = () if promise.deadline else ("date",)
    return CommitmentFinding(
        actors=promise.actors,
        counterparts=promise.counterparts
        or tuple(p for p in told.parties if p not in promise.actors),
        kind="pledge",
        summary=promise.summary,
        theme=None,
        deadline=promise.deadline,
        deadline_words=promise.deadline,
        amount=None,
        condition=None,
        strength="firm",
        specificity="verifiable" if promise.deadline else "partly",
        lacks=(*lacks, "quantity"),
        novelty="unknown",
        core=(),
        rule="entered by a person",
        likelihood=None,
        evidence=quote,
    )


def _line(statement: Statement) -> str:
    told = statement.told
    if told is None:
        return statement.promise.summary if statement.promise else ""
    seats = (
        ", ".join(filter(None, (seat.person, seat.role, seat.party))) for seat in told.delegates
    )
    parts = (
        told.mechanism, told.ordinal and f"round {told.ordinal}", told.when, told.place,
        ", ".join(told.parties), *seats, *told.agenda,
    )  # fmt: skip
    return f"{told.standing.capitalize()}: " + "; ".join(str(part) for part in parts if part)


# -- Entries that rest on what people entered ---------------------------------------------------


def signed(entries: Iterable[Entry], names: Mapping[str, str]) -> tuple[Entry, ...]:
    """Give entries with who entered them in place of quotes of what was entered.

    `names` gives who entered each round.  What is only about such words is left out: where they
    go back to, and what they alone disagree with.
    """
    shown = []
    for entry in entries:
        own = tuple(quote for quote in entry.evidence if is_entered(quote.article))
        if isinstance(entry, Origin) and any(map(is_entered, entry.articles)):
            continue
        if not own:
            shown.append(entry)
        elif not isinstance(entry, Discrepancy):
            shown.append(_signed(entry, own, names))
    return tuple(shown)


def _signed(entry: E, own: tuple[Evidence, ...], names: Mapping[str, str]) -> E:
    by = ", ".join(sorted({names.get(quote.article, "") for quote in own} - {""}))
    left = tuple(quote for quote in entry.evidence if quote not in own)
    shown = replace(entry, evidence=left, entered=own, entered_by=by or None)
    reports = tuple(r for r in getattr(shown, "reports", ()) if not is_entered(r))
    fields: dict[str, Any] = {"reports": reports} if isinstance(shown, Meeting) else {}
    return replace(shown, **fields)
