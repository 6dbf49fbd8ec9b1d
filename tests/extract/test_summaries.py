"""What an analyst reads first: who will do what."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from promising import found

from stocktake.extract.summaries import LONGEST, names_of, shortened

PARTIES = ("Norway", "Jordan", "The United States", "Norway and Jordan")


@pytest.mark.parametrize(
    ("sentence", "summary"),
    [
        (
            "Jordanian envoys once again committed to protecting the wells.",
            "Jordan to protect the wells",
        ),
        (
            "Both sides agreed to start drafting a memorandum on rivers.",
            "Norway and Jordan to start drafting a memorandum on rivers",
        ),
        (
            "Norway reaffirmed its commitment to peace in the region.",
            "Norway: commitment to peace in the region",
        ),
        (
            "A detailed joint statement on rivers is scheduled to be issued after the talks.",
            "A detailed joint statement on rivers to be issued after the talks",
        ),
        (
            "Both sides signed a memorandum on rivers.",
            "Norway and Jordan signed a memorandum on rivers",
        ),
        ("Jordan agreed to consider a joint fund.", "Jordan to consider a joint fund"),
        (
            "The next review is planned for Oslo in 2033.",
            "The next review is planned for Oslo in 2033",
        ),
        (
            "Both sides agreed to conclude the River Works Agreement (RWA) in the course of 2033.",
            "Norway and Jordan to conclude the River Works Agreement (RWA) in the course of 2033",
        ),
        (
            "Norway and Jordan's River Agreement was signed today, within the year that they set.",
            "Norway and Jordan's River Agreement was signed today, within the year that they set",
        ),
        (
            "Norway pledged to mend the dam and praised the engineers.",
            "Norway to mend the dam",
        ),
        ("Norway agreed not to sell the pumps.", "Norway not to sell the pumps"),
        (
            "Jordan pledged $5 million for the school.",
            "Jordan to provide $5 million for the school",
        ),
        (
            "Norway welcomed Jordan agreeing to consider opening its archives.",
            "Jordan to consider opening its archives",
        ),
        (
            "The envoy praised the fair which Jordan will host.",
            "Jordan to host the fair",
        ),
        (
            "Norway, represented by its envoy, announced today in Amman more than $5 million in "
            "relief for farmers.",
            "Norway to provide more than $5 million in relief for farmers",
        ),
        (
            "Norway is committed to the success of the works.",
            "Norway: commitment to the success of the works",
        ),
        (
            "The envoy reaffirmed Norway's commitment to close cooperation on rivers.",
            "Norway: commitment to close cooperation on rivers",
        ),
        (
            "More broadly, Norway is donating pumps to Jordan.",
            "Norway to donate pumps to Jordan",
        ),
        (
            "If the dam breaks, Norway stands ready to do that.",
            "Norway to do that if the dam breaks",
        ),
        (
            "In a speech, the envoy stressed Norway's lasting commitment to mending the dam and "
            "opening two schools.",
            "Norway to mend the dam and open two schools",
        ),
    ],
)
def test_a_summary_says_who_will_do_what(sentence: str, summary: str) -> None:
    assert [c.summary for c in found(sentence)] == [summary]


def test_parties_are_named_as_in_running_text() -> None:
    assert names_of(("USA", "IRQ")) == "the United States and Iraq"
    assert names_of(("NOR", "JOR", "IRQ", "USA")) == "Norway, Jordan and 2 others"
    assert names_of(()) == ""


def test_a_long_wording_ends_where_a_clause_ends() -> None:
    said = "Norway to build " + "a long and a very good road for the people of the valley, " * 4
    short = shortened(said)
    assert short.endswith(" …")
    assert short.split()[-2].strip(",") not in {"the", "a", "of", "for", "and", "very"}


@given(st.text(alphabet='abc ,.;:\n“”"', min_size=1, max_size=300))
def test_no_wording_is_longer_than_it_may_be_or_bears_quotation_marks(wording: str) -> None:
    said = shortened(wording)
    assert len(said.split()) <= LONGEST
    assert not re.search(r"[“”\"\n]", said)


@settings(max_examples=30, deadline=None)
@given(
    st.sampled_from(["Norway", "Jordan", "Both sides", "The two countries", "They"]),
    st.sampled_from(["agreed to", "will", "intend to", "committed to", "are scheduled to"]),
    st.lists(
        st.sampled_from(["build a school", "mend the dam", "train guards in the long valley"]),
        min_size=1,
        max_size=5,
    ),
)
def test_a_summary_begins_with_who_acts_and_names_them_once(
    who: str, promising: str, acts: list[str]
) -> None:
    for commitment in found(f"{who} {promising} {' and '.join(acts)}."):
        said = commitment.summary
        assert len(said.split()) <= LONGEST
        assert said[0].isupper()
        assert said.startswith(PARTIES)
        assert said.count("Norway") <= 1
