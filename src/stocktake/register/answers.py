"""Reviewers' answers at rest, and the queue of what waits for them."""

from collections.abc import Iterable, Sequence

import msgspec
import sqlalchemy as sa

from stocktake.model import Judgement
from stocktake.register import schema
from stocktake.register.connection import reading, writing
from stocktake.register.queues import queue_of
from stocktake.register.rows import judgement_of, portions, printable
from stocktake.register.searching import alike
from stocktake.reviewing import Answer, Change, Standing, State, Waiting, Wanted

_HELD: tuple[State, ...] = ("waiting", "differs")


class Answers:
    """What reviewers answered in one register, and what is still to be asked."""

    def __init__(self, engine: sa.Engine) -> None:
        self._engine = engine

    def put(self, answer: Answer) -> None:
        """Store an answer for good."""
        row = {
            "id": answer.id,
            "record": answer.record,
            "by": answer.by,
            "at": answer.at,
            "choice": answer.choice,
            "changes": msgspec.json.encode(answer.changes).decode(),
            "reason": answer.reason and printable(answer.reason),
            "judgements": msgspec.json.encode(answer.judgements).decode(),
            "state": answer.state,
        }
        with writing(self._engine) as connection:
            connection.execute(sa.insert(schema.answers), row)

    def mark(self, answers: Sequence[str], state: State, judgements: Sequence[str] = ()) -> None:
        """Note what became of answers, and the judgements that were made of them."""
        table = schema.answers
        values: dict[str, str] = {"state": state}
        if judgements:
            values["judgements"] = msgspec.json.encode(list(judgements)).decode()
        with writing(self._engine) as connection:
            for portion in portions(answers):
                connection.execute(sa.update(table).where(table.c.id.in_(portion)).values(**values))

    def of(self, record: str) -> tuple[Answer, ...]:
        """Give the answers about a record in the order of time."""
        table = schema.answers
        wanted = sa.select(table).where(table.c.record == printable(record)).order_by(table.c.n)
        with reading(self._engine) as connection:
            return tuple(map(_answer, connection.execute(wanted).mappings()))

    def alike(self, words: str, kind: str, most: int) -> tuple[tuple[str, str], ...]:
        """Give the ids and words of records of a kind in which all these words stand."""
        with reading(self._engine) as connection:
            return alike(connection, words, kind, most)

    def judgements(self, ids: Sequence[str]) -> tuple[Judgement, ...]:
        """Give judgements by their ids, in the order of time."""
        table = schema.judgements
        with reading(self._engine) as connection:
            found = [
                judgement_of(row)
                for portion in portions(ids)
                for row in connection.execute(
                    sa.select(table).where(table.c.id.in_(portion))
                ).mappings()
            ]
        return tuple(sorted(found, key=lambda j: (j.at, j.id)))

    def last_by(self, person: str) -> Answer | None:
        """Give somebody's newest answer that is not taken back, or None."""
        table = schema.answers
        wanted = (
            sa.select(table)
            .where(table.c.by == person, table.c.state != "withdrawn")
            .order_by(table.c.n.desc())
            .limit(1)
        )
        with reading(self._engine) as connection:
            row = connection.execute(wanted).mappings().first()
        return None if row is None else _answer(row)

    def standing(self, person: str) -> Standing:
        """Count somebody's answers and list the questions on which answers differ."""
        table = schema.answers
        own = sa.select(table.c.choice, table.c.state, sa.func.count()).where(
            table.c.by == person, table.c.state != "withdrawn"
        )
        differing = sa.select(table.c.record).where(table.c.state == "differs").distinct()
        with reading(self._engine) as connection:
            rows = [
                (choice, state, int(count))
                for choice, state, count in connection.execute(
                    own.group_by(table.c.choice, table.c.state)
                )
            ]
            records = tuple(sorted(connection.execute(differing).scalars()))
        return Standing(
            answered=sum(count for choice, _, count in rows if choice != "unsure"),
            unsure=sum(n for choice, state, n in rows if choice == "unsure" and state in _HELD),
            waiting=sum(n for c, state, n in rows if c != "unsure" and state == "waiting"),
            differing=records,
        )

    def unsure(self, person: str, most: int) -> tuple[str, ...]:
        """Give the records that somebody was unsure of, the oldest first."""
        table = schema.answers
        wanted = (
            sa.select(table.c.record)
            .where(table.c.by == person, table.c.state.in_(_HELD), table.c.choice == "unsure")
            .order_by(table.c.n)
            .limit(most)
        )
        with reading(self._engine) as connection:
            return tuple(dict.fromkeys(connection.execute(wanted).scalars()))

    def waiting(self, wanted: Wanted, person: str, most: int) -> Waiting:
        """Give the first questions that somebody has not answered yet, the most doubtful first."""
        with reading(self._engine) as connection:
            return queue_of(connection, wanted, person).first(most)

    def beside(self, wanted: Wanted, person: str, record: str) -> tuple[str | None, str | None]:
        """Give the questions before and after a record's in the queue."""
        with reading(self._engine) as connection:
            return queue_of(connection, wanted, person).beside(record)


def _answer(row: sa.RowMapping) -> Answer:
    return Answer(
        id=row["id"],
        record=row["record"],
        by=row["by"],
        at=row["at"],
        choice=row["choice"],
        changes=_changes(row["changes"]),
        reason=row["reason"],
        judgements=msgspec.json.decode(row["judgements"], type=tuple[str, ...]),
        state=row["state"],
    )


def _changes(body: str) -> tuple[Change, ...]:
    decoded: Iterable[Change] = msgspec.json.decode(body, type=tuple[tuple[str, str], ...])
    return tuple(decoded)
