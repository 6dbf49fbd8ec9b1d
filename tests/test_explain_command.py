"""`stocktake explain` as a user runs it."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from stocktake.cli import main

EXAMPLE = Path(__file__).parent.parent / "examples" / "2024-07-23-joint-statement.html"


def run(*arguments: str):
    return CliRunner().invoke(main, arguments, catch_exceptions=False)


@pytest.fixture(scope="module")
def filled(tmp_path_factory) -> str:
    place = str(tmp_path_factory.mktemp("explained") / "register.db")
    assert run("add", str(EXAMPLE), "--register", place, "--jobs", "1").exit_code == 0
    return place


@pytest.fixture(scope="module")
def exported(filled) -> dict:
    return json.loads(run("export", "--register", filled).stdout)


@pytest.mark.parametrize(
    "kind", ["meetings", "people", "mechanisms", "agreements", "commitments", "programmes"]
)
def test_each_kind_of_record_shows_what_its_articles_were_found_to_say(filled, exported, kind):
    for record in exported[kind]:
        told = run("explain", record["id"], "--register", filled)
        assert told.exit_code == 0
        words = " ".join(record["evidence"][0]["quote"].split())[:30]
        assert words in " ".join(told.stdout.split())
        assert all(len(line) <= 80 for line in told.stdout.splitlines())


def test_a_commitment_shows_its_rule_and_decision(filled, exported):
    for record in exported["commitments"]:
        told = " ".join(run("explain", record["id"], "--register", filled).stdout.split())
        assert "holds on to" in told
        assert "decision A commitment." in told


def test_words_of_an_article_are_explained_also_where_they_are_no_commitment(filled, exported):
    article = exported["articles"][0]
    told = run("explain", article["id"], article["text"][:12], "--register", filled)
    assert told.exit_code == 0


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["c-unheardof0"], "no record c-unheardof0"),
        (["a-unheardof0", "words"], "no article a-unheardof0"),
    ],
)
def test_what_is_not_there_is_told(filled, arguments, told):
    refused = run("explain", *arguments, "--register", filled)
    assert refused.exit_code == 2
    assert told in refused.output


def test_words_that_are_not_in_the_article_are_told(filled, exported):
    refused = run(
        "explain", exported["articles"][0]["id"], "moonlight sonata", "--register", filled
    )
    assert refused.exit_code == 2
    assert "letter by letter" in refused.output
