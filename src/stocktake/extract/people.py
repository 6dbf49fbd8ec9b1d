"""Who is named in a role: office holders, delegates, signers and speakers."""

from stocktake.extract.document import Document
from stocktake.model import PersonFinding


def find_people(document: Document) -> tuple[PersonFinding, ...]:
    """Give one finding for each person that the article names in a role, in order of mention."""
    return ()
