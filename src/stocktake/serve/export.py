"""The register as JSON: one object, one record a line, the same bytes for the same records."""

from collections.abc import Iterator, Sequence
from typing import Any

import msgspec

from stocktake.serve.exchange import Record, Records

_HEAD = ("format", "readers")


def as_json(records: Records, generated: str) -> Iterator[bytes]:
    """Give the exchange format piece by piece, in UTF-8.

    `generated` is the moment of writing (ISO 8601), the only thing that two exports of the same
    pages differ in.
    """
    yield b"{\n" + _member("generated", generated)
    for name in Records.__slots__:
        value = getattr(records, name)
        yield b",\n"
        if name in _HEAD or not value:
            yield _member(name, plain(value))
        else:
            yield from _listed(name, value)
    yield b"\n}\n"


def plain(value: Any) -> Any:
    """Give a record as plain lists and dicts; whole numbers without a point."""
    return _whole(msgspec.to_builtins(value))


def as_array(records: Sequence[Record]) -> Iterator[str]:
    """Give a JSON list with one record a line."""
    yield "["
    for number, record in enumerate(records, start=1):
        yield as_object(record) + ("," if number < len(records) else "")
    yield "]"


def as_object(record: Record) -> str:
    """Give one record as JSON on one line."""
    return msgspec.json.encode(plain(record)).decode()


def _listed(name: str, values: tuple[Any, ...]) -> Iterator[bytes]:
    yield msgspec.json.encode(name) + b": [\n"
    for number, value in enumerate(values):
        yield (b",\n" if number else b"") + msgspec.json.encode(plain(value))
    yield b"\n]"


def _member(name: str, value: Any) -> bytes:
    return msgspec.json.encode(name) + b": " + msgspec.json.encode(value)


def _whole(value: Any) -> Any:
    if isinstance(value, float):
        return int(value) if value.is_integer() else value
    if isinstance(value, dict):
        return {key: _whole(part) for key, part in value.items()}
    if isinstance(value, list | tuple):
        return [_whole(part) for part in value]
    return value
