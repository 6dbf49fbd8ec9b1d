"""The hostile register through every command and format: nothing breaks, runs or commands."""

import csv
import io
import json
import re
import sqlite3
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from harmless import faults_in
from hostile_register import fill
from lxml import etree

from stocktake.cli import main
from stocktake.register import create_or_open

COMMANDS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
NUMBER = re.compile(r"-?\d+(\.\d+)?")


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    made = str(tmp_path_factory.mktemp("hostile-exports") / "register.db")
    register = create_or_open(made)
    fill(register)
    register.close()
    return made


def run(place: str, *arguments: str) -> Result:
    result = CliRunner().invoke(main, ["--register", place, *arguments])
    assert result.exception is None or isinstance(result.exception, SystemExit), arguments
    assert result.exit_code == 0, (arguments, result.output[:400])
    return result


@pytest.mark.parametrize(
    "verb",
    ["meetings", "commitments", "agreements", "people", "mechanisms", "programmes",
     "discrepancies", "pages", "due", "judgements"],
)  # fmt: skip
def test_no_list_commands_the_terminal(place: str, verb: str) -> None:
    assert COMMANDS.findall(run(place, verb).stdout) == []


@pytest.mark.parametrize(
    "record", ["c-0001", "m-0002", "p-0003", "a-0001", "pg-a-0001", "pg-u3", "d-0003", "k-0001"]
)
def test_no_record_commands_the_terminal(place: str, record: str) -> None:
    assert COMMANDS.findall(run(place, "show", record).stdout) == []


def test_records_as_json_keep_every_letter(place: str) -> None:
    listed = json.loads(run(place, "commitments", "--json").stdout)
    assert any("\x1b" in one["summary"] for one in listed)


def papers(place: str, form: str, folder: Path) -> Iterator[bytes]:
    """Give every paper in one format."""
    for number, asked in enumerate(
        (("brief", "k-0003"), ("matrix",), ("chronology",), ("compare", "m-0004"))
    ):
        target = folder / f"paper-{number}.{form}"
        run(place, *asked, "--as-of", "2027-01-01", "--format", form, "--output", str(target))
        yield target.read_bytes()


def test_no_paper_of_html_holds_anything_that_runs(place: str, tmp_path: Path) -> None:
    for paper in papers(place, "html", tmp_path):
        page = re.sub(rb"<style>.*?</style>", b"", paper, count=1, flags=re.DOTALL)
        assert list(faults_in(page.decode())) == []


def test_no_cell_of_a_table_begins_a_formula(place: str, tmp_path: Path) -> None:
    found = [paper.decode("utf-8-sig") for paper in papers(place, "csv", tmp_path)]
    run(place, "export", "--format", "csv", "--output", str(tmp_path / "package.zip"))
    with zipfile.ZipFile(tmp_path / "package.zip") as package:
        found += [package.read(n).decode() for n in package.namelist() if n.endswith(".csv")]
    run(place, "export", "--format", "plover", "--output", str(tmp_path / "events.csv"))
    found.append((tmp_path / "events.csv").read_text("utf-8"))
    cells = [c for text in found for row in csv.reader(io.StringIO(text)) for c in row]
    begun = [c for c in cells if c.startswith(FORMULA) and not NUMBER.fullmatch(c)]
    assert begun == []
    assert any(c.startswith("'=") for c in cells), "some would have begun one"


def test_papers_of_word_are_whole_and_hold_no_field_that_runs(place: str, tmp_path: Path) -> None:
    for number, paper in enumerate(papers(place, "docx", tmp_path)):
        with zipfile.ZipFile(io.BytesIO(paper)) as package:
            for name in package.namelist():
                if name.endswith((".xml", ".rels")):
                    tree = etree.fromstring(package.read(name))
                    told = etree.tostring(tree).decode()
                    assert "instrText" not in told or "DDE" not in told, (number, name)
                    assert 'Target="javascript:' not in told
                    assert 'Target="file:' not in told


def test_papers_of_markdown_hold_no_link_or_tag_of_a_page(place: str, tmp_path: Path) -> None:
    for paper in papers(place, "md", tmp_path):
        text = paper.decode()
        assert re.findall(r"(?<!\\)\]\(\s*(?:javascript|data|vbscript):", text, re.IGNORECASE) == []
        assert re.findall(r"(?<!\\)<(?:script|img|svg|iframe|style|base)", text, re.I) == []


@pytest.mark.parametrize("form", ["json", "ics", "atom", "atom-due", "jsonld", "ftm", "sqlite"])
def test_every_other_export_can_be_read_again(place: str, tmp_path: Path, form: str) -> None:
    target = tmp_path / f"register.{form}"
    run(place, "export", "--format", form, "--output", str(target))
    data = target.read_bytes()
    if form in ("json", "jsonld"):
        assert json.loads(data)
    elif form == "ftm":
        assert all(json.loads(line)["id"] for line in data.splitlines())
    elif form.startswith("atom"):
        parser = etree.XMLParser(resolve_entities=False)
        for link in etree.fromstring(data, parser).iter("{http://www.w3.org/2005/Atom}link"):
            assert re.match(r"(https?|urn|tag):|[^:]*$", link.get("href"), re.IGNORECASE)
    elif form == "ics":
        assert re.search(rb"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]", data) is None
        lines = data.decode().split("\r\n")
        kinds = {line for line in lines if line.startswith("BEGIN:")}
        assert kinds <= {"BEGIN:VCALENDAR", "BEGIN:VEVENT", "BEGIN:VTODO", "BEGIN:VJOURNAL"}
        assert lines.count("BEGIN:VEVENT") == lines.count("END:VEVENT")
        assert not any(line.startswith("SUMMARY:21") for line in lines), "an event of a page's own"
    elif form == "sqlite":
        with sqlite3.connect(target) as connection:
            assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
