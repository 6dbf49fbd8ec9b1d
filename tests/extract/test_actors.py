"""Whose promise it is: what the words of a clause and of the text around it tell."""

import pytest
from promising import OPENING, found, read

from stocktake.extract.actors import _named_right_before, actors_of
from stocktake.extract.commitments import candidates

NOTE = "Ann Moen, Minister of Foreign Affairs of Norway\nNorway thanks Jordan on its national day. "


def bound(text: str, title: str) -> list[set[str]]:
    document, sides = read(text, title=title)
    each = (actors_of(document, sides, c.trigger) for c in candidates(document, sides))
    return [set(actors) for actors in dict.fromkeys(each)]


def of_talks(sentence: str) -> list[set[str]]:
    return bound(OPENING + sentence, "Norway-Jordan Water Dialogue")


def of_a_note(sentence: str) -> list[set[str]]:
    return bound(NOTE + sentence, "Norwegian Minister Moen on Jordan")


@pytest.mark.parametrize(
    ("sentence", "actors"),
    [
        ("Ali Haddad signed the Water Accords on behalf of Jordan.", {"JOR"}),
        ("Norwegian support for the wells will continue in May.", {"NOR"}),
        ("The fair will be hosted by the Jordanian government in Oslo.", {"JOR"}),
        ("Our two countries are committed to repairing the dam.", {"NOR", "JOR"}),
        ("Jordanian Minister Ali Haddad and Ann Moen agreed to repair the dam.", {"NOR", "JOR"}),
        ("The Jordanian minister noted that he would visit Norway in May.", {"JOR"}),
        ("The envoy underscored the Norway-Jordan commitment to dig wells.", {"NOR", "JOR"}),
        ("All welcomed the report and pledged to dig wells.", {"NOR", "JOR"}),
        ("The envoy reiterated Norway's and Jordan's resolve to dig wells.", {"NOR", "JOR"}),
    ],
)
def test_whose_promise_it_is_follows_from_the_words_of_its_clause(
    sentence: str, actors: set[str]
) -> None:
    assert of_talks(sentence) == [actors]


def test_together_we_binds_both_unless_the_other_is_served() -> None:
    assert of_a_note("Together, we will build a school for nurses.") == [{"NOR", "JOR"}]
    assert of_a_note("Together, we will support Jordan against the drought.") == [{"NOR"}]
    assert of_a_note("We will work together to build a school for nurses.") == [{"NOR"}]


def test_what_shows_our_commitment_binds_the_speaker_alone() -> None:
    assert of_a_note("These grants show our commitment to training Jordanian nurses.") == [{"NOR"}]


def test_an_accord_signed_with_somebody_binds_him_too() -> None:
    assert of_a_note("Minister Moen signed a memorandum with Jordan.") == [{"NOR", "JOR"}]


def test_nobody_opens_a_dialogue_alone() -> None:
    assert of_a_note("Today we launched the Water Dialogue.") == [{"NOR", "JOR"}]


def test_what_is_given_for_a_party_is_not_that_party_s_promise() -> None:
    assert of_a_note("I am authorizing a third drawdown of tents for Jordan.") == [{"NOR"}]


def test_they_goes_on_with_both_parties_and_not_with_the_troops_of_one():
    told = found(
        "Both parties praised the ships that the Jordanian forces use. They also valued technical "
        "training, agreeing to extend both programmes."
    )
    assert {actor for c in told for actor in c.actors} == {"NOR", "JOR"}


def test_a_name_right_before_a_verb_is_its_subject_where_the_parse_has_none():
    document, _ = read(OPENING + "Jordan is also committed to the fund.")
    verb = next(t for t in document.doc if t.text == "is")
    assert _named_right_before(document, verb) == ("JOR",)
