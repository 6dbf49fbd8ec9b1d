"""By when a promise is to be kept, and where its quote begins."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from promising import found

from stocktake.extract.datelines import dateline_end


@pytest.mark.parametrize(
    "sentence",
    [
        "Both sides signed an agreement on water on March 4, 2031.",
        "Both sides agreed to open a school, according to a statement issued on March 9, 2031.",
        "Both sides agreed on March 3, 2031 to open a school.",
    ],
)
def test_the_day_of_signing_or_reporting_is_no_deadline(sentence: str) -> None:
    (commitment,) = found(sentence)
    assert commitment.deadline is None
    assert "date" in commitment.lacks


def test_a_deadline_to_come_keeps_its_words_and_makes_a_promise_verifiable() -> None:
    (commitment,) = found(
        "Jordan's envoy confirmed Jordan's plans to report by the end of May 2032."
    )
    assert (commitment.kind, commitment.deadline) == ("plan", "2032-05")
    assert commitment.deadline_words == "by the end of May 2032"
    assert commitment.specificity == "verifiable"


def test_a_date_may_open_the_sentence_before_the_clause() -> None:
    (commitment,) = found("On May 4, 2032, Jordan's envoy will visit Norway.")
    assert commitment.deadline == "2032-05-04"


def test_a_date_before_what_was_settled_tells_when_that_was() -> None:
    (commitment,) = found("At the session on March 9, 2031, both sides agreed to open a school.")
    assert commitment.deadline is None


def test_the_year_of_an_occasion_is_no_deadline() -> None:
    (commitment,) = found("As we mark our tenth year in 2032, we will repair the dam.")
    assert commitment.deadline is None


def test_a_list_of_stops_does_not_part_a_journey_from_its_days() -> None:
    (commitment,) = found(
        "Jordan's envoy Ali Haddad will travel to Norway (NOR), Iceland, and Denmark from June 5 "
        "to 14, 2032."
    )
    assert commitment.deadline == "2032-06-05/2032-06-14"


def test_the_day_of_something_beside_the_act_is_no_part_of_its_time() -> None:
    (commitment,) = found(
        "Jordan's envoy will visit Norway on May 4, 2032, underscoring support for the vote "
        "scheduled for June 9, 2032."
    )
    assert commitment.deadline == "2032-05-04"


def test_the_occasion_of_a_speech_is_no_part_of_the_quote() -> None:
    (commitment,) = found(
        "Speaking at the opening of a laboratory in Aqaba, the envoy stressed Norway's commitment "
        "to mending the dam."
    )
    assert commitment.evidence.quote.startswith("the envoy stressed")


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("Amman / ABC / Norway will pay.", "Norway will pay."),
        ("Amman-ABC/Norway will pay.", "Norway will pay."),
        ("AMMAN, Jan. 4 (ABC) - Norway will pay.", "Norway will pay."),
        ("Norway will pay.", "Norway will pay."),
        ("Norway and/or Jordan will pay.", "Norway and/or Jordan will pay."),
    ],
)
def test_a_dateline_ends_where_the_report_begins(text: str, rest: str) -> None:
    assert text[dateline_end(text, 0) :] == rest


@given(st.text(alphabet="AbC /-,(). ", max_size=60), st.integers(0, 60))
def test_a_dateline_never_ends_before_its_start(text: str, start: int) -> None:
    assert dateline_end(text, min(start, len(text))) >= min(start, len(text))
