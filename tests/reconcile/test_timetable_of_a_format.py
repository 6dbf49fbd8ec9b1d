"""A format's timetable: what several articles tell of one line is one, with all their quotes."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st
from telling import article, mechanism, meeting

from stocktake.model import (
    AssessmentFinding,
    Counted,
    Discrepancy,
    Mechanism,
    MilestoneFinding,
    Reading,
    Report,
)
from stocktake.pipeline import entries_of
from stocktake.reconcile.timetables import after

NAME = "Harbour Security Commission"
LEAD = f"Kenya and Norway held the first session of the {NAME} in Oslo. "


def told(text, published="2031-05-06", outlet="River Wire", **line):
    """Give a report of the commission's meeting with one line of its timetable."""
    own = article(LEAD + text, published, outlet=outlet)
    quote = own.quote(len(LEAD), len(own.text))
    given = {
        "format": NAME, "what": "first phase", "phase": 1, "edge": "ends", "standing": "planned",
        "when": None, "when_words": None, "counted": None, "condition": None, "rule": "a rule",
        **line,
    }  # fmt: skip
    reading = Reading(
        own.id,
        relevant=True,
        parties=(("KEN", own.quote(0, 5)), ("NOR", own.quote(10, 16))),
        mechanisms=(mechanism(own, NAME, kind="commission"),),
        meetings=(meeting(own, LEAD.strip(), mechanism=NAME, ordinal=1),),
        milestones=(MilestoneFinding(evidence=quote, **given),),
    )
    return Report(own, reading)


def timetable(*reports):
    (found,) = (e for e in entries_of(reports, []) if isinstance(e, Mechanism))
    return found.timetable


def test_the_same_phase_told_twice_is_one_line_with_both_quotes():
    (line,) = timetable(
        told("The first phase ends by September 2032.", when="2032-09"),
        told("Phase one is to end in 2032.", outlet="Hill Post", when="2032", what="Phase one"),
    )
    assert line.when == "2032-09"
    assert len(line.evidence) == 2


def test_findings_and_conclusions_due_at_one_time_are_one_report():
    same = {"phase": None, "edge": "due", "when": "2032-07"}
    (line,) = timetable(
        told("Its findings are due by July.", what="findings", **same),
        told("Its conclusions are due by July.", outlet="Hill Post", what="conclusions", **same),
    )
    assert len(line.evidence) == 2


def test_phases_and_edges_are_lines_of_their_own():
    lines = timetable(
        told("The first phase ends by September 2032.", when="2032-09"),
        told("The second phase begins in October 2032.", when="2032-10", phase=2, edge="begins"),
    )
    assert [(line.phase, line.edge, line.when) for line in lines] == [
        (1, "ends", "2032-09"),
        (2, "begins", "2032-10"),
    ]


def test_two_dates_told_on_one_occasion_are_a_disagreement():
    reports = [
        told("The first phase ends by September 2032.", when="2032-09"),
        told("The first phase ends by June 2033.", outlet="Hill Post", when="2033-06"),
    ]
    found = [e for e in entries_of(reports, []) if isinstance(e, Discrepancy)]
    dates = [d for d in found if {r.value for r in d.readings} == {"2032-09", "2033-06"}]
    assert [d.kind for d in dates] == ["date"]
    assert dates[0].likely is None


def test_a_date_told_anew_months_later_moves_the_line_and_keeps_the_first():
    reports = [
        told("The first phase ends by September 2032.", when="2032-09"),
        told("The first phase ends by June 2033.", "2032-02-01", when="2033-06"),
    ]
    (line,) = timetable(*reports)
    assert (line.when, line.before) == ("2033-06", "2032-09")
    found = [e for e in entries_of(reports, []) if isinstance(e, Discrepancy)]
    assert not [d for d in found if "2033-06" in {r.value for r in d.readings}]


def test_what_is_reported_done_is_told_with_the_plan_and_its_day():
    (line,) = timetable(
        told("The first phase ends by September 2032.", when="2032-09"),
        told("The first phase has ended.", "2032-09-20", standing="done"),
    )
    assert (line.standing, line.when, line.told) == ("done", "2032-09", "2032-09-20")


