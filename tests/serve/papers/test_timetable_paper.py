"""The timetable on paper: date, condition and state, each line with its quote, no word of blame."""

import csv
import io
from dataclasses import replace
from datetime import date

import icalendar
import pytest

from stocktake.model import Assessment, Mechanism, Milestone
from stocktake.serve.catalogue import catalogue_of
from stocktake.serve.exchange import records_of
from stocktake.serve.interchange.calendar import as_calendar
from stocktake.serve.papers.brief import Asked, brief_of
from stocktake.serve.papers.brief_layout import laid_out as brief_laid_out
from stocktake.serve.papers.chronology import Chosen, chronology_of
from stocktake.serve.papers.faces.csv import as_csv
from stocktake.serve.papers.faces.markdown import as_markdown
from stocktake.serve.papers.known import known_by
from stocktake.serve.papers.timetable import timetable_of
from stocktake.serve.papers.timetable_layout import NOTHING, laid_out
from stocktake.serve.quotes import quotes_of
from stocktake.serve.state import PASSED
from stocktake.serve.timetables import timetable_lines


def milestone(evidence, **fields):
    given = {
        "what": "first phase", "phase": 1, "edge": "ends", "when": "2025-09",
        "when_words": "by September 2025", "condition": "subject to conditions at sea",
        "round": None, "before": None, "standing": "planned", "told": None, **fields,
    }  # fmt: skip
    return Milestone(evidence=evidence, **given)


@pytest.fixture
def hanging(holdings):
    """Give the records with a timetable of two phases and an assessment on the dialogue."""

    def made(**fields):
        entries = {e.id: e for e in holdings.entries}
        first, second = holdings.articles
        told = first.quote(0, 40)
        lines = (
            milestone((told,), **fields),
            milestone((second.quote(0, 20),), phase=2, what="second phase", when="2026-03"),
        )
        assessed = Assessment("set", ("the threat at sea",), None, (told,))
        body = replace(entries["k-1"], timetable=lines, assessments=(assessed,))
        kept = tuple(body if e.id == "k-1" else e for e in holdings.entries)
        return records_of(replace(holdings, entries=kept))

    return made


def dialogue(records):
    (found,) = (m for m in records.mechanisms if m.id == "k-1")
    assert isinstance(found, Mechanism)
    return found


@pytest.mark.parametrize(
    ("fields", "day", "state"),
    [
        ({}, date(2025, 9, 30), "Not yet due"),
        ({}, date(2025, 10, 1), PASSED),
        ({"when": None}, date(2025, 10, 1), "No date; nothing found"),
        ({"standing": "done", "told": "2025-09-20"}, date(2025, 10, 1),
         "Reported done, 20 September 2025"),
        ({"standing": "late"}, date(2025, 10, 1), "Reported late"),
    ],
)  # fmt: skip
def test_the_state_of_a_line_is_that_of_the_day(hanging, fields, day, state):
    records = hanging(**fields)
    line, _ = timetable_lines([dialogue(records)], catalogue_of(records), day)
    assert line.state == state


def test_a_line_stands_with_date_condition_state_and_source(hanging):
    records = hanging()
    told = timetable_of(dialogue(records), catalogue_of(records), date(2025, 12, 1))
    text = as_markdown(laid_out(told))
    row = next(line for line in text.splitlines() if "First phase ends" in line)
    for words in ("September 2025", "subject to conditions at sea", PASSED, "[1] ¶1"):
        assert words in row
    assert "the threat at sea" in text
    sheet = list(csv.reader(io.StringIO(as_csv(laid_out(told)).removeprefix("\ufeff"))))
    assert {len(line) for line in sheet} == {len(sheet[0])}


def test_a_passed_date_names_the_phase_of_it_that_is_reported_done(hanging):
    records = hanging(what="mission", phase=None)
    plan = dialogue(records).timetable[0]
    phase = replace(plan, what="first phase of the mission", phase=1, standing="done", when=None)
    whole = replace(dialogue(records), timetable=(plan, phase))
    line, _ = timetable_lines([whole], catalogue_of(records), date(2025, 12, 1))
    assert line.state == f"{PASSED}; first phase of the mission: reported done"


def test_a_date_that_moved_keeps_the_first_in_words(hanging):
    records = hanging(when="2026-01", before="2025-09")
    line, _ = timetable_lines([dialogue(records)], catalogue_of(records), date(2025, 12, 1))
    assert line.note == "first told for September 2025"


def test_a_mechanism_without_any_says_so(records):
    told = timetable_of(dialogue(records), catalogue_of(records), date(2025, 12, 1))
    assert NOTHING in as_markdown(laid_out(told))
    brief = as_markdown(
        brief_laid_out(brief_of(dialogue(records), records, Asked(date(2027, 1, 1))))
    )
    assert "Assessments and timetable" not in brief


def test_the_brief_has_the_timetable_in_a_section_of_its_own(hanging):
    records = hanging()
    brief = brief_of(dialogue(records), records, Asked(date(2025, 12, 1)))
    text = as_markdown(brief_laid_out(brief))
    assert "Assessments and timetable" in text
    assert "First phase ends" in text
    assert "first phase ends" in as_csv(brief_laid_out(brief))


def test_the_chronology_and_the_calendar_have_its_dates(hanging):
    records = hanging()
    catalogue, day = catalogue_of(records), date(2025, 12, 1)
    chosen = Chosen((), (), (), records.mechanisms)
    events = [e for e in chronology_of(chosen, catalogue, day).events if e.kind == "target"]
    assert [(e.day, e.what) for e in events] == [
        (date(2025, 9, 30), "First phase ends"),
        (date(2026, 3, 31), "Second phase ends"),
    ]
    calendar = icalendar.Calendar.from_ical(as_calendar(catalogue, day))
    tasks = {str(t["summary"]): t for t in calendar.walk("VTODO")}
    assert tasks["First phase ends"]["due"].dt == date(2025, 9, 30)
    assert len({str(t["uid"]) for t in calendar.walk("VTODO")}) == len(calendar.walk("VTODO"))
    moved = hanging(when="2026-01", before="2025-09")
    again = icalendar.Calendar.from_ical(as_calendar(catalogue_of(moved), day))
    same = {str(t["summary"]): str(t["uid"]) for t in again.walk("VTODO")}
    assert same["First phase ends"] == str(tasks["First phase ends"]["uid"])


def test_every_quote_of_a_timetable_is_verified(hanging):
    records = hanging()
    assert len(quotes_of(dialogue(records))) == len(dialogue(records).evidence) + 3


def test_what_was_told_later_is_not_known_before(hanging):
    records = known_by(hanging(), date(2024, 6, 1))
    assert [line.what for line in dialogue(records).timetable] == ["first phase"]


def test_a_body_that_a_promise_of_the_dialogue_names_is_told_with_it(hanging):
    records = hanging()
    (first, *_) = (m for m in records.mechanisms if m.id == "k-1")
    (promise,) = (c for c in records.commitments if c.id == "c-2")
    body = replace(first, id="k-9", name="Ocean Commission", evidence=promise.evidence)
    bare = replace(first, assessments=(), timetable=())
    catalogue = catalogue_of(replace(records, mechanisms=(bare, body)))
    told = timetable_of(bare, catalogue, date(2025, 12, 1))
    assert {line.body for line in told.lines} == {"Ocean Commission"}
    apart = replace(body, parties=("FJI", "NOR"))
    catalogue = catalogue_of(replace(records, mechanisms=(bare, apart)))
    assert not timetable_of(bare, catalogue, date(2025, 12, 1)).lines
