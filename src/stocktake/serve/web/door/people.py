"""What administrators see: the accounts, and the trail of what was done."""

from datetime import datetime
from functools import partial

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from stocktake.errors import BadQuestion
from stocktake.serve.days import written
from stocktake.serve.web.door.doorkeeper import ADMINISTRATORS
from stocktake.serve.web.door.ways import Team
from stocktake.serve.web.showing import asked, shown

_AT_ONCE = 100
_LAST_SHEET = 100_000


def routes(team: Team) -> tuple[Route, ...]:
    """Give the administrators' page."""
    return (Route(ADMINISTRATORS, partial(_accounts, team), methods=["GET"]),)


def _accounts(team: Team, request: Request) -> Response:
    sheet = _sheet(request.query_params.get("sheet", "1"))
    lines = team.accounts.trail(_AT_ONCE + 1, (sheet - 1) * _AT_ONCE)
    return shown(
        asked(request),
        "accounts.html",
        accounts=team.accounts.all(),
        trail=[(_moment(line.at), line) for line in lines[:_AT_ONCE]],
        number=sheet,
        more=len(lines) > _AT_ONCE,
    )


def _sheet(word: str) -> int:
    if word.isascii() and word.isdigit() and 0 < int(word[:7]) <= _LAST_SHEET:
        return int(word[:7])
    raise BadQuestion(f"sheet {word[:20]!r} is none; they are numbered from 1")


def _moment(at: str) -> str:
    """Write a moment: ``1 March 2025, 12:00:07 UTC``; as it is when it is none."""
    try:
        moment = datetime.fromisoformat(at)
    except ValueError:
        return at
    return f"{written(moment.date().isoformat())}, {moment:%H:%M:%S} UTC"
