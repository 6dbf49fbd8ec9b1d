"""The desk as an application: its routes, its guard, and its pages for what goes wrong."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from anyio.to_thread import current_default_thread_limiter
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Mount

from stocktake.errors import BadQuestion, NoSuchRecord
from stocktake.serve.web import api
from stocktake.serve.web.api.records import ROOT, answered
from stocktake.serve.web.desk import Desk
from stocktake.serve.web.door.opening import Door
from stocktake.serve.web.embed import pages as embed
from stocktake.serve.web.headers import Guarded
from stocktake.serve.web.manners import Mannered
from stocktake.serve.web.pages import ROUTES
from stocktake.serve.web.review import pages as review
from stocktake.serve.web.showing import asked_today, shown
from stocktake.serve.web.static_files import KeptFiles

PAGES_AT_ONCE = 3


def application(desk: Desk, door: Door | None = None) -> Starlette:
    """Make the application that shows a desk; without a door nobody can change anything."""
    own = () if door is None else door.routes()
    deciding = () if desk.public or desk.bench is None else review.ROUTES
    routes: list[BaseRoute] = [
        Mount("/static", KeptFiles()),
        *own,
        *deciding,
        *embed.ROUTES,
        *api.ROUTES,
        *ROUTES,
    ]
    keeper = () if door is None else (door.keeper(),)
    made = Starlette(
        lifespan=_few_at_once,
        routes=routes,
        middleware=[
            Middleware(Guarded),
            Middleware(Mannered),
            Middleware(GZipMiddleware, minimum_size=1000, compresslevel=4),
            *keeper,
        ],
        exception_handlers={
            404: _missing,
            NoSuchRecord: _missing,
            BadQuestion: _unclear,
        },
    )
    made.state.desk = desk
    made.state.origin = None if door is None else door.site.origin
    return made


@asynccontextmanager
async def _few_at_once(_app: Starlette) -> AsyncIterator[None]:
    """Make no more pages at a time than the processor can: more would only wait for each other."""
    current_default_thread_limiter().total_tokens = PAGES_AT_ONCE
    yield


def _missing(request: Request, error: Exception) -> Response:
    said = str(error) if isinstance(error, NoSuchRecord) else None
    if request.url.path.startswith("/api"):
        return answered({"problem": said or f"there is nothing at this address; see {ROOT}"}, 404)
    return shown(asked_today(request), "missing.html", 404, said=said)


def _unclear(request: Request, error: Exception) -> Response:
    if request.url.path.startswith("/api"):
        return answered({"problem": str(error)}, 400)
    return shown(asked_today(request), "unclear.html", 400, said=str(error))
