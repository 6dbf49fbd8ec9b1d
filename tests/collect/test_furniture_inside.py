"""Furniture inside and around a text that has lost its tags."""

from stocktake.collect import cut
from stocktake.model import Article, Source

LEAD = "Norway and Chile agreed on Monday to share the data of their fishing fleets."
SECOND = (
    "The two sides will open a joint office in Oslo by the end of 2031, the ministry said. "
    "They also welcomed the work of the customs group and praised its staff for the reports that "
    "both parliaments had asked for in the spring."
)
LAST = "The next round is to be held in Valdivia, and both ministers will attend it."
HEAD = "Home\nWorld\nSport\n\nPact Signed in Oslo\nMay 5, 2031\n\n"


def articles(text: str) -> tuple[Article, ...]:
    return cut(Source("page.txt", text.encode())).articles


def test_paragraphs_between_two_pieces_of_furniture_are_kept() -> None:
    (article,) = articles(
        f"{HEAD}{LEAD}\n\nAdvertisement\n\nPhoto: Harbour Press\n\n{SECOND}\n\n"
        f"Read also: Fog closes the airport\n\n{LAST}\n\nTags: fish, trade\n"
    )
    assert article.text.split("\n") == [LEAD, SECOND, LAST]


def test_a_lead_is_kept_above_a_note_with_another_title() -> None:
    (article,) = articles(
        f"{HEAD}{LEAD}\n\nSee also\n\nFog closes the airport for days\n\n{SECOND}\n\n{LAST}\n"
    )
    assert article.text.split("\n")[0] == LEAD


def test_a_numbered_list_of_titles_below_most_read_is_no_text() -> None:
    (article,) = articles(
        f"{HEAD}{LEAD}\n\n{SECOND}\n\nMost read\n1. Fog closes the airport for days\n"
        "2. Ten soups for the coldest days of the year\n3. The harbour has a new ferry\n"
    )
    assert article.text.split("\n") == [LEAD, SECOND]


def test_a_report_that_ends_by_speaking_to_its_reader_is_kept() -> None:
    line = "The minister is on travel to Valdivia from 7 to 9 May 2031. Please click here for more."
    (article,) = articles(f"{HEAD}{SECOND}\n\n{line}\n\n{LAST}\n")
    assert line in article.text.split("\n")


def test_a_sentence_that_gives_an_address_is_kept() -> None:
    line = (
        "For more information on the fleets named above and on the fund for them, please see "
        "https://www.fisheries.example/data/fleets-of-both-oceans/reports-of-the-joint-office-2031"
    )
    (article,) = articles(f"{HEAD}{SECOND}\n\n{line}\n\n{LAST}\n")
    assert line in article.text.split("\n")


def test_turns_of_speech_that_repeat_begin_no_story_and_are_kept() -> None:
    turns = "\n\n".join(
        ("MR TIDE: Hello.", f"MS PIER: {SECOND}", "QUESTION: Thank you.", "QUESTION: Thank you.",
         f"MR TIDE: {LAST}", "MS PIER: Goodbye.")
    )  # fmt: skip
    (article,) = articles(f"{HEAD}{turns}\n")
    assert article.text.split("\n") == turns.split("\n\n")


def test_a_sign_of_comments_in_the_menu_makes_no_article_one_of_readers() -> None:
    prose = "Some words on fish are said here by the harbour. They are said in full sentences."
    (article,) = articles(
        f"Comments\nMenu\n\n{prose}\n\nHome\nWorld\nSport\n\nPact Signed in Oslo\nMay 5, 2031\n\n"
        f"{LEAD}\n\n{SECOND}\n\n{LAST}\n"
    )
    assert SECOND in article.text


def test_a_title_that_names_a_day_is_the_title_and_the_day_below_it_the_date() -> None:
    (article,) = articles(
        "Home\nWorld\n\nPress Briefing on Fisheries – May 4, 2031\nMay 5, 2031\n"
        f"A. Tide, Speaker of the Ministry\n\n{LEAD}\n\n{SECOND}\n"
    )
    assert article.title == "Press Briefing on Fisheries – May 4, 2031"
    assert article.published == "2031-05-05"
