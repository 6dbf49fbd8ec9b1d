"""The interface against its own OpenAPI document, by schemathesis; its tags, limits and errors."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from in_browser import copied
from starlette.testclient import TestClient

from stocktake import pipeline
from stocktake.register import Register, create_or_open
from stocktake.serve.web.app import application
from stocktake.serve.web.desk import Desk
from stocktake.serve.web.door.opening import Door
from stocktake.serve.web.door.site import Site
from stocktake.serve.web.door.ways import Everybody

schemathesis = pytest.importorskip("schemathesis", reason="schemathesis is not installed here")
checks = pytest.importorskip(
    "schemathesis.specs.openapi.checks", reason="schemathesis is not installed here"
)
ROOT = "/api/v1"
BOUNDED = settings(
    max_examples=20,
    deadline=None,
    derandomize=True,
    database=None,
    phases=(Phase.explicit, Phase.generate),
    suppress_health_check=list(HealthCheck),
)


@pytest.fixture(scope="module")
def held(read: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Register]:
    register = create_or_open(copied(read, tmp_path_factory.mktemp("interface")))
    yield register
    register.close()


@pytest.fixture(scope="module")
def app(held: Register) -> Any:
    desk = Desk(held.shelf(), lambda: date(2025, 3, 1), public=True)
    return application(desk, Door(Site(), Everybody()))


@pytest.fixture(scope="module")
def client(app: Any) -> Iterator[TestClient]:
    with TestClient(app, base_url="http://127.0.0.1") as opened:
        yield opened


@pytest.fixture(scope="module")
def described(app: Any, client: TestClient) -> Any:
    # Asked for under one of this machine's names, the only ones that the door answers to.
    document = client.get(f"{ROOT}/openapi.json").json()
    made = schemathesis.openapi.from_dict(document)
    made.app = app
    made.config.update(base_url="http://127.0.0.1")
    return made


def test_every_answer_is_as_the_document_says(described: Any) -> None:
    operations = [found.ok() for found in described.get_all_operations()]
    assert len(operations) > 20
    for operation in operations:

        @BOUNDED
        @given(case=operation.as_strategy())
        def check(case: Any) -> None:
            # Words may be well formed and still name nothing; they are answered with 400 then.
            case.call_and_validate(excluded_checks=[checks.positive_data_acceptance])

        check()


def kinds(client: TestClient) -> list[str]:
    return list(client.get(ROOT).json()["lists"].values())


def test_an_answer_that_the_asker_holds_is_not_sent_again(client: TestClient) -> None:
    for place in [*kinds(client), f"{ROOT}/search?q=dialogue"]:
        first = client.get(place)
        tag = first.headers["etag"]
        again = client.get(place, headers={"if-none-match": tag})
        assert (again.status_code, again.content) == (304, b""), place
        assert again.headers["etag"] == tag
        assert client.get(place, headers={"if-none-match": '"other"'}).status_code == 200
    assert client.get(f"{ROOT}/meetings").headers["etag"] != first.headers["etag"]


def test_a_tag_changes_when_the_register_does(client: TestClient, held: Register) -> None:
    place = f"{ROOT}/commitments"
    before = client.get(place).headers["etag"]
    record = held.shelf().extent().pages
    assert record == 4
    page = held.holdings().pages[0]
    copy = held.forget(page.id)
    assert copy.id == page.id
    pipeline.derive(held)
    assert client.get(place).headers["etag"] != before


@pytest.mark.parametrize("limit", ["0", "-1", "201", "1e3", "x", "", "99999999999999999999", "١"])
def test_a_limit_that_is_none_is_refused_with_a_remedy(client: TestClient, limit: str) -> None:
    answer = client.get(f"{ROOT}/commitments", params={"limit": limit})
    assert answer.status_code == 400
    assert "1 to 200" in answer.json()["problem"]


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ({"theme": "cookery"}, "theme"),
        ({"since": "next week"}, "next week"),
        ({"as_of": "2025-13-01"}, "2025-13-01"),
        ({"order": "backwards"}, "order"),
        ({"after": "x"}, "place in a list"),
        ({"nonsense": "1"}, "nonsense"),
    ],
)
def test_a_question_that_cannot_be_meant_is_told_why(
    client: TestClient, asked: dict[str, str], told: str
) -> None:
    answer = client.get(f"{ROOT}/commitments", params=asked)
    assert answer.status_code == 400, answer.text
    assert told in answer.json()["problem"]


def test_pages_of_a_list_give_each_record_once(client: TestClient) -> None:
    for place in kinds(client):
        whole = [r["id"] for r in client.get(f"{place}?limit=200").json()["records"]]
        onward: str | None = f"{place}?limit=2"
        found: list[str] = []
        while onward:
            portion = client.get(onward).json()
            assert len(portion["records"]) <= 2
            found += [r["id"] for r in portion["records"]]
            onward = portion["next"]
        assert found == whole, place


def test_what_is_not_there_is_told_as_json(client: TestClient) -> None:
    for place in (f"{ROOT}/commitments/c-nothing", f"{ROOT}/nothing", "/api/v2"):
        answer = client.get(place)
        assert answer.status_code == 404, place
        assert answer.json()["problem"], place


def test_the_interface_takes_looks_alone(client: TestClient) -> None:
    for method in ("POST", "PUT", "PATCH", "DELETE"):
        answer = client.request(method, f"{ROOT}/commitments")
        assert answer.status_code == 405
        assert answer.json()["problem"]
