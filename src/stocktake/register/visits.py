"""Visits to addresses on the web, as rows."""

import msgspec
import sqlalchemy as sa

from stocktake.model import Visit
from stocktake.register import schema
from stocktake.register.rows import printable


def visit_to(connection: sa.Connection, location: str) -> Visit | None:
    """Give the last visit to an address, or None."""
    table = schema.visits
    wanted = sa.select(table).where(table.c.location == printable(location))
    row = connection.execute(wanted).mappings().first()
    if row is None:
        return None
    return Visit(
        location=row["location"],
        etag=row["etag"],
        last_modified=row["last_modified"],
        page=row["page"],
        place=row["place"],
        stated=row["stated"],
        leads=msgspec.json.decode(row["leads"], type=tuple[str, ...]),
    )


def put_visit(connection: sa.Connection, visit: Visit) -> None:
    """Store a visit in place of the earlier one."""
    table = schema.visits
    words = {name: getattr(visit, name) for name in Visit.__slots__ if name != "leads"}
    row = {name: word if word is None else printable(word) for name, word in words.items()}
    leads = msgspec.json.encode([printable(lead) for lead in visit.leads]).decode()
    connection.execute(sa.delete(table).where(table.c.location == row["location"]))
    connection.execute(sa.insert(table), {**row, "leads": leads})
