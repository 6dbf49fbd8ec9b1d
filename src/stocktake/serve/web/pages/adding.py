"""How a source is added: the register takes pages where it is kept, not over the web."""

from starlette.responses import Response
from starlette.routing import Route

from stocktake.serve.web.kept import kept
from stocktake.serve.web.showing import Asked, shown


@kept
def adding(question: Asked) -> Response:
    """Tell how a source is added."""
    return shown(question, "add.html")


ROUTES = (Route("/add", adding),)
