"""The pages, a module each; every module names its routes in `ROUTES`."""

from starlette.routing import BaseRoute

from stocktake.serve.web.pages import commitment, mechanism, meeting, today

ROUTES: tuple[BaseRoute, ...] = (
    *today.ROUTES,
    *mechanism.ROUTES,
    *meeting.ROUTES,
    *commitment.ROUTES,
)
