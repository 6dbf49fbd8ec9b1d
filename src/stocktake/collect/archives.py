"""Reads archives of pages: JSON lines with `url`, `title`, `published`, and `html` or `text`."""

import gzip
import json
import zlib
from collections.abc import Iterator, Mapping
from typing import BinaryIO

from stocktake.collect.limits import MOST_TEXT_BYTES, in_megabytes
from stocktake.collect.media import Medium
from stocktake.model import Source, Unreadable

_REMEDY = "mend or remove that line and add the archive again; the other lines are read"


def read_archive(location: str, stream: BinaryIO) -> Iterator[Source | Unreadable]:
    """Give the page of each line of an archive, packed or not; a bad line is `Unreadable`.

    At most one line is held at a time.
    """
    lines = _lines(location, stream)
    for number, line in enumerate(lines, 1):
        if isinstance(line, Unreadable):
            yield line
        elif line.strip():
            yield _page(f"{location}#{number}", number, line)


def _lines(location: str, stream: BinaryIO) -> Iterator[bytes | Unreadable]:
    """Give the lines, each no longer than the limit; a longer one is passed over."""
    most = 2 * MOST_TEXT_BYTES  # JSON writes some letters in six bytes
    number = 0
    while True:
        number += 1
        try:
            line = stream.readline(most)
            if len(line) >= most and not line.endswith(b"\n"):
                while (rest := stream.readline(most)) and not rest.endswith(b"\n"):
                    pass
                yield Unreadable(
                    f"{location}#{number}",
                    f"line {number} of {location} is longer than {in_megabytes(most)}; {_REMEDY}",
                )
                continue
        except (gzip.BadGzipFile, EOFError, zlib.error, OSError) as error:
            yield Unreadable(
                f"{location}#{number}",
                f"{location} breaks off at line {number} ({error}); "
                "fetch the archive again; the lines before are read",
            )
            return
        if not line:
            return
        yield line


def _page(place: str, number: int, line: bytes) -> Source | Unreadable:
    archive = place.rsplit("#", 1)[0]
    try:
        record = json.loads(line.decode("utf-8-sig", "surrogateescape"))
    except (ValueError, RecursionError):
        return Unreadable(place, f"line {number} of {archive} is no JSON; {_REMEDY}")
    if not isinstance(record, dict):
        return Unreadable(place, f"line {number} of {archive} is no JSON object; {_REMEDY}")
    found = page_of_fields(place, record)
    if found is None:
        return Unreadable(place, f"line {number} of {archive} has neither html nor text; {_REMEDY}")
    return found


def page_of_fields(place: str, record: Mapping[str, object]) -> Source | None:
    """Give the page that the fields of one record tell of; None where they hold no text."""
    fields = {
        name: value.strip()
        for name in ("url", "title", "published", "html", "text", "retrieved")
        if isinstance(value := record.get(name), str) and value.strip()
    }
    written = fields.get("html") or fields.get("text")
    if written is None:
        return None
    return Source(
        location=fields.get("url", place),
        content=written.encode("utf-8", "replace"),
        media_type=(Medium.HTML if "html" in fields else Medium.TEXT).value,
        title=fields.get("title"),
        published=fields.get("published"),
        retrieved=fields.get("retrieved"),
    )
