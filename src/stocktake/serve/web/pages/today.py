"""Today: what falls due, what changed, what disagrees, what waits for a person."""

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from stocktake.serve.web.showing import asked, shown


def today(request: Request) -> Response:
    """Show the first page."""
    question = asked(request)
    return shown(question, "today.html", extent=question.desk.shelf.extent())


ROUTES = (Route("/", today, name="today"),)
