"""What a person decides outranks the rules and holds whatever is read, forgotten or read again."""

from dataclasses import replace

import pytest
from deciding import (
    READER,
    decided,
    exported,
    hold,
    of,
    outcome_told,
    page_of,
    quoted,
    round_told,
    shown,
    without_judgements,
)
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from telling import article

from stocktake.errors import BadQuestion, NoSuchRecord
from stocktake.model import ReadPage, Undoing
from stocktake.pipeline import derive, undo
from stocktake.register import create_or_open

KINDS = ("people", "mechanisms", "meetings", "commitments", "agreements", "programmes")

FIRST = round_told(1, "2031-05-06")
SECOND = round_told(2, "2032-05-06", outlet="Fjord Post")
# Nothing of it is like the others, so that no rule would look at it beside them.
STRANGE = round_told(
    7, "2040-02-03", who="Sipho Dlamini", promise="Chile shall map all glaciers of the south",
    text="Glacier Accord", aid="Ice Chair", name="Mountain Commission", parties=("CHL", "FJI"),
)  # fmt: skip


def by(person: str = "Bo") -> Undoing:
    return Undoing(person, "2032-02-02T00:00:00.000000+00:00", "it was an error")


def standing(register) -> dict[str, str]:
    return {j.id: j.standing for j in shown(register, "judgements")}


@pytest.mark.parametrize("kind", KINDS)
def test_two_records_that_share_nothing_are_one_once_a_person_says_so(register, kind):
    hold(register, FIRST, STRANGE)
    one, two = of(register, kind, FIRST.article.id), of(register, kind, STRANGE.article.id)
    assert one.id != two.id
    made = decided(register, "merge", one.id, other=two.id)
    merged = of(register, kind, FIRST.article.id)
    assert quoted(merged) == {FIRST.article.id, STRANGE.article.id}
    assert [(r.judgement, r.holds) for r in merged.rulings] == [(made.id, True)]
    assert standing(register) == {made.id: "holds"}


@pytest.mark.parametrize("kind", KINDS)
def test_a_merge_taken_back_leaves_no_trace_but_the_record_of_it(register, kind):
    hold(register, FIRST, STRANGE)
    before = without_judgements(register)
    one, two = of(register, kind, FIRST.article.id), of(register, kind, STRANGE.article.id)
    made = decided(register, "merge", one.id, other=two.id)
    undo(register, made.id, by())
    assert without_judgements(register) == before
    (told,) = shown(register, "judgements")
    assert (told.standing, told.undone_by, told.undone_why) == ("undone", "Bo", "it was an error")
    with pytest.raises(BadQuestion, match="Bo has taken"):
        undo(register, made.id, by("Cy"))


@pytest.mark.parametrize("kind", ["people", "mechanisms", "agreements", "programmes"])
def test_words_that_the_rules_join_stand_apart_once_a_person_says_so(register, kind):
    hold(register, FIRST, SECOND)
    joined = of(register, kind, FIRST.article.id)
    assert quoted(joined) == {FIRST.article.id, SECOND.article.id}
    made = decided(register, "split", joined.id, apart=(SECOND.article.id,))
    assert quoted(of(register, kind, FIRST.article.id)) == {FIRST.article.id}
    assert quoted(of(register, kind, SECOND.article.id)) == {SECOND.article.id}
    hold(register, round_told(3, "2033-05-06"))
    assert quoted(of(register, kind, SECOND.article.id)) == {SECOND.article.id}
    assert standing(register) == {made.id: "holds"}


def test_one_meeting_and_one_promise_of_two_reports_are_set_apart(register):
    other = round_told(1, "2031-05-06", outlet="Fjord Post", aid="Quay Fund")
    hold(register, FIRST, other)
    for kind in ("commitments", "meetings"):
        joined = of(register, kind, FIRST.article.id)
        assert len(quoted(joined)) == 2
        decided(register, "split", joined.id, apart=(other.article.id,))
        assert quoted(of(register, kind, FIRST.article.id)) == {FIRST.article.id}
    assert set(standing(register).values()) == {"holds"}


