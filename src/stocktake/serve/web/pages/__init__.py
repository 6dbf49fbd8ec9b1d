"""The pages, a module each; every module names its routes in `ROUTES`."""

from starlette.routing import BaseRoute

from stocktake.serve.web.pages import (
    adding,
    article,
    commitment,
    feeds,
    listing,
    mechanism,
    meeting,
    meeting_map,
    papers,
    party,
    person,
    record,
    search,
    today,
)

ROUTES: tuple[BaseRoute, ...] = (
    *papers.ROUTES,
    *feeds.ROUTES,
    *today.ROUTES,
    *mechanism.ROUTES,
    *meeting.ROUTES,
    *commitment.ROUTES,
    *article.ROUTES,
    *adding.ROUTES,
    *person.ROUTES,
    *party.ROUTES,
    *record.ROUTES,
    *meeting_map.ROUTES,
    *search.ROUTES,
    *listing.ROUTES,
)
