"""Dates as periods of days, so that two wordings of one time can be compared."""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

_DAY = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?")
_SEASON_START = {21: 3, 22: 6, 23: 9, 24: 12}
_FAR_PAST, _FAR_FUTURE = date(1, 1, 1).toordinal(), date(9999, 12, 31).toordinal()


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """The days from `first` to `last`, both included, as proleptic ordinals."""

    first: int
    last: int

    @property
    def days(self) -> int:
        """Count the days."""
        return self.last - self.first + 1

    def gap(self, other: "Period") -> int:
        """Count the days between two periods; 0 when they touch or overlap."""
        return max(0, other.first - self.last, self.first - other.last)

    def contains(self, other: "Period") -> bool:
        """Tell whether the other period lies wholly in this one."""
        return self.first <= other.first and other.last <= self.last


@lru_cache(maxsize=4096)
def period(edtf: str | None) -> Period | None:
    """Give the days that an EDTF string covers; None for no date or one that cannot be read."""
    if not edtf:
        return None
    if "/" not in edtf:
        return _plain(edtf)
    start, _, end = edtf.partition("/")
    first, last = _plain(start), _plain(end)
    if (start not in ("", "..") and first is None) or (end not in ("", "..") and last is None):
        return None
    days = Period(first.first if first else _FAR_PAST, last.last if last else _FAR_FUTURE)
    return days if days.first <= days.last else None


def _plain(edtf: str) -> Period | None:
    found = _DAY.match(edtf)
    if not found:
        return None
    year, month, day = (int(x) if x else 0 for x in found.groups())
    if not day:
        start, length = _SEASON_START.get(month, month or 1), 3 if month > 12 else 1
        return _span(year, start, length if month else 12)
    whole = _span(year, month, 1)
    if whole is None or day > whole.days:
        return None
    return Period(whole.first + day - 1, whole.first + day - 1)


def _span(year: int, month: int, months: int) -> Period | None:
    if not 1 <= year <= 9998 or not 1 <= month <= 12:
        return None
    end = month + months - 1
    end_year, end_month = year + (end - 1) // 12, (end - 1) % 12 + 1
    last = date(end_year, end_month, monthrange(end_year, end_month)[1])
    return Period(date(year, month, 1).toordinal(), last.toordinal())


def is_exact(edtf: str | None) -> bool:
    """Tell whether a date fixes its days: a day or a range of at most ten of them."""
    days = period(edtf)
    return days is not None and days.days <= 10


def shifted(days: Period, before: int, after: int) -> Period:
    """Widen a period by some days at either end."""
    return Period(max(1, days.first - before), min(_FAR_FUTURE, days.last + after))


def windows(days: Period, width: int) -> tuple[str, ...]:
    """Name the overlapping windows that a period touches.

    Windows are two `width`s long and start at every `width`, so that two days at most `width`
    apart always share one.  A period of more than 400 days names its years instead.
    """
    if days.days > 400:
        return ()
    first, last = days.first // width - 1, days.last // width
    return tuple(f"{width}d{n}" for n in range(first, last + 1))


def years(days: Period) -> tuple[str, ...]:
    """Name the years that a period touches, three at most."""
    if days.days > 1100:
        return ()
    first, last = date.fromordinal(days.first).year, date.fromordinal(days.last).year
    return tuple(str(year) for year in range(first, last + 1))


def months(days: Period) -> tuple[str, ...]:
    """Name the months that a period touches, fourteen at most."""
    if days.days > 400:
        return ()
    names, day = [], date.fromordinal(days.first).replace(day=1)
    while day.toordinal() <= days.last:
        names.append(f"{day:%Y-%m}")
        day = (day + timedelta(days=32)).replace(day=1)
    return tuple(names)
