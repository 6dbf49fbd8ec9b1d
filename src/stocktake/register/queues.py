"""The queue of what waits for a reviewer, in any size of register.

All records in doubt stand in the index of facets in their order.  A party or a mechanism that few
records name is gone through from its own side; for one that many name, the whole queue is gone
through until enough are found.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Protocol

import sqlalchemy as sa

from stocktake.register import schema
from stocktake.register.doubts import FACET
from stocktake.register.rows import portions
from stocktake.reviewing import Waiting, Wanted

COUNTED = 10_000
"""How far the whole queue is counted."""

COUNTED_AMONG = 200
"""How far it is counted for a party or a mechanism that many records name."""

KINDS_ASKED = ("commitments", "discrepancies", "follow_through")
"""The lists whose records are put to people; see `doubts.doubt_of`."""

Place = tuple[str, str, str]

_COLUMNS = (schema.facets.c.value, schema.facets.c.day, schema.facets.c.id)
_FEW = 4_000  # records that can be looked at one by one
_HELD = ("waiting", "differs")


class Queue(Protocol):
    """The records that wait for one reviewer, the most doubtful first, then the newest."""

    def first(self, most: int) -> Waiting:
        """Give the first of them, and how many there are."""
        ...

    def beside(self, record: str) -> tuple[str | None, str | None]:
        """Give the ones before and after a record; the first after one that does not wait."""
        ...


def queue_of(connection: sa.Connection, wanted: Wanted, person: str) -> Queue:
    """Give the queue of what somebody wants to answer."""
    table = schema.facets
    narrow = [(f, v) for f, v in (("party", wanted.party), ("mechanism", wanted.mechanism)) if v]
    found = _among(_asked(person), narrow)
    kinds = (wanted.kind,) if wanted.kind else KINDS_ASKED
    counted = COUNTED
    for facet, value in narrow:
        here = (table.c.facet == facet, table.c.value == value)
        named = sa.select(table.c.id).where(*here, table.c.kind.in_(kinds)).limit(_FEW)
        ids = connection.execute(named).scalars().all()
        if len(ids) < _FEW:
            return _Few(_placed(connection, found.where(table.c.kind.in_(kinds)), ids))
        counted = COUNTED_AMONG
    return _Many(connection, [found.where(table.c.kind == kind) for kind in kinds], counted)


@dataclass(frozen=True, slots=True)
class _Few:
    """A queue that is at hand: each record with its place, the first first."""

    placed: Sequence[tuple[Place, str]]

    def first(self, most: int) -> Waiting:
        return Waiting(tuple(record for _, record in self.placed[:most]), len(self.placed))

    def beside(self, record: str) -> tuple[str | None, str | None]:
        records = [each for _, each in self.placed]
        if record not in records:
            return None, records[0] if records else None
        here = records.index(record)
        before = records[here - 1] if here else None
        return before, records[here + 1] if here + 1 < len(records) else None


@dataclass(frozen=True, slots=True)
class _Many:
    """A queue that is asked for piece by piece, one kind of records after the other.

    The order is that of the index: by rank, by day and by id, each from the highest down.
    """

    connection: sa.Connection
    found: Sequence[sa.Select[Any]]
    counted: int

    def first(self, most: int) -> Waiting:
        rows = [row for some in self.found for row in self._rows(some, most)]
        counts = [self._count(some) for some in self.found]
        records = tuple(row[0] for row in sorted(rows, key=_place, reverse=True)[:most])
        return Waiting(records, sum(counts), self.counted in counts)

    def beside(self, record: str) -> tuple[str | None, str | None]:
        table = schema.facets
        wanted = sa.select(table.c.id, table.c.value, table.c.day)
        here = wanted.where(table.c.id == record, table.c.facet == FACET).limit(1)
        row = self.connection.execute(here).first()
        if row is None:
            return None, next(iter(self.first(1).records), None)
        position = sa.tuple_(*_COLUMNS)
        place = sa.tuple_(sa.literal(row[1]), sa.literal(row[2]), sa.literal(row[0]))
        before = [
            r for some in self.found for r in self._rows(some.where(position > place), 1, up=True)
        ]
        after = [r for some in self.found for r in self._rows(some.where(position < place), 1)]
        return (
            min(before, key=_place)[0] if before else None,
            max(after, key=_place)[0] if after else None,
        )

    def _rows(self, found: sa.Select[Any], most: int, up: bool = False) -> Sequence[Any]:
        table = schema.facets
        wanted = found.with_only_columns(table.c.id, table.c.value, table.c.day)
        order = [column if up else column.desc() for column in _COLUMNS]
        return self.connection.execute(wanted.order_by(*order).limit(most)).all()

    def _count(self, found: sa.Select[Any]) -> int:
        few = found.limit(self.counted).subquery()
        return self.connection.execute(sa.select(sa.func.count()).select_from(few)).scalar_one()


def _place(row: Any) -> Place:
    """Give a record's place in the queue: its rank, its day, its id."""
    return row[1], row[2], row[0]


def _placed(
    connection: sa.Connection, found: sa.Select[Any], ids: Sequence[str]
) -> list[tuple[Place, str]]:
    """Give those of some records that wait, each with its place, in the order of the queue."""
    table = schema.facets
    wanted = found.with_only_columns(table.c.id, table.c.value, table.c.day)
    waiting = [
        (_place(row), str(row[0]))
        for portion in portions(ids)
        for row in connection.execute(wanted.where(table.c.id.in_(portion)))
    ]
    return sorted(waiting, reverse=True)


def _asked(person: str) -> sa.Select[Any]:
    """Ask for the records in doubt that somebody has not answered."""
    table, answers = schema.facets, schema.answers
    own = sa.select(answers.c.n).where(
        answers.c.record == table.c.id, answers.c.by == person, answers.c.state.in_(_HELD)
    )
    return sa.select(table.c.id).where(table.c.facet == FACET, ~own.exists())


def _among(found: sa.Select[Any], narrow: Sequence[tuple[str, str]]) -> sa.Select[Any]:
    table = schema.facets
    for facet, value in narrow:
        other = schema.facets.alias()
        same = sa.select(other.c.n).where(
            other.c.id == table.c.id, other.c.facet == facet, other.c.value == value
        )
        found = found.where(same.exists())
    return found
