"""The sentences that open a brief: its title, what lies ahead and behind, and all in short."""

from collections.abc import Iterator
from datetime import timedelta

from stocktake.serve.catalogue import counted
from stocktake.serve.days import span, written
from stocktake.serve.papers.brief import Brief
from stocktake.serve.papers.items import Item
from stocktake.serve.papers.numbers import capital, count_in_words, in_words, lower
from stocktake.serve.papers.paper import Mark, Run, Words, quiet, said, strong
from stocktake.serve.papers.rounds import Round, worded_ordinal
from stocktake.serve.state import PASSED

_STALE = timedelta(days=31)  # after a month without a report "nothing found" says little
_NAMED = 3  # more promises past their date are counted, not named


def title(brief: Brief) -> str:
    """Write what the brief is before, and for whom."""
    number = brief.coming.ordinal
    which = worded_ordinal(number) if number else "next"
    name = brief.name.removeprefix("the ").removeprefix("The ")
    return f"Before the {which} round of the {name}"


def lede(brief: Brief) -> str:
    """Write what is announced of the round ahead, and which one was the last."""
    return f"{_ahead(brief)} {_behind(brief)}"


def in_short(brief: Brief) -> Iterator[Run]:
    """Write how many promises stand how, and how far the register can see."""
    yield strong("In short. ")
    total = sum(map(len, (brief.open, brief.closed, brief.general, brief.journeys)))
    if total:
        yield said(f"{capital(count_in_words(total, 'promise'))} in {_held(brief)}. ")
        yield said("".join([*_closed(brief), *_past(brief)]))
    else:
        read = counted(len(brief.sources.cited), "report")
        yield said(f"Read {read}. None holds a promise. ")
    yield from _reach(brief)


def key(brief: Brief) -> Iterator[Run]:
    """Write what the marks mean."""
    yield Mark("person")
    yield said("confirmed by a person\u2003")
    yield Mark("tool")
    yield said("suggested by the tool, to be checked\u2003")
    numbers = [r.label for r in brief.rounds.main if r.label == str(r.meeting.ordinal)]
    rounds = [f"{', '.join(numbers)} round{'s' if len(numbers) > 1 else ''}"] if numbers else []
    others = [f"{r.label} {_dated(r)}" for r in brief.rounds.held if r.label not in numbers]
    marks = ["circle: said", "square: done", "hatched: date passed", "gap: not mentioned"]
    yield quiet(" · ".join([*rounds, *others]))
    yield Words(" · " + " · ".join(marks), "drawn")


def _dated(round_: Round) -> str:
    if round_.kind == "session" and round_.meeting.when:
        return f"{lower(round_.heading)} of {round_.when}"
    return round_.heading


def _ahead(brief: Brief) -> str:
    coming = brief.coming
    if coming.when is None and coming.place is None:
        return "No next round is announced in what was read."
    told = ", ".join(filter(None, (coming.place, written(coming.when) if coming.when else "")))
    cited = f" {coming.references}" if coming.references else ""
    days = span(coming.when)
    if days is not None and days.last is not None and days.last < brief.as_of:
        return f"Announced for {told}{cited}; no report of it was read."
    if not coming.place:
        return f"Announced for {told}, without a place{cited}."
    if days is None or days.first != days.last:
        return f"{told}; no day announced{cited}."
    return f"{told}{cited}."


def _behind(brief: Brief) -> str:
    if not brief.rounds.main:
        return "No report of a round was read."
    last = brief.rounds.main[-1]
    return f"Last round: {', '.join(filter(None, (last.meeting.place, last.when)))}."


def _held(brief: Brief) -> str:
    sessions = len(brief.rounds.held) - len(brief.rounds.main)
    rounds = count_in_words(len(brief.rounds.main), "round")
    if not sessions:
        return rounds
    return f"{rounds} and {count_in_words(sessions, 'session')} of a body it set up"


def _closed(brief: Brief) -> Iterator[str]:
    delivered = sum(item.tone == "done" for item in brief.closed)
    others = len(brief.closed) - delivered
    yield f"{capital(in_words(delivered))} delivered. " if delivered else "None seen delivered. "
    if others:
        yield f"{capital(in_words(others))} ended otherwise. "


def _past(brief: Brief) -> Iterator[str]:
    past = [item for item in brief.open if item.is_passed]
    rest = len(brief.open) - len(past)
    if past:
        told = [f"No.\u00a0{item.number}: {_passed(item)}" for item in past[:_NAMED]]
        more = f"; and {in_words(len(past) - _NAMED)} more" if len(past) > _NAMED else ""
        its = "its" if len(past) == 1 else "their"
        yield f"{capital(in_words(len(past)))} past {its} date: {'; '.join(told)}{more}. "
    if rest:
        others = " other" if past and rest == 1 else " others" if past else ""
        yield f"{capital(in_words(rest))}{others} {'is' if rest == 1 else 'are'} open. "
    if brief.general:
        hold = "holds" if len(brief.general) == 1 else "hold"
        yield f"{capital(in_words(len(brief.general)))} {hold} nothing to check. "
    if brief.journeys:
        only = "only announces a journey" if len(brief.journeys) == 1 else "only announce journeys"
        yield f"{capital(in_words(len(brief.journeys)))} {only}. "


def _passed(item: Item) -> str:
    return "nothing found" if item.state == PASSED else lower(item.state)


def _reach(brief: Brief) -> Iterator[Run]:
    if brief.newest is None:
        yield said("No report read on it bears a day.")
        return
    newest = f"The newest report read on it is of {written(str(brief.newest))}"
    if brief.as_of - brief.newest <= _STALE:
        yield said(f"{newest}.")
        return
    yield said(f"{newest}: ")
    yield strong("ask what happened since before relying on “nothing found”.")
