"""Assessments: what a standing format is to assess, is assessing, and has found."""

import pytest
from harbour_session import read_after_lead

from stocktake.extract.rule_files import ENGLISH, other_languages
from stocktake.extract.timetable_rules import AssessmentRule, assessment_words
from stocktake.model import AssessmentFinding

WORDS = {code: assessment_words(code) for code in (ENGLISH, *other_languages())}
RULES = [(code, rule) for code, words in WORDS.items() if words for rule in words.rules]
EXAMPLES = [(code, rule, text) for code, rule in RULES for text in rule.examples]
COUNTER = [(code, rule, text) for code, rule in RULES for text in rule.counter_examples]


def assessments_in(text: str, language: str = "en") -> tuple[AssessmentFinding, ...]:
    return read_after_lead(text, language).assessments


@pytest.mark.parametrize(("language", "rule", "text"), EXAMPLES)
def test_an_example_tells_of_an_assessment(language: str, rule: AssessmentRule, text: str) -> None:
    assert [a.standing for a in assessments_in(text, language)] == [rule.standing]


@pytest.mark.parametrize(("language", "rule", "text"), COUNTER)
def test_a_counter_example_of_a_rule_is_not_taken_by_it(
    language: str, rule: AssessmentRule, text: str
) -> None:
    assert rule.name not in [a.rule for a in assessments_in(text, language)]


def test_what_is_assessed_is_cut_into_its_items_as_printed() -> None:
    (found,) = assessments_in(
        "The commission will assess the threat from pirates, operational requirements, and the "
        "readiness of the guards in order to set its course."
    )
    assert found.format == "Harbour Security Commission"
    assert found.subjects == (
        "the threat from pirates",
        "operational requirements",
        "the readiness of the guards",
    )


def test_the_word_for_all_that_is_assessed_is_none_of_it() -> None:
    (found,) = assessments_in(
        "The commission will assess three factors, the threat from pirates and the readiness of "
        "the guards."
    )
    assert found.subjects == ("the threat from pirates", "the readiness of the guards")


def test_the_day_of_a_report_is_one_that_does_not_lie_ahead() -> None:
    (found,) = assessments_in(
        "On 10 January 2026 the HSC completed its assessment of the threat at sea, and the next is "
        "due in May 2026."
    )
    assert (found.standing, found.when) == ("reported", "2026-01-10")


def test_what_others_assess_is_not_the_formats() -> None:
    assert not assessments_in("A newspaper found that the threat had grown.")
