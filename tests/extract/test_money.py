"""Money: sums with their currencies, and numbers that are no sums."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stocktake.extract.money import find_sums
from stocktake.extract.rule_files import read_rules

RULES: dict[str, Any] = read_rules("money")


@pytest.mark.parametrize("example", RULES["example"], ids=lambda e: e["text"][:40])
def test_the_sums_of_an_example_are_read(example: dict[str, Any]) -> None:
    found = [[s.amount.value, s.amount.currency] for s in find_sums(example["text"])]
    assert found == [[float(value), currency] for value, currency in example["sums"]]


@pytest.mark.parametrize("example", RULES["counter_example"], ids=lambda e: e["text"][:40])
def test_a_counter_example_has_no_sum(example: dict[str, Any]) -> None:
    assert find_sums(example["text"]) == ()


@given(st.integers(1, 999), st.sampled_from(["million", "billion"]), st.sampled_from("$£€"))
def test_a_number_a_scale_and_a_symbol_give_their_product(
    number: int, scale: str, symbol: str
) -> None:
    text = f"a grant of {symbol}{number} {scale} was given"
    (found,) = find_sums(text)
    assert found.amount.value == number * {"million": 1e6, "billion": 1e9}[scale]
    assert text[found.start : found.end] == f"{symbol}{number} {scale}"


@given(st.text(alphabet="0123456789,. $€£mbnk millionدولار", max_size=60))
def test_any_text_is_read_without_error_and_sums_stand_in_order(text: str) -> None:
    end = 0
    for one in find_sums(text):
        assert end <= one.start < one.end <= len(text)
        end = one.end
        assert one.amount.value >= 0
