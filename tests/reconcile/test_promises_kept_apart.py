"""Promises that share words and are two, as a reader of both would say."""

import pytest
from telling import article, commitment, entries_of, meeting, only, report

from stocktake.model import Commitment
from stocktake.reconcile.wording import concepts

MET = "Kenya and Norway met in Oslo."


def told(outlet: str, *said: str, actors=("NOR",), parties=("KEN", "NOR"), **more):
    one = article(" ".join([MET, outlet, *said]), outlet=outlet)
    promises = [commitment(one, quote, actors=actors, **more) for quote in said]
    return report(one, meetings=[meeting(one, MET, parties=parties)], commitments=promises)


def count(*reports) -> int:
    return len(only(Commitment, entries_of(*reports)))


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("Norway wants rules that are in place by spring.", "Norway wants a place for new quays."),
        ("Norway aims at economic growth.", "Norway will talk of economic growth and rules."),
        ("Norway will work for prosperity.", "Norway will lend money for growth and prosperity."),
        ("Norway backs the Pacific vision.", "Norway will patrol the Indo-Pacific lanes."),
    ],
)
def test_wishes_values_and_regions_make_no_two_promises_one(one, two):
    assert count(told("Fjord Wire.", one), told("Lake Post.", two)) == 2


def test_the_initials_of_a_party_make_no_two_promises_one():
    emirates = {"parties": ("ARE", "NOR")}
    one = told("Fjord Wire.", "Norway will help the UAE guard its coast.", **emirates)
    two = told("Lake Post.", "Norway keeps up the partnership with the UAE.", **emirates)
    assert count(one, two) == 2


def test_what_one_article_says_twice_agrees_in_several_words_and_in_its_day():
    visit = "Norway will send a trade team to six lake states in May."
    leg = "Norway will send a trade team to the lake."
    assert count(told("Fjord Wire.", visit, leg)) == 1
    days = [
        commitment(one, quote, actors=("NOR",), deadline=due)
        for one in [article(f"{MET} {visit} {leg}")]
        for quote, due in ((visit, "2031-05"), (leg, "2031-05-20"))
    ]
    one = article(f"{MET} {visit} {leg}")
    assert count(report(one, meetings=[meeting(one, MET)], commitments=days)) == 2
    vague = told("Fjord Wire.", "Norway will join four talks on fish.", "Norway will join talks.")
    assert count(vague) == 2


def test_to_bring_something_is_no_return_and_to_bring_somebody_home_is():
    assert "return" not in concepts("bring investment to the people")
    assert "return" in concepts("bring all of its nationals home")
    assert "return" in concepts("take its own people back")


@pytest.mark.parametrize(("object_", "renewed"), [("ten lake ships", 1), ("the ships above", 0)])
def test_what_points_elsewhere_on_its_page_renews_nothing(object_, renewed):
    quote = f"Norway will add {object_} to the blacklist of the lake police."
    reports = []
    for day, outlet in (("2031-05-05", "Fjord Wire."), ("2032-05-05", "Lake Post.")):
        one = article(" ".join([MET, outlet, quote]), day, outlet=outlet)
        met = meeting(one, MET, when=day)
        promises = [commitment(one, quote, actors=("NOR",))]
        reports.append(report(one, meetings=[met], commitments=promises))
    assert sum(bool(c.renews) for c in only(Commitment, entries_of(*reports))) == renewed


@pytest.mark.parametrize(("misread", "records"), [(("NOR", "PER"), 1), (("NOR", "GHA"), 2)])
def test_a_group_of_many_may_be_read_with_one_too_many_and_not_with_others(misread, records):
    lakes = ("CHL", "FJI", "KEN", "MLI", "PER")
    met = {"parties": (*lakes, "NOR")}
    one = told("Fjord Wire.", "They will share data on ten rivers.", actors=lakes, **met)
    two = told("Lake Post.", "They will share data on ten rivers.", actors=misread, **met)
    assert count(one, two) == records
