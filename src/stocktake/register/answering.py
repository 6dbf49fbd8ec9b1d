"""Questions answered from the tables of finding."""

from collections.abc import Iterator, MutableMapping, Sequence

import sqlalchemy as sa

from stocktake.errors import BadQuestion
from stocktake.questions import COUNTED, Answer, Encounter, Question
from stocktake.register import schema
from stocktake.register.facets import BETWEEN, MET
from stocktake.register.folding import folded
from stocktake.register.marks import Facet, is_marked, marks_of
from stocktake.spans import span

_FEW = 2000  # records that may all be looked at and sorted
_SIZED = 50_000  # up to so many are counted to know which of two values fewer have
_WITH_DUE = ("party", "mechanism", "outlet", "theme")  # the index of these has the days due
_BETWEEN = "~"  # sets the two parts of a place in a list apart; no id holds it
_BY_FACET = ("party", "mechanism", "theme", "delivery", "strength", "standing", "readable")

_FIRST = schema.facets.alias("first")
_ANOTHER = schema.facets.alias("another")

Sizes = MutableMapping[tuple[str, Facet], int]


def answer(connection: sa.Connection, question: Question, sizes: Sizes) -> Answer:
    """List the records that meet a question, a portion of them.

    `sizes` is what is known of how many records of a kind have a facet; what is missing is added.
    """
    facets = _fewest_first(connection, question, sizes)
    base, key = _base(question, facets, few=any(_known(sizes, question, f) < _FEW for f in facets))
    wanted = question.at_most + 1
    if question.after is None:
        # What is counted is what is shown with some more: one question answers both.
        rows = connection.execute(_after(base, key, question).limit(max(wanted, COUNTED + 1))).all()
        total = min(len(rows), COUNTED + 1)
    else:
        rows = connection.execute(_after(base, key, question).limit(wanted)).all()
        counted = sa.select(sa.func.count()).select_from(base.limit(COUNTED + 1).subquery())
        total = connection.execute(counted).scalar_one()
    last = rows[question.at_most - 1] if len(rows) > question.at_most else None
    return Answer(
        ids=tuple(row[0] for row in rows[: question.at_most]),
        total=total,
        next=f"{last[1]}{_BETWEEN}{last[0]}" if last is not None else None,
    )


def tally(
    connection: sa.Connection, facet: str, values: Sequence[str], question: Question
) -> dict[str, int]:
    """Count, for each value of a facet, the records that meet a question."""
    table, finding = schema.facets, schema.finding
    here = [table.c.facet == facet, table.c.value.in_(values), table.c.kind == question.kind]
    wanted = sa.select(table.c.value, sa.func.count()).select_from(table)
    due: sa.ColumnElement[str] = table.c.due
    if (question.due_since or question.due_until) and facet not in _WITH_DUE:
        wanted = wanted.join(finding, finding.c.id == table.c.id)
        due = finding.c.due
    here += _having(table, list(_facets(question)))
    here += _days(question, table.c.day, due)
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
    facet = "pair" if party is None else f"{MET}{party}"
    here = [table.c.facet == facet, table.c.kind == "meetings"]
    here += _days(asked, table.c.day, table.c.due)
    wanted = sa.select(table.c.value, year, count).where(*here).group_by(table.c.value, year)
    rows = sorted(map(tuple, connection.execute(wanted)))
    return tuple(_encounter(met, when, often, party) for met, when, often in rows)


def _encounter(met: str, year: str, often: int, party: str | None) -> Encounter:
    one, _, other = met.partition(BETWEEN) if party is None else (party, "", met)
    return Encounter(one, other, year or None, often)


def _fewest_first(connection: sa.Connection, question: Question, sizes: Sizes) -> list[Facet]:
    """Give the facets asked for, the one that fewest records have first."""
    for facet in _facets(question):
        if (question.kind, facet) not in sizes:
            sizes[question.kind, facet] = _size(connection, facet, question.kind)
    return sorted(_facets(question), key=lambda facet: (_known(sizes, question, facet), facet))


def _known(sizes: Sizes, question: Question, facet: Facet) -> int:
    return sizes[question.kind, facet]


def _base(
    question: Question, facets: Sequence[Facet], *, few: bool
) -> tuple[sa.Select[str, str], sa.ColumnElement[str]]:
    """Give the query without its portion.

    It starts from the facet that fewest records have, unless that is too many to be sorted: then
    it goes through all records in their order until enough have the facets.
    """
    finding = schema.finding
    by_day = question.order in ("newest", "oldest")
    by_due = question.order in ("due", "latest due")
    started = [facet for facet in facets if not by_due or facet[0] in _WITH_DUE]
    if started and (by_day or by_due or few):
        first = _FIRST
        name, value = started[0]
        here = [first.c.facet == name, first.c.value == value, first.c.kind == question.kind]
        here += _having(first, [facet for facet in facets if facet != started[0]])
        asks_due = bool(question.due_since or question.due_until) and name not in _WITH_DUE
        key = first.c.day if by_day else first.c.due if by_due else finding.c.name
        wanted = sa.select(first.c.id, key)
        if asks_due or not (by_day or by_due):
            wanted = wanted.join(finding, finding.c.id == first.c.id)
        here += _days(question, first.c.day, finding.c.due if asks_due else first.c.due)
    else:
        key = finding.c.due if by_due else finding.c.day if by_day else finding.c.name
        wanted = sa.select(finding.c.id, key)
        # As an expression, so that no index of days is taken where the order is another one.
        day = finding.c.day if by_day else sa.func.coalesce(finding.c.day, "")
        here = [finding.c.kind == question.kind, *_days(question, day, finding.c.due)]
        here += _having(finding, facets)
    if by_due:
        here.append(key != "")
    return wanted.where(*here), key


def _having(table: sa.FromClause, facets: Sequence[Facet]) -> list[sa.ColumnElement[bool]]:
    """Ask for facets: by the record's marks where they have one, else by their own rows."""
    marks = marks_of(facets)
    here: list[sa.ColumnElement[bool]] = []
    if marks:
        here.append(table.c.marks.bitwise_and(marks) == marks)
    return here + [_has(table.c.id, facet) for facet in facets if not is_marked(facet)]


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
    some = sa.select(table.c.id).where(*here).limit(_SIZED).subquery()
    return connection.execute(sa.select(sa.func.count()).select_from(some)).scalar_one()


def _has(identity: sa.ColumnElement[str], facet: Facet) -> sa.ColumnElement[bool]:
    table = _ANOTHER
    here = (table.c.id == identity, table.c.facet == facet[0], table.c.value == facet[1])
    return sa.exists(sa.select(1).where(*here))


def _days(
    question: Question, day: sa.ColumnElement[str], due: sa.ColumnElement[str]
) -> list[sa.ColumnElement[bool]]:
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
