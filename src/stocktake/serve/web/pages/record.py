"""Agreements, programmes and disagreements: their fields, and their words in each source."""

from collections.abc import Iterator

from starlette.responses import Response
from starlette.routing import Route

from stocktake.model import Agreement, Discrepancy, Mechanism, Meeting, Programme
from stocktake.questions import Step
from stocktake.serve.catalogue import Catalogue
from stocktake.serve.exchange import Record
from stocktake.serve.quotes import evidence_of
from stocktake.serve.web.at_hand import one
from stocktake.serve.web.kept import kept
from stocktake.serve.web.passages import Piece, Place, clusters, context
from stocktake.serve.web.reporting import Told, reports_of
from stocktake.serve.web.showing import Asked, shown

_STEPS: tuple[Step, ...] = ("disagreements", "texts", "named", "origins")
Saying = tuple[Told, tuple[tuple[Piece, ...], ...]]


@kept
def agreement(question: Asked) -> Response:
    """Show a text between parties."""
    record, found = one(question, Agreement, question.request.path_params["id"], _STEPS)
    return _shown(question, "agreement.html", record, found)


@kept
def programme(question: Asked) -> Response:
    """Show assistance or spending."""
    record, found = one(question, Programme, question.request.path_params["id"], _STEPS)
    return _shown(question, "programme.html", record, found)


@kept
def discrepancy(question: Asked) -> Response:
    """Show where reports disagree."""
    record, found = one(question, Discrepancy, question.request.path_params["id"], _STEPS)
    return _shown(question, "discrepancy.html", record, found)


def _shown(question: Asked, template: str, record: Record, found: Catalogue) -> Response:
    meeting = found.by_id.get(getattr(record, "meeting", None) or "")
    mechanism = found.by_id.get(meeting.mechanism or "") if isinstance(meeting, Meeting) else None
    return shown(
        question,
        template,
        record=record,
        catalogue=found,
        meeting=meeting,
        mechanism=mechanism if isinstance(mechanism, Mechanism) else None,
        sayings=tuple(_sayings(record, found)),
        confirmed=found.confirmed_by(record.id),
        disagreements=found.disagreements.get(record.id, ()),
    )


def _sayings(record: Record, found: Catalogue) -> Iterator[Saying]:
    """Give the words of each report, in context."""
    look = "person" if found.confirmed_by(record.id) else "tool"
    places: list[tuple[str, int, int]] = [(e.article, e.start, e.end) for e in evidence_of(record)]
    if isinstance(record, Discrepancy):
        places += [(r.article, r.start, r.end) for r in record.readings]
    for told in reports_of((article for article, _, _ in places), found).told:
        own = sorted({(s, e) for article, s, e in places if article == told.article.id})
        marked = [Place(start, end, look, record.id) for start, end in own]
        yield told, tuple(context(told.article, near) for near in clusters(marked))


ROUTES = (
    Route("/agreements/{id}", agreement),
    Route("/programmes/{id}", programme),
    Route("/discrepancies/{id}", discrepancy),
)
