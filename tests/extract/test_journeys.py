"""What a journey adds up to."""

from stocktake.extract.discourse import sides_of
from stocktake.extract.document import prepare
from stocktake.extract.mechanisms import find_mechanisms
from stocktake.extract.meetings import find_meetings
from stocktake.extract.people import find_people
from stocktake.model import Article, MeetingFinding


def journey(title: str, text: str) -> MeetingFinding:
    article = Article("a-1", "p-1", 0, title, None, None, "2024-05-10", None, "en", text, False)
    document = prepare(article)
    people, formats = find_people(document), find_mechanisms(document)
    return find_meetings(document, sides_of(document, people, formats), people, formats)[0]


def test_the_days_of_a_journey_are_those_of_all_its_stops() -> None:
    text = (
        "Norwegian Trade Minister Ole Vik will travel to Kenya, May 13-15. "
        "He will then travel to Ghana, May 16-18, to meet Ghanaian officials."
    )
    found = journey("Norwegian Trade Minister Vik’s Travel to Kenya and Ghana", text)
    assert found.when == "2024-05-13/2024-05-18"


def test_the_seat_of_an_organisation_that_is_visited_is_no_party() -> None:
    text = (
        "Norwegian Trade Minister Ole Vik will travel to Belgium and Kenya, May 13-15. "
        "In Brussels, Belgium, he will meet with European Union officials. "
        "In Nairobi, he will meet Kenyan traders."
    )
    found = journey("Norwegian Trade Minister Vik’s Travel to Belgium and Kenya", text)
    assert set(found.parties) == {"NOR", "KEN", "EU"}


def test_a_journey_within_ones_own_country_meets_nobody() -> None:
    title = "Deputy Secretary Doe Travels to Boston, Massachusetts"
    article = Article(
        "a-1", "p-1", 0, title, None, None, "2024-05-10", None, "en",
        "Deputy Secretary of State Jane Doe will travel to Boston, Massachusetts, May 13, and "
        "visit the Kenyan consulate.", False,
    )  # fmt: skip
    document = prepare(article)
    people, formats = find_people(document), find_mechanisms(document)
    assert find_meetings(document, sides_of(document, people, formats), people, formats) == ()


def test_the_stops_that_the_text_lists_are_parties_where_the_title_names_none() -> None:
    text = (
        "Norwegian Envoy Ole Vik will travel to Nairobi, Kenya, Ghana, and Chad from May 13 to 18 "
        "to meet officials."
    )
    found = journey("Norwegian Envoy Vik Concludes Regional Trip", text)
    assert set(found.parties) == {"NOR", "KEN", "GHA", "TCD"}


def test_officials_of_another_state_who_are_met_on_the_way_bring_it_in() -> None:
    text = (
        "Norwegian Trade Minister Ole Vik will travel to Kenya, May 13-15. "
        "In Nairobi, he will also meet with Chilean officials to discuss Peruvian harbours."
    )
    found = journey("Norwegian Trade Minister Vik’s Travel to Kenya", text)
    assert set(found.parties) == {"NOR", "KEN", "CHL"}


def test_an_organisation_that_is_only_a_topic_of_a_journey_is_no_party() -> None:
    text = (
        "Norwegian Trade Minister Ole Vik will travel to Kenya, May 13-15. "
        "In Nairobi, he will meet Kenyan officials to discuss their work with the African Union."
    )
    found = journey("Norwegian Trade Minister Vik’s Travel to Kenya", text)
    assert set(found.parties) == {"NOR", "KEN"}


def test_bodies_that_sit_in_many_states_are_called_on_by_the_way() -> None:
    text = (
        "Norwegian Trade Minister Ole Vik will travel to Kenya, May 13-15. "
        "In Nairobi, he will meet with officials of the World Health Organization."
    )
    found = journey("Norwegian Trade Minister Vik’s Travel to Kenya", text)
    assert set(found.parties) == {"NOR", "KEN"}
