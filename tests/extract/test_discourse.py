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


def test_names_joined_by_hyphens_hold_the_talks_also_behind_on() -> None:
    title = "Joint Statement on Kenya-Norway-Ghana Cooperation"
    parties = read(title, "We will build a cable to Kenya, Norway and Ghana.")[1].parties
    assert set(parties) == {"KEN", "NOR", "GHA"}


def test_the_organisation_by_which_a_statement_is_speaks_in_it() -> None:
    text = "Office of the Spokesperson\nThe African Union met in Addis. We will send observers."
    assert read("Statement by the African Union on Elections", text)[1].speaker == "AU"


def test_a_statement_that_begins_with_a_list_of_parties_is_theirs() -> None:
    text = (
        "Office of the Spokesperson\n"
        "Norway, Kenya, and Ghana, as friends of the river, welcome the report. We will pay for it."
    )
    sides = read("Friends of the River Statement on a Report", text)[1]
    assert (sides.parties, sides.speaker) == (("NOR", "KEN", "GHA"), None)


def test_a_minister_in_a_note_of_a_house_without_ministers_is_of_the_state_named_before() -> None:
    text = (
        "Office of the Spokesperson\n"
        "Under Secretary Ann Lee will travel to Kenya and Ghana. In Nairobi she will meet Foreign "
        "Minister Otieno."
    )
    holders = read("Under Secretary Lee's Travel to Kenya and Ghana", text)[1].holders
    assert {h.party for h in holders if "Otieno" in h.name} == {"KEN"}


def test_the_two_countries_of_a_journey_to_several_are_the_two_just_named() -> None:
    text = (
        "Envoy Ann Moen of Norway visited Kenya, Ghana and Togo. In Accra, Norway and Ghana "
        "discussed the river. The two countries agreed to dredge it."
    )
    document, sides = read("Norwegian Envoy Ann Moen's Visit to Kenya, Ghana and Togo", text)
    start = text.index("The two countries")
    meant = resolve_actors(document, sides, start, start + len("The two countries"))
    assert set(meant) == {"NOR", "GHA"}


def test_a_greeting_on_behalf_of_a_state_speaks_for_it() -> None:
    text = "On behalf of the people of Norway, I congratulate Kenya. We will send books."
    assert read("Kenya National Day", text)[1].speaker == "NOR"


def test_a_capital_where_they_met_is_none_of_them() -> None:
    text = "Ministers of Norway and Kenya met in Accra, where they agreed to build a cable."
    document, sides = read("Norway and Kenya hold energy talks", text)
    start = text.index("they")
    assert resolve_actors(document, sides, start, start + 4) == ("NOR", "KEN")


def test_a_spokesman_of_a_house_speaks_for_it_alone_whoever_is_spoken_of() -> None:
    text = "MR LUND: Good day. We will send tents to Kenya and Ghana."
    document, sides = read("Department Press Briefing – June 29, 2021", text)
    start = text.index("We")
    assert sides.parties == ("USA",)
    assert resolve_actors(document, sides, start, start + 2) == ("USA",)


def test_we_of_an_unknown_voice_in_a_transcript_is_nobody() -> None:
    text = "MODERATOR: Kenya and Ghana are far. MR LUND: Good day. We will send tents."
    document, sides = read("A Talk on Tents", text)
    start = text.index("We")
    assert resolve_actors(document, sides, start, start + 2) == ()


def test_a_text_of_several_ministries_of_one_party_is_no_dialogue() -> None:
    text = (
        "The following is being released jointly by the U.S. Department of State and the U.S. "
        "Department of the Treasury.\nBegin text:\nThe United States pledged aid for Kenya."
    )
    document, sides = read("United States Pledges Aid", text)
    assert not is_relevant(document, sides, ())
