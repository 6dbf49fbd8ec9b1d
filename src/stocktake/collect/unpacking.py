"""Unpacks what a server or an archive packed, never to more than a limit."""

import zlib

import brotli

from stocktake.collect.limits import in_megabytes
from stocktake.errors import StocktakeError

SENT_PACKED = ("gzip", "deflate")
"""The packings that are asked for when a page is fetched."""

_GZIP, _ZLIB, _RAW = 31, 15, -15


class NotUnpacked(StocktakeError):
    """The bytes cannot be unpacked: the reason with its remedy."""


def unpack(content: bytes, packings: str | None, most: int) -> bytes:
    """Undo the packings that a Content-Encoding header names, the last one first.

    Raises `NotUnpacked` for damaged bytes, unknown packings, and more than `most` bytes.
    """
    for packing in reversed([name.strip().lower() for name in (packings or "").split(",")]):
        content = _unpacked(content, packing, most)
    return content


def _unpacked(content: bytes, packing: str, most: int) -> bytes:
    match packing:
        case "" | "identity":
            return content
        case "gzip" | "x-gzip":
            return _inflated(content, _GZIP, most)
        case "deflate":
            # Half of the world sends it without the header that the standard asks for.
            has_header = content[:1] == b"\x78"
            return _inflated(content, _ZLIB if has_header else _RAW, most)
        case "br":
            return _of_brotli(content, most)
        case _:
            raise NotUnpacked(f"the page is packed as {packing[:40]}; save it in a browser")


def _inflated(content: bytes, form: int, most: int) -> bytes:
    parts: list[bytes] = []
    left = most + 1
    while content and left > 0:
        unpacker = zlib.decompressobj(form)
        try:
            part = unpacker.decompress(content, left)
        except zlib.error as error:
            raise NotUnpacked(_damaged(str(error))) from error
        parts.append(part)
        left -= len(part)
        if not unpacker.eof:
            if left <= 0:
                break
            raise NotUnpacked(_damaged("it breaks off"))
        content = unpacker.unused_data if form == _GZIP else b""
    return _within(b"".join(parts), most)


def _of_brotli(content: bytes, most: int) -> bytes:
    unpacker = brotli.Decompressor()
    parts: list[bytes] = []
    size = 0
    try:
        part = unpacker.process(content, output_buffer_limit=most + 1)
        while part and size <= most:
            parts.append(part)
            size += len(part)
            part = unpacker.process(b"", output_buffer_limit=most + 1)
    except brotli.error as error:
        raise NotUnpacked(_damaged(str(error))) from error
    if size <= most and not unpacker.is_finished():
        raise NotUnpacked(_damaged("it breaks off"))
    return _within(b"".join(parts), most)


def _within(content: bytes, most: int) -> bytes:
    if len(content) > most:
        raise NotUnpacked(f"the page unpacks to more than {in_megabytes(most)}; save its text")
    return content


def _damaged(reason: str) -> str:
    return f"the page is damaged where it was packed ({reason}); fetch it again, or save it"
