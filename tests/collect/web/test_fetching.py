"""Fetching from a server that misbehaves in every way that servers do."""

import gzip
import shutil
import socket
import ssl
import struct
import subprocess
import threading
import time
import zlib
from collections.abc import Callable, Iterator
from datetime import timedelta
from email.utils import format_datetime
from http.server import ThreadingHTTPServer
from itertools import count
from pathlib import Path

import pytest
from misbehaving import LOOPBACK, Clock, Handler, Server, answer, in_turn, loopback_or_public

from stocktake.collect import cut
from stocktake.collect.web.addresses import is_public
from stocktake.collect.web.answers import NoAnswer
from stocktake.collect.web.connecting import Hosts
from stocktake.collect.web.fetching import Web
from stocktake.model import Source, Visit

PAGE = b"<html><body><p>The parties met.</p></body></html>"
WebWith = Callable[..., Web]


def refusal(web: Web, address: str, former: Visit | None = None) -> str:
    with pytest.raises(NoAnswer) as caught:
        web.fetch(address, former)
    assert ";" in caught.value.problem, "a problem names its remedy"
    return caught.value.problem


def reset(handler: Handler) -> None:
    """Break the connection off without a word."""
    linger = struct.pack("ii", 1, 0)
    handler.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, linger)
    handler.connection.close()
    handler.close_connection = True
    handler.wfile.close = lambda: None  # type: ignore[method-assign] - it misbehaves


def test_a_page_is_fetched_with_what_its_server_says_of_it(server: Server, web: Web) -> None:
    headers = {"etag": '"v1"', "last_modified": "Sun, 01 Mar 2026 09:00:00 GMT"}
    server.paths["/a"] = answer(PAGE, kind="Text/HTML; Charset=UTF-8", **headers)
    page = web.fetch(server.address("/a#top"))
    assert page is not None
    assert page.content == PAGE
    assert page.location == server.address("/a")
    assert page.media_type == "text/html; charset=utf-8"
    assert (page.etag, page.last_modified) == ('"v1"', "Sun, 01 Mar 2026 09:00:00 GMT")
    assert page.retrieved.startswith("2026-03-01T12:00:")
    assert page.retrieved.endswith("+00:00")


def test_who_asks_is_said_and_nothing_else(server: Server, web: Web) -> None:
    server.paths["/a"] = answer(PAGE, set_cookie="id=1")
    web.fetch(server.address("/a"))
    web.fetch(server.address("/a"))
    for headers in server.headers("/a"):
        assert headers["user-agent"].startswith("Stocktake/9.9 ")
        assert set(headers) == {"host", "user-agent", "accept", "accept-encoding", "connection"}


def test_a_server_that_redirects_for_ever_is_given_up(server: Server, web_with: WebWith) -> None:
    server.paths["/a"] = answer(status=302, location="/a")
    assert "from one address to the next, 4 times" in refusal(
        web_with(redirects=4), server.address("/a")
    )
    assert server.visits["/a"] == 5


def test_a_redirect_is_followed_and_the_page_is_where_it_ends(server: Server, web: Web) -> None:
    server.paths["/a"] = answer(status=301, location="b/أ".encode().decode("latin-1"))
    server.paths["/b/%D8%A3"] = answer(PAGE)
    page = web.fetch(server.address("/a"))
    assert page is not None
    assert page.location == server.address("/b/%D8%A3")


@pytest.mark.parametrize(
    "target",
    [
        "http://10.0.0.1/",
        "http://169.254.169.254/latest/meta-data/",
        "http://[::1]/",
        "//[fe80::1]",
    ],
)
def test_a_redirect_to_a_private_address_is_refused(server: Server, web: Web, target: str) -> None:
    server.paths["/a"] = answer(status=302, location=target)
    assert "is not on the public internet" in refusal(web, server.address("/a"))


