"""Finding what an article says in another language than its own."""

import itertools

from hypothesis import given
from hypothesis import strategies as st

from stocktake.collect import passages_in

ENGLISH = "The ministers agreed that the talks will be held in the city by the summer."
FRENCH = "Les ministres ont décidé que les pourparlers se tiendront dans la ville en été."
ARABIC = "اتفق الوزيران على عقد الجولة في العاصمة قبل نهاية العام وقد أكد كل من الطرفين"


def found(text: str, language: str | None) -> list[tuple[str, str]]:
    return [(text[p.start : p.end], p.language) for p in passages_in(text, language)]


def test_a_quotation_in_another_script_is_found_inside_a_sentence() -> None:
    text = f"The minister said: “{ARABIC}”, and he went on in English. {ENGLISH}"
    assert found(text, "en") == [(ARABIC, "ar")]


def test_a_paragraph_in_another_language_of_the_same_script_is_one_passage() -> None:
    text = f"{ENGLISH}\n{FRENCH}\n{FRENCH} {FRENCH}\n{ENGLISH} {ENGLISH}"
    assert found(text, "en") == [(f"{FRENCH}\n{FRENCH} {FRENCH}", "fr")]


def test_an_arabic_article_holds_an_english_sentence_but_no_english_name() -> None:
    text = f"{ARABIC} (Reuters Harbour Press Agency) {ARABIC}.\n{ENGLISH}\n{ARABIC}."
    assert found(text, "ar") == [(ENGLISH, "en")]


def test_words_that_two_languages_share_make_no_passage() -> None:
    assert passages_in(f"{ENGLISH} So next time I come back, I hope I get a real one.", "en") == ()


def test_a_script_whose_language_nothing_tells_is_named_by_its_script() -> None:
    assert found(f"{ENGLISH} بغداد أنقرة بروكسل واشنطن القاهرة", "en") == [
        ("بغداد أنقرة بروكسل واشنطن القاهرة", "und-Arab")
    ]


def test_an_article_in_one_language_or_in_none_has_no_passages() -> None:
    assert passages_in(f"{ENGLISH} {ENGLISH}\nBaghdad, Ankara, Oslo and Valdivia.", "en") == ()
    assert passages_in(f"{ENGLISH} {FRENCH}", None) == ()


@given(st.lists(st.sampled_from([ENGLISH, FRENCH, ARABIC, "12 %", "\n", " "]), max_size=12))
def test_passages_lie_in_the_text_in_their_order_and_never_overlap(pieces: list[str]) -> None:
    text = "".join(pieces)
    places = [(p.start, p.end) for p in passages_in(text, "en")]
    assert all(0 <= start < end <= len(text) for start, end in places)
    assert all(one[1] <= two[0] for one, two in itertools.pairwise(places))
