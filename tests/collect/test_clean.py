"""Cleaning decoded text."""

from hypothesis import given
from hypothesis import strategies as st

from stocktake.collect.clean import clean, clean_line


def test_hard_and_narrow_blanks_become_blanks_and_runs_are_folded() -> None:
    assert clean("12\u00a0million\u202feuros \t paid") == "12 million euros paid"


def test_soft_hyphens_and_direction_marks_are_dropped() -> None:
    assert clean("co\u00adoperation \u200fوزارة\u200e \u202bالخارجية\u202c") == (
        "cooperation وزارة الخارجية"
    )


def test_arabic_presentation_forms_become_plain_letters() -> None:
    assert clean("\ufee3\ufebc\ufeae") == "مصر"


def test_letters_with_loose_accents_are_composed() -> None:
    assert clean("e\u0301tat") == "état"


def test_every_kind_of_line_break_becomes_one_line_feed() -> None:
    assert clean("a\r\nb\rc\u2028d\u0085e") == "a\nb\nc\nd\ne"


def test_a_line_holds_no_break() -> None:
    assert clean_line(" one\n two ") == "one two"


@given(st.text())
def test_cleaning_a_clean_text_changes_nothing(text: str) -> None:
    assert clean(clean(text)) == clean(text)
