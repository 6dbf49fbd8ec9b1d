"""Which reports are of one meeting, and what they disagree on."""

import pytest
from telling import article, entries_of, mechanism, meeting, only, person, report, words

from stocktake.model import Discrepancy, Mechanism, Meeting, Seat

FIRST = "Kenya and Norway opened the Fisheries Dialogue in Oslo. It was the second round."
SECOND = "In Oslo the Fisheries Dialogue of Norway and Kenya has ended. Envoys dined."


def test_two_reports_of_one_round_are_one_meeting():
    one = article(FIRST)
    two = article(SECOND, "2031-05-07")
    meetings = only(
        Meeting,
        entries_of(
            report(one, meetings=[meeting(one, "Kenya", mechanism="Fisheries Dialogue", ordinal=2)],
                   mechanisms=[mechanism(one, "Fisheries Dialogue")]),
            report(two, meetings=[meeting(two, "In Oslo", mechanism="Fisheries Dialogue")],
                   mechanisms=[mechanism(two, "Fisheries Dialogue")]),
        ),
    )  # fmt: skip
    assert [m.reports for m in meetings] == [tuple(sorted((one.id, two.id)))]
    assert meetings[0].ordinal == 2


def test_rounds_of_one_format_in_two_years_are_two_meetings_in_time_order():
    one = article(FIRST)
    two = article(SECOND, "2032-05-07")
    entries = entries_of(
        report(two, meetings=[meeting(two, "In Oslo", when="2032-05-06",
                                      mechanism="Fisheries Dialogue")],
               mechanisms=[mechanism(two, "Fisheries Dialogue")]),
        report(one, meetings=[meeting(one, "Kenya", mechanism="Fisheries Dialogue")],
               mechanisms=[mechanism(one, "Fisheries Dialogue")]),
    )  # fmt: skip
    by_date = {m.when: m.id for m in only(Meeting, entries)}
    (format_,) = only(Mechanism, entries)
    assert format_.meetings == (by_date["2031-05-05"], by_date["2032-05-06"])


def test_two_formats_on_one_day_are_two_meetings():
    one = article("Kenya and Norway opened the Fisheries Dialogue in Oslo.")
    two = article("Kenya and Norway held the Wind Energy Commission in Oslo.")
    entries = entries_of(
        report(one, meetings=[meeting(one, "Kenya", mechanism="Fisheries Dialogue")],
               mechanisms=[mechanism(one, "Fisheries Dialogue")]),
        report(two, meetings=[meeting(two, "Kenya", mechanism="Wind Energy Commission")],
               mechanisms=[mechanism(two, "Wind Energy Commission", kind="commission")]),
    )  # fmt: skip
    assert len(only(Meeting, entries)) == 2
    assert len(only(Mechanism, entries)) == 2


def test_ministers_and_their_deputies_meet_apart():
    one = article("The Ministerial Fisheries Dialogue met in Oslo.")
    two = article("The Vice-Ministerial Fisheries Dialogue met in Oslo.")
    entries = entries_of(
        report(one, meetings=[meeting(one, "met", mechanism="Ministerial Fisheries Dialogue")],
               mechanisms=[mechanism(one, "Ministerial Fisheries Dialogue")]),
        report(two, meetings=[meeting(two, "met", mechanism="Vice-Ministerial Fisheries Dialogue")],
               mechanisms=[mechanism(two, "Vice-Ministerial Fisheries Dialogue")]),
    )  # fmt: skip
    assert len(only(Meeting, entries)) == 2


def test_other_days_in_two_reports_of_one_round_are_a_disagreement():
    one = article(
        "Joint statement. The Fisheries Dialogue met on 5 and 6 May.", title="Joint Statement"
    )
    two = article("The Fisheries Dialogue sat on 6 and 7 May.")
    found = only(
        Discrepancy,
        entries_of(
            report(one, meetings=[meeting(one, "5 and 6 May", when="2031-05-05/2031-05-06",
                                          mechanism="Fisheries Dialogue", ordinal=1)],
                   mechanisms=[mechanism(one, "Fisheries Dialogue")]),
            report(two, meetings=[meeting(two, "6 and 7 May", when="2031-05-06/2031-05-07",
                                          mechanism="Fisheries Dialogue", ordinal=1)],
                   mechanisms=[mechanism(two, "Fisheries Dialogue")]),
        ),
    )  # fmt: skip
    assert [(d.kind, d.likely) for d in found] == [("date", "2031-05-05/2031-05-06")]
    assert {r.value for r in found[0].readings} == {
        "2031-05-05/2031-05-06",
        "2031-05-06/2031-05-07",
    }


