from dataclasses import replace
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from stocktake.errors import BadQuestion
from stocktake.model import Article, Delegate, Evidence, Person, Role
from stocktake.serve.catalogue import catalogue_of
from stocktake.serve.days import span
from stocktake.serve.exchange import records_of
from stocktake.serve.papers.brief import Asked, brief_of, day_before
from stocktake.serve.papers.brief_layout import laid_out
from stocktake.serve.papers.faces.html import as_html
from stocktake.serve.papers.faces.markdown import as_markdown
from stocktake.serve.papers.naming import mechanism_called
from stocktake.serve.state import PASSED

LATE = date(2027, 3, 1)
ACCUSING = ("overdue", "broken", "failed", "violat", "dropped", "3 sources", "error")


def brief(records, day=LATE, **asked):
    mechanism = mechanism_called("OD", catalogue_of(records))
    return brief_of(mechanism, records, Asked(day, **asked))


def text(records, day=LATE, **asked):
    return as_markdown(laid_out(brief(records, day, **asked)))


def with_renewal(holdings, **fields):
    """Let Norway promise at the second round what it promised at the first."""
    entries = {entry.id: entry for entry in holdings.entries}
    again = replace(
        entries["c-3"], id="c-4", actors=("NOR",), summary="Norway to train two hundred inspectors",
        renews="c-1", deadline="2025", meeting="m-2", **fields,
    )  # fmt: skip
    kept = [e for e in holdings.entries if e.id != "f-1"]
    first = replace(entries["c-1"], delivery="no evidence found")
    entries = [first if e.id == "c-1" else e for e in kept] + [again]
    return records_of(replace(holdings, entries=tuple(sorted(entries, key=lambda e: e.id))))


def test_open_promises_are_carried_forward_and_delivered_ones_are_not(records):
    found = brief(records)
    assert [item.id for item in found.open] == ["c-2", "c-3"]
    assert [(item.id, item.state) for item in found.closed] == [
        ("c-1", "Delivered, as reported on 2 November 2024")
    ]


def test_a_passed_date_says_that_nothing_was_found_and_no_more(records):
    (laboratory,) = (item for item in brief(records).open if item.id == "c-2")
    assert laboratory.state == PASSED
    assert "Date passed, nothing found" in text(records)
    for day in (date(2024, 6, 1), date(2025, 1, 1), LATE):
        assert not any(word in text(records, day).casefold() for word in ACCUSING)


def test_what_was_reported_later_is_not_in_a_brief_of_an_earlier_day(records):
    early = text(records, date(2024, 6, 1))
    assert "Santiago" not in early
    assert "host a school" not in early
    assert "Delivered" not in early.replace("Delivered or ended", "")
    assert "before the second round" in early.casefold()


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40)
@given(day=st.dates(date(2024, 1, 1), date(2028, 1, 1)))
def test_no_brief_cites_a_report_that_was_not_out(records, day):
    found = brief(records, day)
    published = {a.id: span(a.published).first for a in records.articles}
    assert all(published[source.article] <= day for source in found.sources.cited)
    items = (*found.open, *found.closed, *found.general)
    made = {c.id: min(published[e.article] for e in c.evidence) for c in records.commitments}
    assert all(made[item.id] <= day for item in items)


def test_every_line_bears_its_sources_counted_by_origin(records):
    found = brief(records)
    items = {item.id: item for item in (*found.open, *found.closed)}
    assert items["c-1"].references == "[1] ¶1, [2] ¶1"
    assert items["c-1"].reports == "2 reports, 2 origins"
    assert all(item.references and item.places for item in items.values())


def test_a_renewed_promise_is_one_line_that_says_what_became_of_its_date(holdings):
    found = brief(with_renewal(holdings), date(2025, 3, 1))
    (item,) = (i for i in found.open if "inspectors" in i.act)
    assert item.id == "c-4"
    assert item.due == "2025"
    assert item.detail == "First due September 2024, given a new date in round 2"
    assert item.signs == ("○", "○")
    assert item.line.changed == (date(2024, 11, 1),)
    assert item.line.dues[0].passed_until == date(2024, 11, 1)
    assert item.line.dues[1].passed_until is None


def test_silence_at_a_later_round_is_said_and_drawn(records):
    (item,) = (i for i in brief(records).open if i.id == "c-2")
    assert "not mentioned in round 2" in item.detail.casefold()
    assert item.signs == ("●", "–")  # a person confirmed c-2
    assert item.line.gaps == (date(2024, 11, 1),)


def test_joint_promises_stand_apart_from_those_of_each_party(records):
    told = text(records)
    assert "**Both governments**" in told
    assert "**Chile**" in told


def test_a_brief_for_a_party_puts_its_own_promises_last(holdings):
    records = with_renewal(holdings)
    owners = [item.owner for item in brief(records, party="CHL").open]
    assert owners[-1] == "Chile"
    owners = [item.owner for item in brief(records, party="NOR").open]
    assert owners[-1] == "Norway"
    (wish,) = brief(records, party="NOR").wishes
    assert wish.name == "Chile"
    assert [item.owner for item in wish.owed] == ["Norway"]


