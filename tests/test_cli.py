"""The commands as a user runs them: over files, in a folder, through pipes."""

import gzip
import json
import os
import pty
import re
import sqlite3
import stat
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

import pytest
from click.testing import CliRunner

from stocktake.cli import main
from stocktake.cli.main import VERBS

STOCKTAKE = [sys.executable, "-c", "from stocktake.cli import main; main()"]


def run(*arguments: str, stdin: bytes | None = None):
    """Run the command in this process."""
    return CliRunner().invoke(main, arguments, input=stdin, catch_exceptions=False)


@pytest.fixture(scope="module")
def filled(press, tmp_path_factory) -> str:
    """Give a register of four pages."""
    place = str(tmp_path_factory.mktemp("filled") / "register.db")
    pages = [str(press / f"page-{number:02}.txt") for number in (0, 1, 4, 8)]
    added = run("--register", place, "add", "--jobs", "1", *pages)
    assert added.exit_code == 0, added.output
    return place


def listed(filled: str, *arguments: str) -> list[dict]:
    return json.loads(run(*arguments, "--json", "--register", filled).stdout)


def test_an_addition_ends_with_a_table_of_what_is_new(press, tmp_path):
    place = str(tmp_path / "new.db")
    first = run("add", str(press / "page-00.txt"), "--register", place, "--jobs", "1")
    assert first.exit_code == 0
    assert re.search(r"1  articles\n +1  of them reports of a dialogue", first.stdout)
    second = run("add", str(press / "page-00.txt"), "--register", place, "--jobs", "1")
    assert second.stdout == "Nothing new in the register.\n"
    assert second.exit_code == 0


def test_pages_come_from_archives_and_from_standard_input(press, tmp_path):
    text = (press / "page-00.txt").read_text(encoding="utf-8")
    archive = tmp_path / "archive.jsonl.gz"
    line = {"url": "https://example.org/one", "title": "T", "published": "2024-05-02", "text": text}
    archive.write_bytes(gzip.compress(json.dumps(line).encode() + b"\n"))
    place = str(tmp_path / "new.db")
    assert run("add", str(archive), "--register", place, "--jobs", "1").exit_code == 0
    other = (press / "page-01.txt").read_bytes()
    assert run("add", "-", "--register", place, "--jobs", "1", stdin=other).exit_code == 0
    locations = [page["location"] for page in listed(place, "pages")]
    assert "https://example.org/one" in locations
    assert len(locations) == 2


def bad_input(folder: Path) -> dict[str, bytes]:
    bad = {
        "empty.txt": b"",
        "blank.html": b"  \n \t",
        "noise.txt": bytes(range(256)) * 40,
        "picture.png": b"\x89PNG\r\n\x1a\n" + b"\0" * 100,
        "half.docx": b"this is no ZIP file",
        "no-text.pdf": b"%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n",
        "lines.jsonl": b'{"url": "https://example.org/a", "text": \n',
    }
    for name, content in bad.items():
        (folder / name).write_bytes(content)
    return bad


def test_bad_input_is_listed_with_a_reason_and_the_rest_is_read(press, tmp_path):
    folder = tmp_path / "mixed"
    folder.mkdir()
    bad = bad_input(folder)
    good = folder / "good.txt"
    good.write_bytes((press / "page-00.txt").read_bytes())
    deep = folder / "deep.html"
    deep.write_bytes(b"<div>" * 10_000 + good.read_bytes() + b"</div>" * 10_000)
    place = str(tmp_path / "mixed.db")
    picture = str(folder / "picture.png")
    added = run("add", str(folder), picture, "--register", place, "--jobs", "1")
    assert added.exit_code == 3
    problems = {page["location"]: page["problem"] for page in listed(place, "pages")}
    for name in bad:
        reasons = [p for location, p in problems.items() if name in location and p]
        assert reasons, f"{name} is not on record as unreadable"
        assert reasons[0] in added.stdout
    assert problems[str(good)] is None
    assert len(listed(place, "commitments")) > 0


@pytest.mark.skipif(os.geteuid() == 0, reason="the superuser may read every folder")
def test_an_unreadable_folder_is_listed(press, tmp_path):
    shut = tmp_path / "shut"
    shut.mkdir(mode=0)
    added = run("add", str(shut), str(press / "page-00.txt"), "--register", str(tmp_path / "r.db"))
    shut.chmod(stat.S_IRWXU)
    assert added.exit_code == 3
    assert str(shut) in added.stdout


