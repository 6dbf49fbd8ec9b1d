"""The same records as JSON."""

import json

import msgspec
import pytest
from jsonschema import Draft202012Validator

from stocktake.questions import Kind
from stocktake.serve.exchange import records_of
from stocktake.serve.export import plain
from stocktake.serve.web.asking import KINDS

ROOT = "/api/v1"


@pytest.mark.parametrize("kind", KINDS)
def test_a_list_holds_the_records_as_an_export_does(client, shelved, kind: Kind):
    exported = {r.id: plain(r) for r in getattr(records_of(shelved.holdings()), kind)}
    answer = client.get(f"{ROOT}/{kind}?limit=200").json()
    assert {record["id"]: record for record in answer["records"]} == exported
    assert answer["total"] == len(exported)
    for wanted, record in exported.items():
        assert client.get(f"{ROOT}/{kind}/{wanted}").json() == record


def test_following_next_gives_every_record_once(client):
    place, seen = f"{ROOT}/commitments?limit=1&order=name", []
    while place:
        answer = client.get(place).json()
        seen += [record["id"] for record in answer["records"]]
        place = answer["next"]
    assert sorted(seen) == ["c-1", "c-2", "c-3", "c-4"]


@pytest.mark.parametrize(
    "query", ["limit=0", "limit=abc", "limit=201", "colour=red", "theme=x", "since=x", "after=x"]
)
def test_a_question_without_meaning_is_answered_with_the_problem(client, query):
    answer = client.get(f"{ROOT}/commitments?{query}")
    assert answer.status_code == 400
    assert list(answer.json()) == ["problem"]


def test_what_is_not_there_is_a_problem_too(client):
    for path in (f"{ROOT}/commitments/c-99", f"{ROOT}/people/c-1", f"{ROOT}/none"):
        answer = client.get(path)
        assert (answer.status_code, list(answer.json())) == (404, ["problem"])


def test_an_answer_that_the_caller_holds_is_not_sent_again(client):
    mark = client.get(f"{ROOT}/commitments").headers["etag"]
    again = client.get(f"{ROOT}/commitments", headers={"If-None-Match": mark})
    assert (again.status_code, again.content) == (304, b"")


def test_the_document_describes_every_list_and_its_answers(client):
    document = client.get(f"{ROOT}/openapi.json").json()
    shapes = {"$defs": document["components"]["schemas"]}
    for kind in KINDS:
        operation = document["paths"][f"{ROOT}/{kind}"]["get"]
        content = operation["responses"]["200"]["content"]["application/json"]["schema"]
        told = json.dumps(content).replace("#/components/schemas/", "#/$defs/")
        defs = json.dumps(shapes).replace("#/components/schemas/", "#/$defs/")
        schema = {**json.loads(told), **json.loads(defs)}
        answer = client.get(f"{ROOT}/{kind}").json()
        assert not list(Draft202012Validator(schema).iter_errors(answer)), kind


def test_a_search_tells_where_each_hit_is_shown(client):
    answer = client.get(f"{ROOT}/search?q=laboratry").json()
    assert answer["instead"] == {"laboratry": "laboratory"}
    assert "/commitments/c-2" in [hit["address"] for hit in answer["hits"]]
    hit = msgspec.convert(answer["hits"][0], dict[str, object])
    assert hit["marked"]
