"""Makes an answer of a template: the page's own values, and what every page is told."""

from dataclasses import dataclass
from datetime import date
from functools import cache, cached_property, partial
from hashlib import sha256
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from jinja2 import Environment, PackageLoader, StrictUndefined
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from stocktake.errors import BadQuestion
from stocktake.serve.manner import manner
from stocktake.serve.web.carrying import carried
from stocktake.serve.web.desk import Desk, desk_of
from stocktake.serve.web.visitors import Visitor, visitor_of
from stocktake.serve.web.words import FILTERS, GLOBALS

STATIC = Path(__file__).with_name("static")


@dataclass(frozen=True)  # without slots, for the state that is asked for once
class Asked:
    """A request as the pages see it: the desk, who asks, and as of which day."""

    request: Request
    desk: Desk
    visitor: Visitor
    as_of: date

    @cached_property
    def state(self) -> str:
        """Give the state that the register is in, which whatever is kept of it goes by."""
        return self.desk.shelf.state()

    @property
    def is_past(self) -> bool:
        """Tell whether another day than today is asked for."""
        return self.as_of != self.desk.today()

    @property
    def may_decide(self) -> bool:
        """Tell whether judgements of this visitor are taken at this desk."""
        return self.visitor.may_decide and not self.desk.public


def asked(request: Request) -> Asked:
    """Read what all pages go by; raise `BadQuestion` for a day that is none."""
    desk = desk_of(request)
    day = _day(request, desk)
    return Asked(request, desk.on(day), visitor_of(request), day)


def asked_today(request: Request) -> Asked:
    """Read what a page goes by that must be shown whatever else was asked."""
    desk = desk_of(request)
    return Asked(request, desk, visitor_of(request), desk.today())


def shown(question: Asked, template: str, status: int = 200, **values: Any) -> Response:
    """Render a template with the page's own values."""
    told = {
        "asked": question,
        "as_of": question.as_of,
        "visitor": question.visitor,
        "may_decide": question.may_decide,
        "public": question.desk.public,
        "here": question.request.url.path,
        "query": dict(question.request.query_params),
        "link": partial(link, question.request),
        "sheet": named("desk.css"),
        "script": named("desk.js"),
    }
    page = environment().get_template(template).render(**told, **values)
    if question.is_past:
        page = carried(page, question.as_of)
    return HTMLResponse(page, status)


def link(request: Request, /, **changes: str | None) -> str:
    """Give the address of this page asked a little differently; None leaves a word out."""
    words = {**request.query_params, **changes}
    kept = [(name, word) for name, word in words.items() if word not in (None, "")]
    return f"{request.url.path}?{urlencode(kept)}" if kept else request.url.path


def tag(question: Asked) -> str:
    """Give the mark of an answer: of the register's state, the day, the visitor and the address.

    A page with a visitor's form in it must not be told by it, for their token is left out.
    """
    parts = (
        question.state,
        question.as_of.isoformat(),
        repr((question.visitor.name, question.visitor.role, question.desk.public)),
        repr(manner()),
        str(question.request.url),
        named("desk.css"),
        named("desk.js"),
    )
    return f'"{sha256(chr(31).join(parts).encode()).hexdigest()[:20]}"'


@cache
def environment() -> Environment:
    """Give the templates; every value in them is escaped unless it is the desk's own markup."""
    made = Environment(
        loader=PackageLoader("stocktake.serve.web"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters.update(FILTERS)
    made.globals.update(GLOBALS)
    made.globals["static"] = named
    return made


@cache
def named(file: str) -> str:
    """Give a static file's address with a mark of its content, so that it may be kept for good."""
    content = (STATIC / file).read_bytes()
    return f"/static/{file}?{sha256(content).hexdigest()[:10]}"


def _day(request: Request, desk: Desk) -> date:
    wanted = request.query_params.get("as_of")
    if not wanted:
        return desk.today()
    try:
        return date.fromisoformat(wanted)
    except ValueError as error:
        raise BadQuestion(f"{wanted!r} is no day; write it as 2025-06-30") from error
