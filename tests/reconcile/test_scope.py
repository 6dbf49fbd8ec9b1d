"""Reports of one promise of which one lists more than the other."""

import pytest
from telling import article, commitment, entries_of, meeting, only, report

from stocktake.model import Commitment, Discrepancy

LONG = "Norway will train Kenya's coast guards, divers, pilots and harbour clerks"


def told(quote, published, outlet):
    one = article(f"{quote}. They met in Oslo.", published, outlet=outlet)
    return report(
        one,
        meetings=[meeting(one, "met in Oslo", when="2031-05-05")],
        commitments=[commitment(one, quote)],
    )


def found(second):
    entries = entries_of(
        told(LONG, "2031-05-06", "River Wire"), told(second, "2031-05-07", "Quay Post")
    )
    return only(Commitment, entries), only(Discrepancy, entries)


def test_a_list_with_all_of_another_and_more_is_a_disagreement_on_scope():
    (about,), (differ,) = found("Norway will train Kenya's coast guards, divers and pilots")
    assert (differ.kind, differ.about) == ("scope", about.id)
    assert len(differ.readings) == 2


@pytest.mark.parametrize(
    "second",
    [
        "Norway will train Kenya's coast guards, divers, pilots and harbour clerks in Oslo",
        "Norway will train Kenya's coast guards, sailors and pilots",
        "Norway will train coast guards of Kenya",
    ],
)
def test_neither_the_same_list_nor_another_nor_none_is_one(second):
    assert found(second)[1] == []
