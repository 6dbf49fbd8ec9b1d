"""How things stand in the register whatever the day: what Today shows beside its dates."""

from collections.abc import Mapping
from dataclasses import dataclass

from stocktake.model import Holdings, Judgement, Mechanism
from stocktake.questions import Answer, Question
from stocktake.serve.web.desk import Desk
from stocktake.serve.web.showing import Asked

_DISAGREEMENTS = 4
_MECHANISMS = 14
_UNREAD = 3
_DECISIONS = 5
_NAME = "standing"


@dataclass(frozen=True, slots=True)
class Standing:
    """What disagrees, what was not read, what waits, and the mechanisms that meet most.

    `formats` holds those mechanisms with their meetings, then the names of their parties;
    `promised` and `disagree` count promises and disagreements by mechanism.
    """

    disputed: Answer
    unread: Answer
    waiting: int
    decisions: tuple[Judgement, ...]
    busiest: tuple[str, ...]
    formats: tuple[Holdings, Holdings]
    promised: Mapping[str, int]
    disagree: Mapping[str, int]


def standing_of(question: Asked) -> Standing:
    """Give how things stand; it is kept as long as the register stays as it is."""
    desk = question.desk
    known = desk.memory.recall(_NAME, question.state)
    if isinstance(known, Standing):
        return known
    made = _made(desk)
    desk.memory.remember(_NAME, question.state, made)
    return made


def _made(desk: Desk) -> Standing:
    shelf = desk.shelf
    busiest = tuple(i for i, _ in shelf.busiest("mechanism", "meetings", _MECHANISMS))
    held = shelf.gather(busiest, ("meetings",))
    parties = {p for e in held.entries if isinstance(e, Mechanism) for p in e.parties}
    return Standing(
        disputed=shelf.answer(Question("discrepancies", at_most=_DISAGREEMENTS)),
        unread=shelf.answer(Question("pages", readable="no", at_most=_UNREAD)),
        waiting=shelf.answer(Question("commitments", standing="suggested", at_most=1)).total,
        decisions=shelf.decisions(_DECISIONS),
        busiest=busiest,
        formats=(held, shelf.gather(sorted(parties), ())),
        promised=shelf.tally("mechanism", busiest, Question("commitments")),
        disagree=shelf.tally("mechanism", busiest, Question("discrepancies")),
    )
