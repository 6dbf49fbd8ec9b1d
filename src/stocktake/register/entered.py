"""What people enter of rounds, as rows: kept as it was entered."""

from collections.abc import Iterable

import msgspec
import sqlalchemy as sa

from stocktake.model import Statement
from stocktake.register import schema
from stocktake.register.rows import printable


def put_statement(connection: sa.Connection, statement: Statement) -> None:
    """Store a statement; one that is there already stays as it is."""
    table = schema.entered
    if connection.execute(sa.select(table.c.n).where(table.c.id == statement.id)).first() is None:
        kind = "round" if statement.told is not None else "commitment"
        row = {"id": statement.id, "kind": kind, "by": printable(statement.by), "at": statement.at}
        body = printable(msgspec.json.encode(statement).decode())
        connection.execute(sa.insert(table), {**row, "body": body})


def statements(connection: sa.Connection) -> tuple[Statement, ...]:
    """Give all that people entered, in the order of time."""
    bodies: Iterable[str] = connection.execute(sa.select(schema.entered.c.body)).scalars()
    found = [msgspec.json.decode(body, type=Statement) for body in bodies]
    return tuple(sorted(found, key=lambda statement: (statement.at, statement.id)))
