"""The register as plain tables with readable columns: what CSV, Parquet and SQLite hold."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from stocktake.serve.catalogue import Catalogue, label
from stocktake.serve.days import span, written
from stocktake.serve.exchange import Record
from stocktake.serve.papers.matrix import made_on
from stocktake.serve.quotes import all_records, evidence_of
from stocktake.serve.state import state_of

ColumnType = Literal["text", "integer", "number", "yes or no", "day", "edtf"]
Value = str | int | float | bool | None


@dataclass(frozen=True, slots=True)
class Field:
    """A column: its name, its type, what it means, and the table whose ids it holds, if any."""

    name: str
    type: ColumnType
    about: str
    refers: str | None = None


@dataclass(frozen=True, slots=True)
class PlainTable:
    """A table with its rows; `key` are the columns that tell a row from all others."""

    name: str
    about: str
    key: tuple[str, ...]
    fields: tuple[Field, ...]
    rows: tuple[tuple[Value, ...], ...]


def tables_of(catalogue: Catalogue, as_of: date) -> tuple[PlainTable, ...]:
    """Give every table of the register, with states of play as of a day."""
    return tuple(make(catalogue, as_of) for make in _TABLES)


def _table(
    name: str,
    about: str,
    key: Sequence[str],
    records: Iterable[Any],
    columns: Sequence[tuple[Field, Callable[[Any], Value]]],
) -> PlainTable:
    rows = tuple(tuple(get(record) for _, get in columns) for record in records)
    return PlainTable(name, about, tuple(key), tuple(field for field, _ in columns), rows)


def _take(name: str, about: str, refers: str | None = None) -> tuple[Field, Callable[[Any], Value]]:
    """Give a column of text with the value of the record's field of that name."""
    return Field(name, "text", about, refers), lambda record: getattr(record, name)


def _make(
    name: str, type_: ColumnType, about: str, get: Callable[[Any], Value]
) -> tuple[Field, Callable[[Any], Value]]:
    return Field(name, type_, about), get


_ID = _take("id", "the record's id")


def _days(name: str, what: str) -> list[tuple[Field, Callable[[Any], Value]]]:
    """Give a date as it is told, as EDTF, and its first and last day for sorting."""

    def first(record: Any) -> Value:
        days = span(getattr(record, name))
        return days.first.isoformat() if days and days.first else None

    def last(record: Any) -> Value:
        days = span(getattr(record, name))
        return days.last.isoformat() if days and days.last else None

    return [
        _make(f"{name}_words", "text", f"{what}, in words", lambda r: written(getattr(r, name))),
        _make(name, "edtf", f"{what}, EDTF", lambda r: getattr(r, name)),
        _make(f"{name}_first", "day", "its first day", first),
        _make(f"{name}_last", "day", "its last day", last),
    ]


def _standing(catalogue: Catalogue) -> list[tuple[Field, Callable[[Any], Value]]]:
    return [
        _make("confirmed_by", "text", "who confirmed it; empty where the tool suggests it",
              lambda r: catalogue.confirmed_by(r.id)),
        _make("reports", "text", "reports and origins", catalogue.reports),
    ]  # fmt: skip


def _commitments(catalogue: Catalogue, as_of: date) -> PlainTable:
    def made(record: Any) -> Value:
        day = made_on(record, catalogue)
        return day.isoformat() if day else None

    return _table(
        "commitments", "who will do what by when", ("id",), catalogue.records.commitments,
        [
            _ID,
            _take("summary", "who will do what"),
            _make("who", "text", "who is bound", lambda r: catalogue.parties(r.actors)),
            _make("partner", "text", "to whom", lambda r: _parties(r.counterparts, catalogue)),
            _make("made", "day", "the first day of its meeting, or of its first report", made),
            *_days("deadline", "its date"),
            _make("state", "text", f"the state of play on {as_of.isoformat()}",
                  lambda r: state_of(r, catalogue, as_of)),
            _take("delivery", "what became of it"),
            _take("grade", "how good the evidence of that is"),
            _take("kind", "how it is made"), _take("theme", "on what"),
            _take("strength", "how firmly it binds"),
            _take("specificity", "whether it can be checked"),
            _take("novelty", "whether it was made before"),
            _make("amount", "number", "the sum named", lambda r: r.amount and r.amount.value),
            _make("currency", "text", "its currency, ISO 4217",
                  lambda r: r.amount and r.amount.currency),
            _take("condition", "the wording of its condition"),
            _take("meeting", "the meeting at which it was made", "meetings"),
            _take("renews", "the earlier promise that it repeats", "commitments"),
            _make("quote", "text", "its words in the first source", _quote),
            *_standing(catalogue),
        ],
    )  # fmt: skip


