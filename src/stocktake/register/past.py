"""What the register held at a moment, and what has changed since: the log, undone row by row."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import msgspec
import sqlalchemy as sa

from stocktake.errors import RegisterProblem
from stocktake.model import Article, Changed, Entry, FieldChange, Holdings, Judgement, Page
from stocktake.register import schema
from stocktake.register.former import ARTICLE, PAGE
from stocktake.register.log import REJECTED, Body, undone
from stocktake.register.rows import KINDS, portions

Thing = tuple[str, str]

_NAMES = ("summary", "name", "title", "location", "why", "kind")
_COUNTED = frozenset({"evidence", "readings"})


@dataclass(frozen=True, slots=True)
class _Step:
    """One row of the log with the bodies on either side of it."""

    row: sa.RowMapping
    before: Body | None
    after: Body | None


def held_at(connection: sa.Connection, moment: str, now: Holdings) -> Holdings:
    """Give what was held at a moment, from what is held now.

    Words of pages that were forgotten since are left out, and what rested on them alone.
    """
    here = schema.log.c.at > moment
    then: dict[Thing, Body | None] = {}
    for step in _steps(connection, here):
        then[step.row["kind"], step.row["id"]] = step.before
    judgements = tuple(_judged_by(j, moment) for j in now.judgements if j.at <= moment)
    if not then:
        return replace(now, judgements=judgements)
    articles = _kept(now.articles, ARTICLE, then) + _again(ARTICLE, then, Article)
    there = {article.id for article in articles}
    relevant = {a for a in now.relevant if (ARTICLE, a) not in then}
    relevant |= {i for (kind, i), b in then.items() if kind == ARTICLE and b and b["relevant"]}
    return replace(
        now,
        pages=_sorted(_kept(now.pages, PAGE, then) + _again(PAGE, then, Page)),
        articles=_sorted(articles),
        relevant=frozenset(relevant),
        entries=_entries(now.entries, "", then, there),
        rejected=_entries(now.rejected, REJECTED, then, there),
        judgements=judgements,
    )


def changes_since(connection: sa.Connection, moment: str) -> tuple[Changed, ...]:
    """Give what has changed since a moment, the first change first."""
    return _told(_steps(connection, schema.log.c.at >= moment))


def changes_of(connection: sa.Connection, records: Sequence[str]) -> tuple[Changed, ...]:
    """Give all changes of some records on record, the first change first."""
    return _told(_steps(connection, schema.log.c.id.in_(records)))


def latest_changes(connection: sa.Connection, at_most: int) -> tuple[Changed, ...]:
    """Give the changes on the last rows of the log, the first change first."""
    newest = sa.select(sa.func.coalesce(sa.func.max(schema.log.c.n), 0)).scalar_subquery()
    return _told(_steps(connection, schema.log.c.n > newest - at_most))


def _steps(connection: sa.Connection, here: sa.ColumnElement[bool]) -> list[_Step]:
    """Give rows, the last first, with what stood there before and after each."""
    table = schema.log
    wanted = sa.select(table).where(here).order_by(table.c.n.desc())
    rows = connection.execute(wanted).mappings().all()
    state: dict[Thing, Body | None] = dict(_now(connection, {row["id"] for row in rows}))
    steps = []
    for row in rows:
        thing = (row["kind"], row["id"])
        after = state.get(thing)
        state[thing] = _before(row, after)
        steps.append(_Step(row, state[thing], after))
    return steps


def _before(row: sa.RowMapping, after: Body | None) -> Body | None:
    if row["change"] == "added" or row["before"] is None:
        return None
    fields = msgspec.json.decode(row["before"], type=dict[str, Any])
    if row["change"] == "withdrawn" or row["kind"] == PAGE:
        return fields
    return None if after is None else undone(after, fields)


def _now(connection: sa.Connection, ids: Iterable[str]) -> Iterable[tuple[Thing, Body]]:
    texts, readings = schema.articles, schema.readings
    joined = texts.join(readings, texts.c.id == readings.c.article)
    for portion in portions(sorted(ids)):
        for table, mark in ((schema.entries, ""), (schema.rejected, REJECTED)):
            made = sa.select(table.c.kind, table.c.id, table.c.body).where(table.c.id.in_(portion))
            for kind, record, body in connection.execute(made):
                yield (f"{mark}{kind}", record), msgspec.json.decode(body, type=dict[str, Any])
        told = sa.select(texts, readings.c.relevant).select_from(joined)
        for row in connection.execute(told.where(texts.c.id.in_(portion))).mappings():
            yield (ARTICLE, row["id"]), {n: row[n] for n in (*Article.__slots__, "relevant")}
        pages = sa.select(schema.pages).where(schema.pages.c.id.in_(portion))
        for row in connection.execute(pages).mappings():
            yield (PAGE, row["id"]), {n: row[n] for n in Page.__slots__}


# -- What was held ------------------------------------------------------------------------------


def _kept(things: Iterable[Any], kind: str, then: Mapping[Thing, object]) -> list[Any]:
    return [thing for thing in things if (kind, thing.id) not in then]


def _again(kind: str, then: Mapping[Thing, Body | None], made: type[Any]) -> list[Any]:
    bodies = (body for (k, _), body in then.items() if k == kind and body is not None)
    return [made(**{name: body[name] for name in made.__slots__}) for body in bodies]


def _entries(
    now: Iterable[Entry], mark: str, then: Mapping[Thing, Body | None], there: set[str]
) -> tuple[Entry, ...]:
    listed = {f"{mark}{kind}": made for kind, made in KINDS.items()}
    kind_of = {made: kind for kind, made in listed.items()}
    found = [entry for entry in now if (kind_of[type(entry)], entry.id) not in then]
    for (kind, _), body in then.items():
        if kind in listed and body is not None:
            found.append(_entry(body, listed[kind]))
    return _sorted([e for e in (_of(entry, there) for entry in found) if e is not None])


def _entry(body: Body, kind: type[Entry]) -> Entry:
    try:
        return msgspec.convert(body, kind)
    except msgspec.ValidationError as error:
        raise RegisterProblem(
            f"what the register held then is in a form of another version of Stocktake; use that "
            f"version to see it ({error})"
        ) from error


def _of(entry: Entry, there: set[str]) -> Entry | None:
    """Give an entry with the quotes of articles that are there; None when it has no other."""
    quotes = tuple(quote for quote in entry.evidence if quote.article in there)
    if len(quotes) == len(entry.evidence):
        return entry
    return replace(entry, evidence=quotes) if quotes else None


def _sorted(things: Iterable[Any]) -> tuple[Any, ...]:
    return tuple(sorted(things, key=lambda thing: str(thing.id)))


def _judged_by(judgement: Judgement, moment: str) -> Judgement:
    later = judgement.undone is not None and judgement.undone.at > moment
    return replace(judgement, undone=None) if later else judgement


# -- What has changed ---------------------------------------------------------------------------


def _told(steps: Sequence[_Step]) -> tuple[Changed, ...]:
    """Give the changes that can be seen, the first one first."""
    found = (_changed(step) for step in reversed(steps))
    return tuple(change for change in found if change.change != "changed" or change.fields)


def _changed(step: _Step) -> Changed:
    row = step.row
    told = step.after if step.after is not None else step.before
    fields = _fields(step.before, step.after) if row["change"] == "changed" else ()
    return Changed(
        at=row["at"],
        cause=row["cause"],
        change=row["change"],
        kind=row["kind"],
        id=row["id"],
        name=_name(told),
        fields=fields,
    )


def _name(body: Body | None) -> str | None:
    return next((str(body[n]) for n in _NAMES if body and body.get(n)), None)


def _fields(before: Body | None, after: Body | None) -> tuple[FieldChange, ...]:
    old, new = before or {}, after or {}
    names = (*new, *(name for name in old if name not in new))
    found = (
        FieldChange(name, _words(name, old.get(name)), _words(name, new.get(name)))
        for name in names
        if old.get(name) != new.get(name)
    )
    return tuple(field for field in found if field.before != field.after)


def _words(name: str, value: Any) -> str | None:
    if value is None or value == []:
        return None
    if name == "rulings":
        return "; ".join(ruling["judgement"] for ruling in value if ruling["holds"]) or None
    if name in _COUNTED:
        return f"{len(value)} quotes" if len(value) > 1 else "1 quote"
    if isinstance(value, list) and all(isinstance(part, str) for part in value):
        return "; ".join(value)
    return value if isinstance(value, str) else msgspec.json.encode(value).decode()
