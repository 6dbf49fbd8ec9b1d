"""The same records as JSON, under ``/api/v1``."""

from starlette.routing import BaseRoute

from stocktake.serve.web.api import document, records

ROUTES: tuple[BaseRoute, ...] = (*document.ROUTES, *records.ROUTES)