@pytest.mark.parametrize("target", ["file:///etc/passwd", "ftp://example.org/a", "http://[bad"])
def test_a_redirect_away_from_the_web_is_refused(server: Server, web: Web, target: str) -> None:
    server.paths["/a"] = answer(status=302, location=target)
    refusal(web, server.address("/a"))


def test_private_hosts_are_refused_by_name_and_by_every_spelling(server: Server) -> None:
    web = Web("9.9")
    for host in ("localhost", "127.0.0.1", "127.1", "2130706433", "0x7f000001", "[::1]"):
        problem = refusal(web, f"http://{host}:{server.port}/")
        assert "--allow-private-addresses" in problem
    assert not server.asked


def test_a_host_with_one_private_address_among_public_ones_is_refused(
    server: Server, web_with: WebWith
) -> None:
    web = web_with(Hosts(lambda *_: ("93.184.216.34", LOOPBACK), is_public))
    assert LOOPBACK in refusal(web, server.address("/a"))
    assert not server.asked


def test_the_address_that_was_checked_is_the_one_connected_to(
    server: Server, web_with: WebWith
) -> None:
    """A name that resolves to a public address when checked and to a private one afterwards."""
    asked = count()

    def rebinding(_host: str, _port: int) -> tuple[str, ...]:
        return (LOOPBACK,) if next(asked) < 2 else ("10.0.0.1",)

    server.paths["/a"] = answer(PAGE)
    web = web_with(Hosts(rebinding, loopback_or_public))
    assert web.fetch(server.address("/a")) is not None
    # Once for robots.txt and once for the page: no second look between check and connection.
    assert next(asked) == 2
    assert "10.0.0.1" in refusal(web, server.address("/a"))
    assert server.visits["/a"] == 1


def test_an_unknown_host_is_said_to_be_unknown(web_with: WebWith) -> None:
    def unknown(*_: object) -> tuple[str, ...]:
        raise socket.gaierror(socket.EAI_NONAME, "unknown")

    problem = refusal(web_with(Hosts(unknown)), "http://nowhere.example/")
    assert "no host is known as nowhere.example" in problem


def drip(handler: Handler) -> None:
    handler.send_response(200)
    handler.end_headers()
    for _ in range(100):
        handler.wfile.write(b"a")
        time.sleep(0.02)


def drip_headers(handler: Handler) -> None:
    handler.wfile.write(b"HTTP/1.1 200 OK\r\nX-Long: ")
    for _ in range(100):
        handler.wfile.write(b"a")
        time.sleep(0.02)


@pytest.mark.parametrize("slow", [drip, drip_headers])
def test_a_server_that_drips_is_given_up_when_the_time_is_over(
    server: Server, web_with: WebWith, slow: Callable[[Handler], None]
) -> None:
    server.paths["/a"] = slow
    began = time.monotonic()
    assert "took longer" in refusal(web_with(seconds=0.3), server.address("/a"))
    assert time.monotonic() - began < 1.5
    assert server.visits["/a"] == 1, "one that is slow is not asked again"


def endless(handler: Handler) -> None:
    handler.send_response(200)
    handler.end_headers()
    while True:
        handler.wfile.write(b"a" * 4096)


@pytest.mark.parametrize("large", [answer(b"a" * 20_001), endless])
def test_a_body_beyond_the_limit_is_refused(
    server: Server, web_with: WebWith, large: Callable[[Handler], None]
) -> None:
    server.paths["/a"] = large
    assert "is larger than" in refusal(web_with(size=20_000), server.address("/a"))
    assert server.visits["/a"] == 1


def test_a_body_that_ends_before_its_stated_length_is_asked_for_again(
    server: Server, web: Web
) -> None:
    server.paths["/a"] = in_turn(answer(PAGE, content_length="5000"), answer(PAGE))
    page = web.fetch(server.address("/a"))
    assert page is not None
    assert page.content == PAGE
    server.paths["/b"] = answer(PAGE, content_length="5000")
    assert "the connection failed" in refusal(web, server.address("/b"))
    assert server.visits["/b"] == 3


