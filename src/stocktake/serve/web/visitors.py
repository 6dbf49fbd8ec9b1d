"""Who looks at the desk, and what they may do there."""

from dataclasses import dataclass, field
from typing import Literal

from starlette.requests import Request

Role = Literal["reader", "reviewer", "administrator"]


@dataclass(frozen=True, slots=True)
class Visitor:
    """Somebody at the desk; `name` is None for one who has not signed in."""

    name: str | None = None
    role: Role = "reader"
    token: str | None = field(default=None, repr=False)
    """What a form of theirs must carry back, so that no other page can post in their name.

    It is no part of what a kept page is known by, so no kept page may hold it.
    """
    signed_in: bool = False

    @property
    def may_decide(self) -> bool:
        """Tell whether their judgements are taken."""
        return self.role != "reader"


NOBODY = Visitor()


def visitor_of(request: Request) -> Visitor:
    """Give the visitor that the desk's doorkeeper let in; nobody in particular without one."""
    found: Visitor = getattr(request.state, "visitor", NOBODY)
    return found
