"""A server on loopback, and a web that reaches it."""

import threading
from collections.abc import Callable, Iterator
from http.server import ThreadingHTTPServer

import pytest
from misbehaving import (
    LOOPBACK,
    Clock,
    Handler,
    Server,
    answer,
    loopback_or_public,
    resolve_to_loopback,
)

from stocktake.collect.web.connecting import Hosts
from stocktake.collect.web.fetching import Web
from stocktake.collect.web.limits import Limits


@pytest.fixture
def server() -> Iterator[Server]:
    told = Server()

    class Behaving(Handler):
        def do_GET(self) -> None:  # noqa: N802 - the library's name
            told.asked.append(
                (self.path, {name.lower(): value for name, value in self.headers.items()})
            )
            behave = told.paths.get(self.path, answer(b"nothing here", 404))
            try:
                behave(self)
            except (BrokenPipeError, ConnectionResetError):
                self.close_connection = True

        def log_message(self, format: str, *arguments: object) -> None:
            pass

    running = ThreadingHTTPServer((LOOPBACK, 0), Behaving)
    running.daemon_threads = True
    told.port = running.server_port
    thread = threading.Thread(target=running.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    yield told
    running.shutdown()
    running.server_close()
    thread.join()


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def web_with(clock: Clock) -> Callable[..., Web]:
    """Make a web that reaches the test's server, with limits of the test's choice."""

    def made(hosts: Hosts | None = None, **limits: float) -> Web:
        known = hosts or Hosts(resolve_to_loopback, loopback_or_public)
        return Web("9.9", known, Limits(**limits), clock)

    return made


@pytest.fixture
def web(web_with: Callable[..., Web]) -> Web:
    return web_with()
