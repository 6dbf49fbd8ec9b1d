"""Days, months and years written as EDTF (ISO 8601-2), and the arithmetic on them."""

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta

ANCHOR = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?")
SEASON_MONTHS = {21: (3, 5), 22: (6, 8), 23: (9, 11), 24: (12, 2)}


@dataclass(frozen=True, slots=True)
class Anchor:
    """The date of an article as far as it is known; `month` and `day` are None where it is not."""

    year: int
    month: int | None = None
    day: int | None = None

    @property
    def as_day(self) -> date | None:
        """The day itself, or None where only a month or a year is known."""
        if self.month is None or self.day is None:
            return None
        return date(self.year, self.month, self.day)


def read_anchor(published: str | None) -> Anchor | None:
    """Read the first day, month or year of an EDTF string; None where it names none."""
    found = ANCHOR.match(published or "")
    if found is None:
        return None
    year, month, day = (int(part) if part else None for part in found.groups())
    assert year is not None
    if month is not None and not 1 <= month <= 12:
        return Anchor(year)
    if month is not None and day is not None and edtf_day(year, month, day) is None:
        return Anchor(year, month)
    return Anchor(year, month, day)


def edtf_day(year: int, month: int, day: int) -> str | None:
    """Write a day; None for one that the calendar does not have."""
    if not (1 <= year <= 9999 and 1 <= month <= 12):
        return None
    if not 1 <= day <= calendar.monthrange(year, month)[1]:
        return None
    return f"{year:04d}-{month:02d}-{day:02d}"


def edtf_month(year: int, month: int) -> str:
    """Write a month."""
    return f"{year:04d}-{month:02d}"


def edtf_year(year: int) -> str:
    """Write a year."""
    return f"{year:04d}"


def span(first: str | None, last: str | None) -> str | None:
    """Write an interval of two dates; one date where both are the same, None where either lacks."""
    if first is None or last is None or last < first:
        return None
    return first if first == last else f"{first}/{last}"


def month_shifted(year: int, month: int, by: int) -> tuple[int, int]:
    """Give the year and month so many months on."""
    count = year * 12 + month - 1 + by
    return count // 12, count % 12 + 1


def week_of(day: date) -> str | None:
    """Write the week of a day, Monday to Sunday."""
    monday = day - timedelta(days=day.weekday())
    return span(monday.isoformat(), (monday + timedelta(days=6)).isoformat())


def first_day(edtf: str) -> str:
    """Give the earliest day of a date in the shape YYYY-MM-DD; open starts give 0000-00-00."""
    start = edtf.split("/", maxsplit=1)[0]
    if start in ("", ".."):
        return "0000-00-00"
    month = start[5:7]
    if month in ("21", "22", "23", "24"):
        return f"{start[:4]}-{SEASON_MONTHS[int(month)][0]:02d}-01"
    return start.replace("X", "0") + "-01-01"[len(start) - 4 :]


def last_day(edtf: str) -> str:
    """Give the latest day of a date in the shape YYYY-MM-DD; open ends give 9999-12-31."""
    end = edtf.rsplit("/", maxsplit=1)[-1]
    if end in ("", ".."):
        return "9999-12-31"
    month = end[5:7]
    if month == "24":
        return f"{int(end[:4]) + 1:04d}-02-28"
    if month in ("21", "22", "23"):
        return f"{end[:4]}-{SEASON_MONTHS[int(month)][1]:02d}-30"
    if len(end) == 7:
        return f"{end}-{calendar.monthrange(int(end[:4]), int(month))[1]:02d}"
    return end.replace("X", "9") + "-12-31"[len(end) - 4 :]
