"""What the screen holds back, and what it must let through."""

import pytest

from stocktake.extract.rule_files import read_rules
from stocktake.extract.screen import (
    chance_in_bytes,
    chance_in_text,
    counts_of,
    load_screen,
)
from stocktake.model import Article

RULES = read_rules("screen")
PROMISING = [example for rule in read_rules("commitments")["rule"] for example in rule["examples"]]


def article(text: str, language: str | None = "en") -> Article:
    return Article("a", "p", 0, None, None, None, None, None, language, text, False)


@pytest.mark.parametrize("text", [example["text"] for example in RULES["example"]])
def test_an_example_has_a_chance(text: str) -> None:
    assert chance_in_text(article(text))
    assert chance_in_bytes(text.encode())


@pytest.mark.parametrize("text", [example["text"] for example in RULES["counter_example"]])
def test_a_counter_example_has_none(text: str) -> None:
    assert not chance_in_text(article(text))
    assert not chance_in_bytes(text.encode())


def test_every_list_of_the_rules_that_the_screen_names_is_in_it() -> None:
    screen = load_screen()
    groups = {group for words in screen.words.values() for _, group in words}
    assert groups == {group["name"] for group in RULES["group"]}


@pytest.mark.parametrize("example", PROMISING)
def test_what_promises_weighs_something(example: str) -> None:
    assert any(sum(counts.values()) for counts in counts_of(example, load_screen()))


@pytest.mark.parametrize("language", ["ar", "fr", "fa"])
def test_another_language_always_has_a_chance(language: str) -> None:
    assert chance_in_text(article("Un gâteau au citron.", language))


@pytest.mark.parametrize(
    "content",
    ["كعكة الليمون " * 60, "Un gâteau très léger, à la crème brûlée. " * 60],
)
def test_letters_that_the_screen_has_no_words_of_have_a_chance(content: str) -> None:
    assert chance_in_bytes(content.encode())
    assert chance_in_bytes(content.encode("utf-16"))


def test_words_far_apart_make_no_stretch() -> None:
    told = RULES["example"][0]["text"]
    cake = RULES["counter_example"][0]["text"] + " "
    words = told.split()
    apart = (cake * 60).join([" ".join(words[:3]), " ".join(words[3:9]), " ".join(words[9:])])
    assert not chance_in_text(article(cake * 60 + cake * 60))
    assert chance_in_text(article(cake * 60 + told))
    assert not chance_in_text(article(apart))
