"""What a wording of time says as a date, one function for each kind of wording.

Each reading takes the parts of the wording and where it stands in time, and gives an EDTF string,
or None where nothing fixes the date.  The patterns that call them are in `rules/dates.toml`.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from types import MappingProxyType
from typing import Literal

from stocktake.extract.edtf import (
    Anchor,
    edtf_day,
    edtf_month,
    edtf_year,
    month_shifted,
    span,
    week_of,
)

Lean = Literal["nearest", "future", "past"]
SHIFTS = {"last": -1, "this past": -1, "this": 0, "this coming": 0, "the coming": 0, "next": 1}

# A release may be stamped some days after the event that it announces.
GRACE_DAYS = 3


@dataclass(frozen=True, slots=True)
class Parts:
    """The parts of a wording, read into numbers; None where the wording has none.

    `months` counts from 1, `weekday` from Monday as 0, `season` is its EDTF number, `year_shift`
    is 1 for "next year" and 0 for "this year".  `shift` is the pattern's or the wording's own.
    """

    day: int | None = None
    day2: int | None = None
    month: int | None = None
    month2: int | None = None
    year: int | None = None
    year2: int | None = None
    weekday: int | None = None
    season: int | None = None
    number: int | None = None
    number2: int | None = None
    unit: str | None = None
    ordinal: int | None = None
    year_shift: int | None = None
    shift: int = 0
    mark: str | None = None


@dataclass(frozen=True, slots=True)
class Standpoint:
    """The article's own date, and the way in which a wording without a year leans from it."""

    anchor: Anchor | None
    lean: Lean = "nearest"


Reader = Callable[[Parts, Standpoint], str | None]


def _year(parts: Parts, at: Standpoint) -> int | None:
    """Give the year that a wording names, or counts from the article's own."""
    if parts.year is not None:
        return parts.year
    if parts.year_shift is not None and at.anchor is not None:
        return at.anchor.year + parts.year_shift
    return None


def _year_of_day(parts: Parts, at: Standpoint, month: int, day: int) -> int | None:
    """Give the year of a day without one: the nearest, or the next where it looks ahead."""
    named = _year(parts, at)
    if named is not None or at.anchor is None or at.anchor.month is None:
        return named
    around = date(at.anchor.year, at.anchor.month, at.anchor.day or 15)
    days = [_calendar_day(at.anchor.year + by, month, day) for by in (-1, 0, 1, 2)]
    there = [d for d in days if d is not None]
    if parts.weekday is not None:
        there = [d for d in there if d.weekday() == parts.weekday] or there
    if at.lean == "future":
        # A few days behind the article beat a year ahead: "on July 22" in a release of the 23rd.
        there = [d for d in there if (d - around).days >= -GRACE_DAYS] or there
    if at.lean == "past":
        there = [d for d in there if d <= around] or there
    return min(there, key=lambda d: abs((d - around).days)).year if there else None


def _year_of_month(parts: Parts, at: Standpoint, month: int) -> int | None:
    """Give the year of a month without one, by the same rule."""
    named = _year(parts, at)
    if named is not None or at.anchor is None or at.anchor.month is None:
        return named
    now = at.anchor.year * 12 + at.anchor.month
    counts = [(at.anchor.year + by) * 12 + month for by in (-1, 0, 1)]
    if at.lean == "future":
        counts = [c for c in counts if c >= now]
    if at.lean == "past":
        counts = [c for c in counts if c <= now]
    return (min(counts, key=lambda c: (abs(c - now), c)) - month) // 12


def _calendar_day(year: int, month: int, day: int) -> date | None:
    written = edtf_day(year, month, day)
    return date.fromisoformat(written) if written else None


def day(parts: Parts, at: Standpoint) -> str | None:
    """Read a day of a month: "22 July 2024", "July 22"."""
    assert parts.month is not None
    assert parts.day is not None
    year = _year_of_day(parts, at, parts.month, parts.day)
    return edtf_day(year, parts.month, parts.day) if year else None


def days_in_month(parts: Parts, at: Standpoint) -> str | None:
    """Read several days of one month: "July 22-23"."""
    assert parts.month is not None
    assert parts.day is not None
    assert parts.day2 is not None
    year = _year_of_day(parts, at, parts.month, parts.day)
    if year is None:
        return None
    return span(edtf_day(year, parts.month, parts.day), edtf_day(year, parts.month, parts.day2))


def days_across_months(parts: Parts, at: Standpoint) -> str | None:
    """Read days from one month into another: "July 31-August 2", over New Year too."""
    assert parts.month is not None
    assert parts.month2 is not None
    assert parts.day is not None
    assert parts.day2 is not None
    over = parts.month2 < parts.month
    last = parts.year2 if parts.year2 is not None else None
    if last is None:
        first = _year_of_day(parts, at, parts.month, parts.day)
        last = first + over if first is not None else None
    if last is None:
        return None
    first = parts.year if parts.year is not None else last - over
    return span(edtf_day(first, parts.month, parts.day), edtf_day(last, parts.month2, parts.day2))


