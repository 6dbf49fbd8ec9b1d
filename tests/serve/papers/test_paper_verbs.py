"""The papers and exports as a user asks for them: over a register read from pages."""

import json
import sqlite3
from io import BytesIO
from zipfile import ZipFile

import pytest
from click.testing import CliRunner

from stocktake.cli import main


def run(*arguments: str):
    return CliRunner().invoke(main, arguments, catch_exceptions=False)


@pytest.fixture(scope="module")
def filled(press, tmp_path_factory) -> str:
    """Give a register of three rounds between two parties, and one of two others."""
    place = str(tmp_path_factory.mktemp("papers") / "register.db")
    pages = [str(press / f"page-{number:02}.txt") for number in (0, 4, 8, 1)]
    added = run("--register", place, "add", "--jobs", "1", *pages)
    assert added.exit_code == 0, added.output
    return place


@pytest.fixture(scope="module")
def mechanism(filled) -> str:
    listed = json.loads(run("--register", filled, "mechanisms", "--json").stdout)
    (found,) = (m["id"] for m in listed if m["parties"] == ["CHL", "NOR"])
    return found


def test_a_brief_comes_in_every_format(filled, mechanism, tmp_path):
    told = run("--register", filled, "brief", mechanism, "--as-of", "2024-06-01")
    assert told.exit_code == 0, told.output
    assert "# Before the fourth round of the" in told.stdout
    assert "Oslo" in told.stdout
    for ending, begins in (("docx", b"PK"), ("html", b"<!doctype html>"), ("csv", b"\xef\xbb\xbf")):
        place = tmp_path / f"brief.{ending}"
        made = run("--register", filled, "brief", mechanism, "--output", str(place))
        assert made.exit_code == 0, made.output
        assert place.read_bytes().lstrip().startswith(begins)


def test_a_brief_before_a_round_knows_nothing_of_it(filled, mechanism):
    told = run("--register", filled, "brief", mechanism, "--round", "2").stdout
    assert "# Before the second round of the" in told
    assert "State of play on 5 May 2024" in told
    assert "6 May 2024" not in told


def test_a_name_that_means_two_mechanisms_is_answered_with_both_and_2(filled):
    answer = run("--register", filled, "brief", "maritime dialogue")
    assert answer.exit_code == 2
    assert answer.stderr.count("\n  k-") == 2
    assert run("--register", filled, "brief", "nothing like it").exit_code == 2


def test_an_unknown_ending_or_place_is_answered_with_2(filled, mechanism, tmp_path):
    wrong = run("--register", filled, "brief", mechanism, "--output", str(tmp_path / "brief.pdf"))
    assert wrong.exit_code == 2
    assert "--format" in wrong.stderr
    nowhere = str(tmp_path / "none" / "brief.md")
    assert run("--register", filled, "brief", mechanism, "--output", nowhere).exit_code == 2


def test_matrix_and_chronology_take_the_filters_of_lists(filled):
    matrix = run("--register", filled, "matrix", "--party", "Norway", "--since", "2024-05")
    assert matrix.exit_code == 0
    assert "# Matrix of promises with Norway from May 2024" in matrix.stdout
    assert "Chile" in matrix.stdout
    chronology = run("--register", filled, "chronology", "--party", "Ghana")
    assert "# Chronology of meetings, texts and promises with Ghana" in chronology.stdout
    assert "Norway" not in chronology.stdout


def test_a_meeting_is_compared_by_its_number_and_name(filled):
    listed = json.loads(run("--register", filled, "meetings", "--json").stdout)
    (meeting,) = (m["id"] for m in listed if m["parties"] == ["GHA", "PRT"] and m["reports"])
    told = run("--register", filled, "compare", meeting)
    assert "One report: nothing to compare." in told.stdout
    assert run("--register", filled, "compare", "99th dialogue").exit_code == 2


def test_streams_go_to_standard_output_and_packages_to_a_place(filled, tmp_path):
    calendar = run("--register", filled, "export", "--format", "ics")
    assert calendar.stdout_bytes.startswith(b"BEGIN:VCALENDAR\r\n")
    assert "Left out, for want of a day" in calendar.stderr
    for form in ("atom", "atom-due", "atom-latest", "jsonld", "ftm", "plover"):
        assert run("--register", filled, "export", "--format", form).exit_code == 0
    assert run("--register", filled, "export", "--format", "csv").exit_code == 2
    for form in ("csv", "parquet"):
        place = tmp_path / f"{form}.zip"
        made = run("--register", filled, "export", "--format", form, "--output", str(place))
        assert made.exit_code == 0, made.output
        with ZipFile(BytesIO(place.read_bytes())) as archive:
            assert {"datapackage.json", f"commitments.{form}"} <= set(archive.namelist())
        folder = tmp_path / form
        run("--register", filled, "export", "--format", form, "--output", str(folder))
        assert (folder / f"meetings.{form}").exists()


def test_an_sqlite_export_replaces_its_like_and_nothing_else(filled, tmp_path):
    place = str(tmp_path / "desk.db")
    for _ in range(2):
        made = run("--register", filled, "export", "--format", "sqlite", "--output", place)
        assert made.exit_code == 0, made.output
    with sqlite3.connect(place) as connection:
        assert connection.execute("SELECT count(*) FROM what_falls_due").fetchone()[0] > 0
    over = run("--register", filled, "export", "--format", "sqlite", "--output", filled)
    assert over.exit_code == 2
    assert run("--register", filled, "verify").exit_code == 0


def test_an_export_of_a_day_tells_nothing_later(filled):
    early = run("--register", filled, "export", "--format", "plover", "--as-of", "2024-05-03")
    late = run("--register", filled, "export", "--format", "plover")
    assert early.stdout.count("\n") < late.stdout.count("\n")
    assert "third" not in early.stdout