def _meetings(catalogue: Catalogue, _: date) -> PlainTable:
    return _table(
        "meetings", "rounds, sessions, visits and calls", ("id",), catalogue.records.meetings,
        [
            _ID, _make("name", "text", "what it is called", lambda r: label(r, catalogue)),
            *_days("when", "its days"), _take("place", "where"),
            _make("between", "text", "the parties", lambda r: catalogue.parties(r.parties)),
            _make("ordinal", "integer", "which round", lambda r: r.ordinal),
            _take("mechanism", "the mechanism that it belongs to", "mechanisms"),
            _make("quote", "text", "its words in the first source", _quote),
            *_standing(catalogue),
        ],
    )  # fmt: skip


def _mechanisms(catalogue: Catalogue, _: date) -> PlainTable:
    return _table(
        "mechanisms", "standing formats", ("id",), catalogue.records.mechanisms,
        [
            _ID, _take("name", "its name"), _take("acronym", "its acronym"),
            _take("kind", "dialogue, commission and the like"),
            _make("between", "text", "the parties", lambda r: catalogue.parties(r.parties)),
            _make("rounds", "integer", "meetings on record", lambda r: len(r.meetings)),
            _take("parent", "the mechanism that set it up", "mechanisms"),
            _make("mandate", "text", "what it is to do", lambda r: "; ".join(r.mandate)),
            _make("quote", "text", "its words in the first source", _quote),
            *_standing(catalogue),
        ],
    )  # fmt: skip


def _people(catalogue: Catalogue, _: date) -> PlainTable:
    return _table(
        "people", "people named in a role", ("id",), catalogue.records.people,
        [
            _ID, _take("name", "the name"),
            _make("other_names", "text", "other spellings", lambda r: "; ".join(r.aliases)),
            _make("roles", "text", "the roles given",
                  lambda r: "; ".join(dict.fromkeys(role.role for role in r.roles))),
            _make("of", "text", "whose", lambda r: _parties(
                dict.fromkeys(role.party for role in r.roles if role.party), catalogue)),
            *_standing(catalogue),
        ],
    )  # fmt: skip


def _delegates(catalogue: Catalogue, _: date) -> PlainTable:
    seats = [(m.id, d) for m in catalogue.records.meetings for d in m.delegates]
    return _table(
        "delegates", "who sat at which meeting", ("meeting", "person"), _unlike(seats),
        [
            (Field("meeting", "text", "the meeting", "meetings"), lambda s: s[0]),
            (Field("person", "text", "the person", "people"), lambda s: s[1].person),
            _make("name", "text", "the name", lambda s: catalogue.label(s[1].person)),
            _make("role", "text", "the role there", lambda s: s[1].role),
            _make("party", "text", "for whom", lambda s: catalogue.party(s[1].party)),
            _make("head", "yes or no", "whether at the head", lambda s: s[1].head),
        ],
    )  # fmt: skip


def _unlike(seats: Iterable[tuple[str, Any]]) -> list[tuple[str, Any]]:
    """Give each person's seat at a meeting once."""
    return list({(meeting, d.person): (meeting, d) for meeting, d in seats}.values())


def _agreements(catalogue: Catalogue, _: date) -> PlainTable:
    return _table(
        "agreements", "texts between parties", ("id",), catalogue.records.agreements,
        [
            _ID, _take("title", "its title"), _take("form", "treaty, memorandum and the like"),
            _take("status", "expected, drafted, signed, in force"),
            _make("between", "text", "the parties", lambda r: catalogue.parties(r.parties)),
            *_days("when", "its day"),
            _take("meeting", "the meeting that it belongs to", "meetings"),
            _make("quote", "text", "its words in the first source", _quote),
            *_standing(catalogue),
        ],
    )  # fmt: skip


def _programmes(catalogue: Catalogue, _: date) -> PlainTable:
    return _table(
        "programmes", "assistance with a name or a sum", ("id",), catalogue.records.programmes,
        [
            _ID, _take("name", "its name"),
            _make("amount", "number", "the sum", lambda r: r.amount and r.amount.value),
            _make("currency", "text", "its currency, ISO 4217",
                  lambda r: r.amount and r.amount.currency),
            _take("money", "new, ongoing or cumulative"),
            _make("donor", "text", "who gives", lambda r: catalogue.party(r.donor)),
            _make("recipient", "text", "who gets", lambda r: catalogue.party(r.recipient)),
            *_days("when", "when"), _make("quote", "text", "its words", _quote),
            *_standing(catalogue),
        ],
    )  # fmt: skip