def test_a_place_that_is_not_there_is_listed_and_the_rest_is_read(press, tmp_path):
    place = str(tmp_path / "r.db")
    added = run(
        "add", "no-such-file.txt", str(press / "page-00.txt"), "--register", place, "--jobs", "1"
    )
    assert added.exit_code == 3
    assert "no-such-file.txt" in added.stdout
    assert len(listed(place, "commitments")) > 0


@pytest.mark.parametrize(
    "verb",
    [
        "meetings",
        "commitments",
        "agreements",
        "people",
        "mechanisms",
        "programmes",
        "discrepancies",
        "pages",
        "due",
    ],
)
def test_every_list_fits_eighty_columns_and_has_a_json_form(filled, verb):
    shown = run(verb, "--register", filled)
    assert shown.exit_code == 0
    assert max(map(len, shown.stdout.splitlines())) <= 80
    assert all(record["id"] in shown.stdout for record in listed(filled, verb))


def test_filters_narrow_a_list(filled):
    every = listed(filled, "commitments")
    ghana = listed(filled, "commitments", "--party", "ghana")
    assert 0 < len(ghana) < len(every)
    assert all("GHA" in record["actors"] + record["counterparts"] for record in ghana)


def test_a_record_is_shown_with_its_words_between_brackets(filled):
    commitment = listed(filled, "commitments")[0]
    shown = run("show", commitment["id"], "--register", filled)
    words = " ".join(shown.stdout.split())
    assert f"[{' '.join(commitment['evidence'][0]['quote'].split())}]" in words
    assert json.loads(run("show", commitment["id"], "--json", "--register", filled).stdout) == (
        commitment
    )


def test_due_says_as_of_which_day_and_accuses_nobody(filled):
    shown = " ".join(run("due", "--as-of", "2030-01-01", "--register", filled).stdout.split())
    assert shown.startswith("As of 1 January 2030")
    assert "nothing found" in shown
    assert not re.search(r"overdue|broken|fail", shown)
    assert listed(filled, "due", "--as-of", "2024-01-01") == [], "nobody had promised anything yet"


def test_verify_finds_every_quote_in_its_text(filled):
    verified = run("verify", "--register", filled)
    assert verified.exit_code == 0
    assert "; 0 not as stored" in verified.stdout


def test_verify_lists_what_was_changed_and_says_so_in_its_exit_code(filled, tmp_path):
    copy = tmp_path / "copy.db"
    with sqlite3.connect(filled) as old, sqlite3.connect(copy) as new:
        old.backup(new)
        new.execute("UPDATE articles SET text = 'Well, ' || text WHERE n = 1")
    verified = run("verify", "--register", str(copy))
    assert verified.exit_code == 1
    assert "the text is not the one that was stored" in verified.stdout
    assert "the quote is not in its text" in verified.stdout


def test_an_export_goes_to_a_file_or_to_a_pipe_with_the_same_bytes(filled, tmp_path):
    target = tmp_path / "out.json"
    assert run("export", "--output", str(target), "--register", filled).exit_code == 0
    piped = run("export", "--format", "json", "--register", filled).stdout_bytes
    first, second = target.read_bytes().splitlines(), piped.splitlines()
    assert first[0] == second[0] == b"{"
    assert first[2:] == second[2:], "only the line of the moment may differ"
    assert json.loads(piped)["commitments"]


def test_forgetting_a_page_takes_what_rests_on_it_alone(filled, tmp_path):
    copy = tmp_path / "copy.db"
    with sqlite3.connect(filled) as old, sqlite3.connect(copy) as new:
        old.backup(new)
    before = listed(str(copy), "commitments")
    page = listed(str(copy), "pages")[0]
    forgotten = run("forget", page["id"], "--register", str(copy))
    assert (forgotten.exit_code, page["location"] in forgotten.stdout) == (0, True)
    after = listed(str(copy), "commitments")
    assert len(after) < len(before)
    assert all(e["article"] not in page["articles"] for c in after for e in c["evidence"])


