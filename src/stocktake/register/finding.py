"""Keeps the tables by which records are found, in the same transaction as the records.

Words are kept apart for records and articles, in rows numbered as those of `finding`: as an index
without a content of its own in SQLite, which must be told again what it forgets, and as text
search vectors in PostgreSQL.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

import sqlalchemy as sa

from stocktake.model import Article, Entry, Meeting, Page, Report
from stocktake.register import schema
from stocktake.register.among import among
from stocktake.register.connection import reading, writing
from stocktake.register.facets import (
    Beside,
    Found,
    articles_of,
    of_article,
    of_entry,
    of_page,
    owner_of,
)
from stocktake.register.folding import can_be_misspelled, words_of
from stocktake.register.marks import EDITION, marks_of
from stocktake.register.rows import KINDS, entry_of, page_of, portions, printable, report_of
from stocktake.register.shortening import Head, head

VERSION = f"7 {EDITION}"
"""How records are found: with another version the tables are made anew."""

_NAME = "found by"
_KIND_OF = {entry: kind for kind, entry in KINDS.items()}
_DEPENDS = ("meeting", "about", "commitment")
_DEPENDING = ("commitments", "agreements", "discrepancies", "follow_through")
_WITH_DUE = frozenset({"party", "mechanism", "outlet", "theme"})
_WORDS_AT_MOST = 60_000  # of one text; PostgreSQL takes no vector beyond a million bytes


class Finding:
    """Work on the tables by which records are found, inside one transaction."""

    def __init__(self, connection: sa.Connection) -> None:
        self._connection = connection
        self._lite = connection.dialect.name == "sqlite"

    def is_current(self) -> bool:
        """Tell whether the tables are those that this version makes."""
        here = schema.meta.c.name == _NAME
        found = self._connection.execute(sa.select(schema.meta.c.value).where(here)).scalar()
        return found == VERSION

    def make_anew(self) -> None:
        """Drop all and make every article and entry found again."""
        for table in (schema.finding, schema.facets, schema.spellings):
            self._connection.execute(sa.delete(table))
        for words in ("record_words", "article_words"):
            every = f"INSERT INTO {words} ({words}) VALUES ('delete-all')"
            self._connection.execute(sa.text(every if self._lite else f"DELETE FROM {words}"))
        for portion in portions(self._all_ids(schema.pages)):
            wanted = sa.select(schema.pages).where(schema.pages.c.id.in_(portion))
            self.add_pages([page_of(r) for r in self._connection.execute(wanted).mappings()])
        for portion in portions(self._all_ids(schema.articles)):
            self.add_articles(self._reports(portion))
        for portion in portions(self._all_ids(schema.entries)):
            self._add(self._entries(portion))
        here = schema.meta.c.name == _NAME
        self._connection.execute(sa.delete(schema.meta).where(here))
        self._connection.execute(sa.insert(schema.meta), {"name": _NAME, "value": VERSION})

    def add_articles(self, reports: Iterable[Report]) -> None:
        """Make articles found that were stored just now."""
        listed = list(reports)
        texts = {report.article.id: _text(report.article) for report in listed}
        self._insert([of_article(report) for report in listed], "article_words", texts)

    def add_pages(self, pages: Iterable[Page]) -> None:
        """Make pages found that were stored just now."""
        found = [of_page(page) for page in pages]
        self._insert(found, "record_words", {one.id: one.words for one in found})

    def drop_articles(self, articles: Sequence[str]) -> None:
        """Make articles no longer found; they must still be in the register."""
        texts = {r.article.id: _text(r.article) for r in self._reports(articles)}
        self._drop(articles, "article_words", texts)

    def put(self, entries: Sequence[Entry]) -> None:
        """Make entries found that were stored just now, and anew those that depend on them."""
        self._add(entries)
        meetings = [entry for entry in entries if isinstance(entry, Meeting)]
        depending = set(self._depending([meeting.id for meeting in meetings]))
        depending -= {entry.id for entry in entries}
        again = list(self._entries(sorted(depending)))
        self.drop([entry.id for entry in again])
        self._add(again)

    def drop_entries(self) -> None:
        """Make no entry found any longer."""
        kinds = sa.select(schema.finding.c.id).where(schema.finding.c.kind.in_(KINDS))
        for portion in portions(list(self._connection.execute(kinds).scalars())):
            self.drop(portion)

    def drop(self, ids: Sequence[str]) -> None:
        """Make entries no longer found."""
        self._drop(ids, "record_words", None)

    def _add(self, entries: Iterable[Entry]) -> None:
        listed = list(entries)
        beside = self._beside(listed)
        found = [of_entry(e, _KIND_OF[type(e)], beside) for e in listed]
        self._insert(found, "record_words", {one.id: one.words for one in found})

    def _insert(self, found: Sequence[Found], table: str, texts: Mapping[str, str]) -> None:
        if not found:
            return
        self._connection.execute(sa.insert(schema.finding), list(map(_row, found)))
        facets = [row for one in found for row in _facet_rows(one)]
        if facets:
            self._connection.execute(sa.insert(schema.facets), facets)
        words = {one.id: words_of(texts[one.id])[:_WORDS_AT_MOST] for one in found}
        value = ":words" if self._lite else "to_tsvector('simple', :words)"
        number = "rowid" if self._lite else "n"
        self._connection.execute(
            sa.text(f"INSERT INTO {table} ({number}, words) VALUES (:n, {value})"),
            [{"n": n, "words": " ".join(words[i])} for i, n, _ in self._numbers(list(words))],
        )
        self._spell({word for some in words.values() for word in some})

    def _drop(self, ids: Sequence[str], table: str, texts: Mapping[str, str] | None) -> None:
        numbers = self._numbers(ids)
        if not numbers:
            return
        if self._lite:
            told = [
                {"n": n, "words": " ".join(words_of(texts[i] if texts else words)[:_WORDS_AT_MOST])}
                for i, n, words in numbers
            ]
            forget = f"INSERT INTO {table} ({table}, rowid, words) VALUES ('delete', :n, :words)"
        else:
            told = [{"n": n} for _, n, _ in numbers]
            forget = f"DELETE FROM {table} WHERE n = :n"
        self._connection.execute(sa.text(forget), told)
        for portion in portions([i for i, _, _ in numbers]):
            for kept in (schema.finding, schema.facets):
                self._connection.execute(sa.delete(kept).where(kept.c.id.in_(portion)))

    def _spell(self, words: Iterable[str]) -> None:
        rows = [{"word": word} for word in sorted(words) if can_be_misspelled(word)]
        if rows:
            statement = "INSERT INTO spellings (word) VALUES (:word) ON CONFLICT DO NOTHING"
            self._connection.execute(sa.text(statement), rows)

    def _beside(self, entries: Sequence[Entry]) -> Beside:
        """Give what the entries belong to, that in turn, and the heads of their articles."""
        known: dict[str, Entry] = {entry.id: entry for entry in entries}
        wanted = {i for entry in entries if (i := owner_of(entry))}
        for _ in range(3):
            fresh = {e.id: e for e in self._entries(sorted(wanted - known.keys()))}
            known.update(fresh)
            wanted = {i for entry in fresh.values() if (i := owner_of(entry))}
        articles = {a for e in entries for a in articles_of(e)}
        return Beside(known, dict(self._heads(sorted(articles))))

    def _depending(self, ids: Sequence[str]) -> Iterator[str]:
        table = schema.facets
        for portion in portions(ids):
            here = (
                table.c.facet.in_(_DEPENDS),
                table.c.kind.in_(_DEPENDING),
                table.c.value.in_(portion),
            )
            yield from self._connection.execute(sa.select(table.c.id).where(*here)).scalars()

    def _numbers(self, ids: Sequence[str]) -> list[tuple[str, int, str]]:
        table = schema.finding
        wanted = sa.select(table.c.id, table.c.n, table.c.words)
        return [
            (found, number, words)
            for portion in portions(ids)
            for found, number, words in self._connection.execute(
                wanted.where(table.c.id.in_(portion))
            )
        ]

    def _entries(self, ids: Sequence[str]) -> Iterator[Entry]:
        table = schema.entries
        wanted = sa.select(table.c.kind, table.c.body)
        for portion in portions(ids):
            rows = self._connection.execute(wanted.where(table.c.id.in_(portion))).all()
            yield from (entry_of(kind, body) for kind, body in rows)

    def _heads(self, ids: Sequence[str]) -> Iterator[tuple[str, Article]]:
        for portion in portions(ids):
            yield from ((a.article.id, a.article) for a in heads(self._connection, portion))

    def _reports(self, ids: Sequence[str]) -> Iterator[Report]:
        joined = schema.articles.join(
            schema.readings, schema.articles.c.id == schema.readings.c.article
        )
        wanted = sa.select(schema.articles, schema.readings.c.body).select_from(joined)
        for portion in portions(ids):
            here = schema.articles.c.id.in_(portion)
            rows = self._connection.execute(wanted.where(here)).mappings().all()
            yield from map(report_of, rows)

    def _all_ids(self, table: sa.Table) -> list[str]:
        return sorted(self._connection.execute(sa.select(table.c.id)).scalars())


def make_findable(engine: sa.Engine) -> None:
    """Bring the tables to this version's form; do nothing when they have it."""
    with reading(engine) as connection:
        if Finding(connection).is_current():
            return
    with writing(engine) as connection:
        finding = Finding(connection)
        # Another process may have done it while this one waited.
        if not finding.is_current():
            finding.make_anew()


def heads(connection: sa.Connection, ids: Iterable[str]) -> list[Head]:
    """Give articles without their texts."""
    table = schema.finding
    # The kind is looked at here: asked for, it would tempt the database to go through all of one.
    wanted = sa.select(table.c.kind, table.c.short).where(among(table.c.id, ids))
    return [head(short) for kind, short in connection.execute(wanted).all() if kind == "articles"]


def _row(one: Found) -> dict[str, Any]:
    return {
        "id": one.id,
        "kind": one.kind,
        "day": one.day,
        "due": one.due,
        "name": printable(one.name),
        "marks": marks_of(one.facets),
        "words": printable(one.words),
        "short": one.short,
    }


def _facet_rows(one: Found) -> Iterator[dict[str, Any]]:
    """Give a row a facet; the day due stands by those that lists are narrowed by in its order."""
    shared = {"id": one.id, "kind": one.kind, "day": one.day, "marks": marks_of(one.facets)}
    for name, value in one.facets:
        due = one.due if name in _WITH_DUE else ""
        yield {**shared, "facet": name, "value": printable(value), "due": due}


def _text(article: Article) -> str:
    return f"{article.title or ''} {article.text}"
