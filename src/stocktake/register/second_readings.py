"""Second readings as rows: one for each article and model, kept beside what the rules found."""

from collections.abc import Iterable

import msgspec
import sqlalchemy as sa

from stocktake.model import SecondReading
from stocktake.register import schema
from stocktake.register.rows import portions, printable


def put_second_reading(connection: sa.Connection, reading: SecondReading) -> None:
    """Store a second reading in place of the same model's earlier one of that article."""
    table = schema.second_readings
    row = {"article": reading.article, "model": printable(reading.model)}
    body = printable(msgspec.json.encode(reading).decode())
    here = (table.c.article == row["article"], table.c.model == row["model"])
    connection.execute(sa.delete(table).where(*here))
    connection.execute(sa.insert(table), {**row, "body": body})


def second_readings(connection: sa.Connection) -> tuple[SecondReading, ...]:
    """Give all second readings of articles that the register holds, in the order of their names."""
    table, articles = schema.second_readings, schema.articles
    wanted = sa.select(table.c.body).join(articles, articles.c.id == table.c.article)
    readings = [
        msgspec.json.decode(body, type=SecondReading)
        for body in connection.execute(wanted).scalars()
    ]
    return tuple(sorted(readings, key=lambda reading: (reading.article, reading.model)))


def drop_second_readings(connection: sa.Connection, articles: Iterable[str]) -> None:
    """Remove the second readings of some articles."""
    table = schema.second_readings
    for portion in portions(articles):
        connection.execute(sa.delete(table).where(table.c.article.in_(portion)))
