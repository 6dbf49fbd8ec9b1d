"""What a desk is made of: the register it shows, its clock, and how it is open."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from starlette.requests import Request

from stocktake.serve.web.shelf import Shelf


@dataclass(frozen=True, slots=True)
class Desk:
    """A register on show; `today` is its clock.  A `public` desk takes no decisions."""

    shelf: Shelf
    today: Callable[[], date]
    public: bool = False


def desk_of(request: Request) -> Desk:
    """Give the desk that a request came to."""
    desk: Desk = request.app.state.desk
    return desk
