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
