"""The page of a mechanism tells what hangs on it, with each date's condition, state and sources."""

from dataclasses import replace
from datetime import date

import pytest
from starlette.testclient import TestClient

from stocktake.model import Assessment, Holdings, Milestone, Reading, ReadPage, Report, Resolved
from stocktake.register import create_or_open
from stocktake.serve.web.app import application
from stocktake.serve.web.desk import Desk
from stocktake.serve.web.door.opening import door_for


@pytest.fixture
def page(holdings: Holdings, tmp_path):
    """Give the page of a dialogue with a timetable of one hostile line."""
    told = holdings.articles[0].quote(0, 40)
    line = Milestone(
        "first <b>phase</b>", 1, "ends", "2025-09", "by September 2025", "subject to <i>calm</i>",
        None, None, "planned", None, (told,),
    )  # fmt: skip
    assessed = Assessment("set", ("the threat at sea",), None, (told,))
    entries = tuple(
        replace(e, timetable=(line,), assessments=(assessed,)) if e.id == "k-1" else e
        for e in holdings.entries
    )
    register = create_or_open(str(tmp_path / "register.db"))
    reports = [Report(a, Reading(a.id, relevant=True)) for a in holdings.articles]
    register.take_in(
        [ReadPage(p, tuple(r for r in reports if r.article.page == p.id)) for p in holdings.pages],
        holdings.readers[0],
    )
    with register.deriving() as work:
        work.put("by hand", (), {"i-1": Resolved(entries)})
        work.settle([a.id for a in holdings.articles])
    desk = Desk(register.shelf(), lambda: date(2025, 12, 1))
    client = TestClient(application(desk, door_for("127.0.0.1")), base_url="http://127.0.0.1")
    yield client.get("/mechanisms/k-1").text
    register.close()


def test_the_line_stands_with_its_date_condition_state_and_source(page):
    for words in ("September 2025", "the threat at sea", "Date passed, nothing found", "/a-1"):
        assert words in page


def test_no_words_of_a_source_become_markup(page):
    assert "<b>phase</b>" not in page
    assert "&lt;b&gt;phase&lt;/b&gt;" in page
    assert "<i>calm</i>" not in page
