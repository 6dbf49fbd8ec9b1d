"""A small application behind a door, a clock that is moved by hand, and a browser's steps."""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from html.parser import HTMLParser
from typing import Any

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route
from starlette.testclient import TestClient

from stocktake.serve.web.desk import Desk
from stocktake.serve.web.door.forms import form_of
from stocktake.serve.web.door.opening import Door
from stocktake.serve.web.showing import asked, shown
from stocktake.serve.web.visitors import visitor_of

PASSWORD = "four plain words here"
HERE = "http://127.0.0.1:8000"
TEAM = "https://desk.example.org"
NAMES = {"reader": "Rita", "reviewer": "Vera", "administrator": "Ada"}


@dataclass
class Clock:
    """A clock that stands still until it is moved."""

    at: datetime = field(default_factory=lambda: datetime(2025, 3, 1, 12, tzinfo=UTC))

    def __call__(self) -> datetime:
        return self.at

    def move(self, **by: float) -> None:
        self.at += timedelta(**by)


class _Tokens(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = dict(attrs)
        if tag == "input" and told.get("name") == "token":
            self.found.append(told.get("value") or "")


def token_in(page: str) -> str:
    """Give the form token of a page."""
    parser = _Tokens()
    parser.feed(page)
    return parser.found[0]


def _look(request: Request) -> Response:
    visitor = visitor_of(request)
    return JSONResponse({"name": visitor.name, "role": visitor.role, "token": visitor.token})


def _page(request: Request) -> Response:
    return shown(asked(request), "refused.html", said="a page like any other")


def _write(request: Request) -> Response:
    request.state.told = ("wrote", "c-1")
    return PlainTextResponse(form_of(request).word("word"))


async def _stream(request: Request) -> Response:
    return PlainTextResponse(await request.body())


_ROUTES = (
    Route("/", _look),
    Route("/page", _page),
    Route("/api/look", _look),
    Route("/write", _write, methods=["POST", "PUT", "DELETE"]),
    Route("/stream", _stream, methods=["POST"]),
    Route("/accounts/write", _write, methods=["POST"]),
)


def built(door: Door) -> Starlette:
    """Give a small application behind a door."""
    app = Starlette(routes=[*door.routes(), *_ROUTES], middleware=[door.keeper()])
    app.state.desk = Desk(None, lambda: date(2025, 3, 1), public=door.is_public)
    return app


def sign_in(client: TestClient, name: str, password: str = PASSWORD, onward: str = "/") -> Any:
    """Sign in through the form, as a browser would."""
    token = token_in(client.get("/sign-in").text)
    told = {"name": name, "password": password, "token": token, "next": onward}
    return client.post("/sign-in", data=told)