@pytest.mark.parametrize("length", ["-5", "a few", "5, 6"])
def test_a_length_that_is_none_is_a_failed_answer(server: Server, web: Web, length: str) -> None:
    server.paths["/a"] = answer(PAGE, content_length=length)
    assert "the connection failed" in refusal(web, server.address("/a"))


def test_what_is_no_http_is_a_failed_answer(server: Server, web: Web) -> None:
    server.paths["/a"] = lambda handler: handler.wfile.write(b"SSH-2.0-OpenSSH\r\n") and None
    assert "the connection failed" in refusal(web, server.address("/a"))


def test_packed_pages_are_unpacked(server: Server, web: Web) -> None:
    raw = zlib.compressobj(wbits=-15)
    packed = {
        "gzip": gzip.compress(PAGE[:9]) + gzip.compress(PAGE[9:]),
        "deflate": zlib.compress(PAGE),
        "Deflate": raw.compress(PAGE) + raw.flush(),
        "identity": PAGE,
        "deflate, gzip": gzip.compress(zlib.compress(PAGE)),
    }
    for number, (packing, body) in enumerate(packed.items()):
        server.paths[f"/{number}"] = answer(body, content_encoding=packing)
        page = web.fetch(server.address(f"/{number}"))
        assert page is not None
        assert page.content == PAGE, packing


@pytest.mark.parametrize("packing", ["gzip", "deflate", "gzip, gzip"])
def test_a_small_body_that_unpacks_to_a_huge_one_is_refused(
    server: Server, web_with: WebWith, packing: str
) -> None:
    bomb = zlib.compress(bytes(60_000_000), 9) if packing == "deflate" else None
    bomb = bomb or gzip.compress(bytes(60_000_000))
    if packing == "gzip, gzip":
        bomb = gzip.compress(bomb)
    assert len(bomb) < 100_000
    server.paths["/a"] = answer(bomb, content_encoding=packing)
    assert "unpacks to more than" in refusal(web_with(size=100_000), server.address("/a"))
    assert server.visits["/a"] == 1


@pytest.mark.parametrize(
    ("packing", "body"),
    [("gzip", PAGE), ("gzip", gzip.compress(PAGE)[:-9]), ("deflate", b"x\x00"), ("zstd", PAGE)],
)
def test_a_body_that_cannot_be_unpacked_is_refused(
    server: Server, web: Web, packing: str, body: bytes
) -> None:
    server.paths["/a"] = answer(body, content_encoding=packing)
    assert "packed" in refusal(web, server.address("/a"))


def test_a_host_that_asks_for_a_pause_gets_it(server: Server, web: Web, clock: Clock) -> None:
    server.paths["/a"] = in_turn(answer(status=429, retry_after="37"), answer(PAGE))
    assert web.fetch(server.address("/a")) is not None
    assert any(36 < wait <= 37 for wait in clock.waits)


def test_a_pause_may_be_asked_for_as_a_moment(server: Server, web: Web, clock: Clock) -> None:
    later = format_datetime(clock.now() + timedelta(seconds=80), usegmt=True)
    server.paths["/a"] = in_turn(answer(status=503, retry_after=later), answer(PAGE))
    assert web.fetch(server.address("/a")) is not None
    assert any(70 < wait <= 80 for wait in clock.waits)


def test_a_host_that_asks_for_a_long_pause_is_left_alone(
    server: Server, web: Web, clock: Clock
) -> None:
    server.paths["/a"] = answer(status=429, retry_after="86400")
    server.paths["/b"] = answer(PAGE)
    assert "add it again later" in refusal(web, server.address("/a"))
    assert "add it again later" in refusal(web, server.address("/b"))
    assert server.visits == {"/robots.txt": 1, "/a": 1}
    assert max(clock.waits) < 5


def test_the_longer_of_two_pauses_asked_for_counts(server: Server, web: Web) -> None:
    server.paths["/robots.txt"] = robots("User-agent: *\nCrawl-delay: 5\nDisallow:")
    server.paths["/a"] = answer(status=503, retry_after="86400")
    for path in ("/a", "/b"):
        assert "add it again later" in refusal(web, server.address(path))
    assert server.visits == {"/robots.txt": 1, "/a": 1}


