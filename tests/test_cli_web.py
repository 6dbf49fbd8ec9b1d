"""The commands that fetch, against a server of the test's own."""

import json
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from click.testing import CliRunner, Result

from stocktake.cli import main, watching
from stocktake.cli.watching import span_of
from stocktake.collect.web.clock import MachineClock
from stocktake.errors import BadQuestion

PAGE = """<html><head><title>Norway and Chile hold maritime dialogue</title></head><body><article>
<h1>Norway and Chile hold maritime dialogue</h1><p>2 May 2024</p><p>Norway and Chile held the first
Norway-Chile Maritime Dialogue in Oslo on 2 May 2024. Norway will train two hundred customs officers
by September 2025.</p><p>The ministers praised the warm atmosphere of talks number %s.</p></article>
</body></html>"""


@dataclass
class Site:
    """What a small site serves, and what it was asked for."""

    address: str = ""
    pages: dict[str, bytes] = field(default_factory=dict)
    asked: list[tuple[str, int]] = field(default_factory=list)

    def publish(self, *names: str) -> None:
        """Put pages on the site and name them in its feed."""
        self.pages |= {f"/{name}": (PAGE % name).encode() for name in names if name != "gone"}
        items = "".join(f"<item><link>{self.address}/{name}</link></item>" for name in names)
        self.pages["/feed"] = f"<rss version='2.0'><channel>{items}</channel></rss>".encode()


@pytest.fixture
def site(monkeypatch: pytest.MonkeyPatch) -> Iterator[Site]:
    site = Site()
    monkeypatch.setattr(MachineClock, "wait", lambda _clock, _seconds: None)

    class Serving(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            body = site.pages.get(self.path)
            tag = f'"{hash(body)}"'
            same = self.headers.get("If-None-Match") == tag
            status = 404 if body is None else 304 if same else 200
            site.asked.append((self.path, status))
            self.send_response(status)
            self.send_header("ETag", tag)
            self.send_header("Content-Length", str(len(body or b"") if status == 200 else 0))
            self.end_headers()
            self.wfile.write(body or b"" if status == 200 else b"")

        def log_message(self, format: str, *arguments: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Serving)
    site.address = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    yield site
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture
def place(tmp_path) -> str:
    return str(tmp_path / "register.db")


def run(place: str, verb: str, *arguments: str) -> Result:
    options = ("--register", place, "--jobs", "1", "--allow-private-addresses")
    return CliRunner().invoke(main, (verb, *options, *arguments), catch_exceptions=False)


def locations(place: str) -> list[str]:
    told = CliRunner().invoke(main, ("pages", "--json", "--register", place)).stdout
    return sorted(page["location"] for page in json.loads(told))


def test_nothing_private_is_fetched_unless_the_user_says_so(site, place):
    site.publish("one")
    told = CliRunner().invoke(main, ("add", "--register", place, f"{site.address}/one"))
    assert told.exit_code == 3
    assert "--allow-private-addresses" in told.stdout
    assert site.asked == []


def test_a_page_is_fetched_read_and_not_sent_again(site, place):
    site.publish("one")
    first = run(place, "add", f"{site.address}/one")
    assert first.exit_code == 0
    assert "1  articles" in first.stdout
    assert locations(place) == [f"{site.address}/one"]
    second = run(place, "add", f"{site.address}/one")
    assert second.exit_code == 0
    assert second.stdout == "Nothing new in the register.\n"
    assert [asked for asked in site.asked if asked[0] == "/one"] == [("/one", 200), ("/one", 304)]


def test_a_feed_adds_its_pages_and_lists_what_could_not_be_read(site, place):
    site.publish("one", "gone", "two")
    told = run(place, "add", f"{site.address}/feed")
    assert told.exit_code == 3
    assert "2  articles" in told.stdout
    assert f"{site.address}/gone\n    there is no page at this address (404); check" in told.stdout
    assert {f"{site.address}/one", f"{site.address}/two"} <= set(locations(place))


def test_a_page_that_was_forgotten_is_fetched_again(site, place):
    site.publish("one")
    run(place, "add", f"{site.address}/one")
    pages = CliRunner().invoke(main, ("pages", "--json", "--register", place)).stdout
    forgetting = ("forget", json.loads(pages)[0]["id"], "--register", place)
    assert CliRunner().invoke(main, forgetting).exit_code == 0
    assert "1  articles" in run(place, "add", f"{site.address}/one").stdout


def test_watching_once_adds_what_a_feed_names_since(site, place):
    site.publish("one")
    assert run(place, "watch", "--once", f"{site.address}/feed").exit_code == 0
    site.publish("two", "one")
    second = run(place, "watch", "--once", f"{site.address}/feed")
    assert "1  articles" in second.stdout
    assert run(place, "watch", "--once", f"{site.address}/feed").exit_code == 0
    asked = [path for path, status in site.asked if status == 200]
    assert sorted(asked) == ["/feed", "/feed", "/one", "/two"]
    assert site.asked[-1] == ("/feed", 304)


def test_watching_goes_on_until_it_is_interrupted(site, place, monkeypatch):
    site.publish("one", "gone")
    pauses = []

    def wait(seconds: float) -> None:
        pauses.append(seconds)
        if len(pauses) == 2:
            site.publish("two", "one", "gone")
        if len(pauses) == 3:
            raise KeyboardInterrupt

    monkeypatch.setattr(watching, "wait", wait)
    told = run(place, "watch", "--every", "2h", f"{site.address}/feed")
    assert told.exit_code == 130
    assert pauses == [7200, 7200, 7200]
    assert told.stdout.count("New in the register") == 2
    assert told.stdout.count("could not be read") + told.stdout.count("Could not be read") == 1


@pytest.mark.parametrize(("text", "minutes"), [("1m", 1), ("90m", 90), ("6h", 360), ("1 d", 1440)])
def test_a_span_is_minutes_hours_or_days(text: str, minutes: int) -> None:
    assert span_of(text) == timedelta(minutes=minutes)


@pytest.mark.parametrize("text", ["", "0m", "h", "5", "10s", "-1h", "1h30m", "9999999d", "٣m"])
def test_a_span_that_is_none_or_too_short_is_refused(text: str) -> None:
    with pytest.raises(BadQuestion, match="write a span"):
        span_of(text)
