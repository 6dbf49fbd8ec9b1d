"""Desks behind each of the three doors, with accounts in a register of their own."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from argon2 import PasswordHasher
from behind_doors import HERE, NAMES, PASSWORD, TEAM, Clock, built, sign_in
from starlette.testclient import TestClient

from stocktake import pipeline
from stocktake.access import Account, Passwords
from stocktake.collect import sources
from stocktake.engine import engine_of
from stocktake.register import Register, create_or_open
from stocktake.serve.web.door.opening import Door
from stocktake.serve.web.door.site import Site, site_at
from stocktake.serve.web.door.ways import Everybody, OnePerson, Team


@contextmanager
def _client(door: Door, base: str) -> Iterator[TestClient]:
    with TestClient(built(door), base_url=base, follow_redirects=False) as client:
        yield client


@pytest.fixture(scope="session")
def read(press: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Read four pages once into a register; whoever changes it takes a copy."""
    place = tmp_path_factory.mktemp("read") / "register.db"
    register = create_or_open(str(place))
    pages = [str(press / f"page-{number:02}.txt") for number in (0, 1, 4, 8)]
    pipeline.add(register, sources(pages), engine_of(1), lambda _: None)
    register.close()
    return place


@pytest.fixture(scope="session")
def passwords() -> Passwords:
    """Give hashes that cost little, for tests make many."""
    made = Passwords()
    made._hasher = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
    made._nobodys = made.hashed("nobody's")
    return made


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def own(tmp_path: Path) -> Iterator[Register]:
    opened = create_or_open(str(tmp_path / "register.db"))
    yield opened
    opened.close()


@pytest.fixture
def team(own: Register, passwords: Passwords, clock: Clock) -> Team:
    accounts = own.accounts()
    for role, name in NAMES.items():
        account = Account(name, role, "2025-03-01")
        accounts.add(account, passwords.hashed(PASSWORD))
    return Team(accounts, passwords, clock)


@pytest.fixture
def alone() -> Iterator[TestClient]:
    with _client(Door(Site(), OnePerson("Sole")), HERE) as client:
        yield client


@pytest.fixture
def public() -> Iterator[TestClient]:
    with _client(Door(Site(), Everybody()), HERE) as client:
        yield client


@pytest.fixture
def visit(team: Team) -> Iterator[Callable[[], TestClient]]:
    """Give browsers, each with its own cookies, at the door of a team."""
    door = Door(site_at(TEAM), team)
    opened: list[TestClient] = []

    def new() -> TestClient:
        client = TestClient(built(door), base_url=TEAM, follow_redirects=False)
        opened.append(client.__enter__())
        return client

    yield new
    for client in opened:
        client.__exit__(None, None, None)


@pytest.fixture
def signed_in(visit: Callable[[], TestClient]) -> Callable[[str], TestClient]:
    """Give a browser in which the one of a role has signed in."""

    def for_role(role: str) -> TestClient:
        client = visit()
        sign_in(client, NAMES[role])
        return client

    return for_role
