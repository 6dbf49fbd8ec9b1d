"""Find the agreements of an article."""

from typing import TYPE_CHECKING

from stocktake.extract.document import Document
from stocktake.model import AgreementFinding

if TYPE_CHECKING:
    from stocktake.extract.discourse import Sides


def find_agreements(document: Document, sides: "Sides") -> tuple[AgreementFinding, ...]:
    """Give what the article says of agreements."""
    return ()
