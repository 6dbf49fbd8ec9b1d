"""A PostgreSQL server of the tests' own, places for registers, and pages in our own words."""

import os
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import count
from pathlib import Path

import psycopg
import pytest

from stocktake.model import Article, Reading, Report, article_id
from stocktake.register import Register, create_or_open

_NUMBERS = count()


@dataclass(frozen=True)
class Server:
    """A running PostgreSQL server."""

    port: int

    def new_place(self) -> str:
        """Make an empty schema, which is to a register what a database of its own would be."""
        schema = f"s{next(_NUMBERS)}"
        address = f"host=127.0.0.1 port={self.port} user=postgres dbname=postgres"
        with psycopg.connect(address, autocommit=True) as connection:
            connection.execute(f"CREATE SCHEMA {schema}")
        options = f"options=-csearch_path%3D{schema}"
        return f"postgresql://postgres@127.0.0.1:{self.port}/postgres?{options}"


def _programs() -> Path | None:
    found = shutil.which("initdb")
    if found:
        return Path(found).parent
    folders = sorted(Path("/usr/lib/postgresql").glob("*/bin"))
    return folders[-1] if folders else None


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture(scope="session")
def postgres() -> Iterator[Server]:
    programs = _programs()
    if programs is None:
        pytest.skip("PostgreSQL is not installed here (no initdb)")
    # The server refuses to run as root; its package brings a user for it.
    as_server = ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []
    folder = Path(tempfile.mkdtemp(prefix="stocktake-postgres-"))
    if as_server:
        shutil.chown(folder, "postgres")
    data, port = str(folder / "data"), _free_port()

    def run(*command: str) -> None:
        subprocess.run([*as_server, *command], check=True, cwd=folder, stdout=subprocess.DEVNULL)

    run(str(programs / "initdb"), "-D", data, "-U", "postgres", "-A", "trust", "-E", "UTF8")
    options = f"-p {port} -c listen_addresses=127.0.0.1 -k {folder} -c fsync=off"
    log = str(folder / "log")
    run(str(programs / "pg_ctl"), "-D", data, "-o", options, "-l", log, "-w", "start")
    yield Server(port)
    run(str(programs / "pg_ctl"), "-D", data, "-m", "immediate", "-w", "stop")
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(params=["sqlite", "postgresql"])
def new_place(request: pytest.FixtureRequest, tmp_path: Path) -> Callable[[], str]:
    """Give fresh places for registers, in files and on a server."""
    if request.param == "postgresql":
        server: Server = request.getfixturevalue("postgres")
        return server.new_place
    return lambda: str(tmp_path / f"register-{next(_NUMBERS)}.db")


@pytest.fixture
def place(new_place: Callable[[], str]) -> str:
    return new_place()


@pytest.fixture
def register(place: str) -> Iterator[Register]:
    opened = create_or_open(place)
    yield opened
    opened.close()


@pytest.fixture
def report() -> Callable[..., Report]:
    """Make a report of a text on a page, with nothing found in it."""

    def made(page: str, text: str, position: int = 0) -> Report:
        article = Article(
            id=article_id(page, position, text),
            page=page,
            position=position,
            title="A title",
            outlet="The Gazette",
            byline=None,
            published="2024-05-03",
            dateline=None,
            language="en",
            text=text,
            truncated=False,
        )
        return Report(article, Reading(article.id, relevant=True))

    return made


_PARTIES = (
    ("Norway", "Chile"), ("Ghana", "Portugal"), ("Norway", "Ghana"), ("Chile", "Portugal"),
)  # fmt: skip
_ROUNDS = ("first", "second", "third")
_ACTS = (
    "will train two hundred customs officers by September 2025",
    "will open a joint laboratory in 2026",
    "agreed to share data on fishing fleets",
)


@pytest.fixture(scope="session")
def press(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a folder of twelve pages, some of which report the same meeting."""
    folder = tmp_path_factory.mktemp("press")
    for number in range(12):
        one, two = _PARTIES[number % 4]
        which = _ROUNDS[number // 4]
        day = 2 + number
        text = (
            f"{one} and {two} hold {which} maritime dialogue\n\n{day} May 2024\n\n"
            f"{one} and {two} held the {which} {one}-{two} Maritime Dialogue in Oslo on {day} May "
            f"2024. The Foreign Minister of {one}, Anna Bergstad, led her delegation.\n\n"
            f"{one} {_ACTS[number % 3]}. {two} {_ACTS[(number + 1) % 3]}. The two sides agreed to "
            f"meet again next year. The ministers praised the warm atmosphere of the talks.\n"
        )
        (folder / f"page-{number:02}.txt").write_text(text, encoding="utf-8")
    return folder
