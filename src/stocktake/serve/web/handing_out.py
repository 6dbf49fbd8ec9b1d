"""Answers that are files: a paper in one of its formats, a feed, a calendar."""

import base64
import hashlib
import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps

from starlette.requests import Request
from starlette.responses import Response

from stocktake.serve.manner import OURS, in_manner
from stocktake.serve.papers.paper import Paper
from stocktake.serve.web.showing import Asked, asked, tag

MEDIA_TYPES = {
    "html": "text/html; charset=utf-8",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "csv": "text/csv; charset=utf-8; header=present",
    "md": "text/markdown; charset=utf-8",
    "atom": "application/atom+xml; charset=utf-8",
    "ics": "text/calendar; charset=utf-8",
}
PAPER_FORMS = ("html", "docx", "csv", "md")
_SEEN_IN_PLACE = frozenset({"html", "atom"})
_STYLE = re.compile(rb"<style>(.*?)</style>", re.DOTALL)
_NO_NAME = re.compile(r"[^A-Za-z0-9._-]+")


@dataclass(frozen=True, slots=True)
class File:
    """A file to hand out; `name` is what it is saved as, without its ending."""

    name: str
    form: str
    content: bytes


def handed_out(make: Callable[[Asked], File]) -> Callable[[Request], Response]:
    """Make a route of what makes a file: it is not made again where the browser holds it."""

    @wraps(make)
    def route(request: Request) -> Response:
        question = asked(request)
        headers = {"ETag": tag(question), "Cache-Control": "private, no-cache"}
        if headers["ETag"] in request.headers.get("if-none-match", ""):
            return Response(status_code=304, headers=headers)
        with in_manner(OURS):  # a file is the same for all whom it is passed on to
            file = make(question)
        headers["Content-Disposition"] = _disposition(file)
        headers["Content-Security-Policy"] = _policy(file)
        return Response(file.content, media_type=MEDIA_TYPES[file.form], headers=headers)

    return route


def paper_file(paper: Paper, name: str, form: str) -> File:
    """Write a paper in one of its formats."""
    return File(name, form, _written(paper, form))


def _written(paper: Paper, form: str) -> bytes:
    # Each face loads its own library; only the one asked for shall be waited for.
    match form:
        case "docx":
            from stocktake.serve.papers.faces.docx import as_docx

            return as_docx(paper)
        case "html":
            from stocktake.serve.papers.faces.html import as_html

            return as_html(paper).encode()
        case "csv":
            from stocktake.serve.papers.faces.csv import as_csv

            return as_csv(paper).encode()
    from stocktake.serve.papers.faces.markdown import as_markdown

    return as_markdown(paper).encode()


def _disposition(file: File) -> str:
    """Say whether to show or to save a file, under a name of plain letters."""
    how = "inline" if file.form in _SEEN_IN_PLACE else "attachment"
    plain = _NO_NAME.sub("-", file.name).strip("-.")[:80] or "stocktake"
    return f'{how}; filename="{plain}.{file.form}"'


def _policy(file: File) -> str:
    """Let nothing run or load; a page that prints may use the stylesheet inside it, by its hash."""
    style = _STYLE.search(file.content) if file.form == "html" else None
    allowed = ""
    if style is not None:
        digest = base64.b64encode(hashlib.sha256(style[1]).digest()).decode()
        allowed = f"style-src 'sha256-{digest}'; "
    return (
        f"default-src 'none'; {allowed}base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    )
