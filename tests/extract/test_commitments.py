"""Who promised what: the cases on which a list of verbs fails."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from promising import OPENING, found, read

from stocktake.extract.commitments import candidates, decide, find_commitments
from stocktake.extract.phrases import folded, plain_of


@pytest.mark.parametrize(
    ("sentence", "kind", "actors"),
    [
        ("Both sides agreed to open a joint school for engineers.", "agree", {"NOR", "JOR"}),
        ("Jordan pledged to guard the pipeline.", "pledge", {"JOR"}),
        ("Norway reaffirmed its commitment to fund the laboratory.", "reaffirm", {"NOR"}),
        ("Norway remains committed to funding the laboratory.", "reaffirm", {"NOR"}),
        ("The two countries intend to link their weather services.", "plan", {"NOR", "JOR"}),
        ("Norway stands ready to help with the survey of wells.", "plan", {"NOR"}),
        ("Norway offered to send two instructors to the school.", "offer", {"NOR"}),
        ("Jordan will host the next round in Aqaba in 2032.", "plan", {"JOR"}),
        ("The next round will be held in Oslo in May 2032.", "plan", {"NOR", "JOR"}),
        ("Norway welcomed Jordan's commitment to open the wells.", "acknowledged", {"JOR"}),
    ],
)
def test_a_promise_is_found_with_its_kind_and_actors(
    sentence: str, kind: str, actors: set[str]
) -> None:
    commitments = found(sentence)
    assert [c.kind for c in commitments] == [kind]
    assert set(commitments[0].actors) == actors


@pytest.mark.parametrize(
    "sentence",
    [
        "Both sides reaffirmed the importance of clean water.",
        "Norway reaffirmed the principles of the charter.",
        "The ministers discussed their commitment to the pipeline at length.",
        "Norway welcomed the progress of the works.",
        "Engineers asked whether Jordan would repair the dam?",
        "This will strengthen the friendship of the two nations.",
        "Norway has provided four pumps since 2029.",
        "The aim is to win time.",
    ],
)
def test_what_binds_nobody_is_no_commitment(sentence: str) -> None:
    assert found(sentence) == ()


def test_two_acts_of_two_actors_in_one_sentence_are_two_commitments() -> None:
    commitments = found("Norway will train forty engineers, and Jordan will build two schools.")
    assert [c.actors for c in commitments] == [("NOR",), ("JOR",)]
    assert "schools" not in commitments[0].evidence.quote


def test_one_verb_with_a_list_of_objects_is_one_commitment() -> None:
    commitments = found("Both sides agreed to expand trade, tourism and the training of nurses.")
    assert len(commitments) == 1


def test_points_under_a_lead_in_that_breaks_off_before_its_verb_are_commitments() -> None:
    for lead in ("The two ministries will:", "The two ministries agreed to:"):
        commitments = found(f"\n{lead}\nFacilitate visits of nurses.\nOpen a school in Aqaba.\n")
        quotes = ["Facilitate visits of nurses", "Open a school in Aqaba"]
        assert [c.evidence.quote for c in commitments] == quotes, lead


def test_a_short_be_commits_as_the_long_one_does() -> None:
    assert [c.kind for c in found("We’re determined to help Jordan to repair the dam.")] == [
        "pledge"
    ]


def test_points_under_a_lead_in_are_commitments_and_the_lead_in_is_none() -> None:
    commitments = found(
        "The two governments agreed on the following steps, and intend to:\n"
        "The two governments decided to act as follows:\n"
        "- Opening a joint school in Amman;\n"
        "- Exchanging data on wells every month.\n"
    )
    quotes = [c.evidence.quote for c in commitments]
    assert any(q.startswith("Opening") for q in quotes)
    assert any(q.startswith("Exchanging") for q in quotes)
    assert not any("as follows" in q for q in quotes)


def test_a_deadline_an_amount_and_a_condition_are_read() -> None:
    (commitment,) = found(
        "Norway will provide $4 million for wells by the end of 2032, subject to approval by "
        "parliament."
    )
    assert commitment.deadline == "2032"
    assert commitment.amount is not None
    assert commitment.amount.value == 4_000_000
    assert commitment.condition == "subject to approval by parliament"
    assert commitment.specificity == "verifiable"


def test_an_agreement_to_consider_is_second_order() -> None:
    (commitment,) = found("Both sides agreed to consider a joint fund.")
    assert commitment.strength == "second-order"


def test_a_promise_made_once_again_is_renewed() -> None:
    (commitment,) = found("Jordan once again pledged to guard the pipeline.")
    assert commitment.novelty == "renewed"


def test_a_summary_says_in_under_twenty_five_words_who_will_do_what() -> None:
    (commitment,) = found("Both sides agreed to open a “model” school for engineers in Amman.")
    assert commitment.summary.startswith("Norway and Jordan to open")
    assert "“" not in commitment.summary
    assert len(commitment.summary.split()) < 25


def test_candidates_hold_more_than_is_kept_and_each_says_why() -> None:
    proposed = candidates(*read(OPENING + "Norway continues to believe in peace. Norway will pay."))
    assert len(decide(proposed)) < len(proposed)
    assert all(c.features and 0 <= c.score <= 1 for c in proposed)


def test_an_arabic_promise_is_found_with_its_actor() -> None:
    document, sides = read(
        "عقد العراق والأردن اجتماعا في عمان. وتعهد العراق بحماية القوافل على الطريق الدولي.",
        language="ar",
        title="اجتماع العراق والأردن",
    )
    (commitment,) = find_commitments(document, sides)
    assert (commitment.kind, commitment.actors) == ("pledge", ("IRQ",))


def test_a_french_promise_is_found_with_its_actor() -> None:
    document, sides = read(
        "L’Irak et la Jordanie se sont réunis à Amman. La Jordanie s’est engagée à rouvrir le "
        "poste de douane.",
        language="fr",
        title="Réunion de l’Irak et de la Jordanie",
    )
    (commitment,) = find_commitments(document, sides)
    assert (commitment.kind, commitment.actors) == ("pledge", ("JOR",))


@given(st.text(alphabet="سأإىةًُ اتفق الجانبان.،\n", max_size=80))
def test_folding_keeps_every_place_of_the_printed_text(text: str) -> None:
    plain = plain_of(text)
    assert plain.text == folded(text)
    for at in range(len(plain.text)):
        start, end = plain.place(at, at + 1)
        assert 0 <= start < end <= len(text)


@settings(deadline=None)
@given(
    st.lists(
        st.sampled_from(
            [
                "Norway",
                "will",
                "agreed",
                "to",
                "Jordan",
                ",",
                "and",
                "\n",
                "open",
                "wells",
                ":",
                "•",
                "commitment",
                "its",
                "reaffirmed",
            ]
        ),
        max_size=25,
    )
)
def test_every_quote_stands_in_the_text_at_its_place(words: list[str]) -> None:
    document, sides = read(" ".join(words))
    for commitment in find_commitments(document, sides):
        evidence = commitment.evidence
        assert document.article.text[evidence.start : evidence.end] == evidence.quote


def test_two_clauses_that_share_most_of_their_words_are_one_commitment() -> None:
    (commitment,) = found(
        "Norway's fund will mobilize private engagement and catalyze all tools of both countries."
    )
    assert "will mobilize private engagement" in commitment.evidence.quote


def test_two_verbs_with_one_object_are_one_commitment() -> None:
    (commitment,) = found("Norway will process and post online the lists of both countries.")
    assert commitment.evidence.quote == (
        "Norway will process and post online the lists of both countries"
    )


def marks(sentence: str) -> set[str]:
    return {f for c in candidates(*read(OPENING + sentence)) for f in c.features}


@pytest.mark.parametrize(
    ("sentence", "other", "mark"),
    [
        ("We will prevail in this.", "We will repair this.", "act:fortune"),
        (
            "In June 2029, both sides signed a memorandum on wells.",
            "In March 2031, both sides signed a memorandum on wells.",
            "recalled-day",
        ),
        (
            "Both sides agreed that a new dam would help farmers.",
            "Both sides agreed that Jordan would help farmers.",
            "told:thing",
        ),
        (
            "Ali Haddad signed the Water Accords on behalf of Jordan.",
            "Ali Haddad signed the Water Accords on Monday.",
            "for-a-party",
        ),
        (
            "Jordan became the third nation to sign the Water Accords.",
            "Jordan signed the Water Accords.",
            "joins",
        ),
        (
            "Norway condemned Iceland's war. Iceland will build ships.",
            "Norway praised Iceland's song. Iceland will build ships.",
            "actor:opposed",
        ),
    ],
)
def test_what_speaks_for_or_against_a_promise_is_marked(
    sentence: str, other: str, mark: str
) -> None:
    assert mark in marks(sentence)
    assert mark not in marks(other)


def test_a_point_of_several_sentences_is_cut_at_the_first() -> None:
    commitments = found("\nThe two ministries will:\nOpen a school in Aqaba. It is needed.\n")
    assert [c.evidence.quote for c in commitments] == ["Open a school in Aqaba"]


def test_what_is_said_beside_with_an_act_of_its_own_is_told_apart() -> None:
    texts = [
        c.evidence.quote
        for c in found(
            "Norway reaffirmed its commitment to dig wells, while noting that Jordan will train us."
        )
    ]
    assert not any("dig wells" in t and "train us" in t for t in texts)


def test_what_is_still_to_be_founded_or_signed_is_a_plan() -> None:
    assert [c.kind for c in found("Norway and Jordan will sign the River Accord in May.")] == [
        "plan"
    ]


@pytest.mark.parametrize(
    ("sentence", "strength"),
    [
        (
            "Jordan's envoy will travel to Norway on May 4, 2032 to attend a meeting.",
            "second-order",
        ),
        ("Jordan's envoy will travel to Norway on May 4, 2032.", "firm"),
        ("Both sides agreed to remain in close contact.", "second-order"),
        ("Both sides agreed to remain in the river accord.", "firm"),
        ("Both sides agreed to take action against floods.", "firm"),
    ],
)
def test_what_is_only_to_talk_is_of_the_second_order(sentence: str, strength: str) -> None:
    assert [c.strength for c in found(sentence)] == [strength]
