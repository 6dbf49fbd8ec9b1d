"""How good the evidence is by which a promise is held kept."""

import pytest
from telling import article, commitment, entries_of, meeting, only, person, report, words

from stocktake.model import Commitment, FollowThrough, OutcomeFinding

PLAN = "Norway will donate two patrol boats to the coast guard"
DONE = "Norway has donated the two patrol boats to the coast guard"


def told(text, published, when, *, promises=(), said=None, people=(), outlet="River Wire"):
    one = article(f"{text} They met in Oslo.", published, outlet=outlet)
    outcomes = (
        (OutcomeFinding("delivered", ("KEN", "NOR"), None, (), "test", words(one, said)),)
        if said
        else ()
    )
    return report(
        one,
        meetings=[meeting(one, "met in Oslo", when=when)],
        people=[person(one, name, role, party) for name, role, party in people],
        commitments=[commitment(one, quote) for quote in promises],
        outcomes=outcomes,
    )


def promised():
    return told(f"{PLAN}.", "2031-05-06", "2031-05-05", promises=[PLAN])


def grades(*reports):
    entries = entries_of(promised(), *reports)
    (fate,) = (f for f in only(FollowThrough, entries) if f.counted)
    (kept,) = only(Commitment, entries)
    assert kept.grade == fate.grade
    return fate.grade


@pytest.mark.parametrize(
    ("party", "grade"), [("NOR", "own word"), ("KEN", "counterpart"), ("FJI", "independent")]
)
def test_the_word_of_an_official_is_graded_by_the_side_he_speaks_for(party, grade):
    said = f"{DONE}, A. Holm said"
    later = told(
        f"{said}.", "2032-03-03", "2032-03-02", said=said, people=[("A. Holm", "minister", party)]
    )
    assert grades(later) == grade


def test_one_post_in_nobodys_name_is_a_single_repost():
    assert grades(told(f"{DONE}.", "2032-03-03", "2032-03-02", said=DONE)) == "single repost"


def test_two_posts_that_go_back_to_two_texts_are_independent():
    again = f"Harbour news: {DONE} in the spring, to much applause from the quay"
    assert (
        grades(
            told(f"{DONE}.", "2032-03-03", "2032-03-02", said=DONE),
            told(f"{again}.", "2032-03-04", "2032-03-02", said=again, outlet="Quay Post"),
        )
        == "independent"
    )


def test_a_speaker_who_is_named_elsewhere_in_the_text_has_not_said_it():
    later = told(
        f"{DONE}. A. Holm said much.",
        "2032-03-03",
        "2032-03-02",
        said=DONE,
        people=[("A. Holm", "minister", "NOR")],
    )
    assert grades(later) == "single repost"