@pytest.mark.parametrize(
    ("arguments", "remedy"),
    [
        (["meetings", "--register", "none.db"], "stocktake add"),
        (["show", "c-none", "--register", "{filled}"], "copy an id"),
        (["forget", "pg-none", "--register", "{filled}"], "stocktake pages"),
        (["meetings", "--since", "soon", "--register", "{filled}"], "2024-07"),
        (["due", "--as-of", "soon", "--register", "{filled}"], "2025-06-30"),
        (
            ["export", "--output", "/no/such/folder/x.json", "--register", "{filled}"],
            "another file",
        ),
        (["--register", "mysql://host/db", "meetings"], "PostgreSQL"),
        (["unknown-verb"], "No such command"),
        (["add"], "Missing argument"),
    ],
)
def test_what_cannot_be_done_says_what_can_and_exits_with_two(filled, arguments, remedy):
    told = run(*(argument.format(filled=filled) for argument in arguments))
    assert told.exit_code == 2
    assert remedy in told.stderr
    assert "Traceback" not in told.output


def test_the_register_is_named_by_option_before_environment(filled, monkeypatch):
    monkeypatch.setenv("STOCKTAKE_REGISTER", filled)
    assert run("meetings").exit_code == 0
    assert run("--register", "none.db", "meetings").exit_code == 2
    assert run("meetings", "--register", "none.db").exit_code == 2


def test_the_default_register_is_in_the_working_folder(press, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("STOCKTAKE_REGISTER", raising=False)
    assert run("add", str(press / "page-00.txt"), "--jobs", "1").exit_code == 0
    assert (tmp_path / "stocktake.db").is_file()


@pytest.mark.parametrize("verb", VERBS)
def test_every_verb_has_help_with_an_example(verb):
    told = run(verb, "--help")
    assert told.exit_code == 0
    assert f"stocktake {verb}" in told.stdout or verb in ("verify", "derive")
    assert max(map(len, told.stdout.splitlines())) <= 80


def test_exit_codes_are_in_the_help():
    told = run("--help").stdout
    assert all(f"\n    {code}  " in told for code in ("0", "1", "2", "3", "130"))


def test_a_reader_that_stops_early_breaks_nothing(filled):
    writer = subprocess.Popen(
        [*STOCKTAKE, "--register", filled, "export"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    writer.stdout.close()
    assert writer.stderr.read() == b""
    assert writer.wait() == 0


def test_a_pipe_gets_no_colour_and_no_bar(press, tmp_path):
    added = subprocess.run(
        [*STOCKTAKE, "--register", str(tmp_path / "r.db"), "add", str(press / "page-00.txt")],
        capture_output=True,
        check=True,
    )
    assert b"\x1b" not in added.stdout
    assert added.stderr == b""


def test_a_terminal_gets_a_bar_on_standard_error_alone(press, tmp_path):
    far, near = pty.openpty()
    adding = subprocess.Popen(
        [*STOCKTAKE, "--register", str(tmp_path / "r.db"), "add", str(press / "page-00.txt")],
        stdout=subprocess.PIPE,
        stderr=near,
        env={**os.environ, "TERM": "xterm", "COLUMNS": "80"},
    )
    os.close(near)
    shown = b"".join(_until_closed(far))
    assert b"pages" in shown
    assert b"\x1b" not in adding.communicate(timeout=60)[0]
    assert adding.returncode == 0


def _until_closed(terminal: int):
    # A terminal whose other end is closed answers with an error in the place of an end.
    with suppress(OSError):
        while shown := os.read(terminal, 65536):
            yield shown


@pytest.mark.parametrize("verb", ["commitments", "meetings", "people"])
def test_a_list_starts_without_loading_what_reads_pages_or_makes_tables(filled, verb):
    script = (
        "import sys; from stocktake.cli import main\n"
        "main(['--register', sys.argv[1], sys.argv[2]], standalone_mode=False)\n"
        "heavy = {'spacy', 'onnxruntime', 'trafilatura', 'alembic', 'numpy', 'starlette'}\n"
        "assert not heavy & set(sys.modules), heavy & set(sys.modules)"
    )
    subprocess.run(
        [sys.executable, "-c", script, filled, verb], check=True, stdout=subprocess.DEVNULL
    )


def test_an_interruption_is_told_and_keeps_what_was_stored(tmp_path):
    place = str(tmp_path / "r.db")
    running = subprocess.Popen(
        [*STOCKTAKE, "--register", place, "add", "-"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    deadline = time.monotonic() + 60
    while not Path(place).exists() and time.monotonic() < deadline:
        time.sleep(0.1)
    time.sleep(3)  # until it waits for a page
    running.send_signal(2)
    _, told = running.communicate(timeout=60)
    assert running.returncode == 130
    assert b"what was stored is kept" in told
