"""`stocktake account` as its user runs it."""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from stocktake.access import Passwords
from stocktake.cli import main
from stocktake.register import open_existing

PASSWORD = "three words and more"


@pytest.fixture
def place(tmp_path: Path) -> str:
    return str(tmp_path / "register.db")


def run(place: str, *arguments: str, stdin: str = "") -> Result:
    return CliRunner().invoke(main, ["--register", place, "account", *arguments], input=stdin)


def test_an_account_is_added_listed_changed_and_removed(place: str) -> None:
    added = run(place, "add", "Ada Solberg", "--role", "reviewer", stdin=f"{PASSWORD}\n")
    assert added.output == "Added Ada Solberg, reviewer.\n"
    assert "reader now" in run(place, "role", "ada solberg", "reader").output
    assert "Ada Solberg" in run(place, "list").output
    assert run(place, "remove", "Ada Solberg").exit_code == 0
    assert run(place, "list").output == "No accounts.\n"
    trail = [trace.what for trace in open_existing(place).accounts().trail(10)]
    assert trail == [
        "removed the account Ada Solberg",
        "made Ada Solberg reader",
        "added the account Ada Solberg as reviewer",
    ]


def test_the_password_is_kept_as_an_argon2_hash_alone(place: str) -> None:
    run(place, "add", "Ada", stdin=f"{PASSWORD}\n")
    kept = open_existing(place).accounts().password_of("Ada")
    assert kept is not None
    assert kept.startswith("$argon2id$")
    assert Passwords().match(kept, PASSWORD)
    assert not Passwords().match(kept, PASSWORD + " ")
    assert PASSWORD.encode() not in Path(place).read_bytes()
    changed = run(place, "password", "Ada", stdin=f"another {PASSWORD}\n")
    assert changed.exit_code == 0
    assert open_existing(place).accounts().password_of("Ada") != kept


@pytest.mark.parametrize(
    ("arguments", "stdin", "told"),
    [
        (("add", "Ada"), "short\n", "12 letters or more"),
        (("add", "A\u202eda"), PASSWORD, "do not show"),
        (("add", "Ada", "--role", "king"), PASSWORD, "is not one of"),
        (("remove", "Nobody"), "", "no account Nobody"),
    ],
)
def test_what_cannot_be_done_is_told(
    place: str, arguments: tuple[str, ...], stdin: str, told: str
) -> None:
    run(place, "add", "Present", stdin=f"{PASSWORD}\n")
    refused = run(place, *arguments, stdin=stdin)
    assert refused.exit_code == 2
    assert told in refused.output
