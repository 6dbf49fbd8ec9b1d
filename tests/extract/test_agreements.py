"""Agreements: texts between parties, each once, with the status that its article states."""

from typing import Any

import pytest
from rule_examples import examples_of

from stocktake.extract.agreements import find_agreements
from stocktake.extract.discourse import Sides
from stocktake.extract.document import prepare
from stocktake.model import AgreementFinding, Article

EXAMPLES = examples_of("agreements", "example")
NONE = examples_of("agreements", "counter_example")


def agreements_in(text: str, language: str = "en") -> tuple[AgreementFinding, ...]:
    article = Article(
        "a1", "p1", 0, "A title", None, None, "2024-07-24", None, language, text, truncated=False
    )
    return find_agreements(prepare(article), Sides(parties=("NOR", "CHL")))


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda e: e["text"][:40])
def test_the_agreements_of_an_example_are_found_with_their_status(example: dict[str, Any]) -> None:
    found = agreements_in(example["text"], example.get("language", "en"))
    assert [[f.title, f.status] for f in found] == example["agreements"]


@pytest.mark.parametrize("example", NONE, ids=lambda e: e["text"][:40])
def test_a_counter_example_names_no_agreement(example: dict[str, Any]) -> None:
    assert agreements_in(example["text"], example.get("language", "en")) == ()


def test_two_names_of_one_text_are_one_agreement() -> None:
    (found,) = agreements_in(
        "Both will sign a pact on maps, known as BECA, this year. BECA would be the last of three."
    )
    assert (found.acronym, found.status) == ("BECA", "expected")


def test_a_name_with_its_acronym_in_brackets_is_kept_whole() -> None:
    (found,) = agreements_in(
        "They respect the Nordic Rivers and Lakes Convention (NRLC) as it stands."
    )
    assert found.title == "Nordic Rivers and Lakes Convention (NRLC)"
    assert found.acronym == "NRLC"


def test_the_parties_are_those_in_the_name_else_those_of_the_talks() -> None:
    (named,) = agreements_in("They signed an agreement on wine between Peru and Spain.")
    assert named.parties == ("PER", "ESP")
    (unnamed,) = agreements_in("They signed an agreement on wine.")
    assert unnamed.parties == ("NOR", "CHL")


def test_the_furthest_status_of_an_article_counts() -> None:
    (found,) = agreements_in(
        "They had negotiated the Bergen Agreement for years. The Bergen Agreement expired in May."
    )
    assert found.status == "ended"


def test_the_quote_is_cut_from_the_text() -> None:
    text = "Norway and Chile signed a memorandum of understanding that will open their ports."
    (found,) = agreements_in(text)
    assert text[found.evidence.start : found.evidence.end] == found.evidence.quote
    assert found.form == "memorandum of understanding"


@pytest.mark.parametrize(
    ("text", "when"),
    [
        ("They signed a memorandum of understanding on wine on July 8.", "2024-07-08"),
        ("They hope to sign a pact on wine next year.", "2025"),
        ("The 1974 treaty remains the ground of their alliance.", "1974"),
        ("The October 3, 2020 ceasefire agreement must be kept.", "2020-10-03"),
        ("The Bergen Treaty entered into force in March 2021.", "2021-03"),
    ],
)
def test_a_text_is_dated_by_the_word_that_states_its_standing_or_by_its_name(
    text: str, when: str
) -> None:
    assert [f.when for f in agreements_in(text)] == [when]


@pytest.mark.parametrize(
    "text",
    [
        "On July 8 they reaffirmed the goals of the Bergen Treaty.",
        "Last year they marked an anniversary of the Bergen Treaty.",
        "They keep to the October 3 ceasefire agreement.",
    ],
)
def test_a_day_of_something_else_or_one_to_come_dates_no_text_that_is_there(text: str) -> None:
    assert [f.when for f in agreements_in(text)] == [None]
