"""Brings a register's tables to the form that this version works with."""

from pathlib import Path

import sqlalchemy as sa

from stocktake.errors import RegisterProblem
from stocktake.register.connection import alone, reading
from stocktake.register.schema import REVISION

MIGRATIONS = Path(__file__).parent / "migrations"


def revision_of(engine: sa.Engine) -> str | None:
    """Give the revision of the register's tables, or None where it has none yet."""
    with reading(engine) as connection:
        return _revision(connection)


def upgrade(engine: sa.Engine) -> None:
    """Apply the missing migrations, all or none; do nothing when there are none."""
    if revision_of(engine) == REVISION:
        return
    with alone(engine) as connection:
        # Another process may have done it while this one waited.
        if _revision(connection) != REVISION:
            _run_migrations(connection)


def _revision(connection: sa.Connection) -> str | None:
    if not sa.inspect(connection).has_table("alembic_version"):
        return None
    return connection.execute(sa.text("SELECT version_num FROM alembic_version")).scalar()


def _run_migrations(connection: sa.Connection) -> None:
    # Alembic takes a quarter of a second to load, and is needed once in a register's life.
    from alembic import command
    from alembic.config import Config
    from alembic.util import CommandError

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.attributes["connection"] = connection
    try:
        command.upgrade(config, REVISION)
    except CommandError as error:
        raise RegisterProblem(
            f"the register was made by a newer Stocktake; install that version ({error})"
        ) from error
