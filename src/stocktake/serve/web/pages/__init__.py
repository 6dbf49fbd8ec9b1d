"""The pages, a module each; every module names its routes in `ROUTES`."""

from starlette.routing import BaseRoute

from stocktake.serve.web.pages import today

ROUTES: tuple[BaseRoute, ...] = (*today.ROUTES,)
