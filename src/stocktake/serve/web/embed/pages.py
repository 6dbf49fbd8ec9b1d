"""The card of one commitment, its snippet, and what tells other sites how to take it in.

The card alone may stand in a frame of another site: it has no form, no script and no cookie.
"""

import json
import re
from urllib.parse import quote, unquote, urlsplit

from markupsafe import escape
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from stocktake.errors import NoSuchRecord
from stocktake.model import Commitment, Evidence
from stocktake.questions import Step
from stocktake.serve.catalogue import Catalogue
from stocktake.serve.state import PASSED, state_of
from stocktake.serve.web.at_hand import at_hand, the
from stocktake.serve.web.showing import Asked, asked, shown, tag

WIDTH, HEIGHT = 560, 320  # pixels
_NARROWEST = 280
_POLICY = (
    "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors *"
)
_STEPS: tuple[Step, ...] = ("outcomes", "named", "reports")
_PATH = re.compile(r"/(?:embed/commitment|commitments)/([^/?#]+)")
_LONGEST_QUOTE = 420  # letters


def card(request: Request) -> Response:
    """Show the card of one commitment."""
    question = asked(request)
    mark = tag(question)
    headers = {
        "Content-Security-Policy": _POLICY,
        "Cross-Origin-Resource-Policy": "cross-origin",
        "Cache-Control": "no-cache",
        "ETag": mark,
    }
    if mark in request.headers.get("if-none-match", ""):
        return Response(status_code=304, headers=headers)
    record, found = _record(question, request.path_params["record"])
    state = state_of(record, found, question.as_of)
    answer = shown(
        question,
        "card.html",
        commitment=record,
        catalogue=found,
        state=state,
        tone=_tone(state),
        evidence=_best(record, found),
        longest=_LONGEST_QUOTE,
        home=f"{origin_of(request)}/commitments/{quote(record.id, safe='')}",
    )
    answer.headers.update(headers)
    return answer


def code(request: Request) -> Response:
    """Show the snippet that puts a card on a page, beside the card itself."""
    question = asked(request)
    record, found = _record(question, request.path_params["record"])
    return shown(
        question,
        "card_code.html",
        commitment=record,
        catalogue=found,
        snippet=snippet(origin_of(request), record, WIDTH, HEIGHT),
    )


def oembed(request: Request) -> Response:
    """Tell a site that was given a commitment's address how to show its card."""
    if request.query_params.get("format", "json") != "json":
        return JSONResponse({"problem": "the card is told as JSON alone"}, 501)
    origin = origin_of(request)
    asked_for = urlsplit(request.query_params.get("url", ""))
    path = _PATH.fullmatch(asked_for.path)
    if path is None or f"{asked_for.scheme}://{asked_for.netloc}" != origin:
        return JSONResponse({"problem": "url is no address of a commitment here"}, 404)
    try:
        record, _ = _record(asked(request), unquote(path[1]))
    except NoSuchRecord as error:
        return JSONResponse({"problem": str(error)}, 404)
    width = _width(request.query_params.get("maxwidth"))
    told = {
        "version": "1.0",
        "type": "rich",
        "provider_name": "Stocktake",
        "provider_url": origin,
        "title": record.summary,
        "html": snippet(origin, record, width, HEIGHT),
        "width": width,
        "height": HEIGHT,
        "cache_age": 3600,
    }
    return Response(json.dumps(told), media_type="application/json")


def snippet(origin: str, record: Commitment, width: int, height: int) -> str:
    """Give the lines of HTML that put a commitment's card on a page."""
    address = f"{origin}/embed/commitment/{quote(record.id, safe='')}"
    return (
        f'<iframe src="{escape(address)}" title="{escape(record.summary)}" width="{width}" '
        f'height="{height}" loading="lazy" sandbox="allow-popups" referrerpolicy="no-referrer">'
        "</iframe>"
    )


def origin_of(request: Request) -> str:
    """Give the origin under which this desk is asked for."""
    known: str | None = getattr(request.app.state, "origin", None)
    return known or f"{request.url.scheme}://{request.url.netloc}"


ROUTES = (
    Route("/embed/commitment/{record}", card, methods=["GET"]),
    Route("/embed/commitment/{record}/code", code, methods=["GET"]),
    Route("/oembed", oembed, methods=["GET"]),
)


def _record(question: Asked, wanted: str) -> tuple[Commitment, Catalogue]:
    found = at_hand(question, [wanted], _STEPS)
    return the(Commitment, wanted, found), found


def _best(record: Commitment, found: Catalogue) -> Evidence | None:
    """Give the quote of the report that came first, of those whose day is printed."""

    def day(evidence: Evidence) -> tuple[bool, str]:
        article = found.articles.get(evidence.article)
        published = article.published if article else None
        return (published is None, published or "")

    return min(record.evidence, key=day, default=None)


def _tone(state: str) -> str:
    if state.startswith("Delivered"):
        return "done"
    return "past" if state == PASSED else ""


def _width(told: str | None) -> int:
    if told is None or not told.isascii() or not told.isdigit():
        return WIDTH
    return max(_NARROWEST, min(WIDTH, int(told[:6])))
