"""Who sat at a meeting, by the lists of a text."""

from stocktake.extract.discourse import sides_of
from stocktake.extract.document import prepare
from stocktake.extract.mechanisms import find_mechanisms
from stocktake.extract.meetings import find_meetings
from stocktake.extract.people import find_people
from stocktake.model import Article


def parties_of(title: str, text: str) -> set[str]:
    article = Article("a-1", "p-1", 0, title, None, None, "2024-05-10", None, "en", text, False)
    document = prepare(article)
    people, formats = find_people(document), find_mechanisms(document)
    return set(
        find_meetings(document, sides_of(document, people, formats), people, formats)[0].parties
    )


def test_those_who_are_listed_as_participants_sat_there() -> None:
    text = (
        "Norwegian Health Minister Kari Moen convened the Harbour Fever Action Meeting today. "
        "It was an important step.\nParticipants joining Norway in the meeting included the "
        "Republic of Chile, Ghana, the Kingdom of Spain, and the African Union."
    )
    assert parties_of("The Harbour Fever Action Meeting", text) == {
        "NOR", "CHL", "GHA", "ESP", "AU",
    }  # fmt: skip


def test_three_or_more_that_held_a_dialogue_are_its_parties() -> None:
    text = (
        "On May 3, the Governments of Chile, Peru, Ecuador, and Norway held a high-level dialogue "
        "on the Marine Corridor in Lima, Peru."
    )
    title = "Norwegian Government Support for the Marine Corridor"
    assert parties_of(title, text) == {"CHL", "PER", "ECU", "NOR"}


def test_who_only_welcomes_the_talks_of_two_others_is_no_party() -> None:
    text = (
        "Kari Moen, Foreign Minister of Norway\nNorway welcomes the talks held May 3 between "
        "senior leaders of Chile and Peru in Lima and thanks them."
    )
    assert parties_of("Chile and Peru Hold Talks", text) == {"CHL", "PER"}


def test_states_that_only_receive_aid_do_not_sit_at_its_conference() -> None:
    text = (
        "At today’s third Bergen Donors Conference Norwegian Aid Minister Kari Moen announced "
        "new aid for the people of Chad."
    )
    assert parties_of("Norway Announces Additional Assistance for Chad", text) == {"NOR"}
