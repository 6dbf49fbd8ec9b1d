"""The papers and feeds behind the desk's links: what they hold, how they are handed out."""

import csv
import io
import re
import zipfile
from html import unescape

import pytest
from icalendar import Calendar
from lxml import etree
from small_desk import asked_at

from stocktake.cli import main
from stocktake.cli.options import own_day
from stocktake.serve.web.door.opening import Door
from stocktake.serve.web.door.site import Site
from stocktake.serve.web.door.ways import Everybody

PAPERS = (
    "/mechanisms/k-1/brief", "/mechanisms/k-1/matrix", "/mechanisms/k-1/chronology",
    "/meetings/m-1/compare", "/papers/matrix", "/papers/chronology",
)  # fmt: skip
FEEDS = (
    "/mechanisms/k-1/due.atom", "/mechanisms/k-1/changes.atom", "/mechanisms/k-1/calendar.ics",
    "/feeds/due.atom", "/feeds/changes.atom", "/feeds/calendar.ics",
)  # fmt: skip
FORMS = {
    "html": "text/html",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "csv": "text/csv",
    "md": "text/markdown",
}
ATOM = "{http://www.w3.org/2005/Atom}"


def entries(answer):
    return etree.fromstring(answer.content).findall(f"{ATOM}entry")


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("path", PAPERS)
def test_a_paper_comes_in_each_format_under_its_name(client, path, form):
    answer = client.get(f"{path}.{form}")
    assert answer.status_code == 200
    assert answer.headers["content-type"].partition(";")[0] == FORMS[form]
    how, _, name = answer.headers["content-disposition"].partition("; ")
    assert how == ("inline" if form == "html" else "attachment")
    assert re.fullmatch(rf'filename="[A-Za-z0-9._-]+\.{form}"', name)
    if form == "docx":
        assert "word/document.xml" in zipfile.ZipFile(io.BytesIO(answer.content)).namelist()
    else:
        assert "Norway" in answer.text


def test_a_paper_page_may_use_its_own_stylesheet_and_nothing_else(client):
    policy = client.get("/mechanisms/k-1/brief.html").headers["content-security-policy"]
    assert policy.startswith("default-src 'none'; style-src 'sha256-")
    assert "unsafe" not in policy
    assert "script-src" not in policy
    others = client.get("/mechanisms/k-1/brief.docx").headers["content-security-policy"]
    assert others.startswith("default-src 'none'; base-uri")


def test_the_brief_of_the_desk_is_the_brief_of_the_command_line(client, tmp_path):
    there = tmp_path / "brief.md"
    place = str(tmp_path / "desk.db")
    main(["--register", place, "brief", "k-1", "--output", str(there)], standalone_mode=False)
    day = own_day().isoformat()
    answer = client.get(f"/mechanisms/k-1/brief.md?as_of={day}")
    assert answer.content == there.read_bytes()


def test_a_list_s_paper_holds_what_the_list_was_asked_for(client):
    page = client.get("/commitments?theme=training").text
    place = unescape(re.search(r'href="(/papers/matrix\.csv[^"]*)"', page)[1])
    rows = list(csv.reader(client.get(place).text.splitlines()))
    everything = list(csv.reader(client.get("/papers/matrix.csv").text.splitlines()))
    assert 1 < len(rows) < len(everything)


def test_a_paper_that_leaves_records_out_says_so(client, monkeypatch):
    monkeypatch.setattr("stocktake.serve.web.pages.papers.MOST", 1)
    assert "These are the first 1 commitments only" in client.get("/papers/matrix.md").text
    monkeypatch.undo()
    assert "These are the first" not in client.get("/papers/matrix.md").text


def test_the_papers_stand_as_of_the_day_asked_for(client):
    early = client.get("/mechanisms/k-1/matrix.md?as_of=2024-01-01").text
    assert early != client.get("/mechanisms/k-1/matrix.md").text
    assert client.get("/mechanisms/k-1/matrix.md?as_of=never").status_code == 400


def test_the_feeds_tell_of_this_mechanism_s_promises(client):
    told = entries(client.get("/mechanisms/k-1/due.atom"))
    assert any("sailors" in entry.findtext(f"{ATOM}title") for entry in told)
    assert entries(client.get("/mechanisms/k-1/changes.atom"))
    assert len(entries(client.get("/feeds/changes.atom"))) > 3
    assert entries(client.get("/feeds/due.atom?theme=cyber")) == []


def test_the_calendar_holds_the_meetings_and_the_dates(client):
    for path in ("/mechanisms/k-1/calendar.ics", "/feeds/calendar.ics"):
        answer = client.get(path)
        assert answer.headers["content-type"].startswith("text/calendar")
        kinds = {part.name for part in Calendar.from_ical(answer.content).walk()}
        assert {"VEVENT", "VTODO"} <= kinds, path


@pytest.mark.parametrize("path", [*(f"{p}.html" for p in PAPERS), *FEEDS])
def test_a_paper_that_the_browser_holds_is_not_sent_again(client, path):
    first = client.get(path)
    again = client.get(path, headers={"If-None-Match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")


@pytest.mark.parametrize("path", ["/mechanisms/k-9/brief.html", "/meetings/k-1/compare.md",
                                  "/mechanisms/k-9/due.atom"])  # fmt: skip
def test_there_is_no_paper_of_what_is_not_there(client, path):
    assert client.get(path).status_code == 404


def test_everybody_may_take_the_papers_of_a_public_desk(shelved):
    with asked_at(shelved, Door(Site(), Everybody())) as asking:
        for path in (*(f"{paper}.docx" for paper in PAPERS), *FEEDS):
            assert asking.get(path).status_code == 200, path
            assert asking.post(path).status_code == 405, path
