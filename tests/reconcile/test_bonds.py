"""What was promised, promised again, done, and told in contrary ways."""

from dataclasses import replace

from telling import (
    article,
    commitment,
    entries_of,
    mechanism,
    meeting,
    only,
    report,
    words,
)

from stocktake.model import (
    Agreement,
    AgreementFinding,
    Amount,
    Commitment,
    Discrepancy,
    FollowThrough,
    OutcomeFinding,
)
from stocktake.reconcile.day_words import in_words
from stocktake.reconcile.wording import concepts

NAME = "Fisheries Dialogue"


def told(text, published, when, promises, *, ordinal=1, parties=("KEN", "NOR"), **more):
    one = article(f"{text} The {NAME} met in Oslo.", published)
    return report(
        one,
        meetings=[meeting(one, "met in Oslo", when=when, mechanism=NAME, ordinal=ordinal,
                          parties=parties)],
        mechanisms=[mechanism(one, NAME)],
        commitments=[commitment(one, quote, **fields) for quote, fields in promises],
        **{kind: tuple(make(one) for make in makers) for kind, makers in more.items()},
    )  # fmt: skip


def test_two_wordings_of_one_promise_in_reports_of_one_meeting_are_one_commitment():
    one = "Norway will train forty officers of the coast guard"
    two = "Oslo is to hold courses for 40 coast guard cadets"
    found = only(
        Commitment,
        entries_of(
            told(f"{one}. Norway will reduce its quota.", "2031-05-06", "2031-05-05",
                 [(one, {}), ("Norway will reduce its quota", {})]),
            told(f"{two}.", "2031-05-07", "2031-05-05", [(two, {})]),
        ),
    )  # fmt: skip
    assert sorted(len(c.evidence) for c in found) == [1, 2]
    assert {c.origins for c in found if len(c.evidence) == 2} == {2}


def test_other_acts_of_one_actor_stay_apart():
    one, two = "Norway will train forty coast guards", "Norway will donate two patrol boats"
    found = only(
        Commitment,
        entries_of(
            told(f"{one}.", "2031-05-06", "2031-05-05", [(one, {})]),
            told(f"{two}.", "2031-05-07", "2031-05-05", [(two, {})]),
        ),
    )
    assert len(found) == 2


def test_the_same_act_of_another_party_stays_apart():
    one = "will publish the survey of the coast"
    found = only(
        Commitment,
        entries_of(
            told(f"Norway {one}.", "2031-05-06", "2031-05-05", [(f"Norway {one}", {})]),
            told(f"Kenya {one}.", "2031-05-07", "2031-05-05",
                 [(f"Kenya {one}", {"actors": ("KEN",)})]),
        ),
    )  # fmt: skip
    assert len(found) == 2


def test_a_promise_made_again_at_later_rounds_renews_the_first():
    one = "Norway will publish the survey of the coast"
    found = only(
        Commitment,
        entries_of(
            *(
                told(f"{year}: {one}.", f"{year}-05-06", f"{year}-05-05", [(one, {})], ordinal=n)
                for n, year in enumerate((2031, 2032, 2033), 1)
            )
        ),
    )
    first, *later = sorted(found, key=lambda c: c.renews is not None)
    assert first.renews is None
    assert [c.renews for c in later] == [first.id, first.id]
    assert {c.novelty for c in later} == {"renewed"}


def test_the_same_promise_to_another_partner_is_related_and_no_renewal():
    one = "Kenya will protect the premises of the survey"
    made = {"actors": ("KEN",)}
    a = told(f"{one}.", "2031-05-06", "2031-05-05", [(one, made)])
    b = article(f"{one}. They met in Suva.", "2032-05-06")
    other = report(
        b,
        meetings=[meeting(b, "met in Suva", when="2032-05-05", parties=("FJI", "KEN"))],
        commitments=[commitment(b, one, **made)],
    )
    found = only(Commitment, entries_of(a, other))
    assert len(found) == 2
    assert all(c.related == (other_.id,) for c, other_ in zip(found, found[::-1], strict=True))
    assert all(c.renews is None for c in found)


