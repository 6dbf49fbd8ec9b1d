"""What a desk is made of: the register it shows, its clock, and how it is open."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date

from starlette.requests import Request

from stocktake.serve.web.memory import Memory
from stocktake.serve.web.review.bench import Bench
from stocktake.serve.web.shelf import Shelf


@dataclass(frozen=True, slots=True)
class Desk:
    """A register on show; `today` is its clock.  A `public` desk takes no decisions."""

    shelf: Shelf
    today: Callable[[], date]
    public: bool = False
    memory: Memory = field(default_factory=Memory)
    bench: Bench | None = None


def desk_of(request: Request) -> Desk:
    """Give the desk that a request came to."""
    desk: Desk = request.app.state.desk
    return desk
