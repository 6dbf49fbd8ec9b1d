"""From domain values to rows of the register and back."""

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, TypeVar

import msgspec
from sqlalchemy.engine import RowMapping

from stocktake.errors import RegisterProblem
from stocktake.model import (
    Agreement,
    Anchor,
    Article,
    Commitment,
    Discrepancy,
    Entry,
    FollowThrough,
    Judgement,
    Mechanism,
    Meeting,
    Origin,
    Page,
    Party,
    Person,
    Programme,
    Reading,
    Report,
    Undoing,
)

T = TypeVar("T")

KINDS: Mapping[str, type[Entry]] = {
    "origins": Origin,
    "parties": Party,
    "people": Person,
    "mechanisms": Mechanism,
    "meetings": Meeting,
    "commitments": Commitment,
    "agreements": Agreement,
    "programmes": Programme,
    "discrepancies": Discrepancy,
    "follow_through": FollowThrough,
}
"""The kinds of entries, by the name of their list in the exchange format."""

_KIND_OF = {entry: kind for kind, entry in KINDS.items()}
_LONGEST_KEY = 200  # letters; an index of PostgreSQL takes 2,700 bytes
_AT_ONCE = 500  # values in one statement


def page_row(page: Page, reader: str) -> dict[str, Any]:
    """Give the row of a page."""
    return {
        "id": page.id,
        "location": printable(page.location),
        "sha256": page.sha256,
        "media_type": page.media_type and printable(page.media_type),
        "read_at": page.read_at and printable(page.read_at),
        "problem": page.problem and printable(page.problem),
        "reader": reader,
    }


def page_of(row: RowMapping) -> Page:
    """Give the page of a row."""
    return Page(**{field: row[field] for field in Page.__slots__})


def article_row(article: Article) -> dict[str, Any]:
    """Give the row of an article, with the hash that its text is checked against."""
    row = {field: getattr(article, field) for field in Article.__slots__}
    return {**row, "text_sha256": text_sha256(article.text)}


def article_of(row: RowMapping) -> Article:
    """Give the article of a row."""
    return Article(**{field: row[field] for field in Article.__slots__})


def text_sha256(text: str) -> str:
    """Give the hash of a text's UTF-8 bytes."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def reading_row(reading: Reading, reader: str) -> dict[str, Any]:
    """Give the row of a reading."""
    body = msgspec.json.encode(reading).decode()
    return {
        "article": reading.article,
        "reader": reader,
        "relevant": reading.relevant,
        "body": body,
    }


def report_of(row: RowMapping) -> Report:
    """Give the report of a row that joins an article with the `body` of its reading."""
    return Report(article_of(row), msgspec.json.decode(row["body"], type=Reading))


def entry_row(entry: Entry, layer: str, group: str) -> dict[str, Any]:
    """Give the row of an entry that a layer made of a group."""
    return {
        "id": entry.id,
        "kind": _KIND_OF[type(entry)],
        "layer": layer,
        "group": group,
        "body": msgspec.json.encode(entry).decode(),
    }


def entry_of(kind: str, body: str) -> Entry:
    """Give the entry of a row; raise `RegisterProblem` when its form is not this version's."""
    try:
        return msgspec.json.decode(body, type=KINDS[kind])
    except (KeyError, msgspec.ValidationError) as error:
        raise RegisterProblem(
            f"the register holds {kind} of another version of Stocktake; "
            f"run `stocktake derive` to make them again ({error})"
        ) from error


_PLAIN = tuple(f for f in Judgement.__slots__ if f not in ("anchors", "undone"))


def judgement_row(judgement: Judgement) -> dict[str, Any]:
    """Give the row of a judgement."""
    undone = judgement.undone
    return {
        **{field: getattr(judgement, field) for field in _PLAIN},
        "anchors": msgspec.json.encode(judgement.anchors).decode(),
        "undone_by": undone and undone.by,
        "undone_at": undone and undone.at,
        "undone_why": undone and undone.why,
    }


def judgement_of(row: RowMapping) -> Judgement:
    """Give the judgement of a row."""
    return Judgement(
        **{field: row[field] for field in _PLAIN},
        anchors=msgspec.json.decode(row["anchors"], type=tuple[Anchor, ...]),
        undone=row["undone_by"] and Undoing(row["undone_by"], row["undone_at"], row["undone_why"]),
    )


def stored_key(key: str) -> str:
    """Give a key as it is stored: a long one by its hash."""
    return key if len(key) <= _LONGEST_KEY else hashlib.sha256(key.encode()).hexdigest()


def printable(text: str) -> str:
    """Give the text without what no database stores: lone surrogates and NUL."""
    return text.encode("utf-8", "replace").decode("utf-8").replace("\0", "")


def portions(values: Iterable[T]) -> Iterator[Sequence[T]]:
    """Cut values into portions that one statement can take."""
    listed = list(values)
    for start in range(0, len(listed), _AT_ONCE):
        yield listed[start : start + _AT_ONCE]
