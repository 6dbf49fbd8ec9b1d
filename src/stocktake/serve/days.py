"""EDTF dates as a reader would write them; `span` gives them as days to compare."""

import re
from calendar import month_name
from functools import lru_cache

from stocktake.serve.manner import Order, manner
from stocktake.spans import Span, span

__all__ = ["Span", "span", "written"]

_PART = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?")
_DECADE = re.compile(r"(\d{3})X")
_SEASONS = {21: (3, "spring"), 22: (6, "summer"), 23: (9, "autumn"), 24: (12, "winter")}
_OPEN = ("", "..")


def written(edtf: str | None) -> str:
    """Write a date in words: ``22–23 July 2024``, ``from 2025``, ``no date``.

    The order of its parts is that of the reader's manner: ``July 22–23, 2024``, ``2024-07-22``.
    """
    return _written(edtf, manner().order) if edtf else "no date"


@lru_cache(maxsize=8192)
def _written(edtf: str, order: Order) -> str:
    start, slash, end = edtf.partition("/")
    if not slash:
        return _words(start, order)
    if start in _OPEN:
        return f"by {_words(end, order)}"
    if end in _OPEN:
        return f"from {_words(start, order)}"
    return _range(start, end, order)


def _range(start: str, end: str, order: Order) -> str:
    """Write two ends; what they share, the month and the year or the year, is written once."""
    first, last = _words(start, order), _words(end, order)
    are_days, are_parts = len(start) == len(end) == 10, len(start) == len(end) > 4
    if order == "day first" and are_days and start[:8] == end[:8]:
        return f"{first.split()[0]}–{last}"
    if order == "month first" and are_days and start[:8] == end[:8]:
        return f"{first.partition(',')[0]}–{last.split()[1]} {last.split()[2]}"
    if order != "year first" and are_parts and start[:5] == end[:5]:
        return f"{first.rpartition(' ')[0].rstrip(',')} – {last}"
    return f"{first} – {last}"


def _words(part: str, order: Order) -> str:
    if decade := _DECADE.fullmatch(part):
        return f"the {decade[1]}0s"
    found = _PART.fullmatch(part)
    if not found:
        return part
    year, month, day = found.groups()
    if month is None:
        return year
    number = int(month)
    if number in _SEASONS:
        return f"{_SEASONS[number][1]} {year}"
    if not 1 <= number <= 12 or order == "year first":
        return part
    return _day(year, month_name[number], day, order)


def _day(year: str, month: str, day: str | None, order: Order) -> str:
    if day is None:
        return f"{month} {year}"
    return f"{month} {int(day)}, {year}" if order == "month first" else f"{int(day)} {month} {year}"