def test_a_failing_server_is_asked_again_after_longer_and_longer_pauses(
    server: Server, web: Web, clock: Clock
) -> None:
    server.paths["/a"] = in_turn(answer(status=500), answer(status=502), answer(PAGE))
    assert web.fetch(server.address("/a")) is not None
    first, second, third = clock.waits
    assert first <= 1 < second <= 2 < third <= 4


def test_a_server_that_goes_on_failing_is_given_up(server: Server, web: Web) -> None:
    server.paths["/a"] = answer(status=500)
    assert "cannot answer now (500)" in refusal(web, server.address("/a"))
    assert server.visits["/a"] == 3


def test_a_broken_connection_is_tried_again(server: Server, web: Web) -> None:
    server.paths["/a"] = in_turn(reset, answer(PAGE))
    assert web.fetch(server.address("/a")) is not None
    server.paths["/b"] = reset
    assert "the connection failed" in refusal(web, server.address("/b"))
    assert server.visits["/b"] == 3


@pytest.mark.parametrize(
    ("status", "told"),
    [(404, "no page at this address"), (410, "no page"), (403, "does not show"), (401, "save it"),
     (451, "does not show"), (418, "without a page"), (204, "without a page"), (304, "without")],
)  # fmt: skip
def test_an_answer_without_a_page_says_why(
    server: Server, web: Web, status: int, told: str
) -> None:
    server.paths["/a"] = answer(status=status)
    assert told in refusal(web, server.address("/a"))
    assert server.visits["/a"] == 1


def test_a_page_that_has_not_changed_is_not_sent_again(server: Server, web: Web) -> None:
    server.paths["/a"] = answer(status=304)
    former = Visit(server.address("/a"), '"v1"', "Sun, 01 Mar 2026 09:00:00 GMT")
    assert web.fetch(server.address("/a"), former) is None
    (headers,) = server.headers("/a")
    assert headers["if-none-match"] == '"v1"'
    assert headers["if-modified-since"] == "Sun, 01 Mar 2026 09:00:00 GMT"


def test_one_host_is_asked_with_pauses_and_another_without(
    server: Server, web: Web, clock: Clock
) -> None:
    for path in ("/a", "/b"):
        server.paths[path] = answer(PAGE)
    web.fetch(server.address("/a"))
    web.fetch(server.address("/b"))
    assert [round(wait, 1) for wait in clock.waits] == [1.0, 1.0]
    web.fetch(server.address("/a", host="other.example"))
    assert len(clock.waits) == 3, "only between its own robots.txt and page"


def robots(text: str) -> Callable[[Handler], None]:
    return answer(text.encode(), kind="text/plain")


def test_what_robots_txt_forbids_is_not_fetched(server: Server, web: Web) -> None:
    server.paths["/robots.txt"] = robots(
        "User-agent: *\nAllow: /\n\nUser-agent: stocktake\nDisallow: /private/\nDisallow: /*?print"
    )
    for path in ("/private/a", "/a?print=1", "/a", "/b"):
        server.paths[path] = answer(PAGE)
    assert "robots.txt" in refusal(web, server.address("/private/a"))
    assert "robots.txt" in refusal(web, server.address("/a?print=1"))
    assert web.fetch(server.address("/a")) is not None
    server.paths["/c"] = answer(status=302, location="/private/a")
    assert "robots.txt" in refusal(web, server.address("/c"))
    assert server.visits == {"/robots.txt": 1, "/a": 1, "/c": 1}


@pytest.mark.parametrize("status", [500, 503, 429])
def test_nothing_is_fetched_while_robots_txt_cannot_be_had(
    server: Server, web: Web, status: int
) -> None:
    server.paths["/robots.txt"] = answer(status=status)
    server.paths["/a"] = answer(PAGE)
    assert "robots.txt answers with an error" in refusal(web, server.address("/a"))
    refusal(web, server.address("/a"))
    assert server.visits == {"/robots.txt": 3}


