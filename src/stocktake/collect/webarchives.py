"""Reads web archives (.warc, .warc.gz): the pages that a crawler stored as it fetched them."""

import re
from collections.abc import Iterator
from typing import BinaryIO

from fastwarc.warc import ArchiveIterator, WarcRecord, WarcRecordType

from stocktake.collect.limits import MOST_BYTES, in_megabytes
from stocktake.collect.media import Medium, media_type_of
from stocktake.collect.unpacking import NotUnpacked, unpack
from stocktake.model import Source, Unreadable

_CHUNK = re.compile(rb"(?:\r\n)?([0-9A-Fa-f]{1,8})[ \t]*(?:;[^\r\n]{0,999})?\r\n")
_PAGES = WarcRecordType.response | WarcRecordType.resource
_READABLE = frozenset((*(medium.value for medium in Medium), "application/xhtml+xml"))


def read_web_archive(location: str, stream: BinaryIO) -> Iterator[Source | Unreadable]:
    """Give each page of a web archive; what is no page (pictures, redirects) is passed by.

    At most one record is held at a time.  A damaged record is `Unreadable`.
    """
    records = iter(ArchiveIterator(stream, record_types=_PAGES, auto_decode="none"))
    number = 0
    while True:
        try:
            record = next(records)
            number += 1
            place = record.headers.get("WARC-Target-URI") or f"{location}#{number}"
            page = _page(place.strip("<>"), record)
        except StopIteration:
            break
        except (OSError, ValueError, EOFError) as error:
            yield Unreadable(
                f"{location}#{number + 1}",
                f"{location} is damaged after record {number} ({error}); "
                "fetch the archive again; the records before are read",
            )
            return
        if page is not None:
            yield page
    if number == 0:
        yield Unreadable(location, f"{location} holds no page; check that it is a web archive")


def _page(place: str, record: WarcRecord) -> Source | Unreadable | None:
    kind = _kind(record)
    if kind is None or kind.split(";")[0] not in _READABLE:
        return None
    if record.content_length > MOST_BYTES:
        return Unreadable(
            place, f"the page is larger than {in_megabytes(MOST_BYTES)}; save its text"
        )
    length = record.content_length
    content = record.reader.read(length)
    if len(content) < length:
        return Unreadable(place, "the archive breaks off within this page; fetch it again")
    try:
        content = _as_meant(content, record)
    except NotUnpacked as error:
        return Unreadable(place, str(error))
    retrieved = record.headers.get("WARC-Date")
    return Source(location=place, content=content, media_type=kind, retrieved=retrieved)


def _as_meant(content: bytes, record: WarcRecord) -> bytes:
    """Undo what a server did to a page only for sending it."""
    if not record.is_http_parsed:
        return content
    headers = record.http_headers
    if "chunked" in (headers.get("Transfer-Encoding") or "").lower():
        content = _joined(content)
    return unpack(content, headers.get("Content-Encoding"), MOST_BYTES)


def _joined(content: bytes) -> bytes:
    """Join the chunks of a page, unless it has none: some crawlers join them and keep the header.

    The archive's library does this too, but loses the next record when a chunk is damaged.
    """
    parts: list[bytes] = []
    at = 0
    while head := _CHUNK.match(content, at):
        size = int(head[1], 16)
        if size == 0:
            return b"".join(parts)
        parts.append(content[head.end() : head.end() + size])
        at = head.end() + size
    return b"".join(parts) or content


def _kind(record: WarcRecord) -> str | None:
    """Give the media type of a page, or None for what a server sent instead of one."""
    if record.record_type == WarcRecordType.resource:
        return media_type_of(record.headers.get("Content-Type"))
    if not record.is_http_parsed or record.http_headers.status_code != 200:
        return None
    return media_type_of(record.http_headers.get("Content-Type")) or Medium.HTML.value
