"""Dates: absolute and relative wordings against the day of the article, and deadlines."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stocktake.extract.date_patterns import load_date_language
from stocktake.extract.dates import counted_from, find_dates, find_deadline
from stocktake.extract.edtf import edtf_day, first_day, last_day, read_anchor, span
from stocktake.extract.rule_files import ENGLISH, other_languages

LANGUAGES = (ENGLISH, *other_languages())
EDTF_PART = r"(?:\d{4}(?:-(?:0[1-9]|1[0-2]|2[1-4])(?:-(?:0[1-9]|[12]\d|3[01]))?)?|\d{3}X)"
EDTF = re.compile(rf"{EDTF_PART}(?:/(?:{EDTF_PART}|\.\.))?")
EXAMPLES = [
    (language, wording, published, edtf)
    for language in LANGUAGES
    for pattern in load_date_language(language).patterns
    for wording, published, edtf in pattern.examples
]
FRAME = {"en": "They met {}, he said.", "fr": "Ils se sont réunis {}."}


@pytest.mark.parametrize(("language", "wording", "published", "edtf"), EXAMPLES)
def test_an_example_of_a_rule_gives_its_date(
    language: str, wording: str, published: str, edtf: str
) -> None:
    found = find_dates(FRAME.get(language, "{}").format(wording), published or None, language)
    assert [m.edtf for m in found] == [edtf or None]


@pytest.mark.parametrize(
    "text",
    [
        "They may march on.",
        "a force of 2000 soldiers",
        "Resolution 2024 was read",
        "$2025 and 12,024 men",
        "call 555-2023 now",
    ],
)
def test_a_word_or_number_that_only_looks_like_a_date_is_none(text: str) -> None:
    assert find_dates(text, "2024-07-24") == ()


def test_a_month_without_a_year_leans_to_what_the_sentence_speaks_of() -> None:
    past, future = "Talks were held in April.", "Talks will be held in April."
    assert find_dates(past, "2024-11-20")[0].edtf == "2025-04"
    assert find_dates(past, "2024-08-20")[0].edtf == "2024-04"
    assert find_dates(future, "2024-08-20")[0].edtf == "2025-04"


def test_a_weekday_is_past_in_a_report_and_ahead_in_a_preview() -> None:
    assert find_dates("They met on Thursday.", "2024-07-24")[0].edtf == "2024-07-18"
    assert find_dates("They will meet on Thursday.", "2024-07-24")[0].edtf == "2024-07-25"


def test_nothing_is_resolved_where_the_article_has_no_date() -> None:
    found = find_dates("They met last month and on July 22 and will meet within six months.", None)
    assert [m.edtf for m in found] == [None, None, None]


def test_a_month_and_year_of_publication_resolve_months_but_no_days() -> None:
    found = find_dates("Last month, and again yesterday", "2024-01")
    assert [m.edtf for m in found] == ["2023-12", None]


def test_a_deadline_bears_its_preposition() -> None:
    text = "Both will sign the pact by September, as discussed in May."
    found = find_deadline(text, 0, len(text), "2025-06-11")
    assert found is not None
    assert (found.edtf, found.words) == ("2025-09", "by September")


@pytest.mark.parametrize(
    "text",
    [
        "They will deepen the 2008 Strategic Framework Agreement.",
        "They reaffirmed the memorandum signed in 2020.",
        "They agreed on Tuesday to speed up the works.",
        "They will carry on as they did last year.",
        "Today they launched a dialogue.",
    ],
)
def test_a_past_day_and_a_year_in_a_name_are_no_deadline(text: str) -> None:
    assert find_deadline(text, 0, len(text), "2024-07-24") is None


def test_the_days_of_one_journey_are_one_deadline() -> None:
    text = "She will travel to Oman May 9-11, and to Qatar May 12-13."
    found = find_deadline(text, 0, len(text), "2022-05-05")
    assert found is not None
    assert found.edtf == "2022-05-09/2022-05-13"


def test_a_time_that_nothing_fixes_keeps_its_wording() -> None:
    text = "The groups will meet in the coming weeks."
    found = find_deadline(text, 0, len(text), "2024-07-24")
    assert found is not None
    assert found.edtf is None
    assert "coming weeks" in found.words


def test_a_deadline_counted_from_a_meeting_starts_at_its_day() -> None:
    text = "They will name officers within sixty days."
    found = find_deadline(text, 0, len(text), "2024-08-20")
    assert found is not None
    assert found.edtf == "2024-10-19"
    assert counted_from(found, "2024-08-14/2024-08-15").edtf == "2024-10-14"


def test_a_deadline_lies_in_its_clause() -> None:
    text = "It opens in 2026. They will meet."
    assert find_deadline(text, text.index("They"), len(text), "2024-08-20") is None


WORDS = st.sampled_from(
    [w for _, w, _, _ in EXAMPLES] + ["by", "the", "2024", "May 99", "31", "will", "FY", "٣٠", "."]
)


@given(
    st.lists(WORDS, max_size=8).map(" ".join),
    st.one_of(st.none(), st.dates().map(str), st.sampled_from(["2024", "2024-07", "2024-22", "x"])),
    st.sampled_from(LANGUAGES),
)
def test_every_date_is_valid_edtf_and_stands_in_the_text(
    text: str, published: str | None, language: str
) -> None:
    end = 0
    for mention in find_dates(text, published, language):
        assert end <= mention.start < mention.end <= len(text)
        end = mention.end
        assert text[mention.start : mention.end] == mention.words
        assert mention.edtf is None or EDTF.fullmatch(mention.edtf)
        if mention.edtf is not None:
            assert first_day(mention.edtf) <= last_day(mention.edtf)


@given(st.text(max_size=120), st.sampled_from(LANGUAGES))
def test_any_text_is_read_without_error(text: str, language: str) -> None:
    for mention in find_dates(text, "2024-02-29", language):
        assert text[mention.start : mention.end] == mention.words


def test_edtf_knows_the_calendar() -> None:
    assert edtf_day(2024, 2, 29) == "2024-02-29"
    assert edtf_day(2023, 2, 29) is None
    assert span("2024-07-23", "2024-07-22") is None
    assert last_day("2024-02") == "2024-02-29"
    assert first_day("2024-22") == "2024-06-01"
    assert read_anchor("2024-02-31") == read_anchor("2024-02")
    assert read_anchor("soon") is None


def test_days_right_behind_their_year_are_the_deadline():
    text = "They will host the talks this year on October 28-29, and report in 2027."
    found = find_deadline(text, 0, len(text), "2025-06-11")
    assert found is not None
    assert found.edtf == "2025-10-28/2025-10-29"
