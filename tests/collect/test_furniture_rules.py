"""Every rule about furniture does what its examples say."""

import pytest

from stocktake.collect.vocabulary import FurnitureRule, furniture_rules


@pytest.mark.parametrize("rule", furniture_rules(), ids=lambda rule: rule.name)
def test_a_rule_matches_its_examples_and_not_its_counter_examples(rule: FurnitureRule) -> None:
    assert rule.examples
    assert rule.counter_examples
    matched = {text for text in (*rule.examples, *rule.counter_examples) if _matches(rule, text)}
    assert matched == set(rule.examples)


def _matches(rule: FurnitureRule, text: str) -> bool:
    return rule.matches(text, text.lower())
