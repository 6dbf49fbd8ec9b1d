"""Copies a register from a file to PostgreSQL, row by row: ``copied_register.py FILE ADDRESS``.

The database must be empty.  For measuring: a large register is made once and then copied.
"""

import argparse
import sqlite3
from collections.abc import Iterable, Iterator

import psycopg

from stocktake.register import create_or_open
from stocktake.register.folding import words_of
from stocktake.register.schema import metadata

_WORDS = 60_000  # of one text, as the register takes them
_AT_ONCE = 5_000
_APART = (
    b"FROM pg_indexes WHERE schemaname = current_schema() AND indexname NOT IN "
    b"(SELECT conname FROM pg_constraint)"
)
_INDEXES, _INDEX_NAMES = b"SELECT indexdef " + _APART, b"SELECT indexname " + _APART


def copy(place: str, address: str) -> None:
    """Copy every table, then the words, which the file keeps in a form of its own."""
    create_or_open(address).close()
    there = sqlite3.connect(f"file:{place}?mode=ro", uri=True)
    with psycopg.connect(address) as here:
        indexes = [row[0] for row in here.execute(_INDEXES)]
        for name in [row[0] for row in here.execute(_INDEX_NAMES)]:
            here.execute(f'DROP INDEX "{name}"'.encode())
        for table in metadata.sorted_tables:
            here.execute(f'DELETE FROM "{table.name}"'.encode())
            _copy(there, here, table.name, [column.name for column in table.columns])
            if "n" in table.columns:
                last = f"SELECT setval(pg_get_serial_sequence('{table.name}', 'n'), max(n) + 1)"
                here.execute(f'{last} FROM "{table.name}"'.encode())
            here.commit()
            print(table.name, flush=True)
        _copy_words(here, "record_words", _words_of_records(there))
        _copy_words(here, "article_words", _words_of_articles(there))
        for made in indexes:
            here.execute(made.encode())
        here.commit()
        here.autocommit = True
        here.execute("VACUUM ANALYZE")


def _copy(
    there: sqlite3.Connection, here: psycopg.Connection, table: str, columns: list[str]
) -> None:
    names = ", ".join(f'"{column}"' for column in columns)
    told = here.execute(f'SELECT {names} FROM "{table}" LIMIT 0'.encode()).description or ()
    truths = [column.type_code == 16 for column in told]
    with here.cursor().copy(f'COPY "{table}" ({names}) FROM STDIN'.encode()) as into:
        for row in there.execute(f'SELECT {names} FROM "{table}"'):
            into.write_row(
                [bool(value) if t and value is not None else value
                 for value, t in zip(row, truths, strict=True)]
            )  # fmt: skip


def _words_of_records(there: sqlite3.Connection) -> Iterator[tuple[int, str]]:
    yield from there.execute("SELECT n, words FROM finding WHERE kind <> 'articles'")


def _words_of_articles(there: sqlite3.Connection) -> Iterator[tuple[int, str]]:
    joined = "finding f JOIN articles a ON a.id = f.id WHERE f.kind = 'articles'"
    yield from there.execute(f"SELECT f.n, coalesce(a.title, '') || ' ' || a.text FROM {joined}")


def _copy_words(here: psycopg.Connection, table: str, texts: Iterable[tuple[int, str]]) -> None:
    insert = f"INSERT INTO {table} (n, words) VALUES (%s, to_tsvector('simple', %s))".encode()
    here.execute(f"DELETE FROM {table}".encode())
    rows = ((n, " ".join(words_of(text)[:_WORDS])) for n, text in texts)
    some: list[tuple[int, str]] = []
    for row in rows:
        some.append(row)
        if len(some) == _AT_ONCE:
            here.cursor().executemany(insert, some)
            some.clear()
    here.cursor().executemany(insert, some)
    print(table, flush=True)


def main() -> None:
    """Copy the register that the command line names."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file")
    parser.add_argument("address")
    given = parser.parse_args()
    copy(given.file, given.address)


if __name__ == "__main__":
    main()
