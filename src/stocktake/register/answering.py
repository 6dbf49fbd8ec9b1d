"""Questions answered from the tables of finding."""

from collections.abc import Iterator, Sequence

import sqlalchemy as sa

from stocktake.errors import BadQuestion
from stocktake.questions import COUNTED, Answer, Encounter, Question
from stocktake.register import schema
from stocktake.register.folding import folded
from stocktake.spans import span

_FEW = 2000  # records that may all be looked at and sorted
_BETWEEN = "~"  # sets the two parts of a place in a list apart; no id holds it
_BY_FACET = ("party", "mechanism", "theme", "delivery", "strength", "standing", "readable")

_KEYS = {
    "name": schema.finding.c.name,
    "due": schema.finding.c.due,
    "latest due": schema.finding.c.due,
}

Facet = tuple[str, str]


def answer(connection: sa.Connection, question: Question) -> Answer:
    """List the records that meet a question, a portion of them."""
    sizes = {facet: _size(connection, facet, question.kind) for facet in _facets(question)}
    facets = sorted(sizes, key=lambda facet: (sizes[facet], facet))
    base, key = _base(question, facets, few=any(size < _FEW for size in sizes.values()))
    total = sa.select(sa.func.count()).select_from(base.limit(COUNTED + 1).subquery())
    page = _after(base, key, question).limit(question.at_most + 1)
    rows = connection.execute(page).all()
    ids = tuple(row[0] for row in rows[: question.at_most])
    more = len(rows) > question.at_most
    last = rows[question.at_most - 1] if more else None
    return Answer(
        ids=ids,
        total=connection.execute(total).scalar_one(),
        next=f"{last[1]}{_BETWEEN}{last[0]}" if last is not None else None,
    )


def tally(
    connection: sa.Connection, facet: str, values: Sequence[str], question: Question
) -> dict[str, int]:
    """Count, for each value of a facet, the records that meet a question."""
    table, finding = schema.facets, schema.finding
    here = [table.c.facet == facet, table.c.value.in_(values), table.c.kind == question.kind]
    wanted = sa.select(table.c.value, sa.func.count()).select_from(table)
    if question.due_since or question.due_until:
        wanted = wanted.join(finding, finding.c.id == table.c.id)
    here += [_has(table.c.id, other) for other in _facets(question)]
    here += _days(question, table.c.day)
    rows = connection.execute(wanted.where(*here).group_by(table.c.value))
    return {row[0]: row[1] for row in rows}


def busiest(
    connection: sa.Connection, facet: str, kind: str, at_most: int
) -> tuple[tuple[str, int], ...]:
    """Give the values of a facet that most records of a kind have, with their count."""
    table = schema.facets
    count = sa.func.count()
    wanted = (
        sa.select(table.c.value, count)
        .where(table.c.facet == facet, table.c.kind == kind)
        .group_by(table.c.value)
        .order_by(count.desc(), table.c.value)
        .limit(at_most)
    )
    return tuple((row[0], row[1]) for row in connection.execute(wanted))


def encounters(
    connection: sa.Connection, party: str | None, since: str | None, until: str | None
) -> tuple[Encounter, ...]:
    """Count who met whom in which year; `one` is the party asked for where there is one."""
    table = schema.facets
    year, count = sa.func.substr(table.c.day, 1, 4), sa.func.count()
    asked = Question("meetings", since=since, until=until)
    here = [table.c.facet == "pair", table.c.kind == "meetings", *_days(asked, table.c.day)]
    if party is not None:
        words = party.replace("/", "//").replace("%", "/%").replace("_", "/_")
        first = table.c.value.like(f"{words} %", escape="/")
        here.append(first | table.c.value.like(f"% {words}", escape="/"))
    wanted = sa.select(table.c.value, year, count).where(*here).group_by(table.c.value, year)
    rows = sorted(map(tuple, connection.execute(wanted)))
    return tuple(_encounter(pair, when, met, party) for pair, when, met in rows)


