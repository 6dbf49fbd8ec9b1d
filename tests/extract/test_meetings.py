"""Which meetings an article speaks of."""

import pytest
from rule_examples import examples_of

from stocktake.extract.discourse import sides_of
from stocktake.extract.document import prepare
from stocktake.extract.mechanisms import find_mechanisms
from stocktake.extract.meetings import find_meetings
from stocktake.extract.people import find_people
from stocktake.model import Article, MeetingFinding

EXAMPLES = examples_of("meetings", "example")
NONE = examples_of("meetings", "counter_example")


def found_in(
    title: str, text: str, published: str | None = "2024-05-16", language: str = "en"
) -> tuple[MeetingFinding, ...]:
    article = Article("a-1", "p-1", 0, title, None, None, published, None, language, text, False)
    document = prepare(article)
    people, formats = find_people(document), find_mechanisms(document)
    return find_meetings(document, sides_of(document, people, formats), people, formats)


@pytest.mark.parametrize("rule", EXAMPLES, ids=lambda r: r["title"])
def test_each_example_of_the_rules_gives_its_main_meeting(rule: dict[str, object]) -> None:
    language = str(rule.get("language", "en"))
    main = found_in(str(rule["title"]), str(rule["text"]), str(rule["published"]), language)[0]
    read = (main.name, main.ordinal, main.when, main.place, list(main.parties))
    assert main.standing == "main"
    assert read == tuple(rule.get(f) for f in ("name", "ordinal", "when", "place", "parties"))


@pytest.mark.parametrize("rule", NONE, ids=lambda r: r["title"])
def test_no_counter_example_of_the_rules_reports_a_meeting(rule: dict[str, str]) -> None:
    assert found_in(rule["title"], rule["text"], language=rule.get("language", "en")) == ()


def test_a_round_to_come_is_announced_with_its_date_and_place() -> None:
    rule = EXAMPLES[0]
    coming = found_in(rule["title"], rule["text"], rule["published"])[1]
    assert (coming.standing, coming.ordinal, coming.when, coming.place) == (
        "announced", 3, "2025", "Nairobi",
    )  # fmt: skip


def test_a_head_of_delegation_has_a_seat_and_one_named_in_passing_has_none() -> None:
    text = (
        "Norway and Kenya held the Norway-Kenya Energy Dialogue in Oslo on May 14. "
        "Norwegian Energy Minister Kari Moen led the talks. "
        "The cable was an idea of Kenyan Prime Minister Daniel Otieno."
    )
    seats = found_in("Norway-Kenya Energy Dialogue", text)[0].delegates
    assert [(s.person, s.party, s.head) for s in seats] == [("Kari Moen", "NOR", True)]


def test_a_meeting_by_video_is_virtual() -> None:
    text = "Norway and Kenya met virtually on May 14 for the Norway-Kenya Energy Dialogue."
    assert found_in("Norway-Kenya Energy Dialogue", text)[0].place == "virtual"


def test_two_days_that_end_on_a_named_day_are_both_given() -> None:
    text = "Norway and Kenya ended the two-day Norway-Kenya Energy Dialogue in Oslo on May 14."
    assert found_in("Norway-Kenya Energy Dialogue", text)[0].when == "2024-05-13/2024-05-14"


def test_a_day_without_an_article_date_stays_unknown() -> None:
    text = "Norway and Kenya held the Norway-Kenya Energy Dialogue in Oslo on Monday."
    assert found_in("Norway-Kenya Energy Dialogue", text, None)[0].when is None


def test_an_arabic_report_gives_format_count_day_and_place() -> None:
    text = "بغداد – عقد العراق وتركيا، الخميس 16 أيار، الاجتماع الثاني للآلية المائية في بغداد."
    main = found_in("اجتماع عراقي تركي", text, "2024-05-17", "ar")[0]
    assert (main.ordinal, main.when, main.place, set(main.parties)) == (
        2, "2024-05-16", "Baghdad", {"IRQ", "TUR"},
    )  # fmt: skip


LOST_BEGINNING = (
    "and thanked Norway for its care of the harbour. Both sides welcomed the new cable. "
    "The ministers discussed fish. Both sides agreed to train pilots. "
    "Norway will send two boats to Kenya. Kenya and Norway look forward to meeting "
    "at the next Harbour Dialogue, planned for 2025 in Nairobi."
)


def test_a_report_whose_beginning_is_lost_is_of_the_format_whose_next_round_it_tells() -> None:
    main, coming = found_in("", LOST_BEGINNING, None)
    assert (main.name, set(main.parties), main.when) == ("Harbour Dialogue", {"NOR", "KEN"}, None)
    assert (coming.standing, coming.when, coming.place) == ("announced", "2025", "Nairobi")


def test_the_count_and_place_of_a_recalled_round_are_not_those_of_the_meeting() -> None:
    text = (
        "Norway and Kenya agreed to build a harbour. Both sides spoke of ships in a text "
        "issued after the third round of talks in Oslo. The 2024 Norway-Kenya Energy Dialogue "
        "builds on the inaugural Norway-Kenya Energy Dialogue held in Nairobi last year."
    )
    main = found_in("Norway and Kenya agree to build a harbour", text)[0]
    assert (main.ordinal, main.place) == (3, "Oslo")


