"""Records as JSON: lists with filters, one record, and what a search finds."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import msgspec
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from stocktake.errors import BadQuestion, NoSuchRecord
from stocktake.questions import COUNTED, Kind, Step
from stocktake.serve.catalogue import Catalogue
from stocktake.serve.exchange import FORMAT, Records
from stocktake.serve.export import plain
from stocktake.serve.web.addresses import address
from stocktake.serve.web.asking import FILTERS, KINDS, question_of
from stocktake.serve.web.at_hand import at_hand
from stocktake.serve.web.kept import kept
from stocktake.serve.web.showing import Asked, link

ROOT = "/api/v1"
MOST = 200
USUAL = 50
SEARCHED = 20
_STEPS: Mapping[Kind, tuple[Step, ...]] = {
    "articles": ("texts", "origins"),
    "pages": ("on the page",),
    "mechanisms": ("every meeting",),
}
"""What must be at hand for the fields that are joined from other records."""

_ALWAYS = ("as_of",)
_OF_LISTS = ("order", "after", "limit", *_ALWAYS)


@kept
def index(question: Asked) -> Response:
    """List what can be asked for."""
    _known(question, _ALWAYS)
    lists = {kind: f"{ROOT}/{kind}" for kind in KINDS}
    extent = msgspec.to_builtins(question.desk.shelf.extent())
    return answered(
        {"format": FORMAT, "lists": lists, "search": f"{ROOT}/search?q=", "extent": extent,
         "openapi": f"{ROOT}/openapi.json"}
    )  # fmt: skip


def _list_of(kind: Kind) -> Callable[[Request], Response]:
    @kept
    def listed(question: Asked) -> Response:
        params = question.request.query_params
        _known(question, (*FILTERS[kind], *_OF_LISTS))
        wanted = question_of(kind, params, _limit(params.get("limit")))
        answer = question.desk.shelf.answer(wanted)
        found = at_hand(question, answer.ids, _STEPS.get(kind, ()))
        return answered(
            {
                "records": _plain(answer.ids, found),
                "total": answer.total if answer.total <= COUNTED else None,
                "next": link(question.request, after=answer.next) if answer.next else None,
            }
        )

    return listed


def _record_of(kind: Kind) -> Callable[[Request], Response]:
    @kept
    def one(question: Asked) -> Response:
        _known(question, _ALWAYS)
        wanted = question.request.path_params["id"]
        found = at_hand(question, [wanted], ("whole", *_STEPS.get(kind, ())))
        if not any(record.id == wanted for record in _of_kind(found.records, kind)):
            raise NoSuchRecord(f"there is nothing called {wanted[:60]} among the {kind}")
        return answered(plain(found.by_id[wanted]))

    return one


@kept
def search(question: Asked) -> Response:
    """Give what is found of some words."""
    _known(question, ("q", *_ALWAYS))
    words = question.request.query_params.get("q", "").strip()[:300]
    if not words:
        raise BadQuestion("no words to search for; give them as ?q=")
    answer = question.desk.shelf.search(words, SEARCHED)
    hits = (*answer.records, *answer.articles)
    found = at_hand(question, [hit.id for hit in hits], ())
    return answered(
        {
            "hits": [
                {"id": hit.id, "kind": hit.kind, "words": hit.words, "marked": hit.marked,
                 "address": address(found.by_id.get(hit.id)) or None}
                for hit in hits
            ],
            "instead": dict(answer.instead),
        }
    )  # fmt: skip


def answered(value: object, status: int = 200) -> Response:
    """Give a value as JSON."""
    return Response(msgspec.json.encode(value), status, media_type="application/json")


def _plain(ids: Sequence[str], found: Catalogue) -> list[Any]:
    return [plain(found.by_id[i]) for i in ids if i in found.by_id]


def _of_kind(records: Records, kind: Kind) -> Sequence[Any]:
    of_kind: Sequence[Any] = getattr(records, kind)
    return of_kind


def _limit(wanted: str | None) -> int:
    if wanted is None:
        return USUAL
    if wanted.isascii() and wanted.isdigit() and len(wanted) < 5 and 1 <= int(wanted) <= MOST:
        return int(wanted)
    raise BadQuestion(f"limit {wanted[:20]!r} is no number from 1 to {MOST}")


def _known(question: Asked, names: Sequence[str]) -> None:
    for name in question.request.query_params:
        if name not in names:
            raise BadQuestion(
                f"nothing here goes by {name[:40]!r}; what can be asked for is {', '.join(names)}"
            )


ROUTES = (
    Route(ROOT, index),
    Route(f"{ROOT}/search", search),
    *(Route(f"{ROOT}/{kind}", _list_of(kind)) for kind in KINDS),
    *(Route(f"{ROOT}/{kind}/{{id}}", _record_of(kind)) for kind in KINDS),
)
