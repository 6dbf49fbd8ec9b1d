"""EDTF dates as a reader would write them; `span` gives them as days to compare."""

import re
from calendar import month_name

from stocktake.spans import Span, span

__all__ = ["Span", "span", "written"]

_PART = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?")
_DECADE = re.compile(r"(\d{3})X")
_SEASONS = {21: (3, "spring"), 22: (6, "summer"), 23: (9, "autumn"), 24: (12, "winter")}
_OPEN = ("", "..")


def written(edtf: str | None) -> str:
    """Write a date in words: ``22–23 July 2024``, ``from 2025``, ``no date``."""
    if not edtf:
        return "no date"
    start, slash, end = edtf.partition("/")
    if not slash:
        return _words(start)
    if start in _OPEN:
        return f"by {_words(end)}"
    if end in _OPEN:
        return f"from {_words(start)}"
    return _range(start, end)


def _range(start: str, end: str) -> str:
    first, last = _words(start), _words(end)
    # What both ends share, the month and the year or the year alone, is written once.
    if len(start) == len(end) == 10 and start[:8] == end[:8]:
        return f"{first.split()[0]}–{last}"
    if len(start) == len(end) > 4 and start[:5] == end[:5]:
        return f"{first.rpartition(' ')[0]} – {last}"
    return f"{first} – {last}"


def _words(part: str) -> str:
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
    if not 1 <= number <= 12:
        return part
    return f"{int(day)} {month_name[number]} {year}" if day else f"{month_name[number]} {year}"
