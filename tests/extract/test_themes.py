"""What a promise is about."""

import pytest

from stocktake.extract.themes import leaning_of, theme_of


@pytest.mark.parametrize(
    ("act", "theme"),
    [
        ("open two hospitals for children", "health"),
        ("uphold peace and stability in the valley", "security"),
        ("deepen relations and hold the next round of the dialogue", "diplomacy"),
        ("finance howitzers and other equipment", "arms"),
        ("hold joint exercises and courses for officers", "training"),
        ("arrest smugglers with the help of law enforcement", "organised-crime"),
    ],
)
def test_the_first_concrete_subject_is_the_theme(act: str, theme: str) -> None:
    assert theme_of(act, {}) == theme


def test_an_act_without_a_subject_of_its_own_takes_that_of_its_article() -> None:
    leaning = leaning_of("Climate Dialogue of Norway and Jordan", "Both sides spoke of emissions.")
    assert theme_of("coordinate the group", leaning) == "climate"
    assert theme_of("vaccinate children", leaning) == "health"


def test_what_a_judge_reads_decides_where_words_are_divided() -> None:
    wording = "trade in energy"
    assert theme_of(wording, {}, {"energy": 0.9, "trade": 0.1}) == "energy"
    assert theme_of(wording, {}, {"energy": 0.1, "trade": 0.9}) == "trade"


def test_a_broad_theme_of_a_judge_does_not_outdo_a_concrete_word() -> None:
    assert theme_of("deepen work on cyber security", {}, {"security": 1.0}) == "cyber"


def test_no_word_no_theme() -> None:
    assert theme_of("do so", {}, {"energy": 0.9}) is None
