"""A field takes what its type, its vocabulary and its meaning allow, and says so otherwise."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stocktake.errors import BadQuestion
from stocktake.model import Amount
from stocktake.reconcile.corrections import KINDS, choices, fields, read, written


def known(party: str) -> str | None:
    return {"Iraq": "IRQ", "United States": "USA"}.get(party) or (
        party if party in ("IRQ", "USA") else None
    )


@pytest.mark.parametrize(
    ("kind", "field", "words", "value"),
    [
        ("commitments", "deadline", "2025-09", "2025-09"),
        ("commitments", "deadline", "2025/..", "2025/.."),
        ("commitments", "deadline", "unknown", None),
        ("commitments", "actors", "Iraq, United States", ("IRQ", "USA")),
        ("commitments", "theme", "Energy", "energy"),
        ("commitments", "lacks", "actor; date", ("actor", "date")),
        ("commitments", "novelty", "unknown", "unknown"),
        ("commitments", "amount", "USD 35.5 million", Amount(35_500_000.0, "USD")),
        ("commitments", "amount", "gbp 300,000", Amount(300_000.0, "GBP")),
        ("meetings", "ordinal", "3", 3),
        ("meetings", "when", "2024-07-22/2024-07-23", "2024-07-22/2024-07-23"),
        ("people", "aliases", "A. Roe; Jane Roe", ("A. Roe", "Jane Roe")),
        ("programmes", "donor", "Iraq", "IRQ"),
        ("follow_through", "counted", "no", False),
    ],
)
def test_words_become_the_value_that_they_mean(kind, field, words, value):
    assert read(kind, field, words, known) == value


@pytest.mark.parametrize(
    ("kind", "field", "words", "said"),
    [
        ("commitments", "id", "c-1", "summary"),
        ("commitments", "evidence", "x", "no field"),
        ("commitments", "deadline", "2025-13", "no date"),
        ("commitments", "deadline", "2024-02-30", "no date"),
        ("commitments", "delivery", "unknown", "cannot be empty"),
        ("commitments", "delivery", "done", "delivered late"),
        ("commitments", "actors", "Atlantis", "no party"),
        ("commitments", "amount", "a lot", "USD 35 million"),
        ("meetings", "ordinal", "third", "whole number"),
        ("mechanisms", "name", " ", "no value"),
        ("follow_through", "counted", "maybe", "yes or no"),
    ],
)
def test_what_a_field_cannot_hold_is_answered_with_what_it_can(kind, field, words, said):
    with pytest.raises(BadQuestion, match=said):
        read(kind, field, words, known)


def test_every_word_of_every_vocabulary_is_taken():
    for kind in KINDS:
        for field in fields(kind):
            for word in choices(kind, field):
                value = read(kind, field, word, known)
                assert value in (word, (word,))


@given(st.floats(0, 1e15, allow_nan=False), st.sampled_from(["USD", "GBP", "IQD"]))
def test_a_sum_is_read_as_it_is_written(value, currency):
    whole = Amount(round(value, 2), currency)
    assert read("commitments", "amount", written(whole), known) == whole


@given(st.lists(st.sampled_from(["IRQ", "USA"]), unique=True))
def test_parties_are_read_as_they_are_written(parties):
    assert read("meetings", "parties", written(tuple(parties)), known) == tuple(parties)
