"""Every way of asking for a past day gives the same: command line, papers, files, feeds, desk."""

import json
from datetime import date

import pytest
from click.testing import CliRunner
from deciding import READER, decided, hold, of, page_of, round_told
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from starlette.testclient import TestClient
from test_as_of import undated
from test_judgements_hold import FIRST, PLENTY

from stocktake.as_of import as_of
from stocktake.cli.main import main
from stocktake.model import Mechanism
from stocktake.past_days import PastDays
from stocktake.pipeline import derive
from stocktake.register import create_or_open
from stocktake.serve.exchange import records_of
from stocktake.serve.export import plain
from stocktake.serve.web.app import application
from stocktake.serve.web.desk import Desk
from stocktake.serve.web.door.opening import door_for

HERE = "http://127.0.0.1"
TODAY = date(2042, 6, 1)
DAYS = st.dates(date(2031, 5, 1), date(2032, 7, 1))
BY_MONTH = round_told(3, "2031-11", outlet="Dawn")
SETTINGS = settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=6, deadline=None
)


@pytest.fixture(scope="module")
def desk(tmp_path_factory):
    """Give a register with reports of a day, of a month and of no day, and a desk that shows it."""
    place = str(tmp_path_factory.mktemp("past") / "register.db")
    register = create_or_open(place, lambda: "2032-01-15T00:00:00.000000+00:00")
    hold(register, *PLENTY, BY_MONTH)
    register.take_in([page_of(undated(round_told(4, "2031-12-01", outlet="Hill Post")))], READER)
    derive(register)
    promise = of(register, "commitments", FIRST.article.id)
    decided(register, "correct", promise.id, field="delivery", value="lapsed")
    past = PastDays(register)
    shown = Desk(register.shelf(), lambda: TODAY, past=past.shelf_of)
    yield place, register, past, TestClient(application(shown, door_for("127.0.0.1")), HERE)
    register.close()


def told(place, *arguments):
    run = CliRunner().invoke(main, ("--register", place, *arguments), catch_exceptions=False)
    assert run.exit_code == 0, run.output
    return run.stdout


@SETTINGS
@given(day=DAYS)
def test_the_desk_has_the_records_that_are_derived_for_the_day(desk, day):
    _, register, past, _ = desk
    exact = as_of(register, day, register.holdings())
    ids = [entry.id for entry in exact.entries]
    later = [e.id for e in register.holdings().entries if e.id not in ids]
    found = past.shelf_of(day).gather([*ids, *later], ("whole",))
    assert found.entries == exact.entries
    assert past.shelf_of(day).extent().articles == len(exact.articles)


@SETTINGS
@given(day=DAYS, data=st.data())
def test_a_paper_of_the_desk_is_that_of_the_command_line(desk, day, data):
    place, register, _, client = desk
    exact = as_of(register, day, register.holdings())
    formats = [e for e in exact.entries if isinstance(e, Mechanism)]
    if not formats:
        return
    of_which = data.draw(st.sampled_from(formats)).id
    then = ("--as-of", day.isoformat())
    asked = f"/mechanisms/{of_which}/brief.md?as_of={day}"
    assert client.get(asked).text == told(place, "brief", of_which, *then)
    matrix = client.get(f"/mechanisms/{of_which}/matrix.csv?as_of={day}").text
    by_command = told(place, "matrix", "--mechanism", of_which, "--format", "csv", *then)
    assert matrix.splitlines() == by_command.splitlines()


@SETTINGS
@given(day=DAYS)
def test_lists_files_feeds_and_the_interface_tell_of_the_same_promises(desk, day):
    place, register, _, client = desk
    exact = records_of(as_of(register, day, register.holdings()))
    then = ("--as-of", day.isoformat())
    whole = [plain(commitment) for commitment in exact.commitments]
    assert json.loads(told(place, "export", *then))["commitments"] == whole
    listed = json.loads(told(place, "commitments", "--json", *then))
    assert sorted(listed, key=lambda c: c["id"]) == whole
    answer = client.get(f"/api/v1/commitments?as_of={day}&limit=200").json()["records"]
    assert sorted(answer, key=lambda c: c["id"]) == whole
    dated = {c.id for c in exact.commitments if c.deadline}
    calendar = told(place, "export", "--format", "ics", *then)
    assert {i for i in dated if i in calendar} == dated
    due = json.loads(told(place, "due", "--json", *then))
    assert {c["id"] for c in due} == dated


@SETTINGS
@given(day=DAYS)
def test_no_surface_cites_an_article_that_was_not_out(desk, day):
    place, register, _, _ = desk
    out = {a.id for a in as_of(register, day, register.holdings()).articles}
    never = [a.id for a in register.holdings().articles if a.id not in out]
    for form in ("json", "ics", "jsonld", "ftm", "atom-due", "atom-latest", "plover"):
        text = told(place, "export", "--format", form, "--as-of", day.isoformat())
        assert not [article for article in never if article in text]
