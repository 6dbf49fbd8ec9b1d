"""What one side of the talks asks of the other."""

import tomllib
from importlib.resources import files

import pytest

from stocktake.extract.commitments import find_commitments
from stocktake.extract.discourse import Sides, sides_of
from stocktake.extract.document import Document, prepare
from stocktake.extract.mechanisms import find_mechanisms
from stocktake.extract.people import find_people
from stocktake.extract.requests import find_requests
from stocktake.model import Article

RULES = tomllib.loads(files("stocktake.extract").joinpath("rules/requests.toml").read_text("utf-8"))
TITLE = "Norway and Kenya hold talks on shipping"


def read(text: str, title: str = TITLE) -> tuple[Document, Sides]:
    article = Article("a-1", "p-1", 0, title, None, None, "2024-05-16", None, "en", text, False)
    document = prepare(article)
    return document, sides_of(document, find_people(document), find_mechanisms(document))


@pytest.mark.parametrize("rule", RULES["rule"], ids=lambda r: r["id"])
def test_each_example_of_asking_is_a_request(rule: dict[str, list[str]]) -> None:
    for said in rule["examples"]:
        assert [t.rule.kind for t in find_requests(*read(said))] == ["request"], said


@pytest.mark.parametrize("rule", RULES["rule"], ids=lambda r: r["id"])
def test_no_counter_example_of_asking_is_a_request(rule: dict[str, list[str]]) -> None:
    for said in rule["counter_examples"]:
        assert not list(find_requests(*read(said))), said


def test_a_request_is_told_with_who_asks_and_who_is_asked() -> None:
    (found,) = find_commitments(*read("Norway urged Kenya to open a second crossing in May."))
    assert (found.kind, found.actors, found.counterparts) == ("request", ("NOR",), ("KEN",))
    assert found.summary == "Norway urged Kenya to open a second crossing in May"


def test_what_a_party_outside_the_talks_is_asked_is_no_request_to_a_partner() -> None:
    assert not list(find_requests(*read("Norway urged Ghana to release the ship.")))


def test_the_government_in_talks_of_two_is_the_other_side() -> None:
    talk = "The envoy met ministers of Kenya. We urged the government to act."
    text = f"Office of the Spokesperson\n\n{talk}"
    (found,) = find_commitments(*read(text, "Envoy visits Kenya"))
    assert found.counterparts == ("KEN",)


def test_an_officer_is_asked_for_his_party() -> None:
    text = "Norway met Kenya's Foreign Minister Ann Otieno. Norway urged Otieno to open a crossing."
    (found,) = find_commitments(*read(text))
    assert (found.kind, found.counterparts) == ("request", ("KEN",))


def test_a_second_verb_of_asking_is_told_too() -> None:
    text = "We commend Kenya on its vote and encourage Kenya to release the ship."
    (trigger,) = find_requests(*read(text))
    assert trigger.verb.text == "encourage"
