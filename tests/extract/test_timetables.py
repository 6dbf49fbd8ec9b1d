"""Timetables: the lines that hang on a standing format, and sentences that only look like one."""

import pytest
from harbour_session import LEADS, read_after_lead

from stocktake.extract.rule_files import ENGLISH, other_languages
from stocktake.extract.timetable_rules import MilestoneRule, timetable_words
from stocktake.model import Counted, MilestoneFinding

WORDS = {code: timetable_words(code) for code in (ENGLISH, *other_languages())}
RULES = [(code, rule) for code, words in WORDS.items() if words for rule in words.rules]
EXAMPLES = [(code, rule, text) for code, rule in RULES for text in rule.examples]
COUNTER = [(code, rule, text) for code, rule in RULES for text in rule.counter_examples]


def lines_in(
    text: str, language: str = "en", lead: str | None = None
) -> tuple[MilestoneFinding, ...]:
    return read_after_lead(text, language, lead).milestones


@pytest.mark.parametrize(("language", "rule", "text"), EXAMPLES)
def test_an_example_is_a_line_of_a_timetable(language: str, rule: MilestoneRule, text: str) -> None:
    assert rule.name in [line.rule for line in lines_in(text, language)]


@pytest.mark.parametrize(("language", "rule", "text"), COUNTER)
def test_a_counter_example_of_a_rule_is_not_taken_by_it(
    language: str, rule: MilestoneRule, text: str
) -> None:
    assert rule.name not in [line.rule for line in lines_in(text, language)]


def test_a_phase_has_its_number_its_edge_and_the_words_of_its_date() -> None:
    (line,) = lines_in("The commission said that phase two will end by September 2027.")
    assert (line.format, line.what, line.phase) == ("Harbour Security Commission", "phase two", 2)
    assert (line.edge, line.when, line.when_words) == ("ends", "2027-09", "by September 2027")


def test_two_phases_in_a_sentence_are_two_lines_each_with_its_own_date() -> None:
    lines = lines_in("The first phase ends by May 2026, and the second by the end of 2027.")
    assert [(line.phase, line.edge, line.when) for line in lines] == [
        (1, "ends", "2026-05"),
        (2, "ends", "2027"),
    ]
    assert all(
        line.evidence.quote in LEADS["en"] + lines[0].evidence.quote + lines[1].evidence.quote
        for line in lines
    )


def test_a_time_from_the_first_meeting_is_counted_and_not_dated_by_the_article() -> None:
    (line,) = lines_in("The second phase is to start within ninety days of the first meeting.")
    assert line.when is None
    assert line.counted == Counted(90, "day", 1)
    assert line.when_words == "within ninety days of the first meeting"


def test_a_condition_is_told_with_the_date_in_its_own_words() -> None:
    (line,) = lines_in(
        "The mission will continue until September 2027, subject to conditions at sea."
    )
    assert (line.when, line.condition) == ("2027-09", "subject to conditions at sea")


def test_a_date_at_the_head_of_the_sentence_is_that_of_the_line() -> None:
    (line,) = lines_in("By the end of May 2027, the military mission will be concluded.")
    assert line.when == "2027-05"


def test_what_hangs_on_no_format_is_left_out() -> None:
    assert not lines_in("The first phase ends by May 2026.", lead="Norway and Kenya met in Oslo. ")


def test_a_question_is_no_timetable() -> None:
    assert not lines_in("Will the first phase end by May 2026?")
