"""Web archives: which of their records are pages, and what happens to damaged ones."""

import gzip
import io
import random
from pathlib import Path

import brotli
import pytest

from stocktake.collect import sources
from stocktake.collect.webarchives import read_web_archive
from stocktake.model import Source, Unreadable

PAGE = b"<html><body><p>The parties met.</p></body></html>"


def record(
    address: str,
    body: bytes = PAGE,
    status: str = "200 OK",
    kind: str = "response",
    **headers: str,
) -> bytes:
    told = {"Content_Type": "text/html; charset=UTF-8"} | headers
    lines = "".join(f"{name.replace('_', '-')}: {value}\r\n" for name, value in told.items())
    http = f"HTTP/1.1 {status}\r\n{lines}\r\n".encode() + body
    block = body if kind == "resource" else http
    content_type = "text/html" if kind == "resource" else f"application/http; msgtype={kind}"
    return (
        (
            f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Date: 2024-05-01T10:00:00Z\r\n"
            "WARC-Record-ID: <urn:uuid:12345678-1234-1234-1234-123456789abc>\r\n"
            f"WARC-Target-URI: {address}\r\nContent-Type: {content_type}\r\n"
            f"Content-Length: {len(block)}\r\n\r\n"
        ).encode()
        + block
        + b"\r\n\r\n"
    )


def chunked(body: bytes) -> bytes:
    return b"5\r\n%b\r\n%x;note\r\n%b\r\n0\r\n\r\n" % (body[:5], len(body) - 5, body[5:])


def read(archive: bytes) -> list[Source | Unreadable]:
    return list(read_web_archive("pages.warc", io.BytesIO(archive)))


@pytest.mark.parametrize("packed", [False, True])
def test_the_pages_of_an_archive_are_read_and_the_rest_passed_by(
    tmp_path: Path, packed: bool
) -> None:
    records = [
        record("https://a.example/ask", kind="request"),
        record("https://a.example/1"),
        record("https://a.example/moved", status="301 Moved"),
        record("https://a.example/picture", Content_Type="image/png"),
        record("https://a.example/2", kind="resource"),
        record("https://a.example/3", b"%PDF-1.7", Content_Type="application/pdf"),
    ]
    path = tmp_path / ("pages.warc.gz" if packed else "pages.warc")
    path.write_bytes(b"".join(map(gzip.compress, records) if packed else records))
    one, two, three = sources([str(tmp_path)])
    moment = "2024-05-01T10:00:00Z"
    assert one == Source("https://a.example/1", PAGE, "text/html; charset=utf-8", retrieved=moment)
    assert two == Source("https://a.example/2", PAGE, "text/html", retrieved=moment)
    assert three.location == "https://a.example/3"


@pytest.mark.parametrize(
    ("body", "headers"),
    [
        (chunked(PAGE), {"Transfer_Encoding": "chunked"}),
        (PAGE, {"Transfer_Encoding": "chunked"}),
        (gzip.compress(PAGE), {"Content_Encoding": "gzip"}),
        (brotli.compress(PAGE), {"Content_Encoding": "br"}),
        (
            chunked(gzip.compress(PAGE)),
            {"Content_Encoding": "gzip", "Transfer_Encoding": "chunked"},
        ),
    ],
)
def test_what_was_done_for_sending_is_undone(body: bytes, headers: dict[str, str]) -> None:
    page, after = read(record("https://a.example/1", body, **headers) + record("https://b.example"))
    assert isinstance(page, Source)
    assert page.content == PAGE
    assert after.location == "https://b.example"


@pytest.mark.parametrize("packing", ["gzip", "br"])
def test_a_page_that_unpacks_to_a_huge_one_is_refused_and_the_next_read(
    packing: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("stocktake.collect.webarchives.MOST_BYTES", 100_000)
    pack = gzip.compress if packing == "gzip" else brotli.compress
    bomb = record("https://a.example/1", pack(bytes(30_000_000)), Content_Encoding=packing)
    large = record("https://a.example/2", bytes(100_001))
    one, two, after = read(bomb + large + record("https://a.example/3"))
    for refused, told in ((one, "unpacks to more than"), (two, "is larger than")):
        assert isinstance(refused, Unreadable)
        assert told in refused.problem
    assert isinstance(after, Source)


def test_a_page_that_cannot_be_unpacked_is_told_and_the_next_read() -> None:
    bad = record("https://a.example/1", b"not packed", Content_Encoding="gzip")
    refused, after = read(bad + record("https://a.example/2"))
    assert isinstance(refused, Unreadable)
    assert refused.location == "https://a.example/1"
    assert "damaged" in refused.problem
    assert isinstance(after, Source)


def test_an_archive_that_breaks_off_keeps_the_pages_before() -> None:
    archive = record("https://a.example/1") + record("https://a.example/2")
    page, broken = read(archive[:-30])
    assert isinstance(page, Source)
    assert isinstance(broken, Unreadable)
    assert "fetch it again" in broken.problem


@pytest.mark.parametrize("archive", [b"", b"no archive at all\n" * 50, b"\x1f\x8bno gzip"])
def test_what_is_no_archive_is_told(archive: bytes) -> None:
    (problem,) = read(archive)
    assert isinstance(problem, Unreadable)
    assert ";" in problem.problem


def test_damage_anywhere_raises_nothing() -> None:
    whole = record("https://a.example/1", chunked(PAGE), Transfer_Encoding="chunked")
    whole += record("https://a.example/2", gzip.compress(PAGE), Content_Encoding="gzip")
    chance = random.Random(3)
    for packed in (False, True):
        archive = gzip.compress(whole) if packed else whole
        for _ in range(300):
            damaged = bytearray(archive)
            for _ in range(3):
                damaged[chance.randrange(len(damaged))] = chance.randrange(256)
            for page in read(bytes(damaged)):
                assert isinstance(page, Source | Unreadable)
