"""EDTF dates as days to compare."""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

_PART = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?")
_DECADE = re.compile(r"(\d{3})X")
_SEASONS = {21: 3, 22: 6, 23: 9, 24: 12}
_OPEN = ("", "..")


@dataclass(frozen=True, slots=True)
class Span:
    """The first and the last day of a date; None where it is open or later than a calendar goes."""

    first: date | None
    last: date | None


@lru_cache(maxsize=8192)
def span(edtf: str | None) -> Span | None:
    """Give the days that an EDTF date covers; None for no date or one that is not understood."""
    if not edtf:
        return None
    start, _, end = edtf.partition("/")
    first = _part(start)
    last = _part(end) if "/" in edtf else first
    if (first is None and start not in _OPEN) or (last is None and end not in _OPEN):
        return None
    return Span(first.first if first else None, last.last if last else None)


def _part(part: str) -> Span | None:
    if decade := _DECADE.fullmatch(part):
        return _months(int(decade[1]) * 10, 1, 120)
    found = _PART.fullmatch(part)
    if not found:
        return None
    year, month, day = (int(number) if number else 0 for number in found.groups())
    if month in _SEASONS:
        return _months(year, _SEASONS[month], 3)
    try:
        if day:
            return Span(date(year, month, day), date(year, month, day))
        return _months(year, month, 1) if month else _months(year, 1, 12)
    except ValueError:
        return None


def _months(year: int, month: int, count: int) -> Span:
    """Give some months from one on; raise ValueError when the calendar has no such month."""
    end_year, end_month = year + (month + count - 2) // 12, (month + count - 2) % 12 + 1
    last = date(end_year, end_month, monthrange(end_year, end_month)[1])
    return Span(date(year, month, 1), last)
