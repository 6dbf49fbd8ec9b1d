"""What comes back from a server: an answer, a page, or the reason why there is none."""

from collections.abc import Sequence
from dataclasses import dataclass

from stocktake.errors import StocktakeError


class NoAnswer(StocktakeError):
    """There is no page: the reason with its remedy, and whether asking again may help."""

    def __init__(self, problem: str, again: bool = False) -> None:
        super().__init__(problem)
        self.problem = problem
        self.again = again


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer of a server; the body is unpacked, and empty unless the status is 200."""

    status: int
    headers: Sequence[tuple[str, str]]
    body: bytes = b""

    def header(self, name: str) -> str | None:
        """Give the first header of that name (in small letters), or None."""
        return next((value for key, value in self.headers if key == name), None)


@dataclass(frozen=True, slots=True)
class Fetched:
    """A page as fetched: where it was in the end, its bytes, and what its server said of it."""

    location: str
    content: bytes
    media_type: str | None
    etag: str | None
    last_modified: str | None
    retrieved: str
