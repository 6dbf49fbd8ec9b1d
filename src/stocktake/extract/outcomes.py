"""Find the outcomes of an article."""

from typing import TYPE_CHECKING

from stocktake.extract.document import Document
from stocktake.model import OutcomeFinding

if TYPE_CHECKING:
    from stocktake.extract.discourse import Sides


def find_outcomes(document: Document, sides: "Sides") -> tuple[OutcomeFinding, ...]:
    """Give what the article says of outcomes."""
    return ()
