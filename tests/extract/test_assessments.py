"""Assessments: what a standing format is to assess, is assessing, and has found."""

import pytest

from stocktake.extract.reader import read
from stocktake.extract.rule_files import ENGLISH, other_languages
from stocktake.extract.timetable_rules import AssessmentRule, assessment_words
from stocktake.model import Article, AssessmentFinding

LEADS = {
    "en": "Norway and Kenya held the first session of their Harbour Security Commission (HSC) in "
    "Oslo on 12 January 2026. ",
    "fr": "La Norvège et le Kenya ont tenu à Oslo la première session de leur Commission de "
    "sécurité portuaire le 12 janvier 2026. ",
    "ar": "عقدت النرويج وكينيا في أوسلو الجلسة الأولى للجنة الأمنية المشتركة "
    "في 12 كانون الثاني 2026. ",
}
WORDS = {code: assessment_words(code) for code in (ENGLISH, *other_languages())}
RULES = [(code, rule) for code, words in WORDS.items() if words for rule in words.rules]
EXAMPLES = [(code, rule, text) for code, rule in RULES for text in rule.examples]
COUNTER = [(code, rule, text) for code, rule in RULES for text in rule.counter_examples]


def assessments_in(text: str, language: str = "en") -> tuple[AssessmentFinding, ...]:
    whole = LEADS[language] + text
    article = Article(
        "a1", "p1", 0, "A title", None, None, "2026-01-14", None, language, whole, truncated=False
    )
    return read(article).assessments


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


def test_the_day_of_a_report_is_one_that_does_not_lie_ahead() -> None:
    (found,) = assessments_in(
        "On 10 January 2026 the HSC completed its assessment of the threat at sea, and the next is "
        "due in May 2026."
    )
    assert (found.standing, found.when) == ("reported", "2026-01-10")


def test_what_others_assess_is_not_the_formats() -> None:
    assert not assessments_in("A newspaper found that the threat had grown.")