def test_the_later_of_a_split_and_a_merge_wins_and_both_are_shown(register):
    hold(register, FIRST, SECOND)
    joined = of(register, "people", FIRST.article.id)
    parted = decided(register, "split", joined.id, apart=(SECOND.article.id,))
    one, two = (of(register, "people", r.article.id).id for r in (FIRST, SECOND))
    merged = decided(register, "merge", one, by="Bo", other=two)
    assert len(shown(register, "people")) == 1
    assert standing(register) == {parted.id: "contradicted", merged.id: "holds"}
    undo(register, merged.id, by())
    assert len(shown(register, "people")) == 2
    assert standing(register) == {parted.id: "holds", merged.id: "undone"}


def test_a_corrected_field_keeps_what_the_tool_says_beside_it(register):
    hold(register, FIRST)
    promise = of(register, "commitments", FIRST.article.id)
    decided(register, "correct", promise.id, field="deadline", value="2031-12")
    corrected = of(register, "commitments", FIRST.article.id)
    assert corrected.deadline == "2031-12"
    assert [(r.field, r.tool, r.holds) for r in corrected.rulings] == [
        ("deadline", "2031-09", True)
    ]


def test_of_two_people_who_correct_one_field_the_later_holds_and_both_are_kept(register):
    hold(register, FIRST)
    promise = of(register, "commitments", FIRST.article.id).id
    first = decided(register, "correct", promise, "Ada", field="deadline", value="2031-12")
    second = decided(register, "correct", promise, "Bo", field="deadline", value="2032")
    assert second.before == "2031-09"
    assert of(register, "commitments", FIRST.article.id).deadline == "2032"
    assert standing(register) == {first.id: "contradicted", second.id: "holds"}
    undo(register, second.id, by())
    assert of(register, "commitments", FIRST.article.id).deadline == "2031-12"


def test_two_people_who_say_the_same_both_hold(register):
    hold(register, FIRST)
    promise = of(register, "commitments", FIRST.article.id).id
    for person in ("Ada", "Bo"):
        decided(register, "confirm", promise, person)
        decided(register, "correct", promise, person, field="deadline", value="2031-12")
    assert set(standing(register).values()) == {"holds"}
    rulings = of(register, "commitments", FIRST.article.id).rulings
    assert {r.tool for r in rulings if r.field} == {"2031-09"}
    decided(register, "reject", promise, "Cy")
    counts = sorted(standing(register).values())
    assert counts == ["contradicted"] * 2 + ["holds"] * 3


def test_a_disagreement_is_judged_and_stays_so_when_more_reports_come(register):
    told = round_told(1, "2031-05-06", outlet="Fjord Post", promise="Kenya will map reefs")
    met = replace(told.reading.meetings[0], place="Bergen")
    hold(register, FIRST, replace(told, reading=replace(told.reading, meetings=(met,))))
    (dispute,) = [d for d in shown(register, "discrepancies") if d.kind == "place"]
    decided(register, "correct", dispute.id, field="likely", value="Oslo")
    hold(register, SECOND)
    (judged,) = [d for d in shown(register, "discrepancies") if d.kind == "place"]
    assert (judged.likely, [r.holds for r in judged.rulings]) == ("Oslo", [True])
    decided(register, "reject", judged.id)
    assert [d for d in shown(register, "discrepancies") if d.kind == "place"] == []


def test_one_quote_of_a_meeting_takes_the_articles_whole_word_with_it(register):
    other = round_told(1, "2031-05-06", outlet="Fjord Post")
    hold(register, FIRST, other)
    met = of(register, "meetings", FIRST.article.id)
    quote = next(q for q in met.evidence if q.article == other.article.id)
    place = f"{quote.article}:{quote.start}-{quote.end}"
    made = decided(register, "split", met.id, apart=(place,))
    assert standing(register) == {made.id: "holds"}
    assert quoted(of(register, "meetings", other.article.id)) == {other.article.id}


