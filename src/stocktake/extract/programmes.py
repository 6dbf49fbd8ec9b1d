"""Find the programmes of an article."""

from typing import TYPE_CHECKING

from stocktake.extract.document import Document
from stocktake.model import ProgrammeFinding

if TYPE_CHECKING:
    from stocktake.extract.discourse import Sides


def find_programmes(document: Document, sides: "Sides") -> tuple[ProgrammeFinding, ...]:
    """Give what the article says of programmes."""
    return ()
