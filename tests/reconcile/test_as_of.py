"""As of a day, the register says what reports up to that day say, and nothing that came after."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from deciding import READER, decided, hold, of, page_of, quoted, shown
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from test_judgements_hold import FIRST, PLENTY, SECOND, verdicts  # noqa: F401 - a fixture

from stocktake.as_of import as_of
from stocktake.model import Report
from stocktake.pipeline import derive, entries_of
from stocktake.register import create_or_open

DAYS = st.dates(date(2031, 1, 1), date(2041, 1, 1))


def then(register, day: date):
    return as_of(register, day, register.holdings())


def undated(report: Report) -> Report:
    return replace(report, article=replace(report.article, published=None))


def test_a_report_of_the_next_day_is_not_known_the_day_before(register):
    hold(register, FIRST, SECOND)
    day = date.fromisoformat(SECOND.article.published)
    before, after = then(register, day - timedelta(days=1)), then(register, day)
    assert [article.id for article in before.articles] == [FIRST.article.id]
    assert not any(SECOND.article.id in quoted(entry) for entry in before.entries)
    assert after == register.holdings()


def test_what_became_of_a_promise_is_not_known_before_it_was_reported(register):
    hold(register, *PLENTY)
    day = date(2031, 7, 1)
    promises = [e for e in then(register, day).entries if e.id.startswith("c-")]
    assert promises
    assert {promise.delivery for promise in promises} == {"no evidence found"}
    assert "delivered" in {promise.delivery for promise in shown(register, "commitments")}


def test_an_article_without_a_date_counts_from_the_day_it_was_read(place):
    register = create_or_open(place, lambda: "2035-06-01T00:00:00.000000+00:00")
    hold(register, undated(FIRST))
    assert then(register, date(2035, 5, 31)).articles == ()
    assert len(then(register, date(2035, 6, 1)).articles) == 1
    register.close()


def test_a_persons_word_on_delivery_is_not_known_before_it_was_given(register):
    hold(register, FIRST, SECOND)
    promise = of(register, "commitments", FIRST.article.id)
    decided(register, "correct", promise.id, field="delivery", value="lapsed")
    decided(register, "correct", promise.id, field="deadline", value="2030")
    (before,) = [e for e in then(register, date(2031, 6, 1)).entries if e.id == promise.id]
    assert (before.delivery, before.deadline) == ("no evidence found", "2030")
    assert of(register, "commitments", FIRST.article.id).delivery == "lapsed"


@settings(
    max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(data=st.data())
def test_of_any_two_days_each_shows_what_a_register_of_that_day_would(
    data,
    new_place,
    verdicts,  # noqa: F811 - the fixture
):
    judgements, _ = verdicts
    register = create_or_open(new_place())
    for one in data.draw(st.permutations(PLENTY)):
        register.take_in([page_of(one)], READER)
    for judgement in judgements:
        register.judge(judgement)
    derive(register)
    whole = register.holdings()
    for day in data.draw(st.tuples(DAYS, DAYS)):
        known = [one for one in PLENTY if one.article.published <= day.isoformat()]
        alone = create_or_open(new_place())
        alone.take_in([page_of(one) for one in known], READER)
        for judgement in judgements:
            alone.judge(judgement)
        derive(alone)
        shown_then, held_alone = as_of(register, day, whole), alone.holdings()
        assert shown_then.entries == held_alone.entries
        assert shown_then.rejected == held_alone.rejected
        assert shown_then.articles == held_alone.articles
        alone.close()
    register.close()


@pytest.mark.parametrize("judged", [False, True])
def test_entries_made_at_once_are_those_that_a_register_holds(register, verdicts, judged):  # noqa: F811 - a fixture
    judgements = [j for j in verdicts[0] if j.undone is None] if judged else []
    for judgement in judgements:
        register.judge(judgement)
    hold(register, *PLENTY)
    held = register.holdings()
    made = entries_of(PLENTY, judgements)
    assert made == tuple(sorted((*held.entries, *held.rejected), key=lambda entry: entry.id))
