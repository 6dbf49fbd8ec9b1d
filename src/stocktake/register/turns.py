"""One at a time among all processes at a register, for what reads, weighs and then writes."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import sqlalchemy as sa

from stocktake.register.connection import explained

_TURN = 0x5475726E  # "Turn": the name of the lock in PostgreSQL


@contextmanager
def turn(engine: sa.Engine) -> Iterator[None]:
    """Wait until no other process has its turn, and have it.

    A file beside the register says so in SQLite, whose own locks are for single writes; where the
    system has no such locks on files, one process is all that serves.
    """
    with explained(engine.url):
        if engine.dialect.name == "postgresql":
            with engine.connect() as plain:
                # Kept without a transaction, which would hold on to how the register was before.
                connection = plain.execution_options(isolation_level="AUTOCOMMIT")
                connection.execute(sa.select(sa.func.pg_advisory_lock(_TURN)))
                try:
                    yield
                finally:
                    connection.execute(sa.select(sa.func.pg_advisory_unlock(_TURN)))
        elif os.name == "posix" and engine.url.database:
            with _held(Path(f"{engine.url.database}-turn")):
                yield
        else:
            yield


@contextmanager
def _held(file: Path) -> Iterator[None]:
    import fcntl

    with file.open("a") as opened:
        fcntl.flock(opened, fcntl.LOCK_EX)
        yield  # closing the file gives the lock back
