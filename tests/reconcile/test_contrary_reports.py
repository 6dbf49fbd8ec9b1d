"""What reports of one gathering tell in contrary ways, and which reports are of one gathering."""

import pytest
from telling import article, commitment, entries_of, meeting, only, person, report, words

from stocktake.model import AgreementFinding, Commitment, Discrepancy, Meeting
from stocktake.reconcile.offices import other_office
from stocktake.reconcile.places import apart

SIX = ("CHL", "FJI", "GHA", "KEN", "NOR", "PER")


def gathering(text, *, parties=SIX, title="Leaders meet", published="2031-05-06", **fields):
    one = article(text, published, title=title, outlet=text[:9])
    return report(one, meetings=[meeting(one, text, parties=parties, **fields)])


def test_a_report_that_leaves_out_parties_is_of_the_same_numbered_round():
    one = gathering("Six states held their first summit in Lima.", ordinal=1, place="Lima")
    two = gathering(
        "First summit of island and coast states.", ordinal=1, place="Cusco", parties=SIX[:4]
    )
    assert len(only(Meeting, entries_of(one, two))) == 1


def test_a_report_without_any_day_joins_the_numbered_round_in_its_place():
    one = gathering("Six states held their first summit in Lima.", ordinal=1, place="Lima")
    two = gathering("In Lima, a first summit.", ordinal=1, place="Lima", when=None, published=None)
    assert len(only(Meeting, entries_of(one, two))) == 1


def test_two_of_the_parties_that_meet_beside_a_gathering_meet_apart():
    one = gathering("Six states held their first summit in Lima.", ordinal=1, place="Lima")
    two = gathering("Norway and Kenya spoke about fish.", parties=("KEN", "NOR"), place="Lima")
    assert len(only(Meeting, entries_of(one, two))) == 2


def test_cities_far_from_one_another_are_a_disagreement_on_the_place():
    one = gathering("Six states held their first summit in Lima.", ordinal=1, place="Lima")
    two = gathering("First summit of coast states in Santiago.", ordinal=1, place="Santiago")
    (found,) = only(Discrepancy, entries_of(one, two))
    assert (found.kind, {r.value for r in found.readings}) == ("place", {"Lima", "Santiago"})


def test_a_report_that_leaves_one_party_out_and_errs_on_the_city_is_of_the_same_gathering():
    one = gathering("Six states met in Lima.", place="Lima", mechanism="Coast States Summit")
    two = gathering("The five met in Santiago.", place="Santiago", parties=SIX[:5])
    entries = entries_of(one, two)
    assert len(only(Meeting, entries)) == 1
    assert [d.kind for d in only(Discrepancy, entries)] == ["place"]


@pytest.mark.parametrize(
    "other",
    [{"parties": SIX[:4]}, {"when": "2031-05-06"}, {"place": None, "parties": SIX[:5]}],
)
def test_a_report_that_agrees_in_less_is_of_another_gathering(other):
    one = gathering("Six states met in Lima.", place="Lima", mechanism="Coast States Summit")
    two = gathering("Some met in Santiago.", **{"place": "Santiago", **other})
    assert len(only(Meeting, entries_of(one, two))) == 2


@pytest.mark.parametrize(
    ("one", "two", "far"),
    [
        ("Lyon", "Marseille", True),
        ("Quezon City", "Manila", False),
        ("Old Fort", "Oslo", False),
        ("the town hall, Lima", "Lima", False),
    ],
)
def test_a_venue_or_a_quarter_is_not_another_place(one, two, far):
    assert apart(one, two) is far


def test_offices_over_other_things_differ_across_languages_and_past_ones_do_not():
    assert other_office("Interior Minister", "مستشار الأمن القومي")
    assert not other_office("Foreign Minister", "وزير الخارجية")
    assert not other_office("former Interior Minister", "Minister of Defence")


def test_the_office_that_most_origins_give_somebody_is_likely():
    roles = ("Minister of Defence", "Interior Minister", "Defense Minister")
    told = []
    for number, role in enumerate(roles):
        one = article(f"{number}: Ada Holm, {role}, met in Oslo.", outlet=f"Wire {number}")
        told.append(
            report(one, meetings=[meeting(one, "met in Oslo", place="Oslo")],
                   people=[person(one, "Ada Holm", role, "NOR")])
        )  # fmt: skip
    (found,) = only(Discrepancy, entries_of(*told))
    assert found.kind == "role"
    assert found.likely in ("Minister of Defence", "Defense Minister")
    assert len(found.readings) == 3


def test_contrary_words_for_one_acronym_are_a_disagreement_on_the_name():
    def signed(title):
        one = article(f"They met in Oslo and signed the {title}.", outlet=title[:12])
        text = AgreementFinding(
            title, "FISHCO", "other", "signed", ("KEN", "NOR"), None, words(one, title)
        )
        return report(one, meetings=[meeting(one, "met in Oslo", place="Oslo")], agreements=(text,))

    told = entries_of(
        signed("Fish Stock Conservation Agreement (FISHCO)"),
        signed("Filtered Shower Company (FISHCO)"),
    )
    (found,) = only(Discrepancy, told)
    assert (found.kind, found.likely) == ("name", "Fish Stock Conservation Agreement")


def test_little_in_common_is_enough_where_nothing_else_comes_near():
    one = "Norway will fund a laboratory for eel diseases"
    two = "Oslo promised money for a lab on sick eels"
    other = "Norway will lend two boats to the rescuers"

    def told(n, *promises):
        quoted = [(q, commitment) for q in promises]
        text = article(f"{n} They met in Oslo. {'. '.join(promises)}.", outlet=f"Wire {n}")
        return report(
            text, meetings=[meeting(text, "met in Oslo", place="Oslo")],
            commitments=[make(text, q) for q, make in quoted],
        )  # fmt: skip

    found = only(Commitment, entries_of(told(1, one, other), told(2, two)))
    assert sorted(len(c.evidence) for c in found) == [1, 2]


def test_one_outlets_two_meetings_of_a_day_differ_by_whom_their_titles_name():
    guest = ("Ada Holm", "Minister", "NOR")

    def seen(title):
        one = article(f"{title}. Ada Holm met Juma Otieno.", title=title)
        people = [person(one, *guest), person(one, "Juma Otieno", "Deputy", "KEN")]
        return report(one, meetings=[meeting(one, "met", place="Oslo")], people=people)

    one = seen("The minister’s meeting with harbour masters")
    two = seen("The minister’s meeting with fishing unions")
    assert len(only(Meeting, entries_of(one, two))) == 2
