"""What pages tell of the register as a whole: how much it holds, what lists can filter by."""

from dataclasses import dataclass

from stocktake.model import Mechanism, Party
from stocktake.questions import Extent, Question
from stocktake.serve.catalogue import catalogue_of
from stocktake.serve.exchange import records_of
from stocktake.serve.web.desk import Desk
from stocktake.serve.web.showing import Asked

_PARTIES = 300
_MECHANISMS = 60


@dataclass(frozen=True, slots=True)
class Choices:
    """Ids with names: all parties by name, and the mechanisms with most meetings."""

    parties: tuple[tuple[str, str], ...]
    mechanisms: tuple[tuple[str, str], ...]


def extent_of(question: Asked) -> Extent:
    """Tell how much the register holds; it is kept as long as the register stays as it is."""
    desk = question.desk
    known = desk.memory.recall("extent", question.state)
    if isinstance(known, Extent):
        return known
    made = desk.shelf.extent()
    desk.memory.remember("extent", question.state, made)
    return made


def choices_of(question: Asked) -> Choices:
    """Give what can be chosen; it is kept as long as the register stays as it is."""
    desk = question.desk
    known = desk.memory.recall("choices", question.state)
    if isinstance(known, Choices):
        return known
    made = _made(desk)
    desk.memory.remember("choices", question.state, made)
    return made


def _made(desk: Desk) -> Choices:
    parties = desk.shelf.answer(Question("parties", order="name", at_most=_PARTIES)).ids
    busiest = [i for i, _ in desk.shelf.busiest("mechanism", "meetings", _MECHANISMS)]
    found = catalogue_of(records_of(desk.shelf.gather([*parties, *busiest], ())))
    formats = [found.by_id.get(i) for i in busiest]
    mechanisms = [(m.id, _told(m)) for m in formats if isinstance(m, Mechanism)]
    return Choices(
        parties=tuple(
            (p.id, p.name) for i in parties if isinstance(p := found.by_id.get(i), Party)
        ),
        mechanisms=tuple(sorted(mechanisms, key=lambda pair: (pair[1].casefold(), pair[0]))),
    )


def _told(mechanism: Mechanism) -> str:
    between = ", ".join(mechanism.parties[:3])
    return f"{mechanism.name} ({between}{' …' if len(mechanism.parties) > 3 else ''})"
