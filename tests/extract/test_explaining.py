"""How a clause was read is told in words that hold for that clause."""

import pytest

from stocktake.extract.explaining import explain, feature_words, refusal_meanings
from stocktake.extract.filters import filters
from stocktake.extract.refusals import REFUSALS
from stocktake.model import Article


def article(text: str, language: str = "en") -> Article:
    title = "Joint statement of Norway and Jordan on water"
    return Article("a-1", "pg-1", 0, title, None, None, "2031-03-02", None, language, text, False)


def remarks(text: str, words: str, language: str = "en") -> list[dict[str, str]]:
    start = text.index(words)
    accounts = explain(article(text, language), start, start + len(words))
    return [{remark.about: remark.text for remark in account} for account in accounts]


TEXT = (
    "Norway and Jordan held talks on water in Amman on Monday. "
    "The two sides agreed to open a joint training centre by the end of 2032. "
    "Neither Norway nor Jordan will buy the pumps. "
    "The two ministers discussed their commitment to the pipeline."
)


def test_a_commitment_is_explained_by_rule_parse_parties_and_date():
    (told,) = remarks(TEXT, "agreed to open")
    assert told["rule"].startswith("agree-to-act holds on to “agreed”")
    assert "its subject is “The two sides”" in told["parse"]
    assert "what is to be done is “open”" in told["parse"]
    assert told["decision"].startswith("A commitment.")
    assert (
        "“The two sides” stands for Norway and Jordan, the parties of the talks" in told["actors"]
    )
    assert "“by the end of 2032” is read as 2032, counted from 2031-03-02" in told["deadline"]


def test_a_commitment_only_talked_about_is_refused_with_the_reason():
    told = remarks(TEXT, "discussed their commitment")
    assert any(t["decision"] == f"No commitment: {refusal_meanings()['topic']}." for t in told)


def test_what_was_weighed_is_told_with_its_direction():
    (told,) = remarks(TEXT, "agreed to open")
    assert "+ the article is about talks of several parties" in told["for and against"]


def test_words_that_no_rule_holds_on_to_have_no_account():
    assert remarks(TEXT, "held talks on water") == []


@pytest.mark.parametrize(("language", "says"), [("fr", "hold on to phrases"), ("fi", "no rules")])
def test_a_language_without_a_parse_says_so(language, says):
    ((told,),) = (remarks(TEXT, "agreed", language),)
    assert says in told["language"]


def test_every_feature_and_every_refusal_has_words():
    weighed = {name.rsplit("/")[-1] for name in (*filters().weights, *filters().learned)}
    features = {name for name in weighed if name != "bias" and not name.startswith("rule:")}
    assert sorted(features - feature_words().keys()) == []
    assert sorted(REFUSALS.keys() ^ refusal_meanings().keys()) == []
