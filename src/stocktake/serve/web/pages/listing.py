"""The lists of all kinds of records, with their filters in the address."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from stocktake.questions import COUNTED, Kind, Question, Step
from stocktake.serve.catalogue import Catalogue
from stocktake.serve.exchange import Record
from stocktake.serve.state import state_of
from stocktake.serve.web.asking import FILTERS, VOCABULARIES, question_of
from stocktake.serve.web.at_hand import at_hand
from stocktake.serve.web.choices import choices_of
from stocktake.serve.web.kept import kept
from stocktake.serve.web.showing import Asked, shown

_AT_ONCE = 50
_STEPS: Mapping[Kind, tuple[Step, ...]] = {
    "commitments": ("outcomes", "reports", "belonging"),
    "meetings": ("disagreements", "reports", "origins", "belonging"),
    "mechanisms": ("belonging",),
    "people": ("belonging",),
    "parties": (),
    "agreements": ("belonging",),
    "programmes": ("belonging",),
    "discrepancies": ("belonging", "belonging"),
    "articles": ("origins",),
    "pages": ("on the page",),
}
_OF_ANOTHER_DAY: tuple[Step, ...] = ("reports",)  # what was known then rests on what was out


@dataclass(frozen=True, slots=True)
class Listing:
    """A kind of records as a list: its heading and what one of them is called."""

    kind: Kind
    heading: str
    noun: str


LISTINGS = (
    Listing("commitments", "Commitments", "commitment"),
    Listing("meetings", "Meetings", "meeting"),
    Listing("mechanisms", "Mechanisms", "mechanism"),
    Listing("people", "People", "person"),
    Listing("parties", "Parties", "party"),
    Listing("agreements", "Agreements", "agreement"),
    Listing("programmes", "Programmes", "programme"),
    Listing("discrepancies", "Where reports disagree", "disagreement"),
    Listing("articles", "Articles", "article"),
    Listing("pages", "Pages", "page"),
)


def _page_of(listing: Listing) -> Callable[[Request], Response]:
    @kept
    def page(question: Asked) -> Response:
        wanted = question_of(listing.kind, question.request.query_params, _AT_ONCE)
        answer = question.desk.shelf.answer(wanted)
        found = at_hand(question, answer.ids, _steps(listing.kind, question))
        choices = choices_of(question)
        return shown(
            question,
            "list.html",
            listing=listing,
            listings=LISTINGS,
            wanted=wanted,
            filters=FILTERS[listing.kind],
            vocabularies=VOCABULARIES,
            choices=choices,
            names={**dict(choices.parties), **dict(choices.mechanisms)},
            records=_in_order(answer.ids, found),
            catalogue=found,
            total=answer.total,
            most_counted=COUNTED,
            counted_all=answer.total <= COUNTED,
            following=answer.next,
            rounds=_rounds(question, answer.ids) if listing.kind == "mechanisms" else {},
            state=lambda record: state_of(record, found, question.as_of),
        )

    return page


def _steps(kind: Kind, question: Asked) -> tuple[Step, ...]:
    return (*_STEPS[kind], *(_OF_ANOTHER_DAY if question.is_past else ()))


def _rounds(question: Asked, mechanisms: tuple[str, ...]) -> dict[str, int]:
    return question.desk.shelf.tally("mechanism", mechanisms, Question("meetings"))


def _in_order(ids: tuple[str, ...], found: Catalogue) -> list[Record]:
    return [found.by_id[i] for i in ids if i in found.by_id]


ROUTES = tuple(Route(f"/{listing.kind}", _page_of(listing)) for listing in LISTINGS)
