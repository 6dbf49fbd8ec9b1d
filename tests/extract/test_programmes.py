"""Programmes: money and named assistance, and what is neither."""

from typing import Any

import pytest

from stocktake.extract.discourse import Sides
from stocktake.extract.document import prepare
from stocktake.extract.programmes import find_programmes
from stocktake.extract.rule_files import read_rules
from stocktake.model import Amount, Article, ProgrammeFinding

RULES: dict[str, Any] = read_rules("programmes")


def programmes_in(text: str, *parties: str) -> tuple[ProgrammeFinding, ...]:
    article = Article(
        "a1", "p1", 0, "A title", None, None, "2024-07-24", None, "en", text, truncated=False
    )
    return find_programmes(prepare(article), Sides(parties=parties))


@pytest.mark.parametrize("example", RULES["example"], ids=lambda e: e["text"][:40])
def test_an_example_gives_who_pays_whom_how_much(example: dict[str, Any]) -> None:
    found = [
        [f.donor, f.recipient, f.amount.value if f.amount else None, f.money]
        for f in programmes_in(example["text"])
    ]
    assert found == example["programmes"]


@pytest.mark.parametrize("example", RULES["counter_example"], ids=lambda e: e["text"][:40])
def test_a_counter_example_is_no_programme(example: dict[str, Any]) -> None:
    assert programmes_in(example["text"]) == ()


def test_a_named_programme_without_a_sum_is_found_once() -> None:
    found = programmes_in(
        "Norway supports schools through the Northern Lights Learning Initiative. "
        "The Northern Lights Learning Initiative continues."
    )
    assert [(f.name, f.amount) for f in found] == [("Northern Lights Learning Initiative", None)]


def test_a_sum_takes_the_name_of_its_programme() -> None:
    (found,) = programmes_in("Japan pledged $4 million to the Mekong Clean Water Fund for Laos.")
    assert found.name == "Mekong Clean Water Fund"
    assert found.amount == Amount(4e6, "USD")


def test_the_parts_of_a_sum_are_programmes_of_the_same_hands() -> None:
    found = programmes_in(
        "Norway will provide a package of €12 million to Peru. "
        "It consists of €10 million for ports and €2 million for schools."
    )
    assert [f.amount.value for f in found if f.amount] == [12e6, 10e6, 2e6]
    assert {(f.donor, f.recipient) for f in found} == {("NOR", "PER")}


def test_the_other_side_of_the_talks_receives_where_no_other_is_named() -> None:
    (found,) = programmes_in("Norway announced a grant of €3 million.", "NOR", "PER")
    assert (found.donor, found.recipient) == ("NOR", "PER")
    (unknown,) = programmes_in("Norway announced a grant of €3 million.", "NOR", "PER", "CHL")
    assert unknown.recipient is None


def test_a_sum_since_a_year_is_dated_from_that_year_on() -> None:
    (found,) = programmes_in("Norway has provided $5 million in aid to Kenya since 2003.")
    assert (found.when, found.money) == ("2003/..", "cumulative")


def test_whose_assistance_is_named_gives_it_to_the_other_side() -> None:
    (found,) = programmes_in(
        "The delegations discussed Norwegian military assistance, including through the "
        "Polar Radar Training.",
        "KEN", "NOR",
    )  # fmt: skip
    assert (found.donor, found.recipient) == ("NOR", "KEN")


def test_a_fund_that_signs_is_no_programme_wherever_it_is_named() -> None:
    text = (
        "Norway supports a new agreement between the Kenya Harbour Fund and the Oslo Port Fund. "
        "Six fields are supported through the Kenya Harbour Fund."
    )
    assert programmes_in(text, "NOR", "KEN") == ()