def test_a_corrected_meeting_is_so_for_what_was_promised_at_it(register):
    held = round_told(1, "2031-05-06", deadline=None)
    done = outcome_told("2031-08-01", "Norway has trained the forty coast guards")
    hold(register, held, done)
    assert of(register, "commitments", held.article.id).delivery == "delivered"
    met = of(register, "meetings", held.article.id)
    decided(register, "correct", met.id, field="when", value="2031-11")
    assert of(register, "meetings", held.article.id).when == "2031-11"
    assert of(register, "commitments", held.article.id).delivery == "no evidence found"


def test_a_meeting_of_which_somebody_names_the_format_is_compared_with_its_rounds(register):
    one = round_told(1, "2031-05-06")
    two = round_told(1, "2031-05-06", name="Reef Council", outlet="Dawn", parties=("CHL", "NOR"))
    three = round_told(2, "2032-05-06", name="Reef Council", outlet="Noon", parties=("CHL", "NOR"))
    hold(register, one, two, three)
    met = of(register, "meetings", one.article.id)
    council = of(register, "mechanisms", two.article.id)
    assert len(council.meetings) == 2
    decided(register, "correct", met.id, field="mechanism", value=council.id)
    now = of(register, "meetings", one.article.id)
    council = of(register, "mechanisms", two.article.id)
    assert now.mechanism == council.id
    assert now.id in council.meetings
    assert of(register, "mechanisms", one.article.id).meetings == ()


def test_a_corrected_deadline_decides_whether_a_round_was_late(register):
    plan = round_told(
        1, "2031-05-06", promise="Norway and Kenya will hold the second round", deadline="2032"
    )
    hold(register, plan, SECOND)
    promise = of(register, "commitments", plan.article.id)
    assert promise.delivery == "delivered"
    decided(register, "correct", promise.id, field="deadline", value="2031")
    assert of(register, "commitments", plan.article.id).delivery == "delivered late"


def test_a_persons_word_on_delivery_outranks_what_texts_suggest(register):
    done = outcome_told("2031-08-01", "Norway has trained the forty coast guards")
    hold(register, FIRST, done)
    promise = of(register, "commitments", FIRST.article.id)
    assert promise.delivery == "delivered"
    decided(register, "correct", promise.id, field="delivery", value="lapsed")
    judged = of(register, "commitments", FIRST.article.id)
    assert (judged.delivery, judged.rulings[0].tool) == ("lapsed", "delivered")


def test_a_follow_up_counts_or_not_by_the_reviewers_word(register):
    done = outcome_told("2031-08-01", "Norway has trained the forty coast guards")
    hold(register, FIRST, done)
    (follow,) = shown(register, "follow_through")
    made = decided(register, "reject", follow.id)
    (kept,) = shown(register, "follow_through")
    assert (kept.counted, kept.by) == (False, "Ada")
    assert of(register, "commitments", FIRST.article.id).delivery == "no evidence found"
    undo(register, made.id, by())
    decided(register, "confirm", follow.id, "Bo")
    (confirmed,) = shown(register, "follow_through")
    assert (confirmed.counted, confirmed.by) == (True, "Bo")
    assert of(register, "commitments", FIRST.article.id).delivery == "delivered"


@pytest.mark.parametrize("kind", KINDS)
def test_a_rejected_record_leaves_the_lists_and_comes_back_when_undone(register, kind):
    hold(register, FIRST)
    before = without_judgements(register)
    record = of(register, kind, FIRST.article.id)
    made = decided(register, "reject", record.id, reason="it is none")
    assert shown(register, kind) == ()
    assert [e.id for e in register.holdings().rejected] == [record.id]
    assert standing(register) == {made.id: "holds"}
    assert record.id not in str([e for e in register.holdings().entries if not e.rulings])
    undo(register, made.id, by())
    assert without_judgements(register) == before


