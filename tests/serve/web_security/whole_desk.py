"""The whole desk behind a door, every way into it, and what its register holds."""

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

import sqlalchemy as sa
from starlette.applications import Starlette
from starlette.routing import Mount, Route

from stocktake.bench import Bench
from stocktake.register import Register, schema
from stocktake.serve.web.app import application
from stocktake.serve.web.desk import Desk
from stocktake.serve.web.door.opening import Door

WRITES = ("POST", "PUT", "PATCH", "DELETE")
_OWN = frozenset({"trail", "tries", "sessions"})  # what the door itself writes down
_PARAMETER = re.compile(r"\{[^}]*\}")


@dataclass(frozen=True)
class Way:
    """An address that some route answers, with the methods that it names."""

    path: str
    methods: frozenset[str]


def desk_behind(register: Register, door: Door, bench: Bench | None) -> Starlette:
    """Give the whole application as `stocktake serve` makes it."""
    desk = Desk(register.shelf(), lambda: date(2025, 3, 1), public=door.is_public, bench=bench)
    return application(desk, door)


def ways_in(app: Starlette, record: str) -> tuple[Way, ...]:
    """Give every route of the router, with a record's id in the place of each parameter."""
    found = list(_ways(app.routes, "", record))
    assert found
    return tuple(found)


def _ways(routes: Any, before: str, record: str) -> Iterator[Way]:
    for route in routes:
        if isinstance(route, Route):
            path = _PARAMETER.sub(record, f"{before}{route.path}")
            yield Way(path, frozenset(route.methods or {"GET", "POST"}))
        elif isinstance(route, Mount):
            yield Way(f"{before}{route.path}/desk.css", frozenset({"GET", "HEAD"}))
            yield from _ways(route.routes or (), f"{before}{route.path}", record)
        else:
            raise AssertionError(f"a route of a kind that no test knows: {route!r}")


def contents(register: Register) -> dict[str, str]:
    """Give a hash of every table, save those in which the door writes down who came."""
    found = {}
    with register._engine.connect() as connection:
        for table in schema.metadata.sorted_tables:
            if table.name in _OWN:
                continue
            rows = connection.execute(sa.select(table)).all()
            told = [row for row in map(repr, rows) if "'changes'" not in row]
            found[table.name] = hashlib.sha256("\n".join(sorted(told)).encode()).hexdigest()
    return found
