"""Who may change anything: every route, from the router and the OpenAPI list, with each role."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from behind_doors import NAMES, TEAM, sign_in, token_in
from in_browser import copied
from starlette.testclient import TestClient
from whole_desk import WRITES, contents, desk_behind, ways_in

from stocktake.access import Account, Passwords
from stocktake.bench import Bench
from stocktake.register import Register, create_or_open
from stocktake.reviewing import Wanted
from stocktake.serve.web.door.opening import Door
from stocktake.serve.web.door.site import Site, site_at
from stocktake.serve.web.door.ways import Everybody, OnePerson, Team

Browser = Callable[[str | None], TestClient]


@pytest.fixture
def held(read: Path, tmp_path: Path) -> Iterator[Register]:
    register = create_or_open(copied(read, tmp_path))
    yield register
    register.close()


@pytest.fixture
def bench(held: Register, clock: Callable[[], object]) -> Bench:
    return Bench(held, clock, 1)


@pytest.fixture
def record(bench: Bench) -> str:
    return bench.waiting(Wanted("commitments"), "Ada", 1).records[0]


@pytest.fixture
def door(held: Register, passwords: Passwords, clock: Callable[[], object]) -> Door:
    for role, name in NAMES.items():
        held.accounts().add(Account(name, role, "2025-03-01"), passwords.hashed("x" * 12))
    return Door(site_at(TEAM), Team(held.accounts(), passwords, clock))


@pytest.fixture
def visiting(held: Register, door: Door, bench: Bench) -> Iterator[Browser]:
    app = desk_behind(held, door, bench)
    opened = []

    def new(role: str | None) -> TestClient:
        client = TestClient(app, base_url=TEAM, follow_redirects=False)
        opened.append(client)
        if role is not None:
            assert sign_in(client, NAMES[role], "x" * 12).status_code == 303
        return client

    yield new
    for client in opened:
        client.close()


def token_of(client: TestClient) -> str:
    """Give the right word for this visitor's forms, so that it is their role that is refused."""
    place = "/sign-out" if client.get("/sign-out").status_code == 200 else "/sign-in"
    return token_in(client.get(place).text)


@pytest.mark.parametrize("role", ["reader", None])
def test_neither_a_reader_nor_a_stranger_changes_anything_through_any_route(
    visiting: Browser, held: Register, record: str, role: str | None
) -> None:
    client = visiting(role)
    token = token_of(client)
    before = contents(held)
    listed = client.get("/api/v1/openapi.json")
    told = listed.json()["paths"] if role else {}
    paths = {way.path for way in ways_in(client.app, record)}
    paths |= {path.replace("{id}", record) for path in told}
    tried = 0
    for path in sorted(paths - {"/sign-in", "/sign-out"}):
        for method in WRITES:
            form = {"token": token, "choice": "reject", "reading": "", "seen": ""}
            answer = client.request(method, path, data=form)
            assert answer.status_code == (403 if role else 401), (method, path)
            tried += 1
    assert tried > 100
    assert contents(held) == before


def test_a_reviewer_decides_by_the_same_request_that_a_reader_is_refused(
    visiting: Browser, held: Register, record: str
) -> None:
    before = contents(held)
    client = visiting("reviewer")
    form = {"token": token_of(client), "choice": "reject", "seen": ""}
    assert client.post(f"/review/{record}", data=form).status_code == 303
    assert contents(held) != before
    told = held.accounts().trail(1)[0]
    assert (told.who, told.what, told.record) == ("Vera", "answered reject: decided", record)


@pytest.mark.parametrize("role", ["reader", "reviewer", "administrator"])
def test_looking_changes_nothing_for_anybody(
    visiting: Browser, held: Register, record: str, role: str
) -> None:
    client = visiting(role)
    before = contents(held)
    for way in ways_in(client.app, record):
        if "GET" in way.methods:
            assert client.get(way.path).status_code < 500, way.path
            assert (
                client.get(f"{way.path}?choice=reject&token={token_of(client)}").status_code < 500
            )
    assert contents(held) == before


def test_no_page_that_is_kept_holds_a_visitors_own_word(visiting: Browser, record: str) -> None:
    client = visiting("administrator")
    token = token_of(client)
    for way in ways_in(client.app, record):
        answer = client.get(way.path)
        if "no-store" not in answer.headers.get("cache-control", "no-store"):
            assert token not in answer.text, way.path
    for path in ("/sign-out", f"/review/{record}"):
        held = client.get(path)
        assert token in held.text
        assert "etag" not in held.headers, "a page with the word is never taken from a memory"


def test_nobody_sees_a_page_of_the_register_without_signing_in(
    visiting: Browser, record: str
) -> None:
    client = visiting(None)
    for way in ways_in(client.app, record):
        if way.path == "/sign-in" or way.path.startswith("/static"):
            continue
        answer = client.get(way.path)
        refused = 401 if way.path.startswith("/api") else 303
        assert answer.status_code == refused, way.path
        assert record not in answer.text


def test_a_reader_sees_neither_the_review_nor_the_accounts(visiting: Browser, record: str) -> None:
    client = visiting("reader")
    for path in ("/review", f"/review/{record}", "/accounts"):
        assert client.get(path).status_code == 403, path
    assert 'href="/review' not in client.get("/").text


def test_a_public_desk_has_no_route_that_changes_anything(held: Register, record: str) -> None:
    app = desk_behind(held, Door(Site(), Everybody()), None)
    for way in ways_in(app, record):
        assert way.methods <= {"GET", "HEAD"}, way.path
        assert not way.path.startswith(("/review", "/accounts", "/sign")), way.path
    before = contents(held)
    with TestClient(app, base_url="http://127.0.0.1") as client:
        for way in ways_in(app, record):
            for method in WRITES:
                assert client.request(method, way.path).status_code == 405, (method, way.path)
            assert client.get(way.path).status_code < 500, way.path
        assert "set-cookie" not in client.get("/").headers
        assert 'href="/review' not in client.get(f"/commitments/{record}").text
    assert contents(held) == before


def test_one_person_alone_needs_the_word_of_their_own_page(
    held: Register, bench: Bench, record: str
) -> None:
    app = desk_behind(held, Door(Site(), OnePerson("Sole")), bench)
    before = contents(held)
    with TestClient(app, base_url="http://127.0.0.1", follow_redirects=False) as client:
        for way in ways_in(app, record):
            for method in WRITES:
                answer = client.request(method, way.path, data={"choice": "reject"})
                assert answer.status_code == 403, (method, way.path)
        assert contents(held) == before
        token = token_in(client.get(f"/review/{record}").text)
        client.post(f"/review/{record}", data={"choice": "reject", "token": token})
    assert contents(held) != before
