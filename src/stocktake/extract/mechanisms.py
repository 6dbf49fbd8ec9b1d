"""Which standing formats an article names: dialogues, commissions, committees, missions."""

from stocktake.extract.document import Document
from stocktake.model import MechanismFinding


def find_mechanisms(document: Document) -> tuple[MechanismFinding, ...]:
    """Give one finding for each standing format that the article names, in order of mention."""
    return ()
