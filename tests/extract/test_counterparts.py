"""A promise is made to whom it serves, not to whom it is directed against."""

import tomllib
from importlib.resources import files

import pytest
from promising import found

RULES = tomllib.loads(
    files("stocktake.extract").joinpath("rules/counterparts.toml").read_text("utf-8")
)


@pytest.mark.parametrize("sentence", RULES["examples"])
def test_whom_a_promise_is_directed_against_is_no_counterpart(sentence):
    (commitment,) = found(sentence)
    assert commitment.actors == ("NOR",)
    assert "JOR" not in commitment.counterparts


@pytest.mark.parametrize("sentence", RULES["counter_examples"])
def test_whom_a_promise_serves_is_its_counterpart(sentence):
    (commitment,) = found(sentence)
    assert commitment.counterparts == ("JOR",)


def test_a_capital_only_says_where_beside_a_party_that_is_named():
    (commitment,) = found("Norway is prepared to return to Vienna to resume talks with Jordan.")
    assert commitment.counterparts == ("JOR",)
