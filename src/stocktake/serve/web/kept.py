"""Answers kept as long as the register, the day, the visitor and their manner are the same.

They are kept packed, as nearly every browser takes them.
"""

import gzip
from collections.abc import Callable
from functools import wraps

from starlette.requests import Request
from starlette.responses import Response

from stocktake.serve.web.memory import Known
from stocktake.serve.web.showing import Asked, asked, tag

Page = Callable[[Asked], Response]
_PACKING = 4  # of 9: more takes longer than it saves on the way
_SMALL = 1000  # bytes that are not worth it


def kept(page: Page) -> Callable[[Request], Response]:
    """Make a route of a page: it is not sent where the browser holds it, nor made twice."""

    @wraps(page)
    def route(request: Request) -> Response:
        question = asked(request)
        mark = tag(question)
        headers = {"ETag": mark, "Cache-Control": "private, no-cache", "Vary": "Accept-Language"}
        if mark in request.headers.get("if-none-match", ""):
            return Response(status_code=304, headers=headers)
        known = question.desk.memory.get(mark)
        if known is None:
            answer = page(question)
            if answer.status_code != 200:
                return answer
            known = _packed(answer)
            question.desk.memory.put(mark, known)
        return _unpacked_if_need_be(known, request, headers)

    return route


def _packed(answer: Response) -> Known:
    body, media_type = bytes(answer.body), answer.media_type or "text/html"
    if len(body) < _SMALL:
        return Known(body, media_type, is_packed=False)
    return Known(gzip.compress(body, _PACKING, mtime=0), media_type, is_packed=True)


def _unpacked_if_need_be(known: Known, request: Request, headers: dict[str, str]) -> Response:
    if not known.is_packed:
        return Response(known.body, media_type=known.media_type, headers=headers)
    if "gzip" not in request.headers.get("accept-encoding", ""):
        body = gzip.decompress(known.body)
        return Response(body, media_type=known.media_type, headers=headers)
    packed = {**headers, "Content-Encoding": "gzip", "Vary": "Accept-Language, Accept-Encoding"}
    return Response(known.body, media_type=known.media_type, headers=packed)
