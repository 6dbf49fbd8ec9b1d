"""The fields that a person may correct, and their values read from words and written in words."""

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import cache
from types import UnionType
from typing import Any, Literal, TypeVar, get_args, get_origin, get_type_hints

from stocktake.errors import BadQuestion
from stocktake.model import (
    Agreement,
    Amount,
    Commitment,
    Discrepancy,
    Entry,
    FollowThrough,
    Mechanism,
    Meeting,
    Origin,
    Party,
    Person,
    Programme,
)
from stocktake.reconcile.periods import period

E = TypeVar("E", bound=Entry)

UNKNOWN = "unknown"
"""The word for a field that is to be empty."""

KINDS: Mapping[str, type[Entry]] = {
    "origins": Origin, "parties": Party, "people": Person, "mechanisms": Mechanism,
    "meetings": Meeting, "commitments": Commitment, "agreements": Agreement,
    "programmes": Programme, "discrepancies": Discrepancy, "follow_through": FollowThrough,
}  # fmt: skip
_KIND_OF = {entry: kind for kind, entry in KINDS.items()}
_DERIVED = frozenset({
    "id", "evidence", "rulings", "entered_by", "meetings", "reports", "related", "origins", "rules",
    "likelihood", "articles", "by", "about", "commitment", "readings", "delegates", "roles", "next",
    "entered", "shifts",
})  # fmt: skip
_DATES = frozenset({"when", "deadline"})
_PARTIES = frozenset({"actors", "counterparts", "parties"})
_PARTY = frozenset({"donor", "recipient"})
_REFERENCES: Mapping[str, str] = {
    "meeting": "meetings", "mechanism": "mechanisms", "parent": "mechanisms",
    "renews": "commitments",
}  # fmt: skip
_SUM = re.compile(r"([A-Z]{3})\s*([\d.,]+)\s*(thousand|million|billion|trillion)?", re.IGNORECASE)
_TIMES = {"thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12}
_EDTF = re.compile(
    r"(\.\.)?/?\d{4}(-\d\d(-\d\d)?)?|\d{4}(-\d\d(-\d\d)?)?/(\.\.|\d{4}(-\d\d(-\d\d)?)?)?|\d{3}X"
)


def kind_of(entry: Entry) -> str:
    """Give the name of the list that an entry stands in."""
    return _KIND_OF[type(entry)]


@cache
def fields(kind: str) -> tuple[str, ...]:
    """Give the fields of a list's records that may be corrected, in their order."""
    return tuple(name for name in get_type_hints(KINDS[kind]) if name not in _DERIVED)


def choices(kind: str, field: str) -> tuple[str, ...]:
    """Give the closed vocabulary of a field; nothing for one that takes other values."""
    return next((get_args(t) for t in _parts(_type(kind, field)) if get_origin(t) is Literal), ())


def refers_to(field: str) -> str | None:
    """Name the list of the records that a field refers to, if it refers to one."""
    return _REFERENCES.get(field)


def read(kind: str, field: str, words: str, party_of: Callable[[str], str | None]) -> Any:
    """Read a field's value from words, to be understood by type, vocabulary and meaning.

    Raises `BadQuestion`, saying what the field takes.  Lists are written with semicolons, parties
    with commas too; "unknown" empties a field that may be empty.
    """
    if field not in fields(kind):
        raise BadQuestion(
            f"{field!r} is no field of {kind} that can be corrected; "
            f"those that can are {', '.join(fields(kind))}"
        )
    words, told = words.strip(), _type(kind, field)
    if words.casefold() == UNKNOWN:
        return _nothing(field, told)
    if not words:
        raise BadQuestion(f"{field} is given no value; write {UNKNOWN!r} to empty it")
    if field in _DATES:
        return _date(field, words)
    if field in _PARTIES:
        return tuple(dict.fromkeys(_party(p, party_of) for p in re.split(r"[,;]", words)))
    if field in _PARTY:
        return _party(words, party_of)
    return _plain(field, words, told)


def written(value: Any) -> str:
    """Write a value in the words that `read` reads."""
    if value is None or value == ():
        return UNKNOWN
    if isinstance(value, Amount):
        sum_ = value.value if value.value % 1 else int(value.value)
        return f"{value.currency} {sum_}"
    if isinstance(value, tuple):
        return "; ".join(value)
    if isinstance(value, bool):
        return "yes" if value else "no"
    return str(value)


def corrected(entry: E, field: str, words: str) -> E:
    """Give an entry with a field set to what a judgement's words say."""
    value = read(kind_of(entry), field, words, lambda party: party)
    return replace(entry, **{field: value})


def _type(kind: str, field: str) -> Any:
    return get_type_hints(KINDS[kind])[field]


def _parts(told: Any) -> tuple[Any, ...]:
    """Give what a type is a union of, itself for any other."""
    parts = get_args(told) if isinstance(told, UnionType) or get_origin(told) is not tuple else ()
    plain = (told,) if get_origin(told) is Literal or not parts else parts
    if get_origin(told) is tuple:
        return tuple(p for part in get_args(told) if part is not ... for p in _parts(part))
    return plain


def _nothing(field: str, told: Any) -> Any:
    if get_origin(told) is tuple:
        return ()
    if type(None) in _parts(told):
        return None
    if UNKNOWN in [choice for part in _parts(told) for choice in get_args(part)]:
        return UNKNOWN
    raise BadQuestion(f"{field} cannot be empty")


def _date(field: str, words: str) -> str:
    if not _EDTF.fullmatch(words) or period(words) is None:
        raise BadQuestion(
            f"{field} {words!r} is no date; write it as 2024-07-22, 2024-07, 2024, "
            "2024-07-22/2024-07-23 or 2025/.."
        )
    return words


def _party(words: str, party_of: Callable[[str], str | None]) -> str:
    party = party_of(words.strip())
    if party is None:
        raise BadQuestion(
            f"{words.strip()!r} is no party known here; write its name or id, such as Iraq or IRQ"
        )
    return party


def _plain(field: str, words: str, told: Any) -> Any:
    parts = _parts(told)
    allowed = next((get_args(p) for p in parts if get_origin(p) is Literal), None)
    if allowed is not None:
        values = words.split(";") if get_origin(told) is tuple else [words]
        chosen = tuple(_choice(field, value, allowed) for value in values)
        return chosen if get_origin(told) is tuple else chosen[0]
    if Amount in parts:
        return _amount(field, words)
    if bool in parts:
        return _yes(field, words)
    if int in parts:
        return _number(field, words)
    if get_origin(told) is tuple:
        return tuple(part.strip() for part in words.split(";") if part.strip())
    return words


def _choice(field: str, words: str, allowed: tuple[str, ...]) -> str:
    found = next((one for one in allowed if one.casefold() == words.strip().casefold()), None)
    if found is None:
        raise BadQuestion(
            f"{words.strip()!r} is no {field}; it is one of these: {'; '.join(allowed)}"
        )
    return found


def _amount(field: str, words: str) -> Amount:
    found = _SUM.fullmatch(words)
    digits = found[2].replace(",", "") if found else ""
    if found is None or not re.fullmatch(r"\d+(\.\d+)?", digits):
        raise BadQuestion(f"{field} {words!r} is no sum; write it as USD 35 million or GBP 300,000")
    times = _TIMES.get((found[3] or "").lower(), 1.0)
    return Amount(float(digits) * times, found[1].upper())


def _yes(field: str, words: str) -> bool:
    if words.casefold() not in ("yes", "no"):
        raise BadQuestion(f"{field} is yes or no, not {words!r}")
    return words.casefold() == "yes"


def _number(field: str, words: str) -> int:
    if not words.isdecimal():
        raise BadQuestion(f"{field} is a whole number, such as 2, not {words!r}")
    return int(words)
