"""Every wording rule of reconciliation finds its examples and leaves its counter-examples."""

import pytest

from stocktake.reconcile.vocabulary import Wording, wordings

RULES = [
    *(("origins.toml", kind) for kind in ("primary", "agency", "own", "cites")),
    *(("meetings.toml", kind) for kind in ("phone", "deputies", "ministers", "leaders")),
    *(("meetings.toml", kind) for kind in ("doubled", "meets", "at_hand")),
    ("acts.toml", "brought_home"),
    ("following.toml", "next_round"),
    ("following.toml", "hedged"),
    ("following.toml", "pondered"),
    ("following.toml", "once_more"),
    ("following.toml", "pointed"),
    ("following.toml", "landmark"),
    ("following.toml", "stance"),
    ("following.toml", "ahead"),
    ("following.toml", "says"),
    ("following.toml", "part"),
    ("following.toml", "moved"),
]  # fmt: skip
CASES = [(kind, rule) for file, kind in RULES for rule in wordings(file, kind)]


@pytest.mark.parametrize(("kind", "rule"), CASES, ids=lambda value: str(value)[:40])
def test_a_rule_finds_its_examples_only(kind: str, rule: Wording) -> None:
    assert rule.examples, kind
    assert rule.counter_examples, kind
    for example in rule.examples:
        assert rule.pattern.search(example), example
    for example in rule.counter_examples:
        assert not rule.pattern.search(example), example
