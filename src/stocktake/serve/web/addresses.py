"""Where a record is shown."""

from collections.abc import Mapping
from urllib.parse import quote

from stocktake.model import (
    Agreement,
    Commitment,
    Discrepancy,
    FollowThrough,
    Mechanism,
    Meeting,
    Party,
    Person,
    Programme,
)
from stocktake.serve.exchange import ArticleRecord, PageRecord, Record

FOLDERS: Mapping[type[object], str] = {
    ArticleRecord: "articles",
    PageRecord: "pages",
    Party: "parties",
    Person: "people",
    Mechanism: "mechanisms",
    Meeting: "meetings",
    Commitment: "commitments",
    Agreement: "agreements",
    Programme: "programmes",
}


def address(record: Record | None) -> str:
    """Give the address of a record; a disagreement is shown with what it is about."""
    match record:
        case None:
            return ""
        case Discrepancy():
            return f"/discrepancies/{quote(record.id, safe='')}"
        case FollowThrough():
            return f"/commitments/{quote(record.commitment, safe='')}#{quote(record.id, safe='')}"
    folder = FOLDERS.get(type(record))
    return f"/{folder}/{quote(record.id, safe='')}" if folder else ""


def address_of(kind: str, record: str) -> str:
    """Give the address of a record of a kind by its id."""
    return f"/{kind}/{quote(record, safe='')}"
