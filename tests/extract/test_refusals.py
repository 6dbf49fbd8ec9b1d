"""What no verb of promising can make a promise."""

import tomllib
from importlib.resources import files

import pytest

from stocktake.extract.language import load_english
from stocktake.extract.refusals import refused
from stocktake.extract.triggers import find_triggers

RULES = tomllib.loads(files("stocktake.extract").joinpath("rules/refusals.toml").read_text("utf-8"))


def reasons(sentence: str) -> list[str | None]:
    return [refused(trigger) for trigger in find_triggers(load_english().nlp(sentence))]


@pytest.mark.parametrize(("name", "said"), [(n, s) for n in RULES for s in RULES[n]["examples"]])
def test_what_only_sounds_like_a_promise_is_refused(name: str, said: str) -> None:
    assert all(reason is not None for reason in reasons(said)), name


@pytest.mark.parametrize(
    ("name", "said"), [(n, s) for n in RULES for s in RULES[n]["counter_examples"]]
)
def test_what_is_a_promise_is_not_refused(name: str, said: str) -> None:
    assert None in reasons(said), name


def test_a_day_on_which_something_will_end_is_told_elsewhere() -> None:
    assert reasons("The envoy named the day on which the mission will end.") == ["repeating"]
