"""Whether names in Arabic, Turkish, Persian, Chinese and Western spellings are one person's."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from stocktake.reconcile.arabic_names import may_be_written, words
from stocktake.reconcile.names import agree, close, mark, name
from stocktake.reconcile.spelling import is_pinyin, spelled_alike

LINES = (Path(__file__).parent / "name_pairs.tsv").read_text("utf-8").splitlines()
PAIRS = [tuple(line.split("\t")) for line in LINES if not line.startswith("#")]


def decided(one: str, two: str) -> bool:
    return agree(name(one), name(two))


def test_at_least_nineteen_in_twenty_pairs_of_names_are_decided_right():
    said = [(kind == "same", decided(one, two)) for kind, one, two in PAIRS]
    both = sum(same and found for same, found in said)
    f1 = 2 * both / (sum(same for same, _ in said) + sum(found for _, found in said))
    assert len(PAIRS) >= 300
    assert f1 >= 0.95


@pytest.mark.parametrize("pair", PAIRS, ids=" / ".join)
def test_the_order_in_which_two_names_are_compared_does_not_matter(pair):
    _, one, two = pair
    assert decided(one, two) == decided(two, one)


@pytest.mark.parametrize(
    ("word", "latin"),
    [("سعد", "saad"), ("يوسف", "youssef"), ("عمر", "omar"), ("پیروز", "pirouz"), ("ليلى", "layla")],
)
def test_a_word_in_arabic_letters_fits_its_latin_spellings(word, latin):
    assert may_be_written(words(word)[0], latin)


@pytest.mark.parametrize(
    ("word", "latin"), [("سعد", "saud"), ("محمد", "mahmoud"), ("حسن", "husein")]
)
def test_a_word_in_arabic_letters_fits_no_other_name(word, latin):
    assert not may_be_written(words(word)[0], latin)


def test_chinese_names_differ_by_a_letter_and_may_stand_in_either_order():
    assert is_pinyin("xiaoming")
    assert not is_pinyin("harmon")
    assert not decided("Chen Gang", "Cheng Gang")
    assert decided("陈刚", "Gang Chen")


def test_an_ending_makes_another_name_and_a_short_form_none():
    assert not close("samir", "samira")
    assert spelled_alike("robert", "bob")


def test_spellings_in_two_scripts_are_looked_up_under_one_mark():
    assert mark("محمود") == mark("mahmoud") == mark("mahmud")


@settings(deadline=None)
@given(st.text(max_size=40))
def test_any_text_can_be_taken_for_a_name_and_agrees_with_itself(text):
    parsed = name(text)
    assert parsed is None or agree(parsed, parsed)
