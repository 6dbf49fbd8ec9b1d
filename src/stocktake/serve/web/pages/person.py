"""A person: the roles that reports gave them, the meetings they attended, their words' sources."""

from dataclasses import dataclass
from datetime import date

from starlette.responses import Response
from starlette.routing import Route

from stocktake.model import Delegate, Meeting, Person, Role
from stocktake.questions import Step
from stocktake.serve.papers.rounds import day_of
from stocktake.serve.web.at_hand import one
from stocktake.serve.web.kept import kept
from stocktake.serve.web.reporting import reports_of
from stocktake.serve.web.showing import Asked, shown

_STEPS: tuple[Step, ...] = ("attended", "disagreements", "named", "reports", "origins")
_MOST = 60  # meetings and reports listed


@dataclass(frozen=True, slots=True)
class Held:
    """An office as reports gave it: the first and the last day that one did."""

    role: Role
    first: str | None
    last: str | None


@kept
def person(question: Asked) -> Response:
    """Show one person."""
    record, found = one(question, Person, question.request.path_params["id"], _STEPS)
    attended = [m for m in found.records.meetings if _seat(m, record.id)]
    attended.sort(key=lambda m: (day_of(m, found) or date.min, m.id), reverse=True)
    return shown(
        question,
        "person.html",
        person=record,
        catalogue=found,
        held=_held(record),
        attended=[(m, _seat(m, record.id)) for m in attended[:_MOST]],
        meetings=len(attended),
        reports=reports_of([e.article for e in record.evidence], found),
        disagreements=found.disagreements.get(record.id, ()),
        confirmed=found.confirmed_by(record.id),
    )


def _seat(meeting: Meeting, person: str) -> Delegate | None:
    return next((seat for seat in meeting.delegates if seat.person == person), None)


def _held(record: Person) -> tuple[Held, ...]:
    """Give each office once, the latest first, with the days on which reports gave it."""
    found: dict[tuple[str, str | None, str | None], list[Role]] = {}
    for role in record.roles:
        key = (role.role.casefold(), role.organisation, role.party)
        found.setdefault(key, []).append(role)
    held = []
    for same in found.values():
        days = sorted(role.as_of for role in same if role.as_of)
        held.append(Held(same[0], days[0] if days else None, days[-1] if days else None))
    return tuple(sorted(held, key=lambda h: (h.last or "", h.role.role), reverse=True))


ROUTES = (Route("/people/{id}", person),)