def test_a_day_within_the_other_reports_days_is_no_disagreement():
    one = article("The Fisheries Dialogue met on 5 and 6 May.")
    two = article("The Fisheries Dialogue sat on 6 May.")
    entries = entries_of(
        report(one, meetings=[meeting(one, "5 and 6 May", when="2031-05-05/2031-05-06",
                                      mechanism="Fisheries Dialogue")],
               mechanisms=[mechanism(one, "Fisheries Dialogue")]),
        report(two, meetings=[meeting(two, "6 May", when="2031-05-06",
                                      mechanism="Fisheries Dialogue")],
               mechanisms=[mechanism(two, "Fisheries Dialogue")]),
    )  # fmt: skip
    assert len(only(Meeting, entries)) == 1
    assert not only(Discrepancy, entries)


def test_a_foreign_name_with_the_formats_initials_is_kept_and_questioned():
    one = article("The Coastal Survey Commission of Kenya and Norway met in Oslo on Monday.")
    two = article("Kenya and Norway sat in Oslo. The work of the Central Sugar Company went on. "
                  "Members of the Central Sugar Company dined.")  # fmt: skip
    entries = entries_of(
        report(one, meetings=[meeting(one, "met", mechanism="Coastal Survey Commission")],
               mechanisms=[mechanism(one, "Coastal Survey Commission", "CSC", "commission")]),
        report(two, meetings=[meeting(two, "sat")]),
    )  # fmt: skip
    (found,) = only(Discrepancy, entries)
    assert (found.kind, found.likely) == ("name", "Coastal Survey Commission")
    assert "Central Sugar Company" in {r.value for r in found.readings}
    (format_,) = only(Mechanism, entries)
    assert "Central Sugar Company" in format_.aliases


def test_a_family_name_that_became_an_adjective_is_questioned():
    one = article(
        "Kenya and Norway met in Oslo after a visit of the Kenyan-Moroccan Prime Minister."
    )
    two = article(
        "Kenya and Norway met in Oslo. Kenyan Prime Minister Ali Morocci came.",
        outlet="Fjord Daily",
    )
    found = only(
        Discrepancy,
        entries_of(
            report(one, meetings=[meeting(one, "met", place="Oslo")]),
            report(two, meetings=[meeting(two, "met", place="Oslo")],
                   people=[person(two, "Ali Morocci", "Prime Minister", "KEN")]),
        ),
    )  # fmt: skip
    assert [(d.kind, d.likely) for d in found] == [("wording", "Kenyan Prime Minister Ali Morocci")]


def test_a_format_named_in_passing_is_the_one_of_its_name_among_the_parties_named():
    one = article("The Higher Survey Commission of Kenya and Norway met in Oslo.")
    two = article("Kenya thanked Norway for the Higher Survey Commission (HSC).", "2031-09-09")
    quotes = (("KEN", words(two, "Kenya")), ("NOR", words(two, "Norway")))
    formats = only(
        Mechanism,
        entries_of(
            report(one, meetings=[meeting(one, "met", mechanism="Higher Survey Commission")],
                   mechanisms=[mechanism(one, "Higher Survey Commission", None, "commission")]),
            report(two, mechanisms=[mechanism(two, "Higher Survey Commission", "HSC",
                                              "commission")], parties=quotes),
        ),
    )  # fmt: skip
    assert [f.parties for f in formats] == [("KEN", "NOR")]


def test_the_number_of_a_round_that_a_report_only_dates_by_is_no_other_reading():
    one = article("The second round of the Fisheries Dialogue met on 5 May.")
    two = article("On 5 May they met, a year after the first round of the Fisheries Dialogue.")
    entries = entries_of(
        report(one, meetings=[meeting(one, one.text, mechanism="Fisheries Dialogue", ordinal=2)],
               mechanisms=[mechanism(one, "Fisheries Dialogue")]),
        report(two, meetings=[meeting(two, two.text, mechanism="Fisheries Dialogue", ordinal=1)],
               mechanisms=[mechanism(two, "Fisheries Dialogue")]),
    )  # fmt: skip
    assert not [d for d in only(Discrepancy, entries) if d.kind == "ordinal"]


def visit(text: str, title: str, names: tuple[tuple[str, str | None], ...], when="2031-05-05"):
    one = article(text, title=title)
    people = [person(one, name, "Minister", party) for name, party in names]
    return report(one, meetings=[meeting(one, text, when=when)], people=people)


def test_two_hosts_named_in_the_titles_of_one_day_are_two_meetings():
    guest = ("Ada Holm", "NOR")
    one = visit("Ada Holm saw Juma Otieno.", "Holm meets Otieno", (guest, ("Juma Otieno", "KEN")))
    two = visit("Ada Holm saw Peter Maina.", "Holm meets Maina", (guest, ("Peter Maina", "KEN")))
    assert len(only(Meeting, entries_of(one, two))) == 2


