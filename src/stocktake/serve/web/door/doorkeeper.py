"""Stands before every route: who asks, whether from here, and whether they may do it.

What is not allowed is refused by the manner of the request, not by its address, so that a route
added later is guarded without being told.
"""

from collections.abc import MutableMapping
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import MutableHeaders
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from stocktake.access import Role, form_token, is_form_token, may, new_token
from stocktake.serve.web.door.forms import TooLong, again, body_of, form_in
from stocktake.serve.web.door.site import Site
from stocktake.serve.web.door.ways import WayIn
from stocktake.serve.web.showing import asked_today, shown
from stocktake.serve.web.visitors import NOBODY, Visitor, visitor_of

SIGN_IN = "/sign-in"
SIGN_OUT = "/sign-out"
ADMINISTRATORS = "/accounts"
STAY = 12 * 3600  # seconds that a session lasts
TOKEN_FIELD = "token"
TOKEN_HEADER = "x-stocktake-token"
_LOOKS = frozenset({"GET", "HEAD", "OPTIONS"})


class Doorkeeper:
    """Lets requests in or refuses them; tells the routes who asks and what their form says.

    `looking_only` refuses whatever is more than a look, before anything else is asked.
    """

    def __init__(self, app: ASGIApp, site: Site, way: WayIn, looking_only: bool = False) -> None:
        self._app = app
        self._site = site
        self._way = way
        self._looking_only = looking_only

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let one request in, or answer it here."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        request = Request(scope, receive)
        held = request.cookies.get(self._site.cookie, "")
        token = held or new_token()
        answer = await self._refusal(request, token)
        if answer is not None:
            await answer(scope, receive, send)
            return
        body: bytes | None = getattr(request.state, "body", None)
        onward = receive if body is None else again(body, receive)
        await self._app(scope, onward, self._telling(request, send, "" if held else token))

    async def _refusal(self, request: Request, token: str) -> Response | None:
        """Give the answer to a request that may not go on; None lets it."""
        request.state.visitor = NOBODY
        looks = request.method in _LOOKS
        if self._looking_only and not looks:
            return refused(request, 405, "this register is open to look at, and no more")
        stranger = self._site.stranger(request.headers)
        if stranger is not None:
            return refused(request, 421, stranger)
        visitor = await run_in_threadpool(self._way.visitor, token)
        request.state.visitor = visitor or Visitor(token=form_token(token))
        if not looks:
            return await self._writing(request, token, visitor)
        if visitor is None and not _is_open(request):
            return _sent_to_sign_in(request)
        if _is_for_administrators(request) and not _is_administrator(visitor):
            return refused(request, 403, "administrators see this page")
        return None

    async def _writing(
        self, request: Request, token: str, visitor: Visitor | None
    ) -> Response | None:
        """Refuse to change anything that this visitor's own page did not ask for."""
        if self._site.is_foreign(request.headers):
            return refused(request, 403, "this was sent from a page of another site")
        try:
            request.state.body = await body_of(request)
            form = form_in(request.state.body, request.headers.get("content-type", ""))
        except TooLong:
            return refused(request, 413, "this is more than a form can hold")
        request.state.form = form
        word = request.headers.get(TOKEN_HEADER) or form.word(TOKEN_FIELD)
        if not is_form_token(word, token):
            return refused(
                request, 403, "this form is no longer yours; go back, reload the page, send again"
            )
        if request.url.path in (SIGN_IN, SIGN_OUT):
            return None
        return await self._needing_a_role(request, visitor)

    async def _needing_a_role(self, request: Request, visitor: Visitor | None) -> Response | None:
        if visitor is None:
            return refused(request, 401, "sign in first; your session may have ended")
        least: Role = "administrator" if _is_for_administrators(request) else "reviewer"
        if may(visitor.role, least):
            return None
        what = f"was refused: {request.method} {request.url.path}"
        await run_in_threadpool(self._way.note, visitor.name or "", what, None, where(request))
        return refused(request, 403, f"this is for those who are {least}s here")

    def _telling(self, request: Request, send: Send, cookie: str) -> Send:
        """Give a `send` that hands out a new visitor's cookie and keeps the trail of changes."""

        async def telling(message: Message) -> None:
            if message["type"] == "http.response.start":
                if cookie and not self._looking_only and _is_page(message):
                    set_cookie(message, self._site, cookie, None)
                if request.method not in _LOOKS and message["status"] < 400:
                    await run_in_threadpool(self._note, request)
            await send(message)

        return telling

    def _note(self, request: Request) -> None:
        told: tuple[str, str | None] | None = getattr(request.state, "told", None)
        what, record = told or (f"{request.method} {request.url.path}", None)
        who = getattr(request.state, "who", None) or visitor_of(request).name or "nobody"
        self._way.note(who, what, record, where(request))


def refused(request: Request, status: int, said: str) -> Response:
    """Refuse a request with a sentence, in the manner in which it was asked."""
    if request.url.path.startswith("/api"):
        return JSONResponse({"problem": said}, status)
    answer = shown(asked_today(request), "refused.html", status, said=said)
    answer.headers["Cache-Control"] = "no-store"
    return answer


def set_cookie(
    message: MutableMapping[str, Any], site: Site, token: str, seconds: int | None
) -> None:
    """Hand a visitor their token, where no script and no other site's request can take it."""
    parts = [f"{site.cookie}={token}", "Path=/", "HttpOnly", "SameSite=Lax"]
    if seconds is not None:
        parts.append(f"Max-Age={seconds}")
    if site.is_secure:
        parts.append("Secure")
    headers = MutableHeaders(raw=message["headers"])
    headers.append("Set-Cookie", "; ".join(parts))
    message["headers"] = headers.raw


def where(request: Request) -> str:
    """Give the address that a request came from."""
    return request.client.host if request.client else "an address not told"


def _sent_to_sign_in(request: Request) -> Response:
    if request.url.path.startswith("/api"):
        return refused(request, 401, "sign in first")
    asked_for = request.url.path + (f"?{request.url.query}" if request.url.query else "")
    target = request.url.replace(path=SIGN_IN, query="").include_query_params(next=asked_for)
    return RedirectResponse(f"{target.path}?{target.query}", 303, {"Cache-Control": "no-store"})


def _is_open(request: Request) -> bool:
    path = request.url.path
    return path == SIGN_IN or path.startswith("/static/")


def _is_administrator(visitor: Visitor | None) -> bool:
    return visitor is not None and may(visitor.role, "administrator")


def _is_for_administrators(request: Request) -> bool:
    path = request.url.path
    return path == ADMINISTRATORS or path.startswith(f"{ADMINISTRATORS}/")


def _is_page(message: MutableMapping[str, Any]) -> bool:
    kind = MutableHeaders(raw=message["headers"]).get("content-type", "")
    return kind.startswith("text/html")
