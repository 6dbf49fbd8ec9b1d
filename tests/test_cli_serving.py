"""How `stocktake serve` opens: to one person, to a team, to everybody, or not at all."""

import os
import re
import signal
import socket
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest
import uvicorn
from click.testing import CliRunner, Result
from starlette.testclient import TestClient

from stocktake.cli import main
from stocktake.register import create_or_open


@pytest.fixture
def place(tmp_path: Path) -> str:
    made = str(tmp_path / "register.db")
    create_or_open(made).close()
    return made


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[tuple[object, dict[str, object]]]:
    """Give what would have been served, instead of serving it."""
    found: list[tuple[object, dict[str, object]]] = []
    monkeypatch.setattr(uvicorn, "run", lambda app, **how: found.append((app, how)))
    return found


@pytest.fixture
def serve(place: str) -> Callable[..., Result]:
    alone = ["--register", place, "serve", "--workers", "1"]
    return lambda *options: CliRunner().invoke(main, [*alone, *options])


def paths(app: object) -> set[str]:
    return {route.path for route in app.routes}


def test_on_loopback_it_is_open_at_once_to_one_person(opened, serve) -> None:
    assert serve("--name", "Ada").exit_code == 0
    app, how = opened[0]
    assert how["host"] == "127.0.0.1"
    assert "/review" in paths(app)
    assert "/sign-in" not in paths(app)
    client = TestClient(app, base_url="http://127.0.0.1")
    assert "Ada" in client.get("/review").text


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (("--host", "0.0.0.0"), "--origin"),
        (("--host", "192.0.2.7", "--origin", "http://desk.example.org"), "openly"),
        (("--host", "0.0.0.0", "--origin", "https://desk.example.org"), "account add"),
        (("--origin", "https://desk.example.org"), "account add"),
        (("--origin", "not an origin"), "is no origin"),
        (("--host", "0.0.0.0", "--public"), "--origin"),
    ],
)
def test_what_would_be_unsafe_is_refused_with_the_remedy(opened, serve, options, told) -> None:
    refused = serve(*options)
    assert refused.exit_code == 2
    assert told in refused.output
    assert opened == []


def test_elsewhere_than_here_it_asks_for_accounts(opened, serve, place: str) -> None:
    added = ["--register", place, "account", "add", "Ada", "--role", "administrator"]
    assert CliRunner().invoke(main, added, input="three words and more\n").exit_code == 0
    assert serve("--host", "0.0.0.0", "--origin", "https://desk.example.org").exit_code == 0
    app, _ = opened[0]
    assert {"/sign-in", "/accounts", "/review"} <= paths(app)
    client = TestClient(app, base_url="https://desk.example.org", follow_redirects=False)
    assert client.get("/").status_code == 303


def test_a_public_desk_mounts_no_route_that_changes_anything(opened, serve) -> None:
    assert serve("--public").exit_code == 0
    app, _ = opened[0]
    assert not paths(app) & {"/review", "/review/undo", "/sign-in", "/accounts"}
    assert TestClient(app, base_url="http://127.0.0.1").get("/").status_code == 200


def test_several_processes_serve_behind_one_address_and_end_together(place: str) -> None:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = str(probe.getsockname()[1])
    program = [str(Path(sys.executable).with_name("stocktake")), "--register", place, "serve"]
    serving = subprocess.Popen(
        [*program, "--workers", "2", "--port", port], stdout=subprocess.PIPE, text=True
    )
    try:
        assert serving.stdout is not None
        assert serving.stdout.readline() == f"The desk is open at http://127.0.0.1:{port}/\n"
        with httpx.Client(transport=httpx.HTTPTransport(retries=10), timeout=60) as client:
            for _ in range(6):
                assert client.get(f"http://127.0.0.1:{port}/commitments").status_code == 200
    finally:
        serving.send_signal(signal.SIGTERM)
        serving.wait(60)
    with socket.socket() as free:
        assert free.connect_ex(("127.0.0.1", int(port))) != 0


