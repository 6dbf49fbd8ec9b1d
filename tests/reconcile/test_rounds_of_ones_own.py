"""A round that a secretariat enters stands with its name, and later reports of it join it."""

from itertools import count

import pytest
from deciding import decided, exported, hold, of, outcome_told, quoted, round_told, shown

from stocktake.errors import BadQuestion, NoSuchRecord
from stocktake.model import PromiseWord, RoundWord, Seat
from stocktake.register import create_or_open
from stocktake.rounds import Entry, enter_promise, enter_round, open_items, seat_of

HELD = RoundWord(
    "held", "Fisheries Dialogue", "dialogue", 3, "2033-05-06", "Oslo", ("KEN", "NOR"),
    (Seat("Jane Roe", "minister", "NOR", head=True),), ("Fish stocks",),
)  # fmt: skip
PROMISE = PromiseWord(("NOR",), (), "Norway will train forty coast guards", "2033-09")
_SECONDS = count()


def by(name: str = "J. Roe") -> Entry:
    return Entry(name, f"2033-06-01T00:00:{next(_SECONDS) % 60:02}.000000+00:00")


def test_what_is_entered_bears_a_name_in_place_of_quotes(register):
    met = enter_round(register, HELD, None, by())
    promise = enter_promise(register, PROMISE, met, by())
    (meeting,), (made,) = shown(register, "meetings"), shown(register, "commitments")
    assert (meeting.id, made.id, made.meeting) == (met, promise, met)
    assert (meeting.evidence, meeting.entered_by, meeting.reports) == ((), "J. Roe", ())
    assert (made.evidence, made.entered_by) == ((), "J. Roe")
    (person,) = shown(register, "people")
    assert [seat.person for seat in meeting.delegates] == [person.id]
    assert shown(register, "origins") == ()


def test_a_plan_becomes_the_round_that_was_held(register):
    planned = RoundWord("planned", HELD.mechanism, "dialogue", 3, "2033", None, HELD.parties,
                        HELD.delegates)  # fmt: skip
    met = enter_round(register, planned, None, by())
    assert shown(register, "meetings")[0].when == "2033"
    held = RoundWord("held", None, "dialogue", None, "2033-05-06", "Oslo", ())
    assert enter_round(register, held, met, by()) == met
    (meeting,) = shown(register, "meetings")
    assert (meeting.when, meeting.place, meeting.ordinal) == ("2033-05-06", "Oslo", 3)
    assert len(meeting.delegates) == 1


def test_reports_that_come_later_join_the_round_and_its_promise(register):
    met = enter_round(register, HELD, None, by())
    enter_promise(register, PROMISE, met, by())
    report = round_told(3, "2033-05-06")
    hold(register, report)
    (meeting,), (made,) = shown(register, "meetings"), shown(register, "commitments")
    assert quoted(meeting) == quoted(made) == {report.article.id}
    assert (meeting.entered_by, made.entered_by) == ("J. Roe", "J. Roe")
    assert meeting.reports == (report.article.id,)


def test_the_order_of_entering_and_reading_does_not_matter(new_place):
    report, done = round_told(3, "2033-05-06"), outcome_told(
        "2033-08-01", "Norway has trained the forty coast guards")  # fmt: skip
    first, second = by(), by()
    one, two = create_or_open(new_place()), create_or_open(new_place())
    enter_promise(one, PROMISE, enter_round(one, HELD, None, first), second)
    hold(one, report, done)
    hold(two, done, report)
    for statement in one.statements():
        two.enter(statement)
    hold(two)
    assert exported(one) == exported(two)
    assert shown(one, "commitments")[0].delivery == "delivered"
    one.close()
    two.close()


def test_a_round_that_the_press_tells_of_is_the_one_that_was_meant(register):
    hold(register, round_told(3, "2033-05-06"))
    told = shown(register, "meetings")[0].id
    own = RoundWord("held", None, "dialogue", None, None, "Bergen", ())
    met = enter_round(register, own, told, by())
    (meeting,) = shown(register, "meetings")
    assert (meeting.id, meeting.entered_by) == (met, "J. Roe")
    promise = enter_promise(register, PromiseWord(("KEN",), (), "Kenya to map its reefs", None),
                            met, by())  # fmt: skip
    assert promise in {c.id for c in shown(register, "commitments")}


def test_what_is_entered_can_be_judged(register):
    met = enter_round(register, HELD, None, by())
    promise = enter_promise(register, PROMISE, met, by())
    decided(register, "correct", promise, field="deadline", value="2034")
    assert shown(register, "commitments")[0].deadline == "2034"
    decided(register, "reject", promise)
    assert shown(register, "commitments") == ()
    assert {j.standing for j in shown(register, "judgements")} == {"holds"}


def test_what_earlier_rounds_left_open_is_on_the_next_ones_agenda(register):
    hold(register, round_told(1, "2031-05-06"))
    promise = of(register, "commitments", shown(register, "articles")[0].id)
    met = enter_round(register, HELD, None, by())
    meeting = next(m for m in shown(register, "meetings") if m.id == met)
    assert [c.id for c in open_items(register, meeting)] == [promise.id]
    decided(register, "correct", promise.id, field="delivery", value="delivered")
    assert open_items(register, meeting) == []


def test_a_delegate_is_read_from_a_line():
    assert seat_of("Jane Roe; minister; Norway; head") == Seat(
        "Jane Roe", "minister", "NOR", head=True
    )
    assert seat_of("Jane Roe") == Seat("Jane Roe", None, None, head=False)
    with pytest.raises(BadQuestion, match="no party known"):
        seat_of("Jane Roe; minister; Atlantis")
    with pytest.raises(BadQuestion, match="no name"):
        seat_of("; minister")


def test_a_round_that_cannot_be_entered_says_why(register):
    nobody = RoundWord("planned", None, "dialogue", None, None, None, ())
    with pytest.raises(BadQuestion, match="name the mechanism"):
        enter_round(register, nobody, None, by())
    with pytest.raises(NoSuchRecord, match="m-none"):
        enter_promise(register, PROMISE, "m-none", by())