def test_the_round_that_was_promised_is_followed_by_the_round_held():
    plan = "The second round will be held in Nairobi in 2032"
    entries = entries_of(
        told(f"{plan}.", "2031-05-06", "2031-05-05", [(plan, {"deadline": "2032"})]),
        told("Envoys came.", "2032-03-03", "2032-03-02", [], ordinal=2),
    )
    (found,) = only(FollowThrough, entries)
    (kept,) = only(Commitment, entries)
    assert (found.delivery, found.counted, found.commitment) == ("delivered", True, kept.id)
    assert kept.delivery == "delivered"


def test_a_text_that_was_out_before_the_round_does_not_show_that_it_took_place():
    plan = "The second round will be held in Nairobi in 2032"
    entries = entries_of(
        told(f"{plan}.", "2031-05-06", "2031-05-05", [(plan, {"deadline": "2032"})]),
        told("Envoys came.", "2032-03-03", "2032-03-02", [], ordinal=2),
        told("Envoys pack.", "2032-01-09", "2032-03-02", [], ordinal=2),
    )
    (found,) = only(FollowThrough, entries)
    assert len(found.evidence) == 1


def test_a_round_of_unknown_number_closes_no_plan():
    plan = "The second round will be held in Nairobi in 2032"
    entries = entries_of(
        told(f"{plan}.", "2031-05-06", "2031-05-05", [(plan, {"deadline": "2032"})]),
        told("Envoys came.", "2032-03-03", "2032-03-02", [], ordinal=None),
    )
    assert not only(FollowThrough, entries)
    assert [c.delivery for c in only(Commitment, entries)] == ["no evidence found"]


def test_a_round_held_after_the_planned_year_is_late():
    plan = "The second round will be held in Nairobi in 2032"
    entries = entries_of(
        told(f"{plan}.", "2031-05-06", "2031-05-05", [(plan, {"deadline": "2032"})]),
        told("Envoys came.", "2033-03-03", "2033-03-02", [], ordinal=2),
    )
    assert [f.delivery for f in only(FollowThrough, entries)] == ["delivered late"]


def test_a_sentence_on_another_thing_is_not_counted():
    plan = "Norway will donate two patrol boats to the coast guard"
    said = "The port of Mombasa opened a pier"
    entries = entries_of(
        told(f"{plan}.", "2031-05-06", "2031-05-05", [(plan, {})]),
        told(f"{said}.", "2032-03-03", "2032-03-02", [], ordinal=2,
             outcomes=[lambda a: OutcomeFinding("delivered", ("KEN", "NOR"), None, (), "test",
                                                words(a, said))]),
    )  # fmt: skip
    assert not [f for f in only(FollowThrough, entries) if f.counted]


def test_founding_a_body_is_another_act_than_what_the_body_will_do():
    one = "Norway agreed to set up a panel of experts to study the nets, and consult"
    two = "The panel of experts will study the nets"
    found = only(
        Commitment,
        entries_of(
            told(f"{one}.", "2031-05-06", "2031-05-05", [(one, {})]),
            told(f"{two}.", "2031-05-07", "2031-05-05", [(two, {})]),
            told(f"Again, {two}.", "2032-05-07", "2032-05-05", [(two, {})], ordinal=2),
        ),
    )
    (founding,) = (c for c in found if c.summary == one)
    assert len(founding.evidence) == 1
    assert founding.id not in {c.renews for c in found}


def test_two_foundings_of_one_body_in_other_words_are_one_commitment():
    one, two = "Norway agreed to set up three panels", "Three working groups will be created"
    found = only(
        Commitment,
        entries_of(
            told(f"{one}.", "2031-05-06", "2031-05-05", [(one, {})]),
            told(f"{two}.", "2031-05-07", "2031-05-05", [(two, {})]),
        ),
    )
    assert len(found) == 1


def test_sharing_only_a_word_of_doing_more_makes_no_two_promises_one():
    one, two = "Norway decided to enhance both", "Norway is committed to enhancing the coast guard"
    found = only(
        Commitment,
        entries_of(
            told(f"{one}.", "2031-05-06", "2031-05-05", [(one, {})]),
            told(f"{two}.", "2031-05-07", "2031-05-05", [(two, {})]),
        ),
    )
    assert len(found) == 2


