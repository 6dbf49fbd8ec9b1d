from dataclasses import replace
from datetime import date

import pytest

from stocktake.serve.catalogue import catalogue_of
from stocktake.serve.searched import searched

TODAY = date(2025, 1, 1)


def test_what_was_looked_at_is_counted_with_the_newest(catalogue):
    told = searched(catalogue.by_id["c-2"], catalogue, TODAY)
    assert told == (
        "Looked for in 1 report on the Ocean Dialogue or these parties since, "
        "newest 2 November 2024."
    )


@pytest.mark.parametrize(("wanted", "day"), [("c-2", date(2024, 11, 1)), ("c-3", TODAY)])
def test_neither_a_report_of_a_later_day_nor_the_promises_own_counts(catalogue, wanted, day):
    told = searched(catalogue.by_id[wanted], catalogue, day)
    assert told == "No later report on the Ocean Dialogue or these parties has been read."


def test_a_report_on_other_parties_was_not_looked_at(records):
    away = tuple(
        replace(m, parties=("FJI", "KEN"), mechanism=None) if m.id == "m-2" else m
        for m in records.meetings
    )
    other = catalogue_of(replace(records, meetings=away))
    assert "No later report" in searched(other.by_id["c-2"], other, TODAY)


def test_a_promise_without_a_day_has_nothing_later(records):
    undated = tuple(replace(a, published=None) for a in records.articles)
    other = catalogue_of(replace(records, articles=undated))
    told = searched(other.by_id["c-2"], other, TODAY)
    assert told == "When it was made is not known, so that no report counts as later."
