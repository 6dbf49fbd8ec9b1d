"""An article: its text untouched, every finding marked, and notes level with the paragraph."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from starlette.responses import Response
from starlette.routing import Route

from stocktake.model import (
    Agreement,
    Commitment,
    Discrepancy,
    Evidence,
    FollowThrough,
    Mechanism,
    Meeting,
    Origin,
    Person,
    Programme,
)
from stocktake.questions import Step
from stocktake.serve.catalogue import Catalogue
from stocktake.serve.days import written
from stocktake.serve.exchange import ArticleRecord, PageRecord, Record
from stocktake.serve.lists import written_amount
from stocktake.serve.quotes import evidence_of
from stocktake.serve.state import state_of
from stocktake.serve.web.addresses import address
from stocktake.serve.web.at_hand import catalogue, the
from stocktake.serve.web.kept import kept
from stocktake.serve.web.passages import Paragraph, Place, paragraphs
from stocktake.serve.web.showing import Asked, shown
from stocktake.serve.web.titles import act, reading

_STEPS: tuple[Step, ...] = ("texts", "resting", "disagreements", "named", "reports", "origins")
_MARKS: Mapping[str, tuple[type[object], ...]] = {
    "everything": (
        Commitment, FollowThrough, Meeting, Agreement, Programme, Mechanism, Person,
    ),
    "promises": (Commitment,),
    "deeds": (FollowThrough,),
}  # fmt: skip
_FIRST: tuple[type[object], ...] = (
    Commitment, FollowThrough, Agreement, Programme, Meeting, Mechanism, Person,
)  # fmt: skip
"""Of findings that share words, the one that is drawn."""


@dataclass(frozen=True, slots=True)
class Note:
    """A margin note: its number in the text, what was found, and who says so."""

    id: str
    number: int
    look: str
    head: str
    rest: str
    link: str
    by: str | None
    differs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """A paragraph with its notes."""

    paragraph: Paragraph
    notes: tuple[Note, ...]


@kept
def article(question: Asked) -> Response:
    """Show one article."""
    wanted = question.request.path_params["id"]
    shelf = question.desk.shelf
    held = shelf.gather([wanted], _STEPS)
    page = [a.page for a in held.articles if a.id == wanted]
    found = catalogue(question, held, *([shelf.gather(page, ())] if page else []))
    record = the(ArticleRecord, wanted, found)
    marks = question.request.query_params.get("mark", "everything")
    marks = marks if marks in _MARKS else "everything"
    resting = _resting(record, found)
    chosen = [r for r in resting if isinstance(r, _MARKS[marks])]
    return shown(
        question,
        "article.html",
        article=record,
        catalogue=found,
        page=found.by_id.get(record.page) if page else None,
        rows=_rows(record, chosen, found, question),
        marks_shown=marks,
        counts={name: sum(isinstance(r, kinds) for r in resting) for name, kinds in _MARKS.items()},
        people=sum(isinstance(r, Person) for r in resting),
        shared=_shared(record, found),
        standing=_standing(record, found),
        confirmed=sum(found.confirmed_by(r.id) is not None for r in resting),
        findings=len(resting),
    )


def _resting(record: ArticleRecord, found: Catalogue) -> list[Record]:
    """Give what was found in the article."""
    kinds = tuple(_FIRST)
    return [
        other
        for other in found.by_id.values()
        if isinstance(other, kinds) and any(e.article == record.id for e in evidence_of(other))
    ]


def _rows(
    record: ArticleRecord, chosen: Iterable[Record], found: Catalogue, question: Asked
) -> tuple[Row, ...]:
    by_place = sorted(
        ((e, other) for other in chosen for e in _shown_places(other, record)),
        key=lambda pair: (pair[0].start, _rank(pair[1]), pair[1].id),
    )
    numbers = {id(e): n for n, (e, _) in enumerate(by_place, start=1)}
    drawn = sorted(by_place, key=lambda pair: (_rank(pair[1]), pair[0].start, pair[1].id))
    named: set[str] = set()
    places = []
    for e, other in drawn:
        anchor = "" if other.id in named else other.id
        named.add(other.id)
        look = _look(other, found)
        places.append(Place(e.start, e.end, look, other.id, numbers[id(e)], anchor))
    notes = {numbers[id(e)]: _note(other, numbers[id(e)], found, question) for e, other in by_place}
    return tuple(
        Row(p, tuple(notes[n] for n in sorted(place.number or 0 for place in p.begins)))
        for p in paragraphs(record.text, places)
    )


def _shown_places(other: Record, record: ArticleRecord) -> Iterator[Evidence]:
    """Give where a finding stands; somebody named often is marked once."""
    own = [e for e in evidence_of(other) if e.article == record.id]
    once = isinstance(other, Person | Mechanism | Meeting)
    yield from own[:1] if once else own


def _rank(record: Record) -> int:
    return next(n for n, kind in enumerate(_FIRST) if isinstance(record, kind))


def _look(record: Record, found: Catalogue) -> str:
    if isinstance(record, FollowThrough):
        return "deed" if record.by != "suggested" else "deed tool"
    sure = "person" if found.confirmed_by(record.id) else "tool"
    return sure if isinstance(record, Commitment) else f"thing {sure}"


def _note(record: Record, number: int, found: Catalogue, question: Asked) -> Note:
    head, rest = _told(record, found, question)
    person = record.by if isinstance(record, FollowThrough) else found.confirmed_by(record.id)
    return Note(
        id=record.id,
        number=number,
        look=_look(record, found),
        head=head,
        rest=rest,
        link=address(record),
        by=None if person == "suggested" else person,
        differs=tuple(_differs(found.disagreements.get(record.id, ()))),
    )


def _told(record: Record, found: Catalogue, question: Asked) -> tuple[str, str]:  # noqa: PLR0911 - one a kind
    match record:
        case Commitment():
            bound = found.parties(record.actors)
            due = f"Due {written(record.deadline)}. " if record.deadline else ""
            state = state_of(record, found, question.as_of)
            return f"{record.kind.capitalize()}: {bound}", f"{due}{state}."
        case FollowThrough():
            promise = found.by_id.get(record.commitment)
            of = act(promise, found) if isinstance(promise, Commitment) else record.commitment
            counted = "" if record.counted else " Not counted."
            return record.delivery.capitalize(), f"Bears on: {of}.{counted}"
        case Meeting():
            return "Meeting", f"{found.label(record.id)}, {written(record.when)}"
        case Agreement():
            return "Text", f"{record.title}: {record.status}"
        case Programme():
            return "Programme", f"{found.label(record.id)}, {written_amount(record.amount)}"
        case Mechanism():
            return "Mechanism", record.name
        case Person():
            role = next((r.role for r in record.roles), "")
            return record.name, role
    return "", ""


def _differs(discrepancies: Iterable[Discrepancy]) -> Iterator[str]:
    for discrepancy in discrepancies:
        values = dict.fromkeys(reading(discrepancy, r.value) for r in discrepancy.readings)
        yield f"{discrepancy.kind}: {' or '.join(f'“{value}”' for value in values)}"


def _shared(record: ArticleRecord, found: Catalogue) -> list[ArticleRecord]:
    """Give the other reports that go back to the same text."""
    origin = found.by_id.get(record.origin or "")
    ids = origin.articles if isinstance(origin, Origin) else ()
    return [found.articles[i] for i in ids if i in found.articles and i != record.id]


def _standing(record: ArticleRecord, found: Catalogue) -> str:
    origin = found.by_id.get(record.origin or "")
    return origin.kind if isinstance(origin, Origin) and origin.kind != "unknown" else ""


@kept
def page(question: Asked) -> Response:
    """Show a page: where it was found, and its articles or why there are none."""
    wanted = question.request.path_params["id"]
    shelf = question.desk.shelf
    held = shelf.gather([wanted], ("on the page",))
    found = catalogue(question, held)
    return shown(question, "page.html", page=the(PageRecord, wanted, found), catalogue=found)


ROUTES = (Route("/articles/{id}", article), Route("/pages/{id}", page))
