from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stocktake.serve.days import Span, span, written


@pytest.mark.parametrize(
    ("edtf", "words"),
    [
        ("2024-07-22/2024-07-23", "22–23 July 2024"),
        ("2024-07-30/2024-08-02", "30 July – 2 August 2024"),
        ("2023-12-30/2024-01-02", "30 December 2023 – 2 January 2024"),
        ("2025-01/2025-03", "January – March 2025"),
        ("2024-07-22", "22 July 2024"),
        ("2025-09", "September 2025"),
        ("2024", "2024"),
        ("2025/..", "from 2025"),
        ("../2024", "by 2024"),
        ("2023-22", "summer 2023"),
        ("202X", "the 2020s"),
        (None, "no date"),
        ("some day", "some day"),
    ],
)
def test_a_date_is_written_as_a_reader_would(edtf, words):
    assert written(edtf) == words


@pytest.mark.parametrize(
    ("edtf", "first", "last"),
    [
        ("2024-07-22/2024-07-23", date(2024, 7, 22), date(2024, 7, 23)),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        ("2024", date(2024, 1, 1), date(2024, 12, 31)),
        ("2025/..", date(2025, 1, 1), None),
        ("../2024", None, date(2024, 12, 31)),
        ("202X", date(2020, 1, 1), date(2029, 12, 31)),
        ("2023-24", date(2023, 12, 1), date(2024, 2, 29)),
    ],
)
def test_a_date_covers_its_first_to_its_last_day(edtf, first, last):
    assert span(edtf) == Span(first, last)


@pytest.mark.parametrize("edtf", [None, "", "soon", "2024-13", "2024-02-30", "2024/soon", "0000"])
def test_what_is_no_date_covers_no_day(edtf):
    assert span(edtf) is None


@given(st.dates(), st.dates())
def test_every_range_of_days_can_be_read_and_written(one, two):
    first, last = sorted((one, two))
    edtf = f"{first.isoformat()}/{last.isoformat()}"
    assert span(edtf) == Span(first, last)
    assert str(last.year) in written(edtf)
