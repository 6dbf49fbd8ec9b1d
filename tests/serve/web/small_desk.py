"""Desks of the tests: their clock, their address, and every page that they have."""

from datetime import date

from starlette.applications import Starlette
from starlette.testclient import TestClient

from stocktake.register import Register
from stocktake.serve.web.app import application
from stocktake.serve.web.desk import Desk
from stocktake.serve.web.door.opening import Door

HERE = "http://127.0.0.1"
TODAY = date(2025, 6, 2)
PAGES = (
    "/", "/mechanisms", "/mechanisms/k-1", "/mechanisms/k-1?lines=compact", "/meetings",
    "/meetings/m-1", "/meetings/m-2?rows=left-out", "/commitments", "/commitments/c-1",
    "/commitments/c-2", "/commitments/c-4", "/articles", "/articles/a-1", "/articles/a-3",
    "/articles/a-1?mark=promises", "/people", "/people/p-1", "/parties", "/parties/NOR",
    "/agreements", "/agreements/g-1", "/programmes", "/programmes/q-1", "/discrepancies",
    "/discrepancies/d-1", "/pages", "/pages/pg-1", "/pages/pg-3", "/add", "/map",
    "/map?party=NOR",
    "/search", "/search?q=inspectors", "/search?q=nowhere+at+all", "/commitments?theme=cyber",
    "/nothing-here",
)  # fmt: skip


def desk_behind(register: Register, door: Door) -> Starlette:
    """Give the application that shows a register."""
    return application(Desk(register.shelf(), lambda: TODAY, public=door.is_public), door)


def asked_at(register: Register, door: Door) -> TestClient:
    """Give a client of a desk behind a door."""
    return TestClient(desk_behind(register, door), base_url=HERE)
