"""What the register held before: each change of its entries, pages and articles, told backwards.

A row says what changed at a moment and why, and holds what undoes it: nothing for what was added,
what stood there before for what was changed or withdrawn.  From what is held now, undone back to a
moment, follows what was held then.  What a forgotten page said is not kept.
"""

from collections.abc import Collection, Iterable, Mapping
from datetime import UTC, datetime
from typing import Any, Literal

import msgspec
import sqlalchemy as sa

from stocktake.model import Entry
from stocktake.register import schema
from stocktake.register.rows import portions

Change = Literal["added", "changed", "withdrawn"]
Body = dict[str, Any]

FORGOTTEN = " forgotten"
"""Ends the cause of what happens because somebody had a page forgotten."""

_NAMED = 3  # causes in one row
_ANEW = "derived anew since"
_QUOTES = "evidence"


def this_moment() -> str:
    """Give this moment in universal time."""
    return datetime.now(UTC).isoformat(timespec="microseconds")


class Log:
    """Notes changes inside one transaction; they are written at its end, each record's once."""

    def __init__(self, connection: sa.Connection, at: str) -> None:
        self._connection = connection
        self._at = at
        self._before: dict[tuple[str, str], str] = {}
        self._after: dict[tuple[str, str], tuple[Entry, str]] = {}

    def dropped(self, kind: str, record: str, body: str) -> None:
        """Note that an entry was dropped; it may be made again."""
        if self._after.pop((kind, record), None) is None:
            self._before.setdefault((kind, record), body)

    def made(self, kind: str, entry: Entry, body: str) -> None:
        """Note that an entry was made."""
        self._after[kind, entry.id] = (entry, body)

    def write(self, causes: Mapping[str, str]) -> None:
        """Write what changed in the end; `causes` says why each article was looked at."""
        forgotten = {a for a, cause in causes.items() if cause.endswith(FORGOTTEN)}
        rows = []
        for thing in sorted(self._before.keys() | self._after.keys()):
            old, made = self._before.get(thing), self._after.get(thing)
            if made is not None and made[1] == old:
                continue
            before = None if old is None else _decoded(old)
            touched = _cause(_articles(made[0] if made else before or {}), causes)
            if made is not None and before is not None:
                before = undone_by(before, _decoded(made[1]))
            kept = None if before is None else without(before, forgotten)
            rows.append(self._row(_change(old, made), thing, touched, kept))
        self.put(rows)
        self._before, self._after = {}, {}

    def put(self, rows: list[dict[str, Any]]) -> None:
        """Write rows."""
        if rows:
            self._connection.execute(sa.insert(schema.log), rows)

    def note(self, change: Change, thing: tuple[str, str], cause: str, before: Body | None) -> None:
        """Write at once that a page or an article, by kind and id, came or went."""
        self.put([self._row(change, thing, cause, before)])

    def _row(
        self, change: Change, thing: tuple[str, str], cause: str, before: Body | None
    ) -> dict[str, Any]:
        told = None if before is None else _encoded(before)
        row = {"at": self._at, "cause": cause, "change": change, "before": told}
        return {**row, "kind": thing[0], "id": thing[1]}

    # -- When other rules make everything anew ----------------------------------------------------

    def begin_anew(self, cause: str) -> None:
        """Note all entries as withdrawn; `end_anew` leaves what has changed in the end."""
        for table, kind in _TABLES:
            told = sa.select(
                sa.literal(self._at), sa.literal(cause), sa.literal("withdrawn"),
                kind(table), table.c.id, table.c.body,
            )  # fmt: skip
            names = ["at", "cause", "change", "kind", "id", "before"]
            self._connection.execute(sa.insert(schema.log).from_select(names, told))
        if self._since() is None:
            self._connection.execute(sa.insert(schema.meta), {"name": _ANEW, "value": self._at})

    def end_anew(self) -> None:
        """Leave of an entry that was withdrawn and made again what is different, or nothing."""
        since = self._since()
        if since is None:
            return
        table = schema.log
        ids = sa.select(table.c.id).where(table.c.at >= since, table.c.change == "withdrawn")
        for portion in portions(sorted(set(self._connection.execute(ids).scalars()))):
            self._settle(portion, since)
        self._connection.execute(sa.delete(schema.meta).where(schema.meta.c.name == _ANEW))

    def _settle(self, ids: Iterable[str], since: str) -> None:
        table = schema.log
        here = (
            table.c.id.in_(ids),
            table.c.at >= since,
            table.c.kind.not_in(("pages", "articles")),
        )
        rows = self._connection.execute(sa.select(table).where(*here).order_by(table.c.n))
        first: dict[tuple[str, str], sa.RowMapping] = {}
        for row in rows.mappings():
            first.setdefault((row["kind"], row["id"]), row)
        now = self._bodies(ids)
        self._connection.execute(sa.delete(table).where(*here))
        kept = []
        for (kind, record), row in first.items():
            made, told = now.get((kind, record)), {k: row[k] for k in row if k != "n"}
            if row["change"] != "withdrawn" or made is None:
                kept.append(told)
            elif made != row["before"]:
                undoing = undone_by(_decoded(row["before"]), _decoded(made))
                kept.append({**told, "change": "changed", "before": _encoded(undoing)})
        self.put(kept)

    def _since(self) -> str | None:
        here = schema.meta.c.name == _ANEW
        found = self._connection.execute(sa.select(schema.meta.c.value).where(here)).scalar()
        return None if found is None else str(found)

    def _bodies(self, ids: Iterable[str]) -> dict[tuple[str, str], str]:
        found = {}
        for table, kind in _TABLES:
            told = sa.select(kind(table), table.c.id, table.c.body).where(table.c.id.in_(ids))
            for name, record, body in self._connection.execute(told):
                found[name, record] = body
        return found


