"""Dates and passages as sentences give them: days in words, and few words of a quote."""

from collections.abc import Callable
from datetime import date

from stocktake.reconcile.periods import period

_SEASONS = {21: "spring", 22: "summer", 23: "autumn", 24: "winter"}
_WORDS = 8


def in_words(edtf: str | None) -> str | None:
    """Give a date as a reader says it ("22 and 23 July 2024"); None when it cannot be read."""
    days = period(edtf)
    if edtf is None or days is None:
        return None
    start, _, end = edtf.removeprefix("../").partition("/")
    if end in ("", ".."):
        return _one(start) + (" on" if end else "")
    if len(start) == len(end) == 10 and days.days > 1:
        return _span(date.fromordinal(days.first), date.fromordinal(days.last))
    return f"{_one(start)} to {_one(end)}"


def _one(edtf: str) -> str:
    if len(edtf) == 7 and int(edtf[5:]) in _SEASONS:
        return f"{_SEASONS[int(edtf[5:])]} {edtf[:4]}"
    days = period(edtf)
    if days is None or len(edtf) == 4:
        return edtf
    first = date.fromordinal(days.first)
    return f"{first:%B %Y}" if len(edtf) == 7 else f"{first.day} {first:%B %Y}"


def _span(first: date, last: date) -> str:
    joint = "and" if (last - first).days == 1 else "to"
    if first.year != last.year:
        return f"{first.day} {first:%B %Y} {joint} {last.day} {last:%B %Y}"
    if first.month != last.month:
        return f"{first.day} {first:%B} {joint} {last.day} {last:%B %Y}"
    return f"{first.day} {joint} {last.day} {last:%B %Y}"


def on_day(edtf: str | None) -> str:
    """Give a date with the word that goes before it, and a blank; nothing for no date."""
    said = in_words(edtf)
    if said is None or edtf is None:
        return ""
    days = period(edtf)
    return f" {'on' if days and days.days <= 10 and said[0].isdigit() else 'in'} {said}"


def few_words(quote: str, weight: Callable[[str], int]) -> str:
    """Give the few words of a quote that weigh most."""
    words = quote.split()
    if len(words) <= _WORDS:
        return quote.strip(" .;,")
    starts = range(len(words) - _WORDS + 1)
    best = max(starts, key=lambda n: (sum(map(weight, words[n : n + _WORDS])), -n))
    kept = " ".join(words[best : best + _WORDS]).strip(" .;,")
    before, after = "… " * (best > 0), " …" * (best + _WORDS < len(words))
    return f"{before}{kept}{after}"
