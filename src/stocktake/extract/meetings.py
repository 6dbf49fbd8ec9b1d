"""Which meetings an article speaks of: the one it is about, those it recalls or announces."""

from stocktake.extract.discourse import Sides
from stocktake.extract.document import Document
from stocktake.model import MechanismFinding, MeetingFinding, PersonFinding


def find_meetings(
    document: Document,
    sides: Sides,
    people: tuple[PersonFinding, ...],
    mechanisms: tuple[MechanismFinding, ...],
) -> tuple[MeetingFinding, ...]:
    """Give the meeting that the article is about first, then those it recalls or announces."""
    return ()
