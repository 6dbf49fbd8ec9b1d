"""Outcomes: sentences that say what became of a promise, and those that only promise."""

import pytest

from stocktake.extract.discourse import Sides
from stocktake.extract.document import prepare
from stocktake.extract.outcomes import OutcomeRule, find_outcomes, load_outcome_rules
from stocktake.extract.rule_files import ENGLISH, other_languages
from stocktake.model import Article, OutcomeFinding

RULES = [r for language in (ENGLISH, *other_languages()) for r in load_outcome_rules(language)]
EXAMPLES = [(r, e) for r in RULES for e in r.examples]
COUNTER = [(r, e) for r in RULES for e in r.counter_examples]


def outcomes_in(text: str, language: str = "en") -> tuple[OutcomeFinding, ...]:
    article = Article(
        "a1", "p1", 0, "A title", None, None, "2024-07-24", None, language, text, truncated=False
    )
    return find_outcomes(prepare(article), Sides(parties=("NOR", "CHL")))


@pytest.mark.parametrize(("rule", "text"), EXAMPLES)
def test_an_example_says_what_became_of_a_promise(rule: OutcomeRule, text: str) -> None:
    found = [(o.rule, o.delivery) for o in outcomes_in(text, rule.language)]
    assert found == [(rule.name, rule.delivery)]


@pytest.mark.parametrize(("rule", "text"), COUNTER)
def test_a_counter_example_of_a_rule_is_not_taken_by_it(rule: OutcomeRule, text: str) -> None:
    assert rule.name not in [o.rule for o in outcomes_in(text, rule.language)]


def test_no_rule_says_that_a_promise_lapsed() -> None:
    assert "lapsed" not in {r.delivery for r in RULES}


def test_the_core_holds_the_lemmas_of_the_act() -> None:
    (found,) = outcomes_in("The ministry has now placed two liaison officers at the port.")
    assert {"place", "liaison", "officer", "port"} <= set(found.core)


def test_the_date_is_that_of_the_deed_and_never_ahead() -> None:
    (found,) = outcomes_in(
        "A second round was held in Oslo on July 22, and the next is due in May 2025."
    )
    assert found.when == "2024-07-22"


def test_the_parties_are_those_named_else_those_of_the_talks() -> None:
    (named,) = outcomes_in("Peru has now opened its office.")
    assert named.parties == ("PER",)
    (unnamed,) = outcomes_in("The office has now been opened.")
    assert unnamed.parties == ("NOR", "CHL")
