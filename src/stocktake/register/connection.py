"""Connections to the register's database: how they begin, and what their errors mean."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError, SQLAlchemyError

from stocktake.errors import RegisterProblem

PATIENCE = 600  # seconds that a writer waits for another one
READERS = 4  # connections for looking; more at once only wait for the processor
_WRITERS_LOCK = 0x53746F636B74616B  # "Stocktak": one writer at a time in PostgreSQL
_WRITES = "stocktake_writes"
_CHANGED = sa.text(
    "UPDATE meta SET value = CAST(CAST(value AS BIGINT) + 1 AS TEXT) WHERE name = 'changes'"
)


def url_of(place: str) -> sa.URL:
    """Give the database's URL for a file's path or a PostgreSQL address."""
    if "://" not in place:
        return sa.URL.create("sqlite", database=place)
    try:
        url = sa.make_url(place)
    except (ArgumentError, ValueError) as error:
        raise RegisterProblem(f"the register's address cannot be understood: {error}") from error
    if url.get_backend_name() in {"postgresql", "postgres"}:
        return url.set(drivername="postgresql+psycopg")
    if url.get_backend_name() == "sqlite":
        return url
    raise RegisterProblem(
        f"a register is a file or a PostgreSQL database, not {url.get_backend_name()}"
    )


def connect(url: sa.URL) -> sa.Engine:
    """Make the engine; it connects when it is first used."""
    try:
        if url.get_backend_name() == "sqlite":
            return _sqlite(url)
        return sa.create_engine(url, connect_args={"connect_timeout": 10})
    except (NoSuchModuleError, ImportError) as error:
        raise RegisterProblem(f"the driver of {_shown(url)} is missing: {error}") from error


@contextmanager
def reading(engine: sa.Engine) -> Iterator[sa.Connection]:
    """Give a transaction that sees one state of the register from its start to its end."""
    options = {"isolation_level": "REPEATABLE READ"} if engine.dialect.name != "sqlite" else {}
    with explained(engine.url), engine.connect() as plain:
        connection = plain.execution_options(**options)
        with connection.begin():
            yield connection


@contextmanager
def writing(engine: sa.Engine) -> Iterator[sa.Connection]:
    """Give a transaction that no other writer overlaps; it is kept whole or not at all.

    It counts as a change, so that what was shown before it is known to be old.
    """
    with alone(engine) as connection:
        yield connection
        connection.execute(_CHANGED)


@contextmanager
def alone(engine: sa.Engine) -> Iterator[sa.Connection]:
    """Give such a transaction where the register's tables may be yet to be made."""
    with explained(engine.url), engine.connect() as plain:
        connection = plain.execution_options(**{_WRITES: True})
        with connection.begin():
            if engine.dialect.name == "postgresql":
                connection.execute(sa.select(sa.func.pg_advisory_xact_lock(_WRITERS_LOCK)))
            yield connection


@contextmanager
def explained(url: sa.URL) -> Iterator[None]:
    """Turn a database's error into one that says what to do."""
    try:
        yield
    except DBAPIError as error:
        raise RegisterProblem(_explanation(str(error.orig), url)) from error
    except (SQLAlchemyError, sqlite3.Error) as error:
        raise RegisterProblem(f"the register {_shown(url)} cannot be used: {error}") from error


def connect_readers(url: sa.URL) -> sa.Engine:
    """Make the engine for many readers at once: few connections, each with little memory."""
    if url.get_backend_name() != "sqlite":
        return sa.create_engine(
            url, connect_args={"connect_timeout": 10}, pool_size=READERS, max_overflow=0
        )
    engine = _sqlite(url, pool_size=READERS, max_overflow=0)
    sa.event.listen(engine, "connect", _spare_memory)
    return engine


def _sqlite(url: sa.URL, **pool: int) -> sa.Engine:
    engine = sa.create_engine(url, connect_args={"timeout": PATIENCE}, **pool)
    sa.event.listen(engine, "connect", _prepare_sqlite)
    sa.event.listen(engine, "begin", _begin_sqlite)
    return engine


def _prepare_sqlite(connection: sqlite3.Connection, _record: Any) -> None:
    # The driver begins transactions late and never for reads; the register begins its own.
    connection.isolation_level = None
    for pragma in ("journal_mode = WAL", "synchronous = FULL", "cache_size = -65536"):
        connection.execute(f"PRAGMA {pragma}")


def _spare_memory(connection: sqlite3.Connection, _record: Any) -> None:
    connection.execute("PRAGMA cache_size = -12288")


def _begin_sqlite(connection: sa.Connection) -> None:
    writes = connection.get_execution_options().get(_WRITES)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


_REMEDIES = (
    (
        ("locked", "lock timeout"),
        "another stocktake has been writing to it for long; wait for it to end and run this again",
    ),
    (
        ("disk is full", "No space left", "database or disk is full"),
        "its disk is full; free some space and run this again, what was stored is kept",
    ),
    (
        ("not a database", "malformed", "disk image", "file is encrypted"),
        "it is no register or it is damaged; put a backup in its place, or name another "
        "with --register and add the pages again",
    ),
    (
        ("unable to open", "readonly", "read-only", "Permission denied", "permission denied"),
        "its folder is missing or may not be written to; make the folder, change its "
        "permissions, or name another register with --register",
    ),
    (
        ("no such table", "no such column", "does not exist", "UndefinedTable"),
        "it holds no register of this version of Stocktake; check the address",
    ),
    (
        ("connection", "could not translate", "refused", "authentication"),
        "the server does not answer or refuses; check that it runs, and the address's host, "
        "port, name and password",
    ),
    (
        ("disk I/O error", "I/O"),
        "its disk fails or is full; check the disk and run this again, what was stored is kept",
    ),
)


def _explanation(message: str, url: sa.URL) -> str:
    for signs, remedy in _REMEDIES:
        if any(sign in message for sign in signs):
            return f"the register {_shown(url)} cannot be used: {remedy} ({_one_line(message)})"
    return f"the register {_shown(url)} cannot be used: {_one_line(message)}"


def _shown(url: sa.URL) -> str:
    if url.get_backend_name() == "sqlite":
        return str(Path(url.database or ""))
    return url.render_as_string(hide_password=True)


def _one_line(message: str) -> str:
    return message.strip().splitlines()[0] if message.strip() else "no reason given"
