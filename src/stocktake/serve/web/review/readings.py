"""How the tool and the readers read a record, field by field, with what they differ in first."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from stocktake.model import Amount, Entry, Judgement
from stocktake.reviewing import Answer
from stocktake.serve.catalogue import Catalogue
from stocktake.serve.days import written
from stocktake.serve.lists import written_amount
from stocktake.serve.web.review.bench import Bench

WHOLE = "whole"
"""The row that tells whether the record stands at all."""

_LABELS: Mapping[str, str] = {
    "actors": "Bound", "counterparts": "Owed to", "summary": "Who will do what",
    "deadline": "Due", "deadline_words": "Due, as written", "amount": "Sum",
    "specificity": "Verifiable", "novelty": "New or again", "delivery": "State of play",
    "when": "When", "likely": "Likely reading", "form": "Form",
}  # fmt: skip
_DATES = frozenset({"when", "deadline"})
_PARTIES = frozenset({"actors", "counterparts", "parties", "donor", "recipient"})
_REFERENCES = frozenset({"meeting", "mechanism", "parent", "renews"})
_LONG = frozenset({"summary", "why", "deadline_words", "condition", "mandate"})
_UNKNOWN = "unknown"
_NOTHINGS = ("none", "nobody named", "no date")
_ORDER = (
    "actors", "counterparts", "kind", "summary", "theme", "deadline", "deadline_words", "amount",
    "condition", "strength", "specificity", "lacks", "novelty", "renews", "meeting", "delivery",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Reading:
    """One person's reading, to be taken with a key; `answer` is empty for what was decided."""

    key: str
    by: str
    at: str
    answer: str
    reason: str | None


@dataclass(frozen=True, slots=True)
class Row:
    """A field as the tool reads it and as each person does; None says "the same"."""

    label: str
    tool: str
    others: tuple[str | None, ...]

    @property
    def is_split(self) -> bool:
        """Tell whether anybody reads it otherwise."""
        return any(other is not None for other in self.others)


@dataclass(frozen=True, slots=True)
class Field:
    """A field that may be corrected: its value now, and its vocabulary where it is closed."""

    name: str
    label: str
    value: str
    choices: tuple[str, ...]
    is_long: bool


@dataclass(frozen=True, slots=True)
class Readings:
    """The columns and the rows of the table of readings; `untold` are fields that hold nothing."""

    columns: tuple[Reading, ...]
    rows: tuple[Row, ...]
    untold: tuple[str, ...]


def readings(
    entry: Entry, catalogue: Catalogue, bench: Bench, at_odds: Sequence[Answer],
    decided: Judgement | None,
) -> Readings:  # fmt: skip
    """Lay the tool's reading beside what was decided and the answers that differ."""
    fields = ordered(bench.fields(entry))
    tool = {field: bench.words(entry, field) for field in fields}
    told: list[Mapping[str, str]] = []
    columns: list[Reading] = []
    if decided is not None:
        for ruling in entry.rulings:
            if ruling.holds and ruling.field in tool and ruling.tool is not None:
                tool[ruling.field] = ruling.tool
        told.append(_decided(entry, decided, fields, bench))
        columns.append(Reading("1", decided.by, decided.at, "", decided.reason))
    for answer in at_odds:
        told.append({**dict(answer.changes), WHOLE: standing_of(answer.choice)})
        key = str(len(columns) + 1)
        columns.append(Reading(key, answer.by, answer.at, answer.id, answer.reason))
    rows = [_row(field, tool[field], told, catalogue) for field in fields]
    whole = Row("Stands", "yes", tuple(_other("yes", each.get(WHOLE)) for each in told))
    ranked = sorted((whole, *rows) if told else rows, key=lambda row: not row.is_split)
    untold = tuple(row.label for row in ranked if row.tool in _NOTHINGS and not row.is_split)
    shown_rows = tuple(row for row in ranked if row.label not in untold)
    return Readings(tuple(columns), shown_rows, untold)


def fields_to_correct(entry: Entry, catalogue: Catalogue, bench: Bench) -> tuple[Field, ...]:
    """Give the fields of an entry as a form shows them, parties by their names."""
    return tuple(
        Field(
            name=field,
            label=label_of(field),
            value=_editable(field, bench.words(entry, field), catalogue),
            choices=() if field == "lacks" else bench.choices(entry, field),
            is_long=field in _LONG,
        )
        for field in ordered(bench.fields(entry))
    )


def label_of(field: str) -> str:
    """Name a field as the pages do."""
    return _LABELS.get(field, field.replace("_", " ").capitalize())


def ordered(fields: Sequence[str]) -> list[str]:
    """Give fields in the order in which a reader asks for them."""
    rank = {field: number for number, field in enumerate(_ORDER)}
    return sorted(fields, key=lambda field: rank.get(field, len(rank)))


def standing_of(choice: str) -> str:
    """Say what an answer makes of the record as a whole."""
    return {"reject": "no", "merge": "joined with another", "split": "parted"}.get(choice, "yes")


def shown(field: str, words: str, catalogue: Catalogue) -> str:
    """Write a field's value as a reader sees it."""
    if words == _UNKNOWN:
        none, nobody, no_date = _NOTHINGS
        return nobody if field in _PARTIES else no_date if field in _DATES else none
    if field == "amount":
        currency, _, value = words.rpartition(" ")
        return written_amount(Amount(float(value), currency))
    if field in _PARTIES:
        return ", ".join(catalogue.party(party) for party in words.split("; "))
    if field in _DATES:
        return written(words)
    return catalogue.label(words) if field in _REFERENCES else words


def _decided(
    entry: Entry, decided: Judgement, fields: Sequence[str], bench: Bench
) -> Mapping[str, str]:
    now = {field: bench.words(entry, field) for field in fields}
    return {**now, WHOLE: standing_of(decided.action)}


def _row(field: str, tool: str, told: Sequence[Mapping[str, str]], catalogue: Catalogue) -> Row:
    own = shown(field, tool, catalogue)
    others = (
        _other(own, shown(field, each[field], catalogue) if field in each else None)
        for each in told
    )
    return Row(label_of(field), own, tuple(others))


def _other(own: str, other: str | None) -> str | None:
    return None if other == own else other


def _editable(field: str, words: str, catalogue: Catalogue) -> str:
    if words == _UNKNOWN and field != "novelty":
        return ""
    if field in _PARTIES:
        return "; ".join(catalogue.party(party) for party in words.split("; "))
    return words
