"""Rules are tried only on words that they hold on to, and none is missed by it."""

import pytest

from stocktake.extract.language import load_english
from stocktake.extract.triggers import HOLDS_ON, SHAPES, Rule, commitment_rules, find_triggers


def test_each_shape_tells_which_words_of_a_rule_it_holds_on_to() -> None:
    assert set(HOLDS_ON) | {"is-to"} == set(SHAPES)


@pytest.mark.parametrize("rule", commitment_rules(), ids=lambda rule: rule.id)
def test_no_rule_holds_on_to_a_word_that_it_is_not_tried_on(rule: Rule) -> None:
    for example in rule.examples:
        doc = load_english().nlp(example)
        found = {(trigger.rule.id, trigger.word.i) for trigger in find_triggers(doc)}
        tried = (
            (other.id, held.word.i)
            for token in doc
            for other in commitment_rules()
            if (held := SHAPES[other.shape](token, other)) is not None
        )
        assert set(tried) <= found
