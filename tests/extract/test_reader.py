"""One article in, all that it says out."""

from stocktake.extract.reader import read
from stocktake.model import Article


def article(title: str, text: str) -> Article:
    return Article("a-1", "p-1", 0, title, None, None, "2024-05-16", None, "en", text, False)


TALKS = article(
    "Norway and Kenya hold Energy Dialogue",
    "Norway and Kenya held the Norway-Kenya Energy Dialogue in Oslo on May 14. "
    "Norwegian Energy Minister Kari Moen led the talks. The two countries will build a cable.",
)


def test_a_report_of_talks_gives_parties_people_formats_and_the_meeting() -> None:
    reading = read(TALKS)
    assert reading.relevant
    assert [party for party, _ in reading.parties] == ["NOR", "KEN"]
    assert [p.name for p in reading.people] == ["Kari Moen"]
    assert [m.name for m in reading.mechanisms] == ["Norway-Kenya Energy Dialogue"]
    assert reading.meetings[0].when == "2024-05-14"


def test_an_article_in_which_nobody_speaks_for_a_party_gives_an_empty_reading() -> None:
    text = "The Guards beat the Kings 88-85 on Monday night. Their captain will rest."
    reading = read(article("Harbour Guards win", text))
    assert not reading.relevant
    assert (reading.people, reading.commitments, reading.meetings) == ((), (), ())


def test_an_official_note_without_a_meeting_keeps_its_people() -> None:
    text = "Ana Doe, Secretary of State\n\nThe United States thanks Kenya for its help."
    reading = read(article("Kenya National Day", text))
    assert not reading.relevant
    assert [p.name for p in reading.people] == ["Ana Doe"]


def test_what_a_note_without_talks_asks_of_another_is_no_request_to_a_partner() -> None:
    text = "Ana Doe, Secretary of State\n\nThe United States urges Kenya to release the ship."
    assert read(article("Kenya National Day", text)).commitments == ()


def test_reading_twice_gives_the_same() -> None:
    assert read(TALKS) == read(TALKS)


def test_an_empty_article_gives_an_empty_reading() -> None:
    assert not read(article("", "")).relevant
