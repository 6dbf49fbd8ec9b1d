"""Telling the language of an article."""

import pytest

from stocktake.collect.language import language_of


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "The ministers agreed that the talks will be held in the city by the summer."),
        ("fr", "Les ministres ont décidé que les pourparlers se tiendront dans la ville en été."),
        ("ar", "اتفق الوزيران على عقد الجولة في العاصمة قبل نهاية العام وقد أكد كل من الطرفين."),
        (
            "de",
            "Die Minister haben sich darauf geeinigt, dass die Gespräche in der Stadt beginnen.",
        ),
        ("ru", "Министры договорились, что переговоры пройдут в городе, и они не будут закрыты."),
    ],
)
def test_a_text_is_known_by_its_function_words(language: str, text: str) -> None:
    assert language_of(text) == language


@pytest.mark.parametrize(
    "text", ["", "12 34", "Baghdad Ankara Brussels Washington", "xyzzy plugh frob"]
)
def test_where_nothing_decides_there_is_no_language(text: str) -> None:
    assert language_of(text) is None
