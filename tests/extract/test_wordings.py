"""What a pattern needs is read off it, and no match is lost by it."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stocktake.extract.outcomes import load_outcome_rules
from stocktake.extract.wordings import may_match, words_needed

WORDS = ("signed", "sign", "the treaty", "will", "set up", "deliver", "X", " ")


@pytest.mark.parametrize(
    ("pattern", "needed"),
    [
        (r"(?:was|were) signed", {" signed"}),
        (r"hand(?:ed)? over|delivered", {" over", "delivered"}),
        (r"(?:the )?\d+(?:st|nd)?", set()),
        (r"(?:remains?|stayed) under", {" under"}),
        (r"\bon (?:May|June)\b|a \w+", set()),
        (r"(?:the|a|its) (?:mission|presence)", {"mission", "presence"}),
        (r"(?:signed)?.*(?:Oslo|Bergen)+", {"bergen", "oslo"}),
    ],
)
def test_a_pattern_needs_what_every_match_of_it_holds(pattern: str, needed: set[str]) -> None:
    assert set(words_needed(re.compile(pattern))) == needed


@given(st.lists(st.sampled_from(WORDS), max_size=8).map("".join))
def test_no_match_is_lost(text: str) -> None:
    for pattern in (r"(?:will )?sign(?:ed)? the", r"set\s+up|will deliver", r"(?:sign|deliver)+ed"):
        wording = re.compile(pattern, re.IGNORECASE)
        if wording.search(text):
            assert may_match(wording, text.lower())


def test_each_example_of_an_outcome_passes_the_words_that_its_wording_needs() -> None:
    for rule in load_outcome_rules():
        if rule.language == "en":
            assert all(may_match(rule.wording, e.lower()) for e in rule.examples), rule.name
            assert words_needed(rule.wording), rule.name