def _follow_through(catalogue: Catalogue, _: date) -> PlainTable:
    return _table(
        "follow_through", "later texts that bear on a promise", ("id",),
        catalogue.records.follow_through,
        [
            _ID, _take("commitment", "the promise", "commitments"),
            _make("promise", "text", "what was promised", lambda r: catalogue.label(r.commitment)),
            _take("delivery", "what the text shows"),
            _make("counted", "yes or no", "whether it counts", lambda r: r.counted),
            _take("why", "the reason"), _take("by", "who says so"),
            _take("grade", "how good the evidence is"),
            _make("quote", "text", "its words", _quote),
        ],
    )  # fmt: skip


def _discrepancies(catalogue: Catalogue, _: date) -> PlainTable:
    return _table(
        "discrepancies", "where reports disagree", ("id",), catalogue.records.discrepancies,
        [
            _ID, _take("kind", "on what"), _take("about", "the record's id"),
            _make("of", "text", "the record", lambda r: catalogue.label(r.about)),
            _make("readings", "text", "what the reports say",
                  lambda r: " / ".join(dict.fromkeys(reading.value for reading in r.readings))),
            _take("likely", "the likely reading"), _take("why", "the reason"),
        ],
    )  # fmt: skip


def _articles(catalogue: Catalogue, _: date) -> PlainTable:
    return _table(
        "articles", "what was read", ("id",), catalogue.records.articles,
        [
            _ID, _take("title", "its title"), _take("outlet", "who published it"),
            _make("published", "edtf", "when, EDTF", lambda r: r.published),
            _take("byline", "who wrote it"), _take("language", "its language, BCP 47"),
            _make("relevant", "yes or no", "whether it is about a dialogue", lambda r: r.relevant),
            _take("origin", "the id of the text that it goes back to"),
            _make("place", "text", "where it was found",
                  lambda r: getattr(catalogue.by_id.get(r.page), "location", None)),
            _take("text", "its text"),
        ],
    )  # fmt: skip


def _parties_table(catalogue: Catalogue, _: date) -> PlainTable:
    return _table(
        "parties", "states and organisations", ("id",), catalogue.records.parties,
        [
            _ID, _take("name", "its name"), _take("kind", "state or organisation"),
            _make("other_names", "text", "other names", lambda r: "; ".join(r.aliases)),
        ],
    )  # fmt: skip


def _bound(catalogue: Catalogue, _: date) -> PlainTable:
    parts = [
        (c.id, party, part)
        for c in catalogue.records.commitments
        for part, parties in (("bound", c.actors), ("partner", c.counterparts))
        for party in dict.fromkeys(parties)
    ]
    return _table(
        "commitment_parties", "who is bound and to whom, one a row",
        ("commitment", "party", "part"), parts,
        [
            (Field("commitment", "text", "the promise", "commitments"), lambda p: p[0]),
            _make("party", "text", "the party's id", lambda p: p[1]),
            _make("name", "text", "the party", lambda p: catalogue.party(p[1])),
            _make("part", "text", "bound or partner", lambda p: p[2]),
        ],
    )  # fmt: skip


def _quotes(catalogue: Catalogue, _: date) -> PlainTable:
    """Give each quote with the record that rests on it and its place in its article's text."""
    quotes = list(_all_quotes(catalogue))
    return _table(
        "quotes", "the words that each record rests on",
        ("record", "article", "start", "end"), quotes,
        [
            _make("record", "text", "the record's id", lambda q: q[0]),
            (Field("article", "text", "the article", "articles"), lambda q: q[1].article),
            _make("start", "integer", "first character", lambda q: q[1].start),
            _make("end", "integer", "character after the last", lambda q: q[1].end),
            _make("quote", "text", "the words", lambda q: q[1].quote),
        ],
    )  # fmt: skip


def _all_quotes(catalogue: Catalogue) -> Iterator[tuple[str, Any]]:
    for record in all_records(catalogue.records):
        for evidence in dict.fromkeys(evidence_of(record)):
            if evidence.article in catalogue.articles:
                yield record.id, evidence


def _quote(record: Record) -> Value:
    evidence = evidence_of(record)
    return " ".join(evidence[0].quote.split()) if evidence else None


def _parties(parties: Iterable[str], catalogue: Catalogue) -> str:
    return ", ".join(map(catalogue.party, parties))


_TABLES: tuple[Callable[[Catalogue, date], PlainTable], ...] = (
    _commitments, _meetings, _mechanisms, _people, _agreements, _programmes, _follow_through,
    _discrepancies, _articles, _parties_table, _delegates, _bound, _quotes,
)  # fmt: skip