def test_a_day_told_beside_an_embedded_post_is_counted_from_the_post() -> None:
    text = (
        "Norwegian Labour Minister Kari Moen met her Kenyan counterpart, Daniel Otieno, on Tuesday "
        "in Geneva. A good talk. — Kari Moen (@karimoen) May 14, 2024"
    )
    main = found_in("Norway and Kenya meet on labour", text, None)[0]
    assert (main.when, main.place) == ("2024-05-14", "Geneva")
    assert [s.person for s in main.delegates] == ["Kari Moen", "Daniel Otieno"]


def test_a_round_is_counted_by_how_often_they_have_met_or_by_its_numeral() -> None:
    text = "Ministers of Norway and Kenya met in Oslo, the third time that the two have gathered."
    assert found_in("Norway and Kenya meet in Oslo", text)[0].ordinal == 3
    text = "Norway and Kenya held the Oslo IV Harbour Conference on May 14."
    assert found_in("Norway and Kenya at the Oslo IV Harbour Conference", text)[0].ordinal == 4


@pytest.mark.parametrize(
    ("text", "ordinal"),
    [
        ("Norway and Kenya held the fourth annual Norway-Kenya Energy Dialogue in Oslo.", 4),
        (
            "In the second year of a pact Norway and Kenya held the Energy Dialogue in Oslo.",
            None,
        ),
        ("Norway and Kenya launched the Energy Dialogue in Oslo on May 14.", 1),
    ],
)
def test_a_round_is_counted_by_the_words_before_its_name(text: str, ordinal: int | None) -> None:
    assert found_in("Norway-Kenya Energy Dialogue", text)[0].ordinal == ordinal


def test_a_round_that_both_sides_only_welcome_is_not_the_meeting() -> None:
    text = (
        "Norwegian Foreign Minister Kari Moen met Kenyan Foreign Minister Daniel Otieno in Oslo on "
        "May 14. They welcomed the eighth round of the Norway-Kenya Energy Dialogue."
    )
    title = "Foreign Minister Moen’s Meeting with Kenyan Foreign Minister Otieno"
    main = found_in(title, text)[0]
    assert (main.name, main.ordinal) == (None, None)


def test_a_journey_to_one_round_bears_its_name_and_count() -> None:
    text = (
        "Norwegian Trade Minister Ole Vik will travel to Nairobi, Kenya, from May 20 to 22 to lead "
        "the delegation for the third High Level Meeting of the Norway-Kenya Dialogue on Ports."
    )
    main = found_in("Trade Minister Vik’s Travel to Kenya", text)[0]
    assert (main.name, main.ordinal) == ("Norway-Kenya Dialogue on Ports", 3)


def test_a_title_that_calls_for_something_tells_of_no_call() -> None:
    text = "Norway laments the state of the harbours of Kenya and will send no more boats."
    assert found_in("Norway Calls for Urgent Repairs in Kenya", text) == ()


def test_a_signing_that_the_title_tells_is_a_meeting() -> None:
    text = "In Oslo, Norway and Kenya signed the Harbour Accords on May 14."
    main = found_in("Kenya Signs the Harbour Accords", text)[0]
    assert (set(main.parties), main.when) == ({"NOR", "KEN"}, "2024-05-14")


def test_a_format_of_long_ago_is_not_the_meeting() -> None:
    text = "Norway spoke for Kenya at the Bergen Peace Conference in 1919. The two are friends."
    assert found_in("Years of Norway-Kenya Relations", text) == ()


def test_a_conference_may_bear_a_title_in_quotes() -> None:
    text = (
        "At today’s sixth Bergen Conference on “Harbours of the North and the South” Norwegian "
        "Trade Minister Ole Vik spoke of aid for Kenya."
    )
    main = found_in("Norway Announces Aid for Kenya", text)[0]
    assert (main.name or "").startswith("Bergen Conference on “Harbours of the North")
    assert main.ordinal == 6


def test_the_day_of_what_a_meeting_only_follows_is_not_its_own() -> None:
    text = (
        "Following the storm of May 11, Norwegian Foreign Minister Kari Moen met Kenyan Foreign "
        "Minister Daniel Otieno in Oslo on May 14."
    )
    title = "Foreign Minister Moen’s Meeting with Kenyan Foreign Minister Otieno"
    assert found_in(title, text)[0].when == "2024-05-14"


def test_the_format_in_the_title_of_an_envoy_is_not_the_meeting() -> None:
    text = (
        "Special Envoy for the Harbour Summit Ole Vik of Norway travelled to Nairobi, Kenya, "
        "May 13-15 to meet with Kenyan leaders."
    )
    main = found_in("Special Envoy for the Harbour Summit Vik Travel to Kenya", text)[0]
    assert main.name is None
