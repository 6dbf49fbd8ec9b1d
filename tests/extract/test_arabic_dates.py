"""Dates in Arabic: month names of the Levant, the Gulf and the Maghreb, digits, Hijri dates."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stocktake.extract.dates import find_dates

LEVANT = (
    "كانون الثاني", "شباط", "آذار", "نيسان", "أيار", "حزيران",
    "تموز", "آب", "أيلول", "تشرين الأول", "تشرين الثاني", "كانون الأول",
)  # fmt: skip
GULF = (
    "يناير", "فبراير", "مارس", "أبريل", "مايو", "يونيو",
    "يوليو", "أغسطس", "سبتمبر", "أكتوبر", "نوفمبر", "ديسمبر",
)  # fmt: skip
MAGHREB = (
    "جانفي", "فيفري", "مارس", "أفريل", "ماي", "جوان",
    "جويلية", "غشت", "شتنبر", "أكتوبر", "نونبر", "دجنبر",
)  # fmt: skip
HIJRI = ("محرم", "صفر", "رجب", "شعبان", "رمضان", "شوال", "ذي القعدة", "ذي الحجة")
EASTERN = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")
DAYS = st.dates(date(1950, 1, 1), date(2049, 12, 31))


def only_date(text: str, published: str | None = None) -> str | None:
    (found,) = find_dates(text, published, "ar")
    return found.edtf


@given(DAYS, st.sampled_from((LEVANT, GULF, MAGHREB)), st.booleans())
def test_a_day_is_the_same_under_each_name_of_its_month_and_in_both_digits(
    day: date, months: tuple[str, ...], eastern: bool
) -> None:
    text = f"عقد الاجتماع في {day.day} {months[day.month - 1]} {day.year}"
    assert only_date(text.translate(EASTERN) if eastern else text) == day.isoformat()


@given(DAYS)
def test_a_month_named_in_both_styles_is_one_month(day: date) -> None:
    both = f"{LEVANT[day.month - 1]}/{GULF[day.month - 1]}"
    assert only_date(f"في {day.day} {both} {day.year}م") == day.isoformat()


@given(st.sampled_from(HIJRI), st.integers(1, 30), st.integers(1400, 1499), st.booleans())
def test_a_hijri_date_fixes_nothing(month: str, day: int, year: int, eastern: bool) -> None:
    text = f"وقع الجانبان في {day} {month} {year} هـ"
    text = text.translate(EASTERN) if eastern else text
    assert all(m.edtf is None for m in find_dates(text, "2024-07-24", "ar"))


def test_a_hijri_date_with_its_common_one_is_dated_by_that() -> None:
    assert only_date("في 15 رمضان 1445 هـ الموافق 25 آذار 2024") == "2024-03-25"


@pytest.mark.parametrize(
    ("spelling", "day"),
    [("الأول من أيلول 2024", "2024-09-01"), ("الحادي والثلاثين من تموز 2024", "2024-07-31")],
)
def test_a_day_may_be_spelled_out(spelling: str, day: str) -> None:
    assert only_date(f"عقد في {spelling}") == day


def test_more_than_so_many_years_ago_is_no_year() -> None:
    assert find_dates("It began more than 50 years ago.", "2024-07-24") == ()
