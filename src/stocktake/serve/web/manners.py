"""The manner of a reader, as their browser tells it with the languages that they read."""

from functools import lru_cache

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Receive, Scope, Send

from stocktake.serve.manner import OURS, Manner, Order, in_manner

_LONGEST = 200  # letters of a header that are looked at
_ORDERS: dict[str, Order] = {"d": "day first", "M": "month first", "y": "year first"}


class Mannered:
    """Has each request answered in the manner of who asks."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request in its reader's manner."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        with in_manner(manner_for(Headers(scope=scope).get("accept-language", "")[:_LONGEST])):
            await self._app(scope, receive, send)


@lru_cache(maxsize=256)
def manner_for(accepted: str) -> Manner:
    """Give the manner of the language that a header asks for first; ours where it is unknown.

    English without a country says nothing of the order of dates, and is written in ours.
    """
    wanted = _first(accepted)
    if wanted in ("", "*", "en"):
        return OURS
    # What languages there are is loaded when the first reader asks for one.
    from babel import Locale, UnknownLocaleError

    try:
        locale = Locale.parse(wanted, sep="-")
    except (ValueError, UnknownLocaleError):
        return OURS
    pattern = locale.date_formats["medium"].pattern
    first = next((letter for letter in pattern if letter in _ORDERS), "d")
    marks = locale.number_symbols.get("latn", {})
    return Manner(
        _ORDERS[first],
        marks.get("group", OURS.thousands),
        marks.get("decimal", OURS.point),
    )


def _first(accepted: str) -> str:
    """Give the language that is liked best; of two liked alike the one named first."""
    liked = []
    for place, part in enumerate(accepted.split(",")):
        tag, _, weight = part.strip().partition(";q=")
        if tag:
            liked.append((-_weight(weight), place, tag.strip()))
    return min(liked)[2] if liked else ""


def _weight(word: str) -> float:
    try:
        return float(word) if word else 1.0
    except ValueError:
        return 0.0
