"""Pages and articles that come and go: what is noted of them, and what of the gone is kept."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

import msgspec
import sqlalchemy as sa

from stocktake.model import Article, Page, ReadPage
from stocktake.register import schema
from stocktake.register.log import FORGOTTEN, Body, Log, without
from stocktake.register.rows import portions

ARTICLE, PAGE = "articles", "pages"


def held_of(connection: sa.Connection, pages: Sequence[str]) -> dict[tuple[str, str], Body]:
    """Give pages and their articles, by kind and id, as bodies that can be put back."""
    found: dict[tuple[str, str], Body] = {}
    texts, readings = schema.articles, schema.readings
    joined = texts.join(readings, texts.c.id == readings.c.article)
    for portion in portions(pages):
        told = sa.select(texts, readings.c.relevant).select_from(joined)
        for row in connection.execute(told.where(texts.c.page.in_(portion))).mappings():
            body = {name: row[name] for name in (*Article.__slots__, "relevant")}
            found[ARTICLE, row["id"]] = body
        wanted = sa.select(schema.pages).where(schema.pages.c.id.in_(portion))
        for row in connection.execute(wanted).mappings():
            found[PAGE, row["id"]] = {name: row[name] for name in Page.__slots__}
    return found


def note_taken(log: Log, before: Mapping[tuple[str, str], Body], taken: Iterable[ReadPage]) -> None:
    """Note what came with pages that were read, and what went that they had said before."""
    after = {(PAGE, read.page.id): _body(read.page) for read in taken}
    page_of = {(PAGE, page): page for _, page in after}
    for read in taken:
        for report in read.reports:
            after[ARTICLE, report.article.id] = _body(report.article)
            page_of[ARTICLE, report.article.id] = read.page.id
    for thing in sorted(before.keys() | after.keys()):
        kind, record = thing
        old, new = before.get(thing), after.get(thing)
        page = page_of.get(thing) or str((old or {}).get("page") or record)
        cause = cause_of(page, (PAGE, page) in before)
        if old is None:
            log.note("added", thing, cause, None)
        elif new is None:
            log.note("withdrawn", thing, cause, old)
        elif kind == PAGE and {**old, "location": None} != {**new, "location": None}:
            log.note("changed", thing, cause, old)


def cause_of(page: str, again: bool) -> str:
    """Say that a page was added, or read again."""
    return f"page {page} read again" if again else f"page {page} added"


def forgotten(page: str) -> str:
    """Say that a page was forgotten."""
    return f"page {page}{FORGOTTEN}"


def note_forgotten(
    connection: sa.Connection, log: Log, page: str, articles: Collection[str]
) -> None:
    """Note that a page is forgotten, and take its words out of all that is kept of the past."""
    log.note("withdrawn", (PAGE, page), forgotten(page), None)
    for article in sorted(articles):
        log.note("withdrawn", (ARTICLE, article), forgotten(page), None)
        table = schema.log
        telling = table.c.before.contains(f'"{article}"', autoescape=True)
        wanted = sa.select(table.c.n, table.c.before).where(telling)
        for number, before in connection.execute(wanted).all():
            body = without(msgspec.json.decode(before, type=dict[str, Any]), articles)
            left = None if body is None else msgspec.json.encode(body).decode()
            change = sa.update(table).where(table.c.n == number).values(before=left)
            connection.execute(change)


def _body(thing: Page | Article) -> Body:
    return {name: getattr(thing, name) for name in type(thing).__slots__}