def iso_day(parts: Parts, _: Standpoint) -> str | None:
    """Read "2024-07-22"."""
    return edtf_day(parts.year or 0, parts.number or 0, parts.number2 or 0)


def day_first(parts: Parts, _: Standpoint) -> str | None:
    """Read "22.07.2024"; with strokes the month may come first, so both orders possible is None."""
    first, second = parts.number or 0, parts.number2 or 0
    usual = edtf_day(parts.year or 0, second, first)
    american = edtf_day(parts.year or 0, first, second)
    if parts.mark == "/" and usual and american and usual != american:
        return None
    return usual or (american if parts.mark == "/" else None)


def month(parts: Parts, at: Standpoint) -> str | None:
    """Read a month: "in September 2025", "April of this year", "in December"."""
    assert parts.month is not None
    year = _year_of_month(parts, at, parts.month)
    return edtf_month(year, parts.month) if year else None


def month_ahead(parts: Parts, at: Standpoint) -> str | None:
    """Read a month that a deadline names: "by September"."""
    return month(parts, Standpoint(at.anchor, "future"))


def month_from(parts: Parts, at: Standpoint) -> str | None:
    """Read a month from which something holds: "from September"."""
    first = month(parts, Standpoint(at.anchor, "future"))
    return f"{first}/.." if first else None


def month_middle(parts: Parts, at: Standpoint) -> str | None:
    """Read the middle of a month as its fifteenth: "mid-October"."""
    found = month(parts, at)
    return f"{found}-15" if found else None


def month_next(parts: Parts, at: Standpoint) -> str | None:
    """Read "next September": the first one after the article's month."""
    return _month_beyond(parts, at, 1)


def month_last(parts: Parts, at: Standpoint) -> str | None:
    """Read "last September": the latest one before the article's month."""
    return _month_beyond(parts, at, -1)


def _month_beyond(parts: Parts, at: Standpoint, step: int) -> str | None:
    wanted = parts.month or parts.month2
    if at.anchor is None or at.anchor.month is None or wanted is None:
        return None
    there = at.anchor.year, at.anchor.month
    for _ in range(12):
        there = month_shifted(*there, step)
        if there[1] == wanted:
            break
    return edtf_month(*there)


def months(parts: Parts, _: Standpoint) -> str | None:
    """Read "between May and July 2024"."""
    assert parts.year is not None
    assert parts.month is not None
    assert parts.month2 is not None
    first = parts.year - (parts.month2 < parts.month)
    return span(edtf_month(first, parts.month), edtf_month(parts.year, parts.month2))


def quarter(parts: Parts, at: Standpoint) -> str | None:
    """Read "the first quarter of 2025"."""
    return _part_of_year(parts, at, 3)


def half_year(parts: Parts, at: Standpoint) -> str | None:
    """Read "the second half of 2025"."""
    return _part_of_year(parts, at, 6)


def _part_of_year(parts: Parts, at: Standpoint, length: int) -> str | None:
    year = _year(parts, at)
    if year is None or parts.ordinal is None:
        return None
    last = min(parts.ordinal * length, 12)
    return span(edtf_month(year, last - length + 1), edtf_month(year, last))


def season(parts: Parts, at: Standpoint) -> str | None:
    """Read "spring 2025"."""
    year = _year(parts, at)
    return f"{year:04d}-{parts.season}" if year and parts.season else None


def season_shifted(parts: Parts, at: Standpoint) -> str | None:
    """Read "last summer", "this fall", "next spring" by the seasons of the north."""
    if at.anchor is None or at.anchor.month is None or parts.season is None:
        return None
    year, now = at.anchor.year, at.anchor.month
    first = (parts.season - 20) * 3
    if parts.season == 24 and now <= 2:
        year -= 1
        now += 12
    if parts.shift < 0 and now <= first + 2:
        year -= 1
    if parts.shift > 0 and now >= first:
        year += 1
    return f"{year:04d}-{parts.season}"


def season_ahead(parts: Parts, at: Standpoint) -> str | None:
    """Read a season that a deadline names: "by the autumn"."""
    if at.anchor is None or at.anchor.month is None or parts.season is None:
        return None
    year = at.anchor.year + (at.anchor.month > (parts.season - 20) * 3 + 2)
    return f"{year:04d}-{parts.season}"


def fiscal_year(parts: Parts, _: Standpoint) -> str | None:
    """Read a fiscal year of the United States, October to September."""
    if parts.year is None:
        return None
    return span(edtf_month(parts.year - 1, 10), edtf_month(parts.year, 9))


