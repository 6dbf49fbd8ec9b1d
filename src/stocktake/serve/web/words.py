"""Words, dates and addresses as the templates write them."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from stocktake.serve.catalogue import counted, ordinal
from stocktake.serve.days import written

ADDRESSES: Mapping[str, str] = {
    "a-": "articles",
    "pg-": "pages",
}


def day_in_words(day: date) -> str:
    """Write a day: ``2 June 2025``."""
    return written(day.isoformat())


def whole(number: int) -> str:
    """Write a number with marks between its thousands."""
    return f"{number:,}"


FILTERS: Mapping[str, Callable[..., Any]] = {
    "written": written,
    "day": day_in_words,
    "whole": whole,
    "ordinal": ordinal,
}
GLOBALS: Mapping[str, Any] = {"counted": counted}
