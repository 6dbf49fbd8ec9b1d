from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from stocktake.model import Amount
from stocktake.serve import lists
from stocktake.serve.card import written_card
from stocktake.serve.news import news_of, written_news
from stocktake.serve.tables import WIDTH, Column, Table, written_table

TODAY = date(2025, 1, 1)
LAYOUTS = {
    "meetings": lists.meetings,
    "commitments": lambda records, catalogue: lists.commitments(records, catalogue, TODAY),
    "agreements": lists.agreements,
    "people": lists.people,
    "mechanisms": lists.mechanisms,
    "programmes": lists.programmes,
    "discrepancies": lists.discrepancies,
    "pages": lists.pages,
}


def table(kind, catalogue):
    return written_table(LAYOUTS[kind](getattr(catalogue.records, kind), catalogue))


@pytest.mark.parametrize("kind", LAYOUTS)
def test_every_table_fits_eighty_columns_and_names_every_record_whole(kind, catalogue):
    text = table(kind, catalogue)
    assert max(map(cell_len, text.splitlines())) <= WIDTH
    assert all(record.id in text for record in getattr(catalogue.records, kind))


@given(
    st.lists(st.tuples(st.text("ab é漢\u0628[]/:", max_size=90), st.text(max_size=90)), max_size=4)
)
def test_no_content_breaks_the_width(rows):
    columns = (Column("One", width=9), Column("Two"))
    text = written_table(Table(columns, tuple(rows), "Nothing."), 40)
    assert max(map(cell_len, text.splitlines()), default=0) <= 40


def test_an_empty_table_says_what_was_read(catalogue):
    assert "Read 2 articles." in written_table(lists.meetings([], catalogue))


def test_parties_stand_by_name_and_dates_as_written(catalogue):
    text = " ".join(table("meetings", catalogue).split())
    assert "Norway" in text
    assert "7–8 May" in text
    assert "1 report" in text


def test_what_a_person_confirmed_bears_a_filled_mark(catalogue):
    marks = {line[2:5]: line[0] for line in table("commitments", catalogue).splitlines()[2:]}
    assert (marks["c-1"], marks["c-2"]) == ("○", "●")


def test_a_disagreement_names_the_likely_reading_and_why(catalogue):
    text = " ".join(table("discrepancies", catalogue).split())
    assert "Likely Eva Lund because" in text


def test_due_is_in_the_order_of_last_days_and_leaves_out_what_has_none(catalogue):
    asked = lists.by_last_day(catalogue.records.commitments)
    assert [commitment.id for commitment in asked] == ["c-1", "c-2"]


@pytest.mark.parametrize(
    "wanted", ["c-1", "c-2", "m-1", "p-1", "k-1", "g-1", "q-1", "d-1", "f-1", "o-1", "pg-1", "a-1"]
)
def test_a_card_fits_and_names_its_record(catalogue, wanted):
    text = written_card(catalogue.by_id[wanted], catalogue, TODAY)
    assert wanted in text
    assert max(map(cell_len, text.splitlines())) <= WIDTH


def test_a_card_shows_words_in_context_sources_and_what_became_of_it(catalogue):
    text = " ".join(written_card(catalogue.by_id["c-1"], catalogue, TODAY).split())
    assert "2024. [Norway will train two hundred inspectors] by September" in text
    assert "Fjord Gazette, 9 May 2024" in text
    assert "1 report, 1 origin" in text
    assert "delivered (suggested)" in text
    assert "[Norway has trained the inspectors]" in text


def test_a_card_tells_who_confirmed_it_and_when(catalogue):
    text = written_card(catalogue.by_id["c-2"], catalogue, TODAY)
    assert "● confirmed by A. Reader" in text
    assert "2 January 2025  j-1  confirmed, A. Reader (read both)" in text


def test_a_person_s_card_shows_where_reports_disagree(catalogue):
    text = " ".join(written_card(catalogue.by_id["p-1"], catalogue, TODAY).split())
    assert "'Eva Lunde' in Harbour Post" in text


def test_a_page_s_card_lists_what_rests_on_it(catalogue):
    text = written_card(catalogue.by_id["pg-2"], catalogue, TODAY)
    assert "c-3" in text
    assert "c-1" not in text


def test_news_counts_what_was_not_there_before(records, holdings):
    text = written_news(news_of(records, {"c-1", "a-1", "m-1"}, [holdings.pages[2]]))
    counts = {line[9:]: int(line[:7]) for line in text.splitlines() if line[:7].strip().isdigit()}
    assert counts["articles"] == 1
    assert counts["of them reports of a dialogue"] == 0
    assert counts["meetings"] == 1
    assert counts["commitments with a date"] == 1
    assert counts["commitments without a date"] == 1
    assert "three.txt" in text
    assert "it is empty; save it again" in text


def test_no_news_is_said_in_a_sentence(records):
    every = {record.id for kind in LAYOUTS for record in getattr(records, kind)}
    text = written_news(news_of(records, every | {"a-1", "a-2"}, []))
    assert text == "Nothing new in the register."


@pytest.mark.parametrize(
    ("value", "wanted"),
    [
        (21e9, "USD 21 billion"),
        (35e6, "USD 35 million"),
        (1_250_000, "USD 1.25 million"),
        (300_000, "USD 300,000"),
        (1_234_567, "USD 1,234,567"),
        (99.5, "USD 99.5"),
    ],
)
def test_a_sum_is_written_as_people_say_it_and_loses_nothing(value, wanted):
    assert lists.written_amount(Amount(value, "USD")) == wanted
