"""Tables as an SQLite file that opens as it is in Datasette, with its metadata beside it.

The register's own file is for Stocktake alone: beside the records it keeps accounts and sessions,
which are nobody's to publish.
"""

import sqlite3
from collections.abc import Iterable, Mapping
from contextlib import closing
from pathlib import Path
from typing import Any

import msgspec

from stocktake.serve.interchange.tabular import ColumnType, Field, PlainTable

_TYPES: Mapping[ColumnType, str] = {
    "text": "TEXT", "edtf": "TEXT", "day": "TEXT", "integer": "INTEGER", "number": "REAL",
    "yes or no": "INTEGER",
}  # fmt: skip
_LABELS = {
    "commitments": "summary", "meetings": "name", "mechanisms": "name", "people": "name",
    "agreements": "title", "programmes": "name", "articles": "title", "parties": "name",
    "follow_through": "promise", "discrepancies": "of",
}  # fmt: skip
_FACETS = {
    "commitments": ["who", "theme", "kind", "delivery"], "meetings": ["between", "mechanism"],
    "articles": ["outlet", "language"], "agreements": ["form", "status"],
    "follow_through": ["delivery", "counted"], "mechanisms": ["kind"],
}  # fmt: skip
_SORTED = {"commitments": "made", "meetings": "when_first", "articles": "published"}
#: Views that answer what a desk asks first; each names its columns in a reader's words.
VIEWS: Mapping[str, str] = {
    "what_falls_due": """
        SELECT deadline_words AS due, summary AS promise, who, partner, state, reports, id
        FROM commitments WHERE deadline_last IS NOT NULL ORDER BY deadline_last
    """,
    "promises_with_their_meetings": """
        SELECT m.name AS meeting, m.when_words AS held, m.place, c.summary AS promise, c.who,
               c.deadline_words AS due, c.state, c.quote, c.id
        FROM commitments AS c JOIN meetings AS m ON m.id = c.meeting
        ORDER BY m.when_first, c.id
    """,
    "what_became_of_it": """
        SELECT f.promise, f.delivery, f.counted, f.grade, f.why, f.quote, f.commitment, f.id
        FROM follow_through AS f ORDER BY f.counted DESC, f.id
    """,
    "quotes_with_their_sources": """
        SELECT q.record, q.quote, a.outlet, a.published, a.title, q.article, q."start", q."end"
        FROM quotes AS q JOIN articles AS a ON a.id = q.article
    """,
}


def write_sqlite(tables: Iterable[PlainTable], target: Path) -> Path:
    """Write the tables to a new SQLite file, and Datasette's metadata beside it; give its place.

    Raise OSError where either cannot be written.
    """
    listed = tuple(tables)
    target.unlink(missing_ok=True)
    with closing(sqlite3.connect(target)) as connection, connection:
        for table in listed:
            _write(table, {t.name for t in listed}, connection)
        for name, query in VIEWS.items():
            connection.execute(f"CREATE VIEW {name} AS {query}")
        _make_searchable(connection)
    beside = target.with_suffix(".metadata.json")
    beside.write_bytes(msgspec.json.format(msgspec.json.encode(metadata(listed, target.stem))))
    return beside


def metadata(tables: Iterable[PlainTable], database: str) -> dict[str, Any]:
    """Give Datasette's metadata: what each table and column is, labels, facets and order."""
    return {
        "title": "Stocktake: a register of what governments promised each other",
        "databases": {database: {"tables": {table.name: _told(table) for table in tables}}},
    }


def _told(table: PlainTable) -> dict[str, Any]:
    told: dict[str, Any] = {
        "description": table.about,
        "columns": {field.name: field.about for field in table.fields},
    }
    if table.name in _LABELS:
        told["label_column"] = _LABELS[table.name]
    if table.name in _FACETS:
        told["facets"] = _FACETS[table.name]
    if table.name in _SORTED:
        told["sort_desc"] = _SORTED[table.name]
    return told


def _write(table: PlainTable, names: set[str], connection: sqlite3.Connection) -> None:
    columns = ", ".join(_column(field, names) for field in table.fields)
    key = ", ".join(map(_quoted, table.key))
    connection.execute(f"CREATE TABLE {_quoted(table.name)} ({columns}, PRIMARY KEY ({key}))")
    marks = ", ".join("?" * len(table.fields))
    # The names of tables and columns are this module's own; values go in as parameters.
    statement = f"INSERT INTO {_quoted(table.name)} VALUES ({marks})"
    connection.executemany(statement, table.rows)


def _column(field: Field, names: set[str]) -> str:
    refers = f" REFERENCES {_quoted(field.refers)}(id)" if field.refers in names else ""
    return f"{_quoted(field.name)} {_TYPES[field.type]}{refers}"


def _quoted(name: str | None) -> str:
    return f'"{name}"'


def _make_searchable(connection: sqlite3.Connection) -> None:
    """Let Datasette search the words of promises and articles."""
    for table, columns in (("commitments", "summary, quote"), ("articles", "title, text")):
        connection.execute(
            # Datasette knows the index by the name between double quotes.
            f'CREATE VIRTUAL TABLE {table}_fts USING fts5({columns}, content="{table}")'
        )
        connection.execute(f"INSERT INTO {table}_fts({table}_fts) VALUES ('rebuild')")
