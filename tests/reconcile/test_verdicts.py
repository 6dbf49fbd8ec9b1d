"""Verdicts on promises that only explicit words bear: in part, moved, given up."""

import pytest
from telling import article, commitment, entries_of, meeting, only, report, words

from stocktake.model import Commitment, FollowThrough, OutcomeFinding

BOATS = "Norway will donate two patrol boats to the coast guard"
WORKSHOP = "Norway will hold a workshop on fish nets in Mombasa in 2031"


def told(text, published, promises=(), outcome=None):
    one = article(f"{text}. They met in Oslo.", published)
    delivery, said = outcome or ("", "")
    return report(
        one,
        meetings=[meeting(one, "met in Oslo", when=published)],
        commitments=[commitment(one, quote, deadline=day) for quote, day in promises],
        outcomes=(OutcomeFinding(delivery, ("KEN", "NOR"), None, (), "test", words(one, said)),)
        if said
        else (),
    )


def fate(plan, day, delivery, said, anew=()):
    entries = entries_of(
        told(plan, "2031-05-05", [(plan, day)]),
        told(said, "2032-03-02", anew, (delivery, said)),
    )
    (found,) = (f for f in only(FollowThrough, entries) if f.counted)
    (old,) = (c for c in only(Commitment, entries) if c.summary == plan)
    assert old.delivery == found.delivery
    return found


@pytest.mark.parametrize(
    ("said", "verdict"),
    [
        ("Norway has donated the two patrol boats to the coast guard", "delivered"),
        ("Norway has donated one of the two patrol boats to the coast guard", "partly"),
        ("Norway has donated a patrol boat to the coast guard, and the rest will follow", "partly"),
    ],
)
def test_a_part_done_is_not_the_whole(said, verdict):
    assert fate(BOATS, None, "delivered", said).delivery == verdict


LATE = "The workshop on fish nets in Mombasa was not held; Norway now plans to hold it in 2033"


def test_a_promise_made_anew_for_a_later_day_where_the_delay_is_told_replaces_the_old():
    found = fate(WORKSHOP, "2031", "not started", LATE, [("Norway now plans to hold it", "2033")])
    assert found.delivery == "superseded"
    assert "moved to 2033" in found.why


@pytest.mark.parametrize(
    "anew",
    [(), [("Norway now plans to hold it", None)], [("Norway now plans to hold it", "2031-06")]],
)
def test_without_a_later_day_to_stand_for_it_the_old_promise_stays_open(anew):
    assert fate(WORKSHOP, "2031", "not started", LATE, anew).delivery == "not started"


def test_what_was_given_up_is_withdrawn():
    said = "The workshop on fish nets in Mombasa was called off"
    assert fate(WORKSHOP, "2031", "withdrawn", said).delivery == "withdrawn"


def test_the_promise_for_the_later_day_renews_the_one_that_gave_way():
    anew = [("Norway now plans to hold it", "2033")]
    entries = entries_of(
        told(WORKSHOP, "2031-05-05", [(WORKSHOP, "2031")]),
        told(LATE, "2032-03-02", anew, ("not started", LATE)),
    )
    new, old = sorted(only(Commitment, entries), key=lambda c: c.renews is None)
    assert (new.renews, new.novelty, old.renews) == (old.id, "renewed", None)
    assert [(s.field, s.before, s.after) for s in new.shifts] == [("deadline", "2031", "2033")]