def _encounter(pair: str, year: str, met: int, party: str | None) -> Encounter:
    one, _, other = pair.partition(" ")
    if other == party:
        one, other = other, one
    return Encounter(one, other, year or None, met)


def _base(
    question: Question, facets: Sequence[Facet], *, few: bool
) -> tuple[sa.Select[str, str], sa.ColumnElement[str]]:
    """Give the query without its portion.

    It starts from the facet that fewest records have, unless that is too many to be sorted: then
    it goes through all records in their order until enough have the facets.
    """
    finding = schema.finding
    key: sa.ColumnElement[str] = _KEYS.get(question.order, finding.c.day)
    here: list[sa.ColumnElement[bool]] = []
    by_day = question.order in ("newest", "oldest")
    if facets and (by_day or few):
        first = schema.facets.alias("first")
        asks_due = bool(question.due_since or question.due_until)
        name, value = facets[0]
        here += [first.c.facet == name, first.c.value == value, first.c.kind == question.kind]
        key = first.c.day if by_day else key
        wanted = sa.select(first.c.id, key)
        if not by_day or asks_due:
            wanted = wanted.join(finding, finding.c.id == first.c.id)
        here += [_has(first.c.id, other) for other in facets[1:]]
        here += _days(question, first.c.day)
    else:
        wanted = sa.select(finding.c.id, key)
        # As an expression, so that no index of days is taken where the order is another one.
        day = finding.c.day if by_day else sa.func.coalesce(finding.c.day, "")
        here += [finding.c.kind == question.kind, *_days(question, day)]
        here += [_has(finding.c.id, facet) for facet in facets]
    if question.order in ("due", "latest due"):
        here.append(finding.c.due != "")
    return wanted.where(*here), key


def _after(
    base: sa.Select[str, str], key: sa.ColumnElement[str], question: Question
) -> sa.Select[str, str]:
    identity = base.selected_columns[0]
    falls = question.order in ("newest", "latest due")
    if question.after is not None:
        last, _, after = question.after.rpartition(_BETWEEN)
        place, from_there = sa.tuple_(key, identity), sa.tuple_(sa.literal(last), sa.literal(after))
        base = base.where(place < from_there if falls else place > from_there)
    if falls:
        return base.order_by(key.desc(), identity.desc())
    return base.order_by(key, identity)


def _facets(question: Question) -> Iterator[Facet]:
    for name in _BY_FACET:
        value = getattr(question, name)
        if value is not None:
            yield name, value
    if question.outlet is not None:
        yield "outlet", " ".join(folded(question.outlet).split())


def _size(connection: sa.Connection, facet: Facet, kind: str) -> int:
    table = schema.facets
    here = (table.c.facet == facet[0], table.c.value == facet[1], table.c.kind == kind)
    some = sa.select(table.c.id).where(*here).limit(_FEW).subquery()
    return connection.execute(sa.select(sa.func.count()).select_from(some)).scalar_one()


def _has(identity: sa.ColumnElement[str], facet: Facet) -> sa.ColumnElement[bool]:
    table = schema.facets.alias()
    here = (table.c.id == identity, table.c.facet == facet[0], table.c.value == facet[1])
    return sa.exists(sa.select(1).where(*here))


def _days(question: Question, day: sa.ColumnElement[str]) -> list[sa.ColumnElement[bool]]:
    due = schema.finding.c.due
    here = []
    if question.since:
        here.append(day >= _first(question.since))
    if question.until:
        here += [day <= _last(question.until), day != ""]
    if question.due_since:
        here.append(due >= _first(question.due_since))
    if question.due_until:
        here += [due <= _last(question.due_until), due != ""]
    return here


def _first(edtf: str) -> str:
    days = span(edtf)
    if days is None or days.first is None:
        raise BadQuestion(f"{edtf!r} is no date; write it as 2024-07-22, 2024-07 or 2024")
    return days.first.isoformat()


def _last(edtf: str) -> str:
    days = span(edtf)
    if days is None or days.last is None:
        raise BadQuestion(f"{edtf!r} is no date; write it as 2024-07-22, 2024-07 or 2024")
    return days.last.isoformat()
