"""The derived part of the register: items in groups, and the entries and links made of them.

A stored group is whole: no item outside it shares a key with one inside.  So what a new item
touches is found by one question per key, without walking from item to item.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import sqlalchemy as sa

from stocktake.model import Entry, Item, Judgement, Report, Resolved, Statement, is_rejected
from stocktake.register import schema
from stocktake.register.entered import statements
from stocktake.register.finding import Finding
from stocktake.register.judgements import standing
from stocktake.register.log import REJECTED, Log
from stocktake.register.rows import (
    entry_row,
    portions,
    report_of,
    stored_key,
)

DERIVED_BY = "derived by"
"""Names the rules by which all entries were made."""

_OTHER_RULES = "other rules of reconciling"


@dataclass(frozen=True, slots=True)
class Regrouped:
    """The groups that a change touched, as they are now, and the names that they had."""

    groups: tuple[tuple[Item, ...], ...]
    former: frozenset[str]


@dataclass(frozen=True, slots=True)
class _Held:
    """An item as stored, with the name of its group."""

    item: Item
    group: str


class Derivation:
    """Work on the derived part, inside one transaction."""

    def __init__(self, connection: sa.Connection, at: str) -> None:
        self._connection = connection
        self._finding = Finding(connection)
        self._log = Log(connection, at)

    def begin_anew_unless(self, version: str) -> None:
        """Drop all that another version of the rules derived, and mark every article dirty."""
        table = schema.meta
        here = table.c.name == DERIVED_BY
        found = self._connection.execute(sa.select(table.c.value).where(here)).scalar()
        if found == version:
            return
        self._finding.drop_entries()
        self._log.begin_anew(_OTHER_RULES)
        for made in (schema.entries, schema.rejected, schema.links, schema.keys, schema.items):
            self._connection.execute(sa.delete(made))
        marked = sa.select(schema.dirty.c.article)
        articles = sa.select(schema.articles.c.id, sa.literal(_OTHER_RULES))
        unmarked = articles.where(schema.articles.c.id.not_in(marked))
        marks = sa.insert(schema.dirty).from_select(["article", "cause"], unmarked)
        self._connection.execute(marks)
        rounds = {statement.round for statement in self.statements()}
        mark_dirty(self._connection, rounds, _OTHER_RULES)
        self._connection.execute(sa.delete(table).where(here))
        self._connection.execute(sa.insert(table), {"name": DERIVED_BY, "value": version})

    def dirty(self, at_most: int) -> tuple[str, ...]:
        """Give the first ids of the articles, there or gone, that are yet to be reconciled."""
        table = schema.dirty
        wanted = sa.select(table.c.article).order_by(table.c.article).limit(at_most)
        return tuple(self._connection.execute(wanted).scalars())

    def settled(self) -> int:
        """Count the articles that are reconciled with the others."""
        counts = (
            self._connection.execute(sa.select(sa.func.count()).select_from(table)).scalar_one()
            for table in (schema.articles, schema.dirty)
        )
        return max(0, next(counts) - next(counts))

    def settle(self, articles: Sequence[str]) -> None:
        """Take the marks off articles, and put on record what has changed and why."""
        table, causes = schema.dirty, dict[str, str]()
        for portion in portions(articles):
            why = sa.select(table.c.article, table.c.cause).where(table.c.article.in_(portion))
            causes.update((article, cause) for article, cause in self._connection.execute(why))
        self._log.write(causes)
        for portion in portions(articles):
            self._connection.execute(sa.delete(table).where(table.c.article.in_(portion)))

    def end(self) -> None:
        """Note that nothing is left to be reconciled."""
        self._log.end_anew()

    def judgements(self) -> tuple[Judgement, ...]:
        """Give all that people decided and did not take back, in the order of time."""
        return standing(self._connection)

    def statements(self) -> tuple[Statement, ...]:
        """Give all that people entered of rounds, in the order of time."""
        return statements(self._connection)

    def reports(self, articles: Iterable[str]) -> Iterator[Report]:
        """Give the reports of those articles that are in the register."""
        joined = schema.articles.join(
            schema.readings, schema.articles.c.id == schema.readings.c.article
        )
        wanted = sa.select(schema.articles, schema.readings.c.body).select_from(joined)
        for portion in portions(articles):
            some = wanted.where(schema.articles.c.id.in_(portion))
            yield from map(report_of, self._connection.execute(some).mappings().all())

    def links(
        self, articles: Iterable[str], layers: Sequence[str]
    ) -> Mapping[str, Mapping[str, str]]:
        """Give, by article, what some layers found of what it names."""
        found: dict[str, dict[str, str]] = defaultdict(dict)
        table = schema.links
        wanted = sa.select(table.c.article, table.c.name, table.c.value)
        for portion in portions(articles):
            here = (table.c.article.in_(portion), table.c.layer.in_(layers))
            for article, name, value in sorted(
                map(tuple, self._connection.execute(wanted.where(*here)))
            ):
                found[article][name] = value
        return found

    def regroup(self, layer: str, articles: Iterable[str], items: Sequence[Item]) -> Regrouped:
        """Put items in the place of those that a layer had of some articles.

        What is as it was touches nothing.
        """
        new = {item.id: _as_stored(item) for item in items}
        old = self._held(layer, schema.items.c.article, articles)
        gone = {i: held for i, held in old.items() if new.get(i) != held.item}
        come = [item for i, item in new.items() if i not in old or i in gone]
        former = {held.group for held in gone.values()}
        former |= self._groups_with(layer, {key for item in come for key in item.keys})
        around = self._held(layer, schema.items.c.group, sorted(former))
        self._drop_items(layer, gone)
        stay = {i: held for i, held in around.items() if i not in gone}
        groups = grouped([*(held.item for held in stay.values()), *come])
        self._store_groups(layer, groups, stay)
        return Regrouped(groups, frozenset(former))

    def put(self, layer: str, former: Iterable[str], made: Mapping[str, Resolved]) -> set[str]:
        """Store what was made of groups, by their names, in the place of former groups' results.

        What is as it was stays where it is.  Gives the articles of which later layers are now told
        something else.
        """
        groups = sorted(former)
        told = [
            (entry, entry_row(entry, layer, group))
            for group, r in made.items()
            for entry in r.entries
        ]
        told.sort(key=lambda pair: pair[0].id)
        kept = [(entry, row) for entry, row in told if not is_rejected(entry)]
        changed = self._put_entries(schema.entries, "", (layer, groups), kept)
        rejected = [(entry, row) for entry, row in told if is_rejected(entry)]
        self._put_entries(schema.rejected, REJECTED, (layer, groups), rejected)
        self._finding.put(changed)
        return self._put_links(layer, groups, made)

    def _put_entries(
        self,
        table: sa.Table,
        mark: str,
        place: tuple[str, Sequence[str]],
        told: Sequence[tuple[Entry, dict[str, Any]]],
    ) -> list[Entry]:
        """Store entries in the place of a layer's groups' former ones; give those that changed."""
        layer, groups = place
        new = {row["id"]: row for _, row in told}
        same, gone = set[str](), list[str]()
        wanted = sa.select(table.c.id, table.c.kind, table.c.body, table.c.group)
        for portion in portions(groups):
            here = (table.c.layer == layer, table.c.group.in_(portion))
            for record, kind, body, group in self._connection.execute(wanted.where(*here)).all():
                row = new.get(record)
                if row and (kind, body, group) == (row["kind"], row["body"], row["group"]):
                    same.add(record)
                    continue
                self._log.dropped(f"{mark}{kind}", record, body)
                gone.append(record)
        for portion in portions(gone):
            here = (table.c.layer == layer, table.c.id.in_(portion))
            if not mark:
                self._finding.drop(portion)
            self._connection.execute(sa.delete(table).where(*here))
        fresh = [(entry, row) for entry, row in told if row["id"] not in same]
        self._insert(table, [row for _, row in fresh])
        for entry, row in fresh:
            self._log.made(f"{mark}{row['kind']}", entry, row["body"])
        return [entry for entry, _ in fresh]

    def _put_links(
        self, layer: str, groups: Sequence[str], made: Mapping[str, Resolved]
    ) -> set[str]:
        """Store links in the place of a layer's groups' former ones; give the articles they change.

        An article is changed where a name in it is linked to something else, or no longer.
        """
        new = {
            (group, link.item, link.article, link.name, link.value)
            for group, resolved in made.items()
            for link in resolved.links
        }
        old: dict[tuple[str, ...], int] = {}
        c = schema.links.c
        wanted = sa.select(c.n, c.group, c.item, c.article, c.name, c.value)
        for portion in portions(groups):
            here = (c.layer == layer, c.group.in_(portion))
            for n, *link in self._connection.execute(wanted.where(*here)):
                old[tuple(link)] = n
        for numbers in portions([n for link, n in old.items() if link not in new]):
            self._connection.execute(sa.delete(schema.links).where(c.n.in_(numbers)))
        names = ("group", "item", "article", "name", "value")
        fresh = [link for link in sorted(new) if link not in old]
        rows = [{"layer": layer, **dict(zip(names, link, strict=True))} for link in fresh]
        self._insert(schema.links, rows)
        before, after = ({link[2:] for link in links} for links in (old, new))
        return {article for article, _, _ in before ^ after}

    def _held(self, layer: str, column: sa.Column[str], values: Iterable[str]) -> dict[str, _Held]:
        table, listed = schema.items, list(values)
        rows = [
            row
            for portion in portions(listed)
            for row in self._connection.execute(
                sa.select(table).where(table.c.layer == layer, column.in_(portion))
            ).mappings()
        ]
        keys = self._keys_of(layer, [row["id"] for row in rows])
        return {
            row["id"]: _Held(
                Item(row["id"], row["article"], tuple(keys[row["id"]]), row["body"].encode()),
                row["group"],
            )
            for row in rows
        }

    def _keys_of(self, layer: str, items: Iterable[str]) -> dict[str, list[str]]:
        found: dict[str, list[str]] = defaultdict(list)
        table = schema.keys
        wanted = sa.select(table.c.item, table.c.key).order_by(table.c.n)
        for portion in portions(items):
            here = (table.c.layer == layer, table.c.item.in_(portion))
            for item, key in self._connection.execute(wanted.where(*here)):
                found[item].append(key)
        return found

    def _groups_with(self, layer: str, keys: Iterable[str]) -> set[str]:
        joined = schema.keys.join(
            schema.items,
            (schema.keys.c.item == schema.items.c.id) & (schema.items.c.layer == layer),
        )
        wanted = sa.select(schema.items.c.group).select_from(joined).distinct()
        found: set[str] = set()
        for portion in portions(sorted(keys)):
            here = (schema.keys.c.layer == layer, schema.keys.c.key.in_(portion))
            found.update(self._connection.execute(wanted.where(*here)).scalars())
        return found

    def _drop_items(self, layer: str, items: Iterable[str]) -> None:
        for portion in portions(items):
            for table, column in (
                (schema.items, schema.items.c.id),
                (schema.keys, schema.keys.c.item),
            ):
                here = (table.c.layer == layer, column.in_(portion))
                self._connection.execute(sa.delete(table).where(*here))

    def _store_groups(
        self, layer: str, groups: Iterable[Sequence[Item]], stay: Mapping[str, _Held]
    ) -> None:
        come, moved = [], []
        for group in groups:
            for item in group:
                if item.id not in stay:
                    come.append((item, group[0].id))
                elif stay[item.id].group != group[0].id:
                    moved.append({"moved": item.id, "to": group[0].id})
        come.sort(key=lambda pair: pair[0].id)
        self._insert(schema.items, [_item_row(layer, item, group) for item, group in come])
        self._insert(schema.keys, [row for item, _ in come for row in _key_rows(layer, item)])
        if moved:
            here = (schema.items.c.layer == layer, schema.items.c.id == sa.bindparam("moved"))
            change = sa.update(schema.items).where(*here).values(group=sa.bindparam("to"))
            self._connection.execute(change, moved)

    def _insert(self, table: sa.Table, rows: list[dict[str, Any]]) -> None:
        if rows:
            self._connection.execute(sa.insert(table), rows)


def grouped(items: Iterable[Item]) -> tuple[tuple[Item, ...], ...]:
    """Split items into groups that share no key, each in the order of its ids."""
    ordered = sorted(items, key=lambda item: item.id)
    above = list(range(len(ordered)))

    def top(place: int) -> int:
        while above[place] != place:
            above[place] = above[above[place]]
            place = above[place]
        return place

    first_with: dict[str, int] = {}
    for place, item in enumerate(ordered):
        for key in item.keys:
            one, two = sorted((top(first_with.setdefault(key, place)), top(place)))
            above[two] = one
    groups: dict[int, list[Item]] = defaultdict(list)
    for place, item in enumerate(ordered):
        groups[top(place)].append(item)
    return tuple(map(tuple, groups.values()))


def mark_dirty(connection: sa.Connection, articles: Iterable[str], cause: str) -> None:
    """Mark articles, there or gone, as yet to be reconciled with the others, and say why."""
    table = schema.dirty
    for portion in portions(sorted(set(articles))):
        here = table.c.article.in_(portion)
        marked = set(connection.execute(sa.select(table.c.article).where(here)).scalars())
        rows = [
            {"article": article, "cause": cause} for article in portion if article not in marked
        ]
        if rows:
            connection.execute(sa.insert(table), rows)


def _item_row(layer: str, item: Item, group: str) -> dict[str, Any]:
    return {
        "layer": layer,
        "id": item.id,
        "article": item.article,
        "group": group,
        "body": item.body.decode(),
    }


def _key_rows(layer: str, item: Item) -> list[dict[str, Any]]:
    return [{"layer": layer, "item": item.id, "key": key} for key in item.keys]


def _as_stored(item: Item) -> Item:
    return replace(item, keys=tuple(sorted(set(map(stored_key, item.keys)))))
