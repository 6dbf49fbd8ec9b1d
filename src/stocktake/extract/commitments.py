"""Who promised what: the commitments that one article reports."""

from stocktake.extract.discourse import Sides
from stocktake.extract.document import Document
from stocktake.model import CommitmentFinding


def find_commitments(document: Document, sides: Sides) -> tuple[CommitmentFinding, ...]:
    """Give the commitments that an article reports, in the order of the text."""
    return ()
