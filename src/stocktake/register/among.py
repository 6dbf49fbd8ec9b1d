"""Asks whether a column's word is among some, as one statement however many there are.

A list of words sent as one value is cheap to send and needs no statement of its own a length; both
databases still find the rows by the column's index.
"""

from collections.abc import Iterable
from typing import Any

import msgspec
import sqlalchemy as sa
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.expression import FunctionElement
from sqlalchemy.types import TypeDecorator, TypeEngine


class _Words(TypeDecorator[Any]):
    """Some words as one value: an array in PostgreSQL, JSON in SQLite."""

    impl = sa.Text
    cache_ok = True

    def load_dialect_impl(self, dialect: sa.Dialect) -> TypeEngine[Any]:
        """Give the type in which a database takes the words."""
        return dialect.type_descriptor(
            sa.ARRAY(sa.Text()) if _is_postgresql(dialect) else sa.Text()
        )

    def process_bind_param(self, value: Any, dialect: sa.Dialect) -> Any:
        """Write the words as a database takes them."""
        return value if _is_postgresql(dialect) else msgspec.json.encode(value).decode()


class _Among(FunctionElement[bool]):
    """The condition itself: a column, and the words."""

    type = sa.Boolean()
    inherit_cache = True
    name = "among"

    def self_group(self, against: Any = None) -> Any:  # noqa: ARG002 - as its parent takes it
        """Stand for itself: compared with true, as others are, it would not use an index."""
        return self


def among(column: sa.ColumnElement[str], words: Iterable[str]) -> sa.ColumnElement[bool]:
    """Ask whether a column's word is one of some."""
    return _Among(column, sa.bindparam(None, list(words), _Words()))


@compiles(_Among)
def _in_sqlite(element: _Among, compiler: SQLCompiler, **told: Any) -> str:
    column, words = (compiler.process(part, **told) for part in element.clauses)
    return f"{column} IN (SELECT value FROM json_each({words}))"


@compiles(_Among, "postgresql")
def _in_postgresql(element: _Among, compiler: SQLCompiler, **told: Any) -> str:
    column, words = (compiler.process(part, **told) for part in element.clauses)
    return f"{column} = ANY ({words})"


def _is_postgresql(dialect: sa.Dialect) -> bool:
    return dialect.name == "postgresql"