def test_who_was_in_the_room_is_told_round_by_round(records):
    (lund,) = brief(records).attendees
    assert (lund.name, lund.role, lund.parts) == ("Eva Lund", "Minister", ("head", ""))


def test_who_came_into_an_office_since_the_last_round_is_told(holdings):
    entries = {entry.id: entry for entry in holdings.entries}
    late = "Jon Berg, Minister of Norway, spoke in Oslo."
    article = Article("a-3", "pg-2", 1, "A speech", "Fjord Gazette", None, "2025-02-01", None, "en",
                      late, False)  # fmt: skip
    berg = Person("p-2", "Jon Berg", (), (Role("Minister", None, "NOR", "2025-02-01"),),
                  (Evidence("a-3", 0, 8, "Jon Berg"),))  # fmt: skip
    second = replace(entries["m-2"], delegates=(Delegate("p-1", "Minister", "NOR", True),))
    changed = tuple(second if e.id == "m-2" else e for e in holdings.entries)
    more = replace(holdings, articles=(*holdings.articles, article), entries=(*changed, berg))
    found = brief(records_of(more)).attendees
    assert [(a.name, a.since) for a in found if a.since] == [
        ("Jon Berg", "in this office as of 1 February 2025")
    ]
    assert not any(a.since for a in brief(records_of(more), date(2025, 1, 1)).attendees)


def test_disagreements_keep_both_readings_and_the_reason(records):
    told = text(records)
    assert "“Eva Lund” [1] ¶1 or “Eva Lunde” [2] ¶1" in told
    assert "Likely Eva Lund because two reports of three print it so" in told


def test_the_brief_says_how_far_the_register_can_see(records):
    assert "is of 2 November 2024: **ask what happened since" in text(records)
    near = text(records, date(2024, 11, 20))
    assert "is of 2 November 2024." in near
    assert "ask what happened" not in near


def test_the_round_ahead_is_what_was_announced_and_nothing_else(records, holdings):
    assert "Valdivia, 2025; no day announced." in text(records, date(2025, 1, 1))
    assert "Announced for Valdivia, 2025; no report of it was read." in text(records)
    silent = [replace(e, next=None) if e.id == "k-1" else e for e in holdings.entries]
    assert "No next round is announced in what was read." in text(
        records_of(replace(holdings, entries=tuple(silent)))
    )


def test_a_round_that_was_held_is_briefed_as_of_the_day_before(records):
    catalogue = catalogue_of(records)
    mechanism = mechanism_called("OD", catalogue)
    assert day_before(mechanism, 2, catalogue) == date(2024, 10, 31)
    assert day_before(mechanism, 3, catalogue) is None
    with pytest.raises(BadQuestion, match="known rounds: 1, 2"):
        day_before(mechanism, 5, catalogue)


def test_a_mechanism_without_promises_says_so(holdings):
    bare = [e for e in holdings.entries if not e.id.startswith(("c-", "f-", "d-"))]
    told = text(records_of(replace(holdings, entries=tuple(bare))))
    assert "None holds a promise." in told
    assert "No promise of the rounds before is open." in told
    assert "The reports read do not disagree." in told


def test_a_name_that_two_mechanisms_share_is_answered_with_both(holdings):
    twin = next(e for e in holdings.entries if e.id == "k-1")
    more = replace(holdings, entries=(*holdings.entries, replace(twin, id="k-2")))
    with pytest.raises(BadQuestion, match=r"(?s)k-1.*k-2"):
        mechanism_called("ocean", catalogue_of(records_of(more)))
    assert mechanism_called("k-2", catalogue_of(records_of(more))).id == "k-2"


def test_the_same_register_gives_the_same_page(records):
    assert as_html(laid_out(brief(records))) == as_html(laid_out(brief(records)))


def test_what_a_party_asked_for_last_is_raised_and_is_nobodys_promise(holdings):
    asked = next(e for e in holdings.entries if e.id == "c-3")
    asked = replace(asked, kind="request", actors=("CHL",), summary="Chile to ask for a school")
    entries = tuple(asked if e.id == "c-3" else e for e in holdings.entries)
    found = brief(records_of(replace(holdings, entries=entries)))
    assert "c-3" not in [item.id for item in (*found.open, *found.closed, *found.general)]
    (chile,) = (wish for wish in found.wishes if wish.party == "CHL")
    assert [item.id for item in chile.asked] == ["c-3"]
    told = as_markdown(laid_out(found))
    assert "**Chile:** asked for last: ask for a school [2] ¶1." in told


def test_a_journey_that_is_announced_is_counted_and_not_carried_forward(holdings):
    entries = tuple(
        replace(e, summary="Chile to travel to Oslo in 2025", deadline="2025") if e.id == "c-3"
        else e
        for e in holdings.entries
    )  # fmt: skip
    found = brief(records_of(replace(holdings, entries=entries)))
    assert [item.id for item in found.journeys] == ["c-3"]
    assert "c-3" not in [item.id for item in found.open]
    told = as_markdown(laid_out(found))
    assert "only announces a journey, and is left out here" in told
    assert not any("travel to Oslo" in line for line in told.splitlines())
