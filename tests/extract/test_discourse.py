"""Whom an article speaks of, and whom its other words mean."""

import pytest

from stocktake.extract.discourse import Sides, is_official, is_relevant, resolve_actors, sides_of
from stocktake.extract.document import Document, prepare
from stocktake.extract.mechanisms import find_mechanisms
from stocktake.extract.people import find_people
from stocktake.extract.rule_files import read_rules
from stocktake.model import Article

RULES = read_rules("discourse")


def read(title: str, text: str) -> tuple[Document, Sides]:
    article = Article("a-1", "p-1", 0, title, None, None, "2024-05-16", None, "en", text, False)
    document = prepare(article)
    return document, sides_of(document, find_people(document), find_mechanisms(document))


def meant(rule: dict[str, str]) -> tuple[str, ...]:
    document, sides = read(rule["title"], rule["text"])
    start = rule["text"].rindex(rule["phrase"])
    return resolve_actors(document, sides, start, start + len(rule["phrase"]))


@pytest.mark.parametrize("rule", RULES["example"], ids=lambda r: r["phrase"])
def test_each_example_of_the_rules_stands_for_its_parties(rule: dict[str, str]) -> None:
    assert list(meant(rule)) == rule["stands_for"]


@pytest.mark.parametrize("rule", RULES["counter_example"], ids=lambda r: r["phrase"])
def test_no_counter_example_of_the_rules_stands_for_a_party(rule: dict[str, str]) -> None:
    assert meant(rule) == ()


def test_we_in_a_note_of_one_house_is_that_house() -> None:
    text = "Office of the Spokesperson\n\nThe United States thanks Kenya. We will send aid."
    document, sides = read("Aid for Kenya", text)
    start = text.index("We")
    assert resolve_actors(document, sides, start, start + 2) == ("USA",)


def test_the_parties_of_a_list_of_ministers_are_all_sides() -> None:
    text = "The foreign ministers of Norway, Kenya, and Ghana met in Oslo on Monday."
    assert read("Ministers meet in Oslo", text)[1].parties == ("NOR", "KEN", "GHA")


def test_a_topic_in_the_title_is_no_side() -> None:
    text = "Norway and Kenya held talks in Oslo."
    assert "SYR" not in read("Joint Statement of Norway and Kenya on Syria", text)[1].parties


def test_a_joint_text_of_two_parties_is_relevant_without_a_meeting() -> None:
    document, sides = read(
        "Joint Statement of Norway and Kenya", "Norway and Kenya will share data."
    )
    assert is_relevant(document, sides, ())


def test_sport_has_nobody_who_speaks_for_a_party() -> None:
    sides = read("Harbour Guards win", "The Guards beat the Kings 88-85 on Monday night.")[1]
    assert not is_official(sides)


BOND = (
    "The Ministry said on Tuesday that the Norwegian withdrawal from Kenya stays on schedule. "
    "Talks go on within the Norway-Kenya Joint Harbour Commission."
)


def test_what_one_side_reaffirms_within_a_format_of_both_is_relevant() -> None:
    document, sides = read("Oslo reaffirms Kenya withdrawal dates", BOND)
    assert is_relevant(document, sides, ())


def test_what_one_side_reaffirms_without_any_format_is_not() -> None:
    document, sides = read("Oslo reaffirms Kenya withdrawal dates", BOND.split(". ", maxsplit=1)[0])
    assert not is_relevant(document, sides, ())


def test_an_organisation_whose_members_are_named_stands_for_them() -> None:
    text = "We, the G7 foreign ministers of Canada, France and Japan, met. The G7 will pay."
    document, sides = read("G7 Foreign Ministers’ Statement", text)
    start = text.index("The G7 will")
    assert sides.parties == ("CAN", "FRA", "JPN")
    assert resolve_actors(document, sides, start, start + 6) == ("CAN", "FRA", "JPN")


def test_an_initial_ends_no_sentence() -> None:
    text = "Norwegian Minister Kari J. Moen met Kenyan Minister Daniel Otieno, where they agreed."
    document, sides = read("Ministers meet", text)
    start = text.index("they")
    assert resolve_actors(document, sides, start, start + 4) == ("NOR", "KEN")