def test_a_judgement_holds_when_earlier_evidence_gives_the_record_another_id(register):
    hold(register, SECOND)
    promise = of(register, "commitments", SECOND.article.id)
    made = decided(register, "correct", promise.id, field="deadline", value="2035")
    earlier = round_told(2, "2032-05-05", outlet="Dawn")
    met = replace(earlier.reading.meetings[0], when="2032-05-06")
    hold(register, replace(earlier, reading=replace(earlier.reading, meetings=(met,))))
    moved = of(register, "commitments", SECOND.article.id)
    assert moved.id != promise.id
    assert len(quoted(moved)) == 2
    assert moved.deadline == "2035"
    (told,) = shown(register, "judgements")
    assert (told.record, told.judged_as, told.id) == (moved.id, promise.id, made.id)


def test_a_judgement_holds_when_a_better_reader_cuts_the_quote_otherwise(register):
    hold(register, FIRST)
    promise = of(register, "commitments", FIRST.article.id)
    decided(register, "confirm", promise.id)
    found = FIRST.reading.commitments[0]
    longer = FIRST.article.quote(found.evidence.start - 4, found.evidence.end + 1)
    other = FIRST.article.quote(0, 9)
    read_again = replace(
        FIRST.reading,
        commitments=(replace(found, evidence=other, summary="x"), replace(found, evidence=longer)),
    )
    better = replace(READER, id="v-2")
    register.take_in([page_of(replace(FIRST, reading=read_again))], better)
    derive(register)
    confirmed = [c for c in shown(register, "commitments") if c.rulings]
    assert [c.evidence for c in confirmed] == [(longer,)]


def test_a_judgement_holds_when_the_text_itself_is_cut_anew(register):
    hold(register, FIRST)
    decided(register, "confirm", of(register, "people", FIRST.article.id).id)
    again = article("Furniture.  " + FIRST.article.text, "2031-05-06")
    moved = replace(again, page=FIRST.article.page)
    cut = round_told(1, "2031-05-06")
    found = cut.reading.people[0]
    start = moved.text.index(found.name)
    naming = replace(found, mentions=(moved.quote(start, start + len(found.name)),))
    reading = replace(
        cut.reading, article=moved.id, people=(naming,), meetings=(), mechanisms=(),
        commitments=(), agreements=(), programmes=(),
    )  # fmt: skip
    page = page_of(FIRST).page
    register.take_in(
        [ReadPage(page, (replace(cut, article=moved, reading=reading),))],
        replace(READER, id="v-2"),
    )
    derive(register)
    (somebody,) = shown(register, "people")
    assert quoted(somebody) == {moved.id}
    assert [r.action for r in somebody.rulings] == ["confirm"]


def test_a_record_that_a_correction_names_is_found_under_its_new_id(register):
    hold(register, FIRST, SECOND)
    promise = of(register, "commitments", FIRST.article.id)
    named = of(register, "meetings", SECOND.article.id)
    decided(register, "correct", promise.id, field="meeting", value=named.id)
    assert of(register, "commitments", FIRST.article.id).meeting == named.id
    earlier = round_told(2, "2032-05-05", outlet="Dawn", promise="Kenya will map reefs")
    met = replace(earlier.reading.meetings[0], when="2032-05-06")
    hold(register, replace(earlier, reading=replace(earlier.reading, meetings=(met,))))
    moved = of(register, "meetings", SECOND.article.id)
    assert moved.id != named.id
    now = of(register, "commitments", FIRST.article.id)
    assert now.meeting == moved.id
    at_the_desk = {entry.id: entry for entry in register.shelf().gather([now.id], ()).entries}
    assert at_the_desk[now.id].meeting == moved.id


