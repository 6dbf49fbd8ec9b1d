"""A party: what it owes and is owed, whom it meets, its people and its mechanisms."""

from dataclasses import replace

from starlette.responses import Response
from starlette.routing import Route

from stocktake.model import Party
from stocktake.questions import COUNTED, Answer, Kind, Order, Question
from stocktake.serve.state import state_of
from stocktake.serve.web.at_hand import catalogue, the
from stocktake.serve.web.encounters import partners
from stocktake.serve.web.kept import kept
from stocktake.serve.web.showing import Asked, shown

_SHOWN = 8
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
    ids = [i for answer in (*owed.values(), *parts.values()) for i in answer.ids]
    found = catalogue(
        question,
        shelf.gather([wanted, *ids], ("outcomes", "named", "reports", "origins")),
    )
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
        partners=partners(shelf.encounters(wanted, None, None))[:12],
        state=lambda record: state_of(record, found, question.as_of),
    )


def _total(answer: Answer) -> str:
    return f"more than {COUNTED:,}" if answer.total > COUNTED else f"{answer.total:,}"


ROUTES = (Route("/parties/{id}", party),)
