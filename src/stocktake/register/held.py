"""All that the register holds at one moment."""

from collections.abc import Collection, Sequence

import msgspec
import sqlalchemy as sa

from stocktake.model import Entry, Holdings, Reader, Report
from stocktake.register import schema
from stocktake.register.references import with_references
from stocktake.register.rows import (
    article_of,
    entry_of,
    judgement_of,
    page_of,
    portions,
    report_of,
)

# What the names of readers begin with in the table of settings.
READER = "reader:"


def all_held(connection: sa.Connection) -> Holdings:
    """Give all that the register holds."""
    judgements = tuple(judgement_of(row) for row in rows_by_id(connection, schema.judgements))
    return Holdings(
        pages=tuple(page_of(row) for row in rows_by_id(connection, schema.pages)),
        articles=tuple(article_of(row) for row in rows_by_id(connection, schema.articles)),
        relevant=_relevant(connection),
        entries=with_references(_entries(connection, schema.entries), judgements),
        rejected=_entries(connection, schema.rejected),
        judgements=judgements,
        readers=_readers(connection),
        pending=pending(connection),
    )


def held_beyond(connection: sa.Connection, known: Collection[str]) -> Holdings:
    """Give the articles and entries whose ids are not among those known, and nothing else."""
    articles = _rows_beyond(connection, schema.articles, known)
    fresh = [row["id"] for row in articles]
    relevant = sa.select(schema.readings.c.article).where(schema.readings.c.relevant)
    told = (relevant.where(schema.readings.c.article.in_(some)) for some in portions(fresh))
    return Holdings(
        articles=tuple(article_of(row) for row in articles),
        relevant=frozenset(id for wanted in told for id in connection.execute(wanted).scalars()),
        entries=tuple(
            entry_of(row["kind"], row["body"])
            for row in _rows_beyond(connection, schema.entries, known)
        ),
    )


def _rows_beyond(
    connection: sa.Connection, table: sa.Table, known: Collection[str]
) -> list[sa.RowMapping]:
    fresh = sorted(set(connection.execute(sa.select(table.c.id)).scalars()) - set(known))
    wanted = (sa.select(table).where(table.c.id.in_(some)) for some in portions(fresh))
    rows = [row for some in wanted for row in connection.execute(some).mappings()]
    return sorted(rows, key=lambda row: str(row["id"]))


def rows_by_id(connection: sa.Connection, table: sa.Table) -> list[sa.RowMapping]:
    """Give the rows of a table in the order of their ids."""
    # Sorted here, for databases differ in how they sort text.
    rows = connection.execute(sa.select(table)).mappings().all()
    return sorted(rows, key=lambda row: str(row["id"]))


def _entries(connection: sa.Connection, table: sa.Table) -> tuple[Entry, ...]:
    wanted = sa.select(table.c.id, table.c.kind, table.c.body)
    rows = sorted(map(tuple, connection.execute(wanted)))
    return tuple(entry_of(kind, body) for _, kind, body in rows)


def _relevant(connection: sa.Connection) -> frozenset[str]:
    table = schema.readings
    return frozenset(
        connection.execute(sa.select(table.c.article).where(table.c.relevant)).scalars()
    )


def _readers(connection: sa.Connection) -> tuple[Reader, ...]:
    used = set(connection.execute(sa.select(schema.readings.c.reader).distinct()).scalars())
    wanted = sa.select(schema.meta.c.value).where(schema.meta.c.name.startswith(READER))
    readers = [
        msgspec.json.decode(value, type=Reader) for value in connection.execute(wanted).scalars()
    ]
    return tuple(sorted((r for r in readers if r.id in used), key=lambda reader: reader.id))


def pending(connection: sa.Connection) -> int:
    """Count the articles that are read but not yet reconciled with the others."""
    return connection.execute(sa.select(sa.func.count()).select_from(schema.dirty)).scalar_one()


def reports(connection: sa.Connection, articles: Sequence[str] | None) -> tuple[Report, ...]:
    """Give articles with their readings, all or those of some ids, in the order of their ids."""
    texts, readings = schema.articles, schema.readings
    wanted = sa.select(texts, readings.c.body).join(readings, texts.c.id == readings.c.article)
    if articles is None:
        rows = list(connection.execute(wanted).mappings())
    else:
        rows = [
            row
            for portion in portions(articles)
            for row in connection.execute(wanted.where(texts.c.id.in_(portion))).mappings()
        ]
    return tuple(report_of(row) for row in sorted(rows, key=lambda row: str(row["id"])))
