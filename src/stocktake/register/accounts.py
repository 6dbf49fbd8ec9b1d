"""Accounts, sessions, tries at signing in, and the trail, at rest.

Every method is a transaction of its own.  Moments are given by the caller, in UTC.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta

import sqlalchemy as sa

from stocktake.access import Account, Role, Trace, checked_name, name_key, role_of
from stocktake.errors import AccessProblem
from stocktake.register import schema
from stocktake.register.connection import reading, writing
from stocktake.register.rows import printable


class Accounts:
    """Those who may sign in to one register, and what they did there."""

    def __init__(self, engine: sa.Engine) -> None:
        self._engine = engine

    def add(self, account: Account, password: str) -> None:
        """Store a new account with its password's hash; raise `AccessProblem` for a taken name."""
        name = checked_name(account.name)
        row = {
            "key": name_key(name),
            "name": name,
            "role": account.role,
            "password": password,
            "added": account.added,
        }
        with writing(self._engine) as connection:
            if _row(connection, name) is not None:
                raise AccessProblem(f"there is an account {name} already; choose another name")
            connection.execute(sa.insert(schema.accounts), row)

    def all(self) -> tuple[Account, ...]:
        """Give every account, by name."""
        with reading(self._engine) as connection:
            rows = connection.execute(sa.select(schema.accounts)).mappings().all()
        return tuple(map(_account, sorted(rows, key=lambda row: str(row["key"]))))

    def remove(self, name: str) -> Account:
        """Remove an account and close its sessions; what it decided and its trail stay."""
        with writing(self._engine) as connection:
            account = _known(connection, name)
            here = schema.accounts.c.key == name_key(name)
            connection.execute(sa.delete(schema.accounts).where(here))
            _close_all(connection, name)
        return account

    def give_role(self, name: str, role: Role) -> Account:
        """Give an account another role, in force from its next question on."""
        with writing(self._engine) as connection:
            _known(connection, name)
            _set(connection, name, "role", role)
            return _known(connection, name)

    def give_password(self, name: str, password: str) -> None:
        """Put another password's hash in place and close the account's sessions."""
        with writing(self._engine) as connection:
            _known(connection, name)
            _set(connection, name, "password", password)
            _close_all(connection, name)

    def password_of(self, name: str) -> str | None:
        """Give the hash of an account's password, or None where there is no such account."""
        with reading(self._engine) as connection:
            row = _row(connection, name)
        return None if row is None else str(row["password"])

    def open_session(self, token: str, name: str, now: datetime, until: datetime) -> Account:
        """Store a session under its token's hash; clear away those that have ended."""
        table = schema.sessions
        row = {"token": token, "account": name_key(name), "until": _stamp(until)}
        with writing(self._engine) as connection:
            account = _known(connection, name)
            connection.execute(sa.delete(table).where(table.c.until <= _stamp(now)))
            connection.execute(sa.insert(table), row)
        return account

    def holder(self, token: str, now: datetime) -> Account | None:
        """Give who holds the open session of that token's hash, or None."""
        table = schema.sessions
        wanted = (
            sa.select(schema.accounts)
            .join(table, table.c.account == schema.accounts.c.key)
            .where(table.c.token == token, table.c.until > _stamp(now))
        )
        with reading(self._engine) as connection:
            row = connection.execute(wanted).mappings().first()
        return None if row is None else _account(row)

    def close_session(self, token: str) -> None:
        """End a session."""
        table = schema.sessions
        with writing(self._engine) as connection:
            connection.execute(sa.delete(table).where(table.c.token == token))

    def count_try(self, limits: Sequence[tuple[str, int]], now: datetime, span: timedelta) -> int:
        """Count a try against some limits; give the seconds to wait, or 0 when it may be made.

        A limit is a word, such as an address, and how many tries it has within the span.  A try
        that must wait is not counted, so that waiting ends.
        """
        table = schema.tries
        with writing(self._engine) as connection:
            connection.execute(sa.delete(table).where(table.c.at <= _stamp(now - span)))
            waits = [_wait(connection, word, most, now, span) for word, most in limits]
            if not any(waits):
                rows = [{"word": printable(word), "at": _stamp(now)} for word, _ in limits]
                connection.execute(sa.insert(table), rows)
        return max(waits, default=0)

    def forgive(self, word: str) -> None:
        """Forget the tries counted against a word."""
        table = schema.tries
        with writing(self._engine) as connection:
            connection.execute(sa.delete(table).where(table.c.word == printable(word)))

    def take_back(self, word: str) -> None:
        """Forget the newest try counted against a word: it was none."""
        table = schema.tries
        newest = sa.select(sa.func.max(table.c.n)).where(table.c.word == printable(word))
        with writing(self._engine) as connection:
            connection.execute(sa.delete(table).where(table.c.n == newest.scalar_subquery()))

    def note(self, trace: Trace) -> None:
        """Add a line to the trail."""
        row = {name: getattr(trace, name) for name in Trace.__slots__}
        told = {name: word if word is None else printable(word) for name, word in row.items()}
        with writing(self._engine) as connection:
            connection.execute(sa.insert(schema.trail), told)

    def trail(self, most: int, passed: int = 0) -> tuple[Trace, ...]:
        """Give lines of the trail, the newest first, after having passed some."""
        table = schema.trail
        wanted = sa.select(table).order_by(table.c.n.desc()).limit(most).offset(passed)
        with reading(self._engine) as connection:
            rows = connection.execute(wanted).mappings().all()
        return tuple(Trace(**{name: row[name] for name in Trace.__slots__}) for row in rows)


def _row(connection: sa.Connection, name: str) -> sa.RowMapping | None:
    table = schema.accounts
    wanted = sa.select(table).where(table.c.key == printable(name_key(name)))
    return connection.execute(wanted).mappings().first()


def _known(connection: sa.Connection, name: str) -> Account:
    row = _row(connection, name)
    if row is None:
        raise AccessProblem(f"there is no account {name}; `stocktake account list` lists them")
    return _account(row)


def _account(row: sa.RowMapping) -> Account:
    return Account(row["name"], role_of(row["role"]), row["added"])


def _set(connection: sa.Connection, name: str, column: str, value: str) -> None:
    table = schema.accounts
    here = table.c.key == name_key(name)
    connection.execute(sa.update(table).where(here).values({column: value}))


def _close_all(connection: sa.Connection, name: str) -> None:
    table = schema.sessions
    connection.execute(sa.delete(table).where(table.c.account == name_key(name)))


def _wait(connection: sa.Connection, word: str, most: int, now: datetime, span: timedelta) -> int:
    table = schema.tries
    wanted = sa.select(table.c.at).where(table.c.word == printable(word)).order_by(table.c.at)
    tried = list(connection.execute(wanted).scalars())
    if len(tried) < most:
        return 0
    free = datetime.fromisoformat(tried[len(tried) - most]) + span
    return max(1, int((free - now).total_seconds()) + 1)


def _stamp(moment: datetime) -> str:
    """Write a moment so that the order of letters is that of time."""
    return moment.isoformat(timespec="microseconds")
