"""Pages on their way into the register and out of it."""

from collections.abc import Callable, Collection, Sequence
from typing import Any

import msgspec
import sqlalchemy as sa

from stocktake.errors import NoSuchRecord
from stocktake.model import Page, Reader, ReadPage, unreadable_id
from stocktake.register import schema
from stocktake.register.derived import mark_dirty
from stocktake.register.finding import Finding
from stocktake.register.former import cause_of, forgotten, held_of, note_forgotten, note_taken
from stocktake.register.held import READER
from stocktake.register.log import Log
from stocktake.register.rows import (
    article_row,
    page_of,
    page_row,
    portions,
    printable,
    reading_row,
)
from stocktake.register.second_readings import drop_second_readings


def take_in(connection: sa.Connection, pages: Sequence[ReadPage], reader: Reader, log: Log) -> None:
    """Store pages with what was read from them, as `Register.take_in` says."""
    ordered = _once_each(pages)
    _set(connection, READER + reader.id, msgspec.json.encode(reader).decode())
    held = _held(connection, [read.page.id for read in ordered])
    fresh = [r for r in ordered if not _stands(held.get(r.page.id), reader)]
    _name_first(connection, [read.page for read in ordered], held)
    readable = [unreadable_id(r.page.location) for r in fresh if r.page.sha256]
    gone = [*held.keys() & {r.page.id for r in fresh}, *readable]
    before = held_of(connection, gone)
    _remove(connection, gone, lambda page: cause_of(page, again=True))
    _insert(connection, fresh, reader.id, held.keys())
    note_taken(log, before, fresh)


def forget(connection: sa.Connection, page: str, log: Log) -> Page:
    """Remove a page with its articles and readings; raise `NoSuchRecord` if there is none."""
    wanted = sa.select(schema.pages).where(schema.pages.c.id == page)
    row = connection.execute(wanted).mappings().first()
    if row is None:
        raise NoSuchRecord(f"the register holds no page {page}; `stocktake pages` lists them")
    articles = _articles_of(connection, [page])
    drop_second_readings(connection, articles)
    _remove(connection, [page], forgotten)
    note_forgotten(connection, log, page, articles)
    return page_of(row)


def _once_each(pages: Sequence[ReadPage]) -> list[ReadPage]:
    unique: dict[str, ReadPage] = {}
    for read in pages:
        other = unique.setdefault(read.page.id, read)
        if read.page.location < other.page.location:
            unique[read.page.id] = read
    return [unique[page] for page in sorted(unique)]


def _held(connection: sa.Connection, pages: list[str]) -> dict[str, sa.RowMapping]:
    wanted = sa.select(schema.pages)
    return {
        row["id"]: row
        for portion in portions(pages)
        for row in connection.execute(wanted.where(schema.pages.c.id.in_(portion))).mappings()
    }


def _stands(row: sa.RowMapping | None, reader: Reader) -> bool:
    return row is not None and row["reader"] == reader.id and row["problem"] is None


def _name_first(
    connection: sa.Connection, pages: list[Page], held: dict[str, sa.RowMapping]
) -> None:
    for page in pages:
        location = printable(page.location)
        if page.id in held and location < held[page.id]["location"]:
            here = schema.pages.c.id == page.id
            connection.execute(sa.update(schema.pages).where(here).values(location=location))


def _insert(
    connection: sa.Connection, pages: list[ReadPage], reader: str, known: Collection[str]
) -> None:
    reports = sorted((r for p in pages for r in p.reports), key=lambda report: report.article.id)
    batches: list[tuple[sa.Table, list[dict[str, Any]]]] = [
        (schema.pages, [page_row(read.page, reader) for read in pages]),
        (schema.articles, [article_row(report.article) for report in reports]),
        (schema.readings, [reading_row(report.reading, reader) for report in reports]),
    ]
    for table, rows in batches:
        if rows:
            connection.execute(sa.insert(table), rows)
    finding = Finding(connection)
    finding.add_pages([read.page for read in pages])
    finding.add_articles(reports)
    for read in pages:
        cause = cause_of(read.page.id, read.page.id in known)
        mark_dirty(connection, [report.article.id for report in read.reports], cause)


def _remove(connection: sa.Connection, pages: list[str], cause: Callable[[str], str]) -> None:
    for page in pages:
        mark_dirty(connection, _articles_of(connection, [page]), cause(page))
    for portion in portions(pages):
        articles = _articles_of(connection, portion)
        finding = Finding(connection)
        finding.drop_articles(articles)
        finding.drop(portion)
        for some in portions(articles):
            connection.execute(
                sa.delete(schema.readings).where(schema.readings.c.article.in_(some))
            )
        of_pages = schema.articles.c.page.in_(portion)
        connection.execute(sa.delete(schema.articles).where(of_pages))
        connection.execute(sa.delete(schema.pages).where(schema.pages.c.id.in_(portion)))


def _articles_of(connection: sa.Connection, pages: Sequence[str]) -> list[str]:
    wanted = sa.select(schema.articles.c.id).where(schema.articles.c.page.in_(pages))
    return list(connection.execute(wanted).scalars())


def _set(connection: sa.Connection, name: str, value: str) -> None:
    table = schema.meta
    old = connection.execute(sa.select(table.c.value).where(table.c.name == name)).scalar()
    if old is None:
        connection.execute(sa.insert(table), {"name": name, "value": value})
    elif old != value:
        connection.execute(sa.update(table).where(table.c.name == name).values(value=value))
