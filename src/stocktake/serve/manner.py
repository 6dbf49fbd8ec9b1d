"""How a reader writes dates and numbers: words stay English, the order and the marks are theirs.

Whoever shows records to a reader says once in whose manner; what is written below that, in however
many sentences, follows.  Nobody's manner is the house's own, in which all files are written.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Literal

Order = Literal["day first", "month first", "year first"]


@dataclass(frozen=True, slots=True)
class Manner:
    """The order of a date's parts, what stands between thousands, and before tenths."""

    order: Order = "day first"
    thousands: str = ","
    point: str = "."


OURS = Manner()
_READERS: ContextVar[Manner] = ContextVar("manner", default=OURS)


def manner() -> Manner:
    """Give the manner in which is written here."""
    return _READERS.get()


@contextmanager
def in_manner(readers: Manner) -> Iterator[None]:
    """Have dates and numbers written in a manner."""
    before = _READERS.set(readers)
    try:
        yield
    finally:
        _READERS.reset(before)


def in_figures(value: float, form: str = ",") -> str:
    """Write a number in a form of Python's, with the marks of the manner."""
    used = manner()
    if (used.thousands, used.point) == (OURS.thousands, OURS.point):
        return f"{value:{form}}"
    marks = {ord(OURS.thousands): used.thousands, ord(OURS.point): used.point}
    return f"{value:{form}}".translate(marks)
