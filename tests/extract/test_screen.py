"""What the screen holds back, and what it must let through."""

from html import escape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stocktake.extract.rule_files import other_languages, read_rules
from stocktake.extract.screen import PARTY, chance_in_text, counts_of, is_enough, load_screen
from stocktake.extract.screen_of_bytes import chance_in_bytes
from stocktake.model import Article

RULES = read_rules("screen")
SENTENCES = [
    example
    for name in ("commitments", "meetings", "agreements", "people")
    for rule in read_rules(name).get("rule", ())
    for example in rule.get("examples", ())
] + [example["text"] for example in RULES["counter_example"]]
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


@pytest.mark.parametrize("language", other_languages())
def test_a_language_with_rules_of_its_own_always_has_a_chance(language: str) -> None:
    assert chance_in_text(article("Un gâteau au citron.", language))


def test_a_text_that_english_rules_read_is_asked_for_english_words() -> None:
    assert not chance_in_text(article("Ein Kuchen mit Zitronen und Sahne.", "de"))
    assert chance_in_text(article(RULES["example"][0]["text"], "de"))


@pytest.mark.parametrize(
    "content",
    [
        "كعكة الليمون " * 60,
        "Le gâteau est très léger; on le sert avec une crème dans les verres, et des fraises.",
    ],
)
def test_letters_and_languages_that_the_screen_has_no_words_of_have_a_chance(content: str) -> None:
    assert chance_in_bytes(content.encode())
    assert chance_in_bytes(content.encode("utf-16"))


def test_a_script_that_no_rules_read_gives_no_chance_where_it_is_known() -> None:
    cake = "Лимонный пирог со сливками. " * 60
    assert not chance_in_bytes(cake.encode())
    assert chance_in_bytes(cake.encode("windows-1251"))


def test_the_screen_knows_every_language_that_has_rules() -> None:
    assert {language["name"] for language in RULES["language"]} == set(other_languages())


def test_who_is_named_decides_how_much_a_stretch_must_hold() -> None:
    screen = load_screen()
    nothing = dict.fromkeys(screen.weights, 0)
    promising = nothing | {"format": 4, "aid": 4}
    assert not is_enough(promising, screen)
    assert is_enough(promising | {PARTY: 2}, screen)
    assert is_enough(promising | {screen.houses: 1}, screen)
    assert not is_enough(nothing | {PARTY: 2}, screen)


def test_words_far_apart_make_no_stretch() -> None:
    told = RULES["example"][0]["text"]
    cake = RULES["counter_example"][0]["text"] + " "
    words = told.split()
    apart = (cake * 60).join([" ".join(words[:3]), " ".join(words[3:9]), " ".join(words[9:])])
    assert not chance_in_text(article(cake * 60 + cake * 60))
    assert chance_in_text(article(cake * 60 + told))
    assert not chance_in_text(article(apart))


TALKS = RULES["example"][0]["text"]


def page(*parts: str) -> bytes:
    return f"<html><body>{''.join(parts)}</body></html>".encode()


def test_scripts_attributes_and_menus_give_a_page_no_chance() -> None:
    menu = "".join(f"<li><a href='/{word}'>{word}</a></li>" for word in TALKS.split())
    assert not chance_in_bytes(page(f"<script>say('{TALKS}')</script>", f"<img alt='{TALKS}'>"))
    assert not chance_in_bytes(page(f"<ul>{menu}</ul>", "<p>Fold the egg whites and bake.</p>"))
    assert chance_in_bytes(page(f"<p>{TALKS}</p>"))


@pytest.mark.parametrize(
    "written",
    [
        f"<!-- <script> --><p>{TALKS}</p><script>1</script>",
        f"<script>never closed <p>{TALKS}</p>",
        f"<p>1 < 2. {TALKS}</p>",
        "<p>" + TALKS.replace(" ", "&nbsp;") + "</p>",
        "<p>"
        + TALKS.replace("energy", "<b>ener&shy;gy</b>").replace("Oslo", "<a\nhref=/>Oslo</a>"),
        TALKS.replace(" ", "<br>\n"),
    ],
)
def test_however_a_page_is_written_its_text_counts(written: str) -> None:
    assert chance_in_bytes(page(written))


@given(st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=40))
def test_the_bytes_never_hold_back_what_the_text_lets_through(sentences: list[str]) -> None:
    written = page(*(f"<p>{escape(sentence)}</p>" for sentence in sentences))
    if chance_in_text(article("\n".join(sentences))):
        assert chance_in_bytes(written)