def test_what_would_be_unsafe_is_refused_before_any_process_serves(place: str) -> None:
    asked = ["--register", place, "serve", "--workers", "2", "--host", "0.0.0.0"]
    refused = CliRunner().invoke(main, asked)
    assert refused.exit_code == 2
    assert "--origin" in refused.output


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere the processes are not copies")
def test_a_process_that_ends_is_replaced_and_none_outlives_the_first(place: str) -> None:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = str(probe.getsockname()[1])
    program = [str(Path(sys.executable).with_name("stocktake")), "--register", place, "serve"]
    serving = subprocess.Popen([*program, "--workers", "2", "--port", port])
    try:
        with httpx.Client(transport=httpx.HTTPTransport(retries=10), timeout=60) as client:
            assert client.get(f"http://127.0.0.1:{port}/").status_code == 200
            before = _children(serving.pid)
            assert len(before) == 2
            os.kill(min(before), signal.SIGKILL)
            _until(lambda: len(_children(serving.pid) - {min(before)}) == 2)
            assert client.get(f"http://127.0.0.1:{port}/").status_code == 200
        after = _children(serving.pid)
    finally:
        serving.kill()  # as when it cannot tell the others
        serving.wait(60)
    _until(lambda: not any(Path(f"/proc/{process}/cmdline").exists() for process in after))


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere the processes are not copies")
def test_who_signed_in_at_one_process_is_known_to_the_other(place: str) -> None:
    password = "three words and more"
    added = ["--register", place, "account", "add", "Ada", "--role", "reviewer"]
    assert CliRunner().invoke(main, added, input=f"{password}\n").exit_code == 0
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = str(probe.getsockname()[1])
    origin = f"http://127.0.0.1:{port}"
    program = [str(Path(sys.executable).with_name("stocktake")), "--register", place, "serve"]
    serving = subprocess.Popen([*program, "--workers", "2", "--port", port, "--origin", origin])
    try:
        # Each question is a connection of its own, so that either process may take it.
        alone = httpx.Limits(max_keepalive_connections=0)
        way = httpx.HTTPTransport(retries=10, limits=alone)
        with httpx.Client(transport=way, timeout=60, base_url=origin) as client:
            page = client.get("/sign-in")
            token = re.search(r'name="token" value="([^"]+)"', page.text)
            assert token is not None
            form = {"name": "Ada", "password": password, "token": token[1]}
            assert client.post("/sign-in", data=form).status_code == 303
            for process in (processes := sorted(_children(serving.pid))):
                with _held_back(process):
                    answer = client.get("/")
                    assert answer.status_code == 200
                    assert "Ada" in answer.text
            assert len(processes) == 2
    finally:
        serving.send_signal(signal.SIGTERM)
        serving.wait(60)


@contextmanager
def _held_back(process: int) -> Iterator[None]:
    """Have a process wait, so that another one must answer."""
    os.kill(process, signal.SIGSTOP)
    try:
        yield
    finally:
        os.kill(process, signal.SIGCONT)


def _children(process: int) -> set[int]:
    asked = ["pgrep", "-P", str(process)]
    found = subprocess.run(asked, check=False, capture_output=True, text=True).stdout
    return {int(word) for word in found.split()}


def _until(it_is_so: Callable[[], bool]) -> None:
    for _ in range(600):
        if it_is_so():
            return
        time.sleep(0.1)
    raise AssertionError("it did not come to be so within a minute")


def test_it_says_beforehand_when_the_first_answer_would_make_all_records_anew(
    opened, serve, place: str
) -> None:
    assert "stocktake derive" not in serve().output
    with sqlite3.connect(place) as register:
        register.execute("INSERT INTO meta (name, value) VALUES ('derived by', 'other rules')")
    assert "stocktake derive" in serve().output
    assert "stocktake derive" not in serve("--public").output
    client = TestClient(opened[1][0], base_url="http://127.0.0.1")
    assert "by the rules of another version" in client.get("/review").text