def test_a_judgement_whose_record_vanished_is_told_and_holds_again_when_it_is_back(register):
    hold(register, FIRST, SECOND)
    promise = of(register, "commitments", SECOND.article.id)
    made = decided(register, "confirm", promise.id)
    whole = exported(register)
    register.forget(SECOND.article.page)
    derive(register)
    assert standing(register) == {made.id: "vanished"}
    hold(register, SECOND)
    assert exported(register) == whole


def test_what_cannot_be_decided_says_why(register):
    hold(register, FIRST, STRANGE)
    promise = of(register, "commitments", FIRST.article.id).id
    met = of(register, "meetings", FIRST.article.id).id
    with pytest.raises(NoSuchRecord, match="c-none"):
        decided(register, "confirm", "c-none")
    with pytest.raises(BadQuestion, match="one kind"):
        decided(register, "merge", promise, other=met)
    with pytest.raises(BadQuestion, match="one record already"):
        decided(register, "merge", promise, other=promise)
    with pytest.raises(BadQuestion, match="not all"):
        decided(register, "split", promise, apart=(FIRST.article.id,))
    with pytest.raises(BadQuestion, match="no quote at"):
        decided(register, "split", promise, apart=(STRANGE.article.id,))
    with pytest.raises(BadQuestion, match="deadline, deadline_words"):
        decided(register, "correct", promise, field="due", value="2031")
    with pytest.raises(BadQuestion, match="is no date"):
        decided(register, "correct", promise, field="deadline", value="soon")
    with pytest.raises(BadQuestion, match="fits"):
        decided(register, "correct", promise, field="meeting", value=promise)
    assert register.judgements() == ()


PLENTY = (
    FIRST,
    SECOND,
    STRANGE,
    round_told(1, "2031-05-06", outlet="Fjord Post", who="O. Berg"),
    round_told(2, "2032-05-06", outlet="Dawn", promise="Norway is to train 40 coast guards"),
    outcome_told("2031-08-01", "Norway has trained the forty coast guards"),
)


@pytest.fixture(scope="module")
def verdicts(tmp_path_factory):
    """Give many judgements of two people, made one after the other, and the register's export."""
    register = create_or_open(str(tmp_path_factory.mktemp("whole") / "register.db"))
    hold(register, *PLENTY)
    people, rounds = shown(register, "people"), shown(register, "meetings")
    decided(register, "merge", people[0].id, other=people[-1].id)
    decided(register, "merge", rounds[0].id, other=rounds[-1].id)
    met = max(shown(register, "meetings"), key=lambda m: len(quoted(m)))
    decided(register, "correct", met.id, field="when", value="2031-06")
    joined = max(shown(register, "mechanisms"), key=lambda m: len(quoted(m)))
    decided(register, "split", joined.id, apart=(SECOND.article.id,))
    promises = shown(register, "commitments")
    decided(register, "correct", promises[0].id, field="deadline", value="2034")
    decided(register, "correct", promises[0].id, "Bo", field="deadline", value="2035")
    decided(register, "reject", promises[-1].id, "Bo")
    for follow in shown(register, "follow_through"):
        decided(register, "confirm", follow.id)
    joined = max(shown(register, "people"), key=lambda p: len(quoted(p)))
    parted = decided(register, "split", joined.id, "Bo", apart=(sorted(quoted(joined))[0],))
    undo(register, parted.id, by())
    return register.judgements(), exported(register)


@settings(
    max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(data=st.data())
def test_pages_and_judgements_in_any_order_give_the_same_export(data, new_place, verdicts):
    judgements, whole = verdicts
    register = create_or_open(new_place())
    for one in data.draw(st.permutations([*PLENTY, *judgements])):
        if one in judgements:
            register.judge(one)
        else:
            register.take_in([page_of(one)], READER)
        if data.draw(st.booleans()):
            derive(register)
    derive(register)
    assert exported(register) == whole
    register.close()
