"""Answers that are kept as long as the register, the day and the visitor are the same."""

from collections.abc import Callable
from functools import wraps

from starlette.requests import Request
from starlette.responses import Response

from stocktake.serve.web.memory import Known
from stocktake.serve.web.showing import Asked, asked, tag

Page = Callable[[Asked], Response]


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
        if known is not None:
            return Response(known.body, media_type=known.media_type, headers=headers)
        answer = page(question)
        if answer.status_code == 200:
            media_type = answer.media_type or "text/html"
            question.desk.memory.put(mark, Known(bytes(answer.body), media_type))
            answer.headers.update(headers)
        return answer

    return route