def test_a_round_that_only_dates_an_act_is_not_what_the_act_promises():
    plan = "The two agreed to hold the second round of the Fisheries Dialogue"
    due = "The panel will report on nets before the second round of the Fisheries Dialogue"
    found = only(
        Commitment,
        entries_of(
            told(f"{plan}.", "2031-05-06", "2031-05-05", [(plan, {})]),
            told(f"{due}.", "2031-09-06", "2031-09-05", [(due, {})], ordinal=None),
        ),
    )
    assert [c.renews for c in found] == [None, None]


def test_a_grant_of_another_sum_renews_no_older_grant():
    one = "Norway will give {} million dollars for patrol boats of the coast guard"
    found = only(
        Commitment,
        entries_of(
            told(f"{one}.", "2031-05-06", "2031-05-05",
                 [(one, {"amount": Amount(5e7, "USD")})]),
            told(f"Now {one}.", "2032-05-06", "2032-05-05",
                 [(one, {"amount": Amount(7e7, "USD")})], ordinal=2),
        ),
    )  # fmt: skip
    assert [c.renews for c in found] == [None, None]


def test_other_sums_in_two_reports_are_a_disagreement_about_one_commitment():
    one, two = (
        "Norway will give $50 million for patrol boats",
        "Norway gives patrol boats of $500 million",
    )
    entries = entries_of(
        told(f"{one}.", "2031-05-06", "2031-05-05", [(one, {"amount": Amount(5e7, "USD")})]),
        told(f"{two}.", "2031-05-07", "2031-05-05", [(two, {"amount": Amount(5e8, "USD")})]),
    )
    (found,) = only(Discrepancy, entries)
    (about,) = only(Commitment, entries)
    assert (found.kind, found.about, found.likely) == ("number", about.id, None)


def test_reports_that_differ_on_whether_a_text_is_signed_disagree():
    def text(quote, status):
        return lambda a: AgreementFinding(
            "Fish Stock Agreement", None, "other", status, ("KEN", "NOR"), None, words(a, quote)
        )

    one, two = "They signed the Fish Stock Agreement", "The Fish Stock Agreement is to be signed"
    entries = entries_of(
        told(f"{one}.", "2031-05-06", "2031-05-05", [], agreements=[text(one, "signed")]),
        told(f"{two}.", "2031-05-07", "2031-05-05", [], agreements=[text(two, "expected")]),
    )
    assert len(only(Agreement, entries)) == 1
    assert [d.kind for d in only(Discrepancy, entries)] == ["status"]


def test_words_that_say_nearly_the_same_are_one_concept_and_small_words_none():
    assert concepts("They will set up two panels") == concepts("to create working groups") - {
        "work"
    }


def fate_of(plan, said, delivery="delivered"):
    outcome = OutcomeFinding(delivery, ("KEN", "NOR"), None, (), "test", None)
    entries = entries_of(
        told(f"{plan}.", "2031-05-06", "2031-05-05", [(plan, {})]),
        told(f"{said}.", "2032-03-03", "2032-03-02", [], ordinal=2,
             outcomes=[lambda a: replace(outcome, evidence=words(a, said))]),
    )  # fmt: skip
    return [f for f in only(FollowThrough, entries) if f.counted]


def test_a_report_of_another_round_does_not_show_that_a_planned_round_was_held():
    plan = "The third round of talks on the nets will be held in Nairobi"
    assert not fate_of(plan, "The talks on the nets were held in Nairobi before their third round")


def test_a_promise_that_one_report_tells_with_the_round_it_was_made_at_is_none_of_a_round():
    one = "Norway will begin drafting the charter of the coast guard"
    two = f"{one}, it said after the second round of the talks on the nets"
    said = "Norway has begun drafting the charter of the coast guard"
    outcome = OutcomeFinding("in progress", ("KEN", "NOR"), None, (), "test", None)
    entries = entries_of(
        told(f"{one}.", "2031-05-06", "2031-05-05", [(one, {})]),
        told(f"{two}.", "2031-05-07", "2031-05-05", [(two, {})]),
        told(f"{said}.", "2032-03-03", "2032-03-02", [], ordinal=3,
             outcomes=[lambda a: replace(outcome, evidence=words(a, said))]),
    )  # fmt: skip
    assert [f.counted for f in only(FollowThrough, entries)] == [True]


