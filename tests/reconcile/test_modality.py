"""Reports of one meeting of which one tells as done what another tells as promised."""

import pytest
from telling import article, commitment, entries_of, meeting, only, report, words

from stocktake.model import Commitment, Discrepancy, OutcomeFinding

PLAN = "Norway will open a training centre in Mombasa"
DEED = "Norway opened a training centre in Mombasa"


def found(plan: str, deed: str, published: str = "2031-05-07", outlet: str = "Quay Post"):
    one = article(f"{plan}. They met in Oslo.", "2031-05-06", outlet="River Wire")
    two = article(f"{deed}. Oslo saw them; they met.", published, outlet=outlet)
    done = OutcomeFinding("delivered", ("NOR",), None, (), "test", words(two, deed))
    return entries_of(
        report(one, meetings=[meeting(one, "met in Oslo")], commitments=[commitment(one, plan)]),
        report(two, meetings=[meeting(two, "they met", place="Oslo")], outcomes=(done,)),
    )


def test_a_deed_that_another_report_of_the_meeting_only_promises_is_a_disagreement():
    entries = found(PLAN, DEED)
    (about,), (differ,) = only(Commitment, entries), only(Discrepancy, entries)
    assert (differ.kind, differ.about) == ("modality", about.id)
    assert {r.value for r in differ.readings} == {PLAN, DEED}
    assert differ.likely is None


@pytest.mark.parametrize(
    ("plan", "deed", "published"),
    [
        (PLAN, "Norway opened a fish market in Mombasa", "2031-05-07"),
        ("Norway will open another training centre in Mombasa", DEED, "2031-05-07"),
        ("Norway will open two training centres", "Norway opened three training centres",
         "2031-05-07"),
        (PLAN, DEED, "2031-05-30"),
    ],
)  # fmt: skip
def test_another_deed_one_more_of_it_another_number_and_a_later_day_are_none(plan, deed, published):
    assert not only(Discrepancy, found(plan, deed, published))