@pytest.mark.parametrize("text", ["", "<html>Not found</html>", "\0\xff", "Disallow: /"])
def test_a_robots_txt_that_says_nothing_permits_all(server: Server, web: Web, text: str) -> None:
    server.paths["/robots.txt"] = robots(text)
    server.paths["/a"] = answer(PAGE)
    assert web.fetch(server.address("/a")) is not None


def test_a_host_sets_the_pace(server: Server, web: Web, clock: Clock) -> None:
    server.paths["/robots.txt"] = robots("User-agent: *\nCrawl-delay: 20\nDisallow:")
    server.paths["/a"] = answer(PAGE)
    web.fetch(server.address("/a"))
    assert max(clock.waits) == pytest.approx(20, abs=0.5)


def test_a_pace_too_slow_to_keep_is_said_and_not_broken(server: Server, web: Web) -> None:
    server.paths["/robots.txt"] = robots("User-agent: *\nCrawl-delay: 3600\nDisallow:")
    assert "3600 seconds" in refusal(web, server.address("/a"))
    assert server.visits == {"/robots.txt": 1}


def test_a_charset_that_there_is_not_does_no_harm(server: Server, web: Web) -> None:
    text = "The parties met in Genève; they « agreed » on the text of their statement."
    for charset in ("no-such-charset", "utf-16", "\"'", "hex"):
        server.paths["/a"] = answer(text.encode(), kind=f"text/plain; charset={charset}")
        page = web.fetch(server.address("/a"))
        assert page is not None
        (article,) = cut(Source(page.location, page.content, page.media_type)).articles
        assert article.text == text


def test_the_charset_that_a_server_states_is_taken(server: Server, web: Web) -> None:
    text = "اجتمع الطرفان في العاصمة واتفقا على نص البيان المشترك بينهما."
    body = f"<meta charset=iso-8859-1><p>{text}</p>".encode("cp1256")
    server.paths["/a"] = answer(body, kind="text/html;charset=windows-1256")
    page = web.fetch(server.address("/a"))
    assert page is not None
    (article,) = cut(Source(page.location, page.content, page.media_type)).articles
    assert article.text == text


@pytest.fixture
def certificate(tmp_path: Path) -> Path:
    """Give a certificate of pages.example, with its key, that nobody vouches for."""
    if shutil.which("openssl") is None:
        pytest.skip("openssl is not installed here")
    path = tmp_path / "certificate.pem"
    command = (
        "openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=pages.example "
        f"-addext subjectAltName=DNS:pages.example -keyout {tmp_path}/key -out {path}"
    )
    subprocess.run(command.split(), check=True, capture_output=True)
    path.write_bytes(path.read_bytes() + (tmp_path / "key").read_bytes())
    return path


@pytest.fixture
def secure(certificate: Path) -> Iterator[int]:
    """Give the port of a server that speaks only encrypted."""

    class Serving(Handler):
        def do_GET(self) -> None:  # noqa: N802 - the library's name
            answer(PAGE)(self)

        def log_message(self, format: str, *arguments: object) -> None:
            pass

    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    server = ThreadingHTTPServer((LOOPBACK, 0), Serving)
    server.handle_error = lambda *_: None  # type: ignore[method-assign] - it misbehaves
    server.socket = context.wrap_socket(server.socket, server_side=True)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    yield server.server_port
    server.shutdown()
    server.server_close()
    thread.join()


def test_a_certificate_must_be_vouched_for_and_be_the_named_hosts(
    secure: int, certificate: Path, web_with: WebWith, monkeypatch: pytest.MonkeyPatch
) -> None:
    address = f"https://pages.example:{secure}/"
    assert "does not prove who it is" in refusal(web_with(), address)
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    assert web_with().fetch(address) is not None
    problem = refusal(web_with(), f"https://other.example:{secure}/")
    assert "does not prove who it is" in problem
