"""The stylesheet and the script; their address names their content, so they are kept for good."""

from starlette.responses import Response
from starlette.staticfiles import StaticFiles
from starlette.types import Scope


class KeptFiles(StaticFiles):
    """The files of the folder `static`."""

    def __init__(self) -> None:
        super().__init__(packages=[("stocktake.serve.web", "static")])

    async def get_response(self, path: str, scope: Scope) -> Response:
        """Give a file, to be kept for good where its address names its content."""
        answer = await super().get_response(path, scope)
        # The card in a frame of another site takes its stylesheet from here.
        answer.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
        if scope.get("query_string"):
            answer.headers["Cache-Control"] = "public, max-age=31536000, immutable"
        return answer
