"""A party: what it owes and is owed, whom it meets, its people and its mechanisms."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from starlette.responses import Response
from starlette.routing import Route

from stocktake.model import Holdings, Party
from stocktake.questions import COUNTED, Answer, Kind, Order, Question, Step
from stocktake.serve.manner import in_figures
from stocktake.serve.state import state_of
from stocktake.serve.web.at_hand import catalogue, the
from stocktake.serve.web.encounters import partners
from stocktake.serve.web.kept import kept
from stocktake.serve.web.showing import Asked, shown

_SHOWN = 8
_PARTNERS = 12
_PARTS: tuple[tuple[Kind, Order], ...] = (
    ("meetings", "newest"), ("mechanisms", "newest"), ("people", "newest"),
    ("agreements", "newest"), ("programmes", "newest"), ("discrepancies", "newest"),
)  # fmt: skip


@kept
def party(question: Asked) -> Response:
    """Show one party."""
    wanted = question.request.path_params["id"]
    shelf = question.desk.shelf
    today = question.as_of.isoformat()
    asked = Question("commitments", party=wanted, at_most=_SHOWN)
    owed = {
        "ahead": shelf.answer(replace(asked, order="due", due_since=today)),
        "newest": shelf.answer(asked),
    }
    parts = {
        kind: shelf.answer(Question(kind, party=wanted, order=order, at_most=_SHOWN))
        for kind, order in _PARTS
    }
    met = partners(shelf.encounters(wanted, None, None))[:_PARTNERS]
    named = [wanted, *(pair.other for pair in met)]
    found = catalogue(question, *_beside(named, owed, parts, question))
    return shown(
        question,
        "party.html",
        party=the(Party, wanted, found),
        catalogue=found,
        owed={
            name: [found.by_id[i] for i in a.ids if i in found.by_id] for name, a in owed.items()
        },
        parts={k: [found.by_id[i] for i in a.ids if i in found.by_id] for k, a in parts.items()},
        totals={kind: _total(answer) for kind, answer in parts.items()}
        | {"commitments": _total(owed["newest"])},
        rounds=shelf.tally("mechanism", parts["mechanisms"].ids, Question("meetings")),
        partners=met,
        state=lambda record: state_of(record, found, question.as_of),
    )


def _beside(
    named: Sequence[str], owed: Mapping[str, Answer], parts: Mapping[Kind, Answer], question: Asked
) -> Iterator[Holdings]:
    """Give who is named and what is listed, of talks with the reports that their lines count."""
    talks = [i for answer in (*owed.values(), parts["meetings"]) for i in answer.ids]
    others = [i for kind, answer in parts.items() if kind != "meetings" for i in answer.ids]
    then: tuple[Step, ...] = ("reports",) if question.is_past else ()
    shelf = question.desk.shelf
    yield shelf.gather(
        talks, ("outcomes", "disagreements", "reports", "origins", "belonging", *then)
    )
    yield shelf.gather([*named, *others], ("belonging", "belonging", *then))


def _total(answer: Answer) -> str:
    return f"more than {COUNTED}" if answer.total > COUNTED else in_figures(answer.total)


ROUTES = (Route("/parties/{id}", party),)