def fiscal_end(_: Parts, at: Standpoint) -> str | None:
    """Read the end of the running fiscal year of the United States."""
    if at.anchor is None or at.anchor.month is None:
        return None
    return edtf_month(at.anchor.year + (at.anchor.month > 9), 9)


def year(parts: Parts, _: Standpoint) -> str | None:
    """Read a year."""
    return edtf_year(parts.year) if parts.year else None


def years(parts: Parts, _: Standpoint) -> str | None:
    """Read "2021-27" and "between 2024 and 2026"."""
    if parts.year is None or parts.year2 is None:
        return None
    last = parts.year2 if parts.year2 >= 1000 else parts.year // 100 * 100 + parts.year2
    return span(edtf_year(parts.year), edtf_year(last))


def year_from(parts: Parts, at: Standpoint) -> str | None:
    """Read "from 2025"."""
    return f"{year(parts, at)}/.." if parts.year else None


def decade(parts: Parts, _: Standpoint) -> str | None:
    """Read "the 1990s"."""
    if parts.year is None or parts.year % 10:
        return None
    return f"{parts.year // 10:03d}X"


def year_shifted(parts: Parts, at: Standpoint) -> str | None:
    """Read "next year"."""
    return edtf_year(at.anchor.year + parts.shift) if at.anchor else None


def month_shifted_by(parts: Parts, at: Standpoint) -> str | None:
    """Read "next month"."""
    if at.anchor is None or at.anchor.month is None:
        return None
    return edtf_month(*month_shifted(at.anchor.year, at.anchor.month, parts.shift))


def week_shifted(parts: Parts, at: Standpoint) -> str | None:
    """Read "next week", Monday to Sunday."""
    today = at.anchor.as_day if at.anchor else None
    return week_of(today + timedelta(weeks=parts.shift)) if today else None


def day_shifted(parts: Parts, at: Standpoint) -> str | None:
    """Read "yesterday"."""
    today = at.anchor.as_day if at.anchor else None
    return (today + timedelta(days=parts.shift)).isoformat() if today else None


def weekday(parts: Parts, at: Standpoint) -> str | None:
    """Read "on Tuesday": the same day or the latest before it, the next where it looks ahead."""
    today = at.anchor.as_day if at.anchor else None
    if today is None or parts.weekday is None:
        return None
    back = (today.weekday() - parts.weekday) % 7
    ahead = (parts.weekday - today.weekday()) % 7
    moved = timedelta(days=ahead) if at.lean == "future" else -timedelta(days=back)
    return (today + moved).isoformat()


def weekday_shifted(parts: Parts, at: Standpoint) -> str | None:
    """Read "last Tuesday", "next Monday", "this Friday"."""
    today = at.anchor.as_day if at.anchor else None
    if today is None or parts.weekday is None:
        return None
    ahead = (parts.weekday - today.weekday()) % 7
    if parts.shift < 0:
        return (today - timedelta(days=(7 - ahead) % 7 or 7)).isoformat()
    return (today + timedelta(days=ahead or 7 * parts.shift)).isoformat()


def units_ago(parts: Parts, at: Standpoint) -> str | None:
    """Read "three days ago": to the day for days, else to the month or year."""
    return _units_on(parts, at, -1)


def units_within(parts: Parts, at: Standpoint) -> str | None:
    """Read "within six months": the month, day or year at the end of that time."""
    return _units_on(parts, at, 1)


def _units_on(parts: Parts, at: Standpoint, direction: int) -> str | None:
    # Arabic says "two months" by the ending of one word; the pattern's shift is the two.
    number = parts.number or parts.shift
    if at.anchor is None or not 0 < number <= 400:
        return None
    by = number * direction
    today = at.anchor.as_day
    if parts.unit == "year":
        return edtf_year(at.anchor.year + by)
    if parts.unit == "month" and at.anchor.month is not None:
        return edtf_month(*month_shifted(at.anchor.year, at.anchor.month, by))
    if parts.unit == "week" and today is not None:
        return (today + timedelta(weeks=by)).isoformat()
    if parts.unit == "day" and today is not None:
        return (today + timedelta(days=by)).isoformat()
    return None


def unfixed(_: Parts, __: Standpoint) -> None:
    """Read "in the coming weeks": a time that nothing fixes."""


READINGS: Mapping[str, Reader] = MappingProxyType(
    {
        reader.__name__: reader
        for reader in (
            day, days_in_month, days_across_months, iso_day, day_first, month, month_ahead,
            month_from, month_middle, month_next, month_last, months, quarter, half_year, season,
            season_shifted, season_ahead, fiscal_year, fiscal_end, year, years, year_from, decade,
            year_shifted, week_shifted, day_shifted, weekday, weekday_shifted, units_ago,
            units_within, unfixed,
        )
    }
    | {"month_shifted": month_shifted_by}
)  # fmt: skip