def test_a_report_that_gives_the_host_by_family_name_alone_is_of_the_same_meeting():
    guest = ("Ada Holm", "NOR")
    one = visit("Ada Holm saw Juma Otieno.", "Holm meets Otieno", (guest, ("Juma Otieno", "KEN")))
    two = visit("OTIENO received Ada Holm.", "Otieno receives Holm", (guest, ("OTIENO", None)))
    assert len(only(Meeting, entries_of(one, two))) == 1


def test_one_day_of_a_journey_with_other_people_is_a_meeting_of_its_own():
    one = visit(
        "Ada Holm goes to Kenya.", "Journey", (("Ada Holm", "NOR"),), "2031-05-04/2031-05-08"
    )
    two = visit("Ada Holm saw Juma Otieno.", "Talks", (("Ada Holm", "NOR"), ("Juma Otieno", "KEN")))
    assert len(only(Meeting, entries_of(one, two))) == 2


def test_talks_on_one_day_of_a_visit_to_several_hosts_are_a_meeting_of_their_own():
    plan = article("Ada Holm will see the king, Juma Otieno, Peter Maina and Grace Auma.")
    hosts = ("Juma Otieno", "Peter Maina", "Grace Auma")
    people = [person(plan, n, "Minister", "KEN") for n in hosts]
    people.append(person(plan, "Ada Holm", "Minister", "NOR"))
    seats = tuple(Seat(p.name, p.role, p.party, head=False) for p in people)
    days = meeting(plan, "Ada Holm will see the king", when="2031-05-04/2031-05-08", seats=seats)
    journey = report(plan, meetings=[days], people=people)
    guest = ("Ada Holm", "NOR")
    talks = visit("Ada Holm saw Juma Otieno.", "Talks", (guest, ("Juma Otieno", "KEN")))
    assert len(only(Meeting, entries_of(journey, talks))) == 2


def test_talks_of_a_day_in_two_cities_far_apart_are_two_meetings():
    one, two, three = (
        report(told, meetings=[meeting(told, told.text, place=place)])
        for told, place in (
            (article("Norway and Kenya spoke in Oslo.", outlet="Fjord Wire"), "Oslo"),
            (article("Kenya saw Norway.", outlet="Lake Post"), None),
            (article("In Nairobi, the two met.", outlet="Reef Radio"), "Nairobi"),
        )
    )
    meetings = only(Meeting, entries_of(one, two, three))
    assert all(len({"Oslo", "Nairobi"} & set(m.place or "")) < 2 for m in meetings)
    assert len(meetings) > 1


def test_talks_with_a_person_beside_a_numbered_conference_are_a_meeting_of_their_own():
    one = article("The second Lake Conference met in Oslo.", title="At the Lake Conference")
    named = meeting(one, one.text, mechanism="Lake Conference", ordinal=2, place="Oslo")
    two = article("Holm came.", title="The minister’s meeting with Otieno", outlet="Lake Post")
    bare = meeting(two, two.text, place="Oslo")
    found = entries_of(report(one, meetings=[named]), report(two, meetings=[bare]))
    assert len(only(Meeting, found)) == 2


def formats_of(first: str, second: str, outlets: tuple[str, str]) -> int:
    reports = []
    for name, outlet in zip((first, second), outlets, strict=True):
        one = article(f"The {name} met.", outlet=outlet)
        met = meeting(one, "met.", mechanism=name)
        reports.append(report(one, meetings=[met], mechanisms=[mechanism(one, name)]))
    return len(only(Mechanism, entries_of(*reports)))


@pytest.mark.parametrize(
    ("second", "outlets", "formats"),
    [
        ("Lake Security Talks", ("Fjord Wire", "Lake Post"), 1),
        ("Lake Security Talks", ("Fjord Wire", "Fjord Wire"), 2),
        ("Grain Forum", ("Fjord Wire", "Lake Post"), 2),
    ],
)
def test_two_names_of_one_day_are_one_format_where_two_outlets_say_something_alike(
    second, outlets, formats
):
    assert formats_of("Lake Cooperation Dialogue", second, outlets) == formats


def test_remarks_at_a_meeting_that_recall_one_of_weeks_before_are_of_another():
    first = article("They met in Oslo.", "2031-05-05", outlet="Fjord Wire")
    later = article("We met in Oslo on the fifth.", "2031-06-02", "Holm after their meeting")
    found = entries_of(
        *(report(one, meetings=[meeting(one, one.text, place="Oslo")]) for one in (first, later))
    )
    assert sorted((m.when or "", m.place or "") for m in only(Meeting, found)) == [
        ("", ""),
        ("2031-05-05", "Oslo"),
    ]
