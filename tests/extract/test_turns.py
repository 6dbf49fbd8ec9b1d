"""Who speaks where in a transcript."""

from stocktake.extract.discourse import Sides, resolve_actors, sides_of
from stocktake.extract.document import Document, prepare
from stocktake.extract.mechanisms import find_mechanisms
from stocktake.extract.people import find_people
from stocktake.extract.reader import read as read_article
from stocktake.extract.turns import voice_at
from stocktake.model import Article

TITLE = "Secretary Jane Moen and Kenyan President Daniel Otieno Before Their Meeting"
TALK = (
    "Office of the Spokesperson\n\nSECRETARY MOEN: Welcome. We will send engineers.\n"
    "PRESIDENT OTIENO: Thank you. We will open the port.\n"
    "QUESTION: Will we see a deal?\n"
)


def read(title: str, text: str) -> tuple[Document, Sides]:
    article = Article("a-1", "p-1", 0, title, None, None, "2024-05-16", None, "en", text, False)
    document = prepare(article)
    return document, sides_of(document, find_people(document), find_mechanisms(document))


def test_we_in_a_turn_is_the_party_of_its_speaker() -> None:
    document, sides = read(TITLE, TALK)
    places = [TALK.index("We will send"), TALK.index("We will open")]
    voices = [resolve_actors(document, sides, at, at + 2) for at in places]
    assert voices == [("USA",), ("KEN",)]


def test_a_report_has_no_turns() -> None:
    text = "Norway and Kenya met in Oslo. The ministers said: we will build a cable."
    assert read("Norway and Kenya meet", text)[1].turns == ()


def test_a_statement_of_several_in_its_title_has_no_one_voice() -> None:
    text = "Office of the Spokesperson\n\nWe will share what we know of the storm."
    sides = read("Statement by Norway, Kenya and Ghana on the Storm", text)[1]
    assert sides.voice_at(text.index("We")) is None


def test_an_envoy_speaks_for_who_sent_him_and_not_for_where_he_is_sent() -> None:
    title = "U.S. Special Envoy to the Republic of Kenya Daniel Otieno on the Drought"
    text = (
        "Daniel Otieno, U.S. Special Envoy\nVia Teleconference\nMR LIND: Good morning.\n"
        "AMBASSADOR OTIENO: We will send engineers.\n"
    )
    document, sides = read(title, text)
    at = text.index("We will send")
    assert resolve_actors(document, sides, at, at + 2) == ("USA",)


def test_speakers_of_both_sides_sat_at_the_table_with_the_party_they_speak_for() -> None:
    reading = read_article(
        Article("a-1", "p-1", 0, TITLE, None, None, "2024-05-16", None, "en", TALK, False)
    )
    (main,) = [m for m in reading.meetings if m.standing == "main"]
    assert {(s.person, s.party) for s in main.delegates} == {("MOEN", "USA"), ("OTIENO", "KEN")}
    assert {(p.name, p.party) for p in reading.people} == {("MOEN", "USA"), ("OTIENO", "KEN")}


def test_an_office_before_an_unknown_name_is_nobodys_voice() -> None:
    text = (
        "Jane Moen, Secretary of State\n\nSECRETARY MOEN: We spoke with Kenyan Foreign Minister "
        "Daniel Otieno last week.\nFOREIGN MINISTER HOLM: We will open the port.\n"
    )
    sides = read("Secretary Jane Moen at a Press Availability", text)[1]
    turn = voice_at(sides.turns, text.index("We will open"))
    assert turn is not None
    assert turn.party is None


TWO = "Secretary Jane Moen Joint Press Availability with Kenyan Foreign Minister Daniel Otieno"


def told_by_two(text: str) -> list[tuple[str, ...]]:
    """Give the actors of each commitment in a press conference of two ministers."""
    body = f"Office of the Spokesperson\n\n{text}"
    article = Article("a-1", "p-1", 0, TWO, None, None, "2024-05-16", None, "en", body, False)
    return [commitment.actors for commitment in read_article(article).commitments]


def test_a_partner_before_the_press_speaks_for_his_own_state() -> None:
    assert told_by_two("FOREIGN MINISTER OTIENO: We are committed to opening the port.\n") == [
        ("KEN",)
    ]
    assert told_by_two("SECRETARY MOEN: We will send engineers to Kenya.\n") == [("USA",)]


def test_an_unknown_voice_before_the_press_binds_nobody() -> None:
    assert told_by_two("MS HOLM: We are committed to opening the port.\n") in ([], [()])


def test_what_we_agreed_before_the_press_binds_all_who_stand_there() -> None:
    (actors,) = told_by_two("SECRETARY MOEN: We agreed to build a harbour school in Kenya.\n")
    assert set(actors) == {"USA", "KEN"}


def test_what_a_reporter_asks_is_no_promise() -> None:
    assert told_by_two("QUESTION: You said the United States will send engineers to Kenya.\n") == []


def test_they_are_others_than_who_speaks() -> None:
    text = "SECRETARY MOEN: I spoke with Kenya. They’re committed to opening the port.\n"
    assert told_by_two(text) == [("KEN",)]


def test_of_two_presidents_the_house_has_the_one_whom_its_government_is_called_by() -> None:
    text = (
        "Office of the Spokesperson\n\nThe Moen Administration follows the drought. President Moen "
        "spoke on Monday. President Otieno pledged to open the port.\n"
    )
    sides = read("On the Drought", text)[1]
    assert dict(sides.headed).get("Otieno") is None
    assert dict(sides.headed)["Moen"] == "USA"


def test_the_party_named_most_speaks_only_where_it_is_named_by_far_the_most() -> None:
    few = "SECRETARY MOEN: Ghana and Togo met. Ghana spoke of Togo, and Togo of Ghana.\n"
    many = "SECRETARY MOEN: Ghana met us. Ghana is open, and Ghana trades. Ghana thanks all.\n"
    assert read("Secretary Jane Moen and Kenyan President Otieno Speak", few)[1].speaker is None
    assert read("Secretary Jane Moen and Kenyan President Otieno Speak", many)[1].speaker == "GHA"


def test_the_house_of_a_guest_in_the_title_is_not_the_one_that_speaks() -> None:
    title = "Deputy Secretary Jane Moen and EEAS Secretary General Otto Lind Meet the Press"
    assert read(title, "DEPUTY SECRETARY MOEN: Good morning.\n")[1].speaker != "EU"
