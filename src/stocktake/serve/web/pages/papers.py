"""The papers as files: of one mechanism, of one meeting, and of what a list was asked for.

Each is made of the records beside its own alone, at most `MOST` of a list, so that none reads the
register as a whole.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TypeVar

from starlette.routing import Route

from stocktake.model import Agreement, Commitment, Mechanism, Meeting
from stocktake.questions import Answer, Kind, Question, Step
from stocktake.serve.catalogue import Catalogue
from stocktake.serve.days import written
from stocktake.serve.filters import mechanism_of
from stocktake.serve.papers import (
    brief_layout,
    chronology_layout,
    comparison_layout,
    matrix_layout,
)
from stocktake.serve.papers.brief import Asked as Wanted
from stocktake.serve.papers.brief import brief_of
from stocktake.serve.papers.chronology import Chosen, chronology_of
from stocktake.serve.papers.comparison import comparison_of
from stocktake.serve.papers.matrix import matrix_of
from stocktake.serve.papers.paper import Paper
from stocktake.serve.web.asking import question_of
from stocktake.serve.web.at_hand import at_hand, one
from stocktake.serve.web.handing_out import PAPER_FORMS, File, handed_out, paper_file
from stocktake.serve.web.showing import Asked

R = TypeVar("R", Meeting, Agreement, Commitment)

MOST = 300
"""So many records of a list a paper or a feed takes up."""

OF_MECHANISM: tuple[Step, ...] = (
    "bodies", "meetings", "promises", "lineage", "outcomes", "disagreements", "texts agreed",
    "named", "disagreements", "reports", "origins",
)  # fmt: skip
OF_MEETINGS: tuple[Step, ...] = ("promises", "texts agreed", "outcomes", "reports", "named",
                                 "origins")  # fmt: skip
OF_COMMITMENTS: tuple[Step, ...] = ("lineage", "outcomes", "disagreements", "reports", "named",
                                    "origins")  # fmt: skip
_OF_MEETING: tuple[Step, ...] = ("promises", "named", "disagreements", "reports", "origins")


def mechanism_brief(question: Asked, form: str) -> File:
    """Write the brief before the next round of a mechanism."""
    record, found = _mechanism(question)
    told = brief_of(record, found.records, Wanted(question.as_of))
    return _file(brief_layout.laid_out(told), "brief", record, form)


def mechanism_matrix(question: Asked, form: str) -> File:
    """Write the matrix of a mechanism's promises."""
    record, found = _mechanism(question)
    told = matrix_of(_of(found.records.commitments, record, found), found, question.as_of)
    return _file(matrix_layout.laid_out(told, f" of the {record.name}"), "matrix", record, form)


def mechanism_chronology(question: Asked, form: str) -> File:
    """Write the chronology of a mechanism."""
    record, found = _mechanism(question)
    records = found.records
    told = chronology_of(
        Chosen(
            _of(records.meetings, record, found),
            _of(records.agreements, record, found),
            _of(records.commitments, record, found),
        ),
        found,
        question.as_of,
    )
    paper = chronology_layout.laid_out(told, f" of the {record.name}")
    return _file(paper, "chronology", record, form)


def meeting_compare(question: Asked, form: str) -> File:
    """Set the reports of a meeting side by side."""
    wanted = question.request.path_params["id"]
    record, found = one(question, Meeting, wanted, _OF_MEETING)
    told = comparison_of(record, found.records, question.as_of)
    return _file(comparison_layout.laid_out(told), "compare", record, form)


def listed_matrix(question: Asked, form: str) -> File:
    """Write the matrix of the commitments that a list was asked for."""
    answer, asked = _answer(question, "commitments")
    found = at_hand(question, answer.ids, OF_COMMITMENTS)
    own = set(answer.ids)
    told = matrix_of([c for c in found.records.commitments if c.id in own], found, question.as_of)
    paper = matrix_layout.laid_out(told, about(asked, found))
    return paper_file(_cut(paper, answer, "commitments"), "matrix", form)


def listed_chronology(question: Asked, form: str) -> File:
    """Write the chronology of the meetings that a list was asked for, with what came of them."""
    answer, asked = _answer(question, "meetings")
    found = at_hand(question, answer.ids, OF_MEETINGS)
    own, records = set(answer.ids), found.records
    chosen = Chosen(
        [m for m in records.meetings if m.id in own],
        [a for a in records.agreements if a.meeting in own],
        [c for c in records.commitments if c.meeting in own],
    )
    told = chronology_of(chosen, found, question.as_of)
    paper = chronology_layout.laid_out(told, about(asked, found))
    return paper_file(_cut(paper, answer, "meetings"), "chronology", form)


def about(asked: Question, found: Catalogue) -> str:
    """Say what a list was asked for, for a title."""
    told = []
    if asked.mechanism:
        told.append(f" of the {found.label(asked.mechanism)}")
    if asked.party:
        told.append(f" with {found.party(asked.party)}")
    if asked.theme:
        told.append(f" on {asked.theme}")
    days = (("from", asked.since), ("until", asked.until))
    told += [f" {word} {written(day)}" for word, day in days if day]
    others = [w for w in (asked.delivery, asked.strength, asked.outlet, asked.standing) if w]
    return "".join(told) + (f" ({', '.join(others)})" if others else "")


def _mechanism(question: Asked) -> tuple[Mechanism, Catalogue]:
    return one(question, Mechanism, question.request.path_params["id"], OF_MECHANISM)


def _of(records: Sequence[R], mechanism: Mechanism, found: Catalogue) -> list[R]:
    return [record for record in records if mechanism_of(record, found) == mechanism.id]


def _answer(question: Asked, kind: Kind) -> tuple[Answer, Question]:
    asked = question_of(kind, question.request.query_params, MOST)
    return question.desk.shelf.answer(asked), asked


def _cut(paper: Paper, answer: Answer, noun: str) -> Paper:
    """Say at the top of a paper that it leaves some out, where it does."""
    if answer.next is None:
        return paper
    return replace(
        paper,
        lede=f"{paper.lede} These are the first {len(answer.ids)} {noun} only; narrow the filters "
        "for the others, or write all with the command line.",
    )


def _file(paper: Paper, kind: str, record: Mechanism | Meeting, form: str) -> File:
    short = getattr(record, "acronym", None) or record.id
    return paper_file(paper, f"{kind}-{short}", form)


_PAPERS: Sequence[tuple[str, Callable[[Asked, str], File]]] = (
    ("/mechanisms/{id}/brief", mechanism_brief),
    ("/mechanisms/{id}/matrix", mechanism_matrix),
    ("/mechanisms/{id}/chronology", mechanism_chronology),
    ("/meetings/{id}/compare", meeting_compare),
    ("/papers/matrix", listed_matrix),
    ("/papers/chronology", listed_chronology),
)


def _route(path: str, make: Callable[[Asked, str], File], form: str) -> Route:
    def making(question: Asked) -> File:
        return make(question, form)

    return Route(f"{path}.{form}", handed_out(making), methods=["GET"])


ROUTES = tuple(_route(path, make, form) for path, make in _PAPERS for form in PAPER_FORMS)