def test_a_follow_up_tells_the_fact_and_the_day_in_words_and_quotes_few():
    plan = "Norway will donate two patrol boats to the coast guard"
    said = (
        "On a clear day the two patrol boats that Norway had promised to the coast guard have come"
    )
    (found,) = fate_of(plan, said)
    assert found.why.startswith("A text of 3 March 2032 says that it was done: “")
    assert len(found.why.split("“")[1].split()) <= 10


def test_general_words_alone_follow_nothing_up():
    assert not fate_of("Norway will step up talks with partners", "Partners have taken steps")


def test_a_named_thing_is_not_followed_up_by_another():
    plan = "Norway will open the FISHNET register of coastal boats"
    assert not fate_of(plan, "The PORTNET survey of harbours in the islands was opened")


def test_dates_are_said_in_words():
    assert in_words("2031-05-05/2031-05-06") == "5 and 6 May 2031"
    assert in_words("2031-04-30/2031-05-02") == "30 April to 2 May 2031"
    assert in_words("2031-22") == "summer 2031"
    assert in_words("2031-05") == "May 2031"
    assert in_words("../2031") == "2031"
    assert in_words(None) is None


def test_the_last_promises_on_one_theme_in_two_reports_are_one_where_a_word_speaks_for_it():
    one, two = "Norway will waive fees for the visas of crews", "Oslo: sailors travel without visas"
    found = only(
        Commitment,
        entries_of(
            told(f"{one}.", "2031-05-06", "2031-05-05", [(one, {"theme": "migration"})]),
            told(f"{two}.", "2031-05-07", "2031-05-05", [(two, {"theme": "migration"})]),
        ),
    )
    assert len(found) == 1


def test_the_last_promises_on_one_theme_are_two_where_nothing_speaks_for_one():
    one, two = "Norway will waive fees for visas of crews", "Oslo will build a hostel for migrants"
    found = only(
        Commitment,
        entries_of(
            told(f"{one}.", "2031-05-06", "2031-05-05", [(one, {"theme": "migration"})]),
            told(f"{two}.", "2031-05-07", "2031-05-05", [(two, {"theme": "migration"})]),
        ),
    )
    assert len(found) == 2


def test_words_that_say_that_they_repeat_need_less_in_common():
    old = "Kenya will protect the divers and boats of the coast survey"
    new = "Kenya restated its pledge to shield survey divers from attack in all of its waters"
    reports = [
        told(f"{old}.", "2031-05-06", "2031-05-05", [(old, {"actors": ("KEN",)})]),
        told(f"{new}.", "2032-05-06", "2032-05-05",
             [(new, {"actors": ("KEN",), "novelty": "renewed"})], ordinal=2),
    ]  # fmt: skip
    found = only(Commitment, entries_of(*reports))
    assert len([c for c in found if c.renews]) == 1


def test_two_sittings_of_a_body_on_two_days_are_no_renewal():
    one = "The postal panel of Norway will review the survey of the coast"
    found = only(
        Commitment,
        entries_of(
            told(f"{one}.", "2031-05-06", "2031-05-05", [(one, {"deadline": "2031-06-01"})]),
            told(f"Now {one}.", "2032-05-06", "2032-05-05", [(one, {"deadline": "2032-06-01"})],
                 ordinal=2),
        ),
    )  # fmt: skip
    assert [c.renews for c in found] == [None, None]


def test_a_promise_made_again_tells_what_it_says_otherwise():
    one = "Norway will publish the survey of the coast"
    found = only(
        Commitment,
        entries_of(
            told(f"{one}.", "2031-05-06", "2031-05-05", [(one, {"deadline": "2031"})]),
            told(f"Now {one}.", "2032-05-06", "2032-05-05",
                 [(one, {"deadline": "2033", "strength": "intent"})], ordinal=2),
        ),
    )  # fmt: skip
    (again,) = (c for c in found if c.renews)
    assert [(s.field, s.before, s.after) for s in again.shifts] == [
        ("deadline", "2031", "2033"),
        ("strength", "firm", "intent"),
    ]
    assert [c.shifts for c in found if not c.renews] == [()]