def test_another_phase_that_is_done_leaves_the_plan_open():
    lines = timetable(
        told("The first phase ends by September 2032.", when="2032-09"),
        told("The second phase has ended.", "2032-09-20", phase=2, standing="done"),
    )
    assert {(line.phase, line.standing) for line in lines} == {(1, "planned"), (2, "done")}


def test_the_end_of_a_mission_years_from_the_date_is_not_that_of_the_plan():
    plan = told("The mission ends by May 2032.", when="2032-05", what="mission", phase=None)
    near, far = (
        told("The mission has ended.", day, what="mission", phase=None, standing="done")
        for day in ("2032-05-20", "2034-01-05")
    )
    assert [line.standing for line in timetable(plan, near)] == ["done"]
    assert sorted(line.standing for line in timetable(plan, far)) == ["done", "planned"]


def test_the_end_of_a_first_phase_is_not_that_of_the_whole_mission():
    lines = timetable(
        told("The mission ends by May 2032.", when="2032-05", what="mission", phase=None),
        told(
            "The first phase of the mission has ended.", "2032-05-20",
            what="first phase of the mission", standing="done",
        ),
    )  # fmt: skip
    assert sorted(line.standing for line in lines) == ["done", "planned"]


def test_a_time_from_the_first_meeting_is_counted_from_its_day():
    (line,) = timetable(
        told(
            "The first phase ends within ninety days of the first meeting.",
            counted=Counted(90, "day", 1),
        )
    )
    assert line.when == "2031-08-03"
    assert line.round is not None


def test_a_time_from_a_meeting_that_is_not_known_has_no_date():
    (line,) = timetable(told("Ninety days after the third.", counted=Counted(90, "day", 3)))
    assert line.when is None


def test_a_line_without_a_format_hangs_on_the_one_of_its_parties_that_speaks_of_it():
    plan = told("The mission ends by May 2032.", when="2032-05", what="mission", phase=None)
    loose = told(
        "The mission has ended.", "2032-05-20", what="mission", phase=None, standing="done"
    )
    bare = replace(
        loose.reading,
        mechanisms=(),
        meetings=tuple(
            replace(m, mechanism=None, name=None, ordinal=None, when="2032-05-19")
            for m in loose.reading.meetings
        ),
        milestones=tuple(replace(m, format=None) for m in loose.reading.milestones),
    )
    (line,) = timetable(plan, Report(loose.article, bare))
    assert (line.standing, len(line.evidence)) == ("done", 2)
    elsewhere = replace(
        bare, meetings=tuple(replace(m, parties=("KEN", "PER")) for m in bare.meetings)
    )
    (open_line,) = timetable(plan, Report(loose.article, elsewhere))
    assert open_line.standing == "planned"


def test_an_assessment_told_by_two_outlets_is_one_and_a_later_one_another():
    def report(text, published, outlet, standing="reported"):
        plain = told(text, published, outlet)
        quote = plain.reading.milestones[0].evidence
        found = AssessmentFinding(NAME, standing, ("the threat",), None, "a rule", quote)
        return Report(plain.article, replace(plain.reading, milestones=(), assessments=(found,)))

    reports = [
        report("The commission assessed the threat.", "2031-05-06", "River Wire"),
        report("It said that it had assessed the threat.", "2031-05-08", "Hill Post"),
        report("The commission assessed the threat anew.", "2032-01-08", "Hill Post"),
    ]
    (found,) = (e for e in entries_of(reports, []) if isinstance(e, Mechanism))
    assert [(a.standing, len(a.evidence)) for a in found.assessments] == [
        ("reported", 2),
        ("reported", 1),
    ]


@given(
    number=st.integers(1, 60),
    unit=st.sampled_from(("day", "week", "month", "year")),
    when=st.dates(),
)
def test_a_counted_time_is_never_before_the_day_it_is_counted_from(number, unit, when):
    day = when.replace(year=min(max(when.year, 1900), 2900)).isoformat()
    counted = after(Counted(number, unit, 1), day)
    assert counted is not None
    assert counted >= day[: len(counted)]


@given(st.permutations(range(3)))
def test_the_order_of_reading_makes_no_difference(order):
    reports = [
        told("The first phase ends by September 2032.", when="2032-09"),
        told("The first phase ends by June 2033.", "2032-02-01", when="2033-06"),
        told("The first phase has ended.", "2033-06-20", standing="done"),
    ]
    assert timetable(*(reports[i] for i in order)) == timetable(*reports)
