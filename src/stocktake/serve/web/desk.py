"""What a desk is made of: the register it shows, its clock, and how it is open."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date

from starlette.requests import Request

from stocktake.serve.web.memory import Memory
from stocktake.serve.web.review.bench import Bench
from stocktake.serve.web.shelf import Shelf


@dataclass(frozen=True, slots=True)
class Desk:
    """A register on show; `today` is its clock.  A `public` desk takes no decisions.

    `past` gives the shelf of a past day, None where that is too much to make; `is_then` tells that
    the shelf is such a one, which holds nothing that came later.
    """

    shelf: Shelf
    today: Callable[[], date]
    public: bool = False
    memory: Memory = field(default_factory=Memory)
    bench: Bench | None = None
    past: Callable[[date], Shelf | None] | None = None
    is_then: bool = False

    def on(self, day: date) -> "Desk":
        """Give the desk with the register as it was on a past day, where that can be had."""
        shelf = self.past(day) if self.past and day < self.today() else None
        return self if shelf is None else replace(self, shelf=shelf, is_then=True)


def desk_of(request: Request) -> Desk:
    """Give the desk that a request came to."""
    desk: Desk = request.app.state.desk
    return desk
