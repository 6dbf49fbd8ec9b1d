"""Reads the days that pages print, in the forms that pages print them in."""

import datetime
import re
from dataclasses import dataclass
from functools import cache
from typing import Literal

from stocktake.collect.language import language_of
from stocktake.collect.vocabulary import day_first_languages, month_numbers

_DIGIT = re.compile(r"\d")
_LETTER = re.compile(r"[^\W\d_]")
_ARABIC_LETTER = re.compile(r"[\u0600-\u06FF]")
_SLASHED = re.compile(r"(?<![\d/.-])(\d{1,2})/(\d{1,2})/(?:19|20)\d\d(?!\d)")
_DAY_FIRST_ENGLISH = ("en-gb", "en-ie", "en-au", "en-nz", "en-in", "en-pk", "en-ng", "en-ke")
_ARABIC_DIGITS = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹", "01234567890123456789")


@dataclass(frozen=True, slots=True)
class PrintedDay:
    """A day as printed at `start:end` of a line; `edtf` lacks the year where the line does."""

    start: int
    end: int
    edtf: str

    @property
    def has_year(self) -> bool:
        """Tell whether the year is printed too."""
        return not self.edtf.startswith("--")


Order = Literal["day first", "month first", "unknown"]
"""How 03/04/2019 is to be read, where the page decides it."""


def order_of_days(text: str, declared: str | None = None) -> Order:
    """Tell how a page writes numeric dates: as those that read one way, else by its language.

    `declared` is the language that the page states (BCP 47).  English in general and that of the
    United States, which programs state unasked, decide nothing.
    """
    pairs = [(int(a), int(b)) for a, b in _SLASHED.findall(text.translate(_ARABIC_DIGITS))]
    if not pairs:
        return "unknown"
    leads, follows = any(a > 12 for a, _ in pairs), any(b > 12 for _, b in pairs)
    if leads != follows:
        return "day first" if leads else "month first"
    if (declared or "").lower() in _DAY_FIRST_ENGLISH:
        return "day first"
    day_first = _is_arabic(text) or language_of(text) in day_first_languages()
    return "day first" if day_first else "unknown"


def _is_arabic(text: str) -> bool:
    return 2 * len(_ARABIC_LETTER.findall(text)) > len(_LETTER.findall(text))


def printed_days(line: str, order: Order = "unknown") -> tuple[PrintedDay, ...]:
    """Give the days printed in the line, in order; a numeric date that reads two ways is none.

    A day is an EDTF day such as ``2024-07-22``, or ``--07-22`` where the line has no year.
    """
    if not _DIGIT.search(line):
        return ()
    line = _small_letters(line.translate(_ARABIC_DIGITS))
    return tuple(
        PrintedDay(match.start(), match.end(), edtf)
        for match in _pattern().finditer(line)
        if (edtf := _edtf(match, order)) is not None
    )


def _small_letters(line: str) -> str:
    """Give the line in small letters, each in its place: some capitals become two of them."""
    lowered = line.lower()
    return lowered if len(lowered) == len(line) else "".join(c.lower()[:1] for c in line)


def with_year_before(day: str, later: str) -> str:
    """Give a day without a year the last year in which it does not fall after another day.

    Example: ``--07-08`` before ``2024-07-31`` is ``2024-07-08``.
    """
    year = int(later[:4])
    if f"{year}{day[1:]}" > later:
        year -= 1
    return f"{year}{day[1:]}"


@cache
def _pattern() -> re.Pattern[str]:
    names = sorted(month_numbers(), key=len, reverse=True)
    month = "(?:" + "|".join(map(re.escape, names)) + r")(?![^\W\d_])\.?"
    return re.compile(
        rf"""
        (?<!\d)(?P<iso_y>(?:19|20)\d\d)[-/.](?P<iso_m>\d{{1,2}})[-/.](?P<iso_d>\d{{1,2}})(?!\d)
        | (?<![\d/.-])(?P<num_a>\d{{1,2}})(?P<mark>[-/.])(?P<num_b>\d{{1,2}})(?P=mark)
          (?P<num_y>(?:19|20)\d\d)(?!\d)
        | (?<!\d)(?P<dmy_d>\d{{1,2}})(?:st|nd|rd|th|er|\.)?[\s/-]+(?:of\s+|de\s+)?
          (?P<dmy_m>{month})(?:\s?[/(]\s?{month}\)?)?[\s,/-]*(?:de\s+)?(?P<dmy_y>(?:19|20)\d\d)?(?!\d)
        | (?P<mdy_m>{month})[\s/-]*(?P<mdy_d>\d{{1,2}})(?:st|nd|rd|th)?(?!\d|\s?[%:])
          (?:[\s,/-]+(?P<mdy_y>(?:19|20)\d\d)(?!\d))?
        | (?P<cjk_y>(?:19|20)\d\d)年(?P<cjk_m>\d{{1,2}})月(?P<cjk_d>\d{{1,2}})日
        """,
        re.VERBOSE,
    )


def _edtf(match: re.Match[str], order: Order) -> str | None:
    part = match.groupdict()
    if part["iso_y"]:
        return _day(part["iso_y"], part["iso_m"], part["iso_d"])
    if part["cjk_y"]:
        return _day(part["cjk_y"], part["cjk_m"], part["cjk_d"])
    if part["num_y"]:
        return _numeric(
            part["num_y"],
            part["num_a"],
            part["num_b"],
            order if part["mark"] == "/" else "day first",
        )
    form = "dmy" if part["dmy_d"] else "mdy"
    name = part[f"{form}_m"].rstrip(".")
    return _day(part[f"{form}_y"], str(month_numbers()[name]), part[f"{form}_d"])


def _numeric(year: str, first: str, second: str, order: Order) -> str | None:
    """Read 21-05-2024: the day leads with hyphens and dots; with slashes only where it must."""
    if int(first) > 12 or order == "day first" or first == second:
        return _day(year, second, first)
    if int(second) > 12 or order == "month first":
        return _day(year, first, second)
    return None


def _day(year: str | None, month: str, day: str) -> str | None:
    try:
        # A leap year stands in where none is printed, so that February 29 is a day.
        date = datetime.date(int(year or 2000), int(month), int(day))
    except ValueError:
        return None
    return date.isoformat() if year else f"--{date:%m-%d}"
