"""Dates and numbers in the manner of who reads them."""

import pytest

from stocktake.model import Amount
from stocktake.serve.days import written
from stocktake.serve.lists import written_amount
from stocktake.serve.manner import OURS, Manner, in_figures, in_manner
from stocktake.serve.web.manners import manner_for


@pytest.mark.parametrize(
    ("edtf", "month_first", "year_first"),
    [
        ("2024-07-22", "July 22, 2024", "2024-07-22"),
        ("2024-07-22/2024-07-23", "July 22–23, 2024", "2024-07-22 – 2024-07-23"),
        ("2024-07-30/2024-08-02", "July 30 – August 2, 2024", "2024-07-30 – 2024-08-02"),
        ("2023-12-30/2024-01-02", "December 30, 2023 – January 2, 2024", "2023-12-30 – 2024-01-02"),
        ("2025-01/2025-03", "January – March 2025", "2025-01 – 2025-03"),
        ("2025-09", "September 2025", "2025-09"),
        ("2023-22", "summer 2023", "summer 2023"),
        ("2025/..", "from 2025", "from 2025"),
        (None, "no date", "no date"),
    ],
)
def test_the_parts_of_a_date_stand_in_the_readers_order(edtf, month_first, year_first):
    with in_manner(Manner("month first")):
        assert written(edtf) == month_first
    with in_manner(Manner("year first")):
        assert written(edtf) == year_first


def test_outside_of_it_all_is_written_as_before():
    with in_manner(Manner("month first", ".", ",")):
        pass
    assert (written("2024-07-22"), in_figures(1234.5)) == ("22 July 2024", "1,234.5")


def test_sums_have_the_readers_marks():
    with in_manner(Manner("day first", ".", ",")):
        assert written_amount(Amount(1_234_567, "EUR")) == "EUR 1.234.567"
        assert written_amount(Amount(35_500_000, "EUR")) == "EUR 35,5 million"
        assert in_figures(20_000) == "20.000"


@pytest.mark.parametrize(
    ("accepted", "order", "thousands"),
    [
        ("en-US,en;q=0.9", "month first", ","),
        ("en-GB", "day first", ","),
        ("de-DE,de;q=0.9,en;q=0.7", "day first", "."),
        ("fr;q=0.2, ja;q=0.8", "year first", ","),
        ("en;q=0.1,sv;q=0,lt;q=0.9", "year first", "\N{NO-BREAK SPACE}"),
    ],
)
def test_the_manner_is_that_of_the_language_liked_best(accepted, order, thousands):
    assert manner_for(accepted).order == order
    assert manner_for(accepted).thousands == thousands


@pytest.mark.parametrize(
    "accepted", ["", "*", "en", "xx-invalid", "q=;;,,", ";q=1", "en;q=z", "\t"]
)
def test_without_a_known_language_the_manner_is_ours(accepted):
    assert manner_for(accepted) == OURS
