import dataclasses
from datetime import date
from typing import get_args

import pytest

from stocktake.model import Delivery
from stocktake.serve.state import PASSED, state_of, was_made


def state(catalogue, commitment, day):
    return state_of(catalogue.by_id[commitment], catalogue, date.fromisoformat(day))


def test_a_deed_counts_from_the_day_it_was_reported(catalogue):
    assert state(catalogue, "c-1", "2024-08-01") == "Not yet due"
    assert state(catalogue, "c-1", "2024-10-31") == PASSED
    assert state(catalogue, "c-1", "2024-11-02") == "Delivered"


@pytest.mark.parametrize(
    ("commitment", "day", "sentence"),
    [
        ("c-2", "2026-12-31", "Not yet due"),
        ("c-2", "2027-01-01", "Date passed, nothing found"),
        ("c-3", "2030-01-01", "No date; nothing found"),
    ],
)
def test_a_date_passes_after_its_last_day_and_says_no_more_than_that(
    catalogue, commitment, day, sentence
):
    assert state(catalogue, commitment, day) == sentence


def test_what_was_under_way_is_so_with_its_date_passed(catalogue):
    begun = dataclasses.replace(catalogue.by_id["c-2"], delivery="in progress")
    assert state_of(begun, catalogue, date(2026, 1, 1)) == "Under way"
    assert state_of(begun, catalogue, date(2027, 1, 1)) == "Under way, date passed"


def test_no_state_accuses(catalogue):
    for delivery in get_args(Delivery):
        for day in (date(2024, 1, 1), date(2030, 1, 1)):
            record = dataclasses.replace(catalogue.by_id["c-2"], delivery=delivery)
            words = state_of(record, catalogue, day).casefold()
            assert not any(w in words for w in ("overdue", "broken", "fail", "violat", "kept"))


def test_a_promise_is_unknown_before_its_first_report(catalogue):
    assert not was_made(catalogue.by_id["c-3"], catalogue, date(2024, 11, 1))
    assert was_made(catalogue.by_id["c-3"], catalogue, date(2024, 11, 2))


def test_no_date_passes_over_a_deed_that_was_told(catalogue):
    signed = dataclasses.replace(catalogue.by_id["c-2"], kind="sign")
    assert state_of(signed, catalogue, date(2027, 1, 1)) == "Told as done"
    assert state_of(signed, catalogue, date(2026, 1, 1)) == "Told as done"
