"""A server that behaves as a test tells it to, and a clock that does not wait."""

import http.server
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from stocktake.collect.web.addresses import is_public

Handler = http.server.BaseHTTPRequestHandler
Behaviour = Callable[[Handler], None]
LOOPBACK = "127.0.0.1"


def answer(
    body: bytes = b"", status: int = 200, kind: str = "text/html", **headers: str
) -> Behaviour:
    """Give a behaviour: answer so; a header's name has _ for -, and None leaves it out."""

    def behave(handler: Handler) -> None:
        handler.send_response(status)
        told = {"Content-Type": kind, "Content-Length": str(len(body))}
        told |= {name.replace("_", "-").title(): value for name, value in headers.items()}
        for name, value in told.items():
            handler.send_header(name, value)
        handler.end_headers()
        handler.wfile.write(body)

    return behave


def in_turn(*behaviours: Behaviour) -> Behaviour:
    """Give a behaviour: each of these once, and the last one from then on."""
    left = list(behaviours)

    def behave(handler: Handler) -> None:
        next_one = left.pop(0) if len(left) > 1 else left[0]
        next_one(handler)

    return behave


@dataclass
class Server:
    """Paths with their behaviours, and what was asked for."""

    port: int = 0
    paths: dict[str, Behaviour] = field(default_factory=dict)
    asked: list[tuple[str, dict[str, str]]] = field(default_factory=list)

    def address(self, path: str, host: str = "pages.example") -> str:
        return f"http://{host}:{self.port}{path}"

    @property
    def visits(self) -> Counter[str]:
        return Counter(path for path, _ in self.asked)

    def headers(self, path: str) -> list[dict[str, str]]:
        return [headers for asked, headers in self.asked if asked == path]


class Clock:
    """Time goes by as it does, and further when someone waits; nobody does wait."""

    def __init__(self) -> None:
        self.waits: list[float] = []
        self._start = time.monotonic()

    def now(self) -> datetime:
        passed = self.seconds() - self._start
        return datetime(2026, 3, 1, 12, 0, 0, tzinfo=UTC) + timedelta(seconds=int(passed))

    def seconds(self) -> float:
        return time.monotonic() + sum(self.waits)

    def wait(self, seconds: float) -> None:
        self.waits.append(seconds)


def resolve_to_loopback(host: str, _port: int) -> tuple[str, ...]:
    """Resolve every name to this machine, and leave numbers as they are."""
    return (host,) if ":" in host or host.replace(".", "").isdigit() else (LOOPBACK,)


def loopback_or_public(address: str) -> bool:
    """Permit what is public, and the test's own server."""
    return address == LOOPBACK or is_public(address)
