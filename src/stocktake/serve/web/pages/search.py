"""Search: words in records and in articles."""

from collections.abc import Iterator
from dataclasses import dataclass

from starlette.responses import Response
from starlette.routing import Route

from stocktake.questions import Hit, Search
from stocktake.serve.catalogue import Catalogue
from stocktake.serve.exchange import Record
from stocktake.serve.web.at_hand import at_hand
from stocktake.serve.web.choices import extent_of
from stocktake.serve.web.kept import kept
from stocktake.serve.web.showing import Asked, shown

_AT_MOST = 20
_LONGEST = 300  # letters of a question
_LINE = 200  # letters of a record's words that are shown


@dataclass(frozen=True, slots=True)
class Found:
    """A hit with its record; the words are in pieces, each with whether it was asked for."""

    hit: Hit
    record: Record
    pieces: tuple[tuple[str, bool], ...]


@kept
def search(question: Asked) -> Response:
    """Show what was found."""
    asked = question.request.query_params.get("q", "").strip()[:_LONGEST]
    answer = question.desk.shelf.search(asked, _AT_MOST) if asked else Search((), (), ())
    hits = (*answer.records, *answer.articles)
    found = at_hand(question, [hit.id for hit in hits], ("belonging", "belonging"))
    return shown(
        question,
        "search.html",
        words=asked,
        records=tuple(_found(answer.records, found)),
        articles=tuple(_found(answer.articles, found)),
        instead=answer.instead,
        catalogue=found,
        extent=extent_of(question) if asked and not hits else None,
    )


def _found(hits: tuple[Hit, ...], catalogue: Catalogue) -> Iterator[Found]:
    for hit in hits:
        record = catalogue.by_id.get(hit.id)
        if record is not None:
            yield Found(hit, record, tuple(_pieces(hit)))


def _pieces(hit: Hit) -> Iterator[tuple[str, bool]]:
    """Cut the words where what was asked for begins and ends; a long line ends early."""
    words, here = hit.words[:_LINE] if hit.kind != "articles" else hit.words, 0
    for start, end in sorted(set(hit.marked)):
        if start < here or end > len(words):
            continue
        yield words[here:start], False
        yield words[start:end], True
        here = end
    yield words[here:] + ("…" if len(words) < len(hit.words) else ""), False


ROUTES = (Route("/search", search),)
