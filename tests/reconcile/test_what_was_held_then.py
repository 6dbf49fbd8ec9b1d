"""What the register held at a moment is what it showed at that moment; its changes say why."""

from collections.abc import Iterator

import pytest
from deciding import READER, decided, exported, hold, of, page_of, quoted, round_told, shown
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from test_judgements_hold import FIRST, PLENTY, SECOND, STRANGE, by, verdicts  # noqa: F401 - a fixture

from stocktake import versions
from stocktake.pipeline import derive, undo
from stocktake.register import Register, create_or_open
from stocktake.serve.exchange import records_of
from stocktake.serve.export import as_json


class Clock:
    """Strikes a second whenever it is asked to."""

    def __init__(self) -> None:
        self.second = 0

    def __call__(self) -> str:
        return f"2040-01-01T00:{self.second // 60:02}:{self.second % 60:02}.000000+00:00"


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def timed(place: str, clock: Clock) -> Iterator[Register]:
    register = create_or_open(place, clock)
    yield register
    register.close()


def held_at(register: Register, moment: str) -> bytes:
    records = records_of(register.holdings_at(moment))
    return b"".join(as_json(records, "2032-01-01T00:00:00+00:00"))


def test_a_page_that_came_later_was_not_held_before(timed, clock):
    hold(timed, FIRST)
    before, moment = exported(timed), clock()
    clock.second += 1
    hold(timed, SECOND, STRANGE)
    assert exported(timed) != before
    assert held_at(timed, moment) == before


def test_a_change_names_its_record_its_fields_and_its_cause(timed, clock):
    hold(timed, FIRST)
    promise = of(timed, "commitments", FIRST.article.id)
    clock.second += 1
    moment = clock()
    made = decided(timed, "correct", promise.id, field="deadline", value="2034")
    (change,) = [c for c in timed.changes_since(moment) if c.kind == "commitments"]
    assert (change.id, change.change) == (promise.id, "changed")
    assert [(f.field, f.before, f.after) for f in change.fields] == [
        ("deadline", "2031-09", "2034"),
        ("rulings", None, made.id),
    ]
    assert change.cause == f"judgement {made.id} by Ada"


def test_what_is_added_and_withdrawn_says_which_page_made_it_so(timed, clock):
    hold(timed, FIRST, STRANGE)
    added = [c for c in timed.changes_since("2039") if c.kind == "commitments"]
    assert {(c.change, c.cause) for c in added} == {
        ("added", f"page {r.article.page} added") for r in (FIRST, STRANGE)
    }
    clock.second += 1
    moment = clock()
    timed.forget(STRANGE.article.page)
    derive(timed)
    gone = timed.changes_since(moment)
    assert {c.change for c in gone if c.kind != "parties"} == {"withdrawn"}
    assert {c.cause for c in gone} == {f"page {STRANGE.article.page} forgotten"}


def test_other_rules_leave_no_word_of_what_they_do_not_change(timed, clock, monkeypatch):
    hold(timed, FIRST, STRANGE)
    clock.second += 1
    monkeypatch.setattr(versions, "reconciling", lambda: "other rules")
    derive(timed)
    assert timed.changes_since(clock()) == ()


def test_what_a_forgotten_page_said_is_not_told_of_the_past_either(timed, clock):
    hold(timed, FIRST, SECOND)
    moment = clock()
    clock.second += 1
    timed.forget(SECOND.article.page)
    derive(timed)
    then = records_of(timed.holdings_at(moment))
    assert [article.id for article in then.articles] == [FIRST.article.id]
    assert {i for e in then.commitments for i in quoted(e)} == {FIRST.article.id}
    with timed._engine.begin() as connection:
        kept = connection.exec_driver_sql('SELECT "before" FROM log').scalars().all()
    assert not [body for body in kept if body and SECOND.article.id in body]


def test_a_page_read_again_is_held_then_as_it_was_read_then(timed, clock):
    hold(timed, FIRST)
    before, moment = exported(timed), clock()
    clock.second += 1
    again = round_told(1, "2031-05-06", promise="Norway will sell all of its boats")
    page = page_of(again).page
    timed.take_in([page_of(again).__class__(page_of(FIRST).page, (again,))], READER.__class__(
        "v-2", "model", "2", "0" * 64, "1" * 64))  # fmt: skip
    derive(timed)
    assert page.id
    then = records_of(timed.holdings_at(moment))
    assert [a.text for a in then.articles] == [FIRST.article.text]
    assert b"forty coast guards" in before
    assert [c.summary for c in then.commitments] == ["Norway will train forty coast guards"]
    assert [c.summary for c in shown(timed, "commitments")] == ["Norway will sell all of its boats"]


@settings(
    max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(data=st.data())
def test_any_moment_shows_what_the_register_showed_then(data, new_place, verdicts):  # noqa: F811 - a fixture
    judgements, _ = verdicts
    clock = Clock()
    register = create_or_open(new_place(), clock)
    seen = {}
    for one in data.draw(st.permutations([*PLENTY, *judgements])):
        clock.second += 1
        if one in judgements:
            register.judge(one)
        else:
            register.take_in([page_of(one)], READER)
        derive(register)
        seen[clock()] = entries(register.holdings())
    undone = next(j for j in judgements if j.undone is None)
    clock.second += 1
    undo(register, undone.id, by())
    for moment, was in seen.items():
        assert entries(register.holdings_at(moment)) == was
    register.close()


def entries(holdings) -> object:
    return (
        holdings.entries,
        holdings.rejected,
        holdings.articles,
        holdings.pages,
        holdings.relevant,
    )