def _listed(table: sa.Table) -> Any:
    return table.c.kind


def _refused(table: sa.Table) -> Any:
    return sa.literal(REJECTED) + table.c.kind


REJECTED = "rejected "
"""Stands before the kind of an entry that a person took off the lists."""

_TABLES = ((schema.entries, _listed), (schema.rejected, _refused))


def undone_by(before: Body, after: Body) -> Body:
    """Give what makes a body what it was: its fields that differ, of its quotes only those."""
    fields = {name: value for name, value in before.items() if after.get(name) != value}
    if _QUOTES in fields and _QUOTES in after:
        old, new = ({_spot(q): q for q in body[_QUOTES]} for body in (before, after))
        gone = [quote for spot, quote in old.items() if spot not in new]
        come = [spot for spot in new if spot not in old]
        fields[_QUOTES] = {"gone": gone, "come": come}
    return fields


def undone(after: Body, fields: Body) -> Body:
    """Give a body as it was before a change that some fields undo."""
    before = {**after, **fields}
    quotes = fields.get(_QUOTES)
    if isinstance(quotes, dict):
        come = {tuple(spot) for spot in quotes["come"]}
        stayed = [q for q in after[_QUOTES] if _spot(q) not in come]
        before[_QUOTES] = sorted([*stayed, *quotes["gone"]], key=_spot)
    return before


def without(body: Body, articles: Collection[str]) -> Body | None:
    """Give what is kept of a body without the words of some articles; None for nothing."""
    if body.get("id") in articles and "text" in body:
        return None
    left = dict(body)
    for name in (_QUOTES, "readings"):
        told = body.get(name)
        if isinstance(told, list):
            left[name] = [quote for quote in told if quote["article"] not in articles]
        elif isinstance(told, dict):
            gone = [quote for quote in told["gone"] if quote["article"] not in articles]
            left[name] = {**told, "gone": gone}
    return None if body.get(_QUOTES) and left.get(_QUOTES) == [] else left


def _change(before: str | None, made: object | None) -> Change:
    if made is None:
        return "withdrawn"
    return "added" if before is None else "changed"


def _spot(quote: Body) -> tuple[str, int, int]:
    return (quote["article"], quote["start"], quote["end"])


def _articles(entry: Entry | Body) -> set[str]:
    if isinstance(entry, dict):
        return {quote["article"] for quote in entry.get(_QUOTES, ())}
    return {quote.article for quote in entry.evidence}


def _cause(articles: set[str], causes: Mapping[str, str]) -> str:
    """Give the causes that touch a record's own articles, or else all there are."""
    own = {cause for article, cause in causes.items() if article in articles}
    named = sorted(own or set(causes.values()))
    more = len(named) - _NAMED
    return "; ".join(named[:_NAMED]) + (f"; and {more} more" if more > 0 else "")


def _decoded(body: str) -> Body:
    return msgspec.json.decode(body, type=dict[str, Any])


def _encoded(body: Body) -> str:
    return msgspec.json.encode(body).decode()
