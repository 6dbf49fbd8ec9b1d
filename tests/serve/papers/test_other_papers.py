from dataclasses import replace
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from stocktake.model import Article
from stocktake.serve.catalogue import catalogue_of
from stocktake.serve.days import span
from stocktake.serve.exchange import records_of
from stocktake.serve.papers import chronology_layout, comparison_layout, matrix_layout
from stocktake.serve.papers.chronology import Chosen, chronology_of
from stocktake.serve.papers.comparison import comparison_of
from stocktake.serve.papers.faces.markdown import as_markdown
from stocktake.serve.papers.known import known_by
from stocktake.serve.papers.matrix import matrix_of
from stocktake.serve.papers.naming import meeting_called
from stocktake.serve.papers.verbs import classes, verb_in
from stocktake.serve.quotes import evidence_of

LATE = date(2027, 3, 1)
DAYS = st.dates(date(2024, 1, 1), date(2025, 1, 1))


def all_events(records, day=LATE):
    chosen = Chosen(records.meetings, records.agreements, records.commitments)
    return chronology_of(chosen, catalogue_of(records), day)


def with_second_report(holdings, text):
    """Let another outlet report the first round in words of its own."""
    entries = {entry.id: entry for entry in holdings.entries}
    article = Article("a-9", "pg-2", 1, "Retold", "Bay Herald", None, "2024-05-10", None, "en",
                      text, False)  # fmt: skip
    words = "They intend to open a laboratory"
    start = text.index(words)
    meeting = replace(entries["m-1"], reports=("a-1", "a-9"))
    promise = entries["c-2"]
    told = (*promise.evidence, article.quote(start, start + len(words)))
    changed = {"m-1": meeting, "c-2": replace(promise, evidence=told)}
    return records_of(
        replace(
            holdings,
            articles=(*holdings.articles, article),
            entries=tuple(changed.get(e.id, e) for e in holdings.entries),
        )
    )


def test_the_matrix_has_a_line_a_promise_in_the_order_in_which_they_were_made(records):
    catalogue = catalogue_of(records)
    found = matrix_of(records.commitments, catalogue, LATE)
    assert [row.id for row in found.rows] == ["c-1", "c-2", "c-3"]
    second = found.rows[1]
    assert second.text == "Both sides agreed to open a laboratory in 2026"
    assert (second.meeting, second.means, second.deadline, second.by) == (
        "1st OD, Oslo, 7–8 May 2024", "USD 12.5 million", "2026", "person",
    )  # fmt: skip
    told = as_markdown(matrix_layout.laid_out(found, ""))
    assert "“Both sides agreed to open a laboratory in 2026”" in told


def test_an_empty_matrix_says_what_was_read(records):
    told = as_markdown(matrix_layout.laid_out(matrix_of([], catalogue_of(records), LATE), ""))
    assert "Read 2 reports. None holds such a promise." in told


def test_the_chronology_runs_by_days_and_parts_what_is_ahead(records):
    found = all_events(records, date(2025, 6, 1))
    assert [event.day for event in found.events] == sorted(e.day for e in found.events)
    kinds = {(event.kind, event.id) for event in found.events}
    assert ("meeting", "m-1") in kinds
    assert ("deed", "f-1") in kinds
    assert ("due", "c-2") in kinds
    assert ("due", "c-1") not in kinds  # delivered: the deed stands there
    told = as_markdown(chronology_layout.laid_out(found, ""))
    assert told.index("After 1 June 2025") < told.index("Both will open a laboratory")


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=30)
@given(
    one=st.dates(date(2024, 1, 1), date(2025, 1, 1)),
    two=st.dates(date(2024, 1, 1), date(2025, 1, 1)),
)
def test_what_is_known_by_a_day_is_known_by_every_later_one(records, one, two):
    early, late = known_by(records, min(one, two)), known_by(records, max(one, two))
    assert known_by(late, min(one, two)) == early
    for name in ("articles", "commitments", "meetings", "people", "follow_through"):
        assert {r.id for r in getattr(early, name)} <= {r.id for r in getattr(late, name)}
    out = {a.id for a in records.articles if span(a.published).first <= min(one, two)}
    for record in (*early.commitments, *early.meetings, *early.people, *early.follow_through):
        assert {e.article for e in evidence_of(record)} <= out


def test_a_deed_told_later_leaves_the_promise_without_evidence(records):
    (early,) = (c for c in known_by(records, date(2024, 6, 1)).commitments if c.id == "c-1")
    assert early.delivery == "no evidence found"


def test_reports_stand_side_by_side_with_what_each_leaves_out(holdings):
    records = with_second_report(holdings, "They met in Oslo. They intend to open a laboratory.")
    meeting = meeting_called("1st OD", catalogue_of(records))
    found = comparison_of(meeting, records, LATE)
    assert [column.source.outlet for column in found.columns] == ["Fjord Gazette", "Bay Herald"]
    assert [topic.id for topic in found.topics] == ["c-1", "c-2"]
    assert found.left_out(0) == ()
    assert found.left_out(1) == (1,)
    assert found.columns[1].unnamed == ("Eva Lund",)
    laboratory = found.topics[1]
    assert [w.place for w in laboratory.wordings] == [2, 1]
    assert [w.verb.words for w in laboratory.wordings] == ["agreed", "intend"]
    assert laboratory.apart == "“agreed” or “intend”"
    told = as_markdown(comparison_layout.laid_out(found))
    assert "Not mentioned" in told
    assert "They **intend** to open a laboratory" in told


def test_one_report_has_nothing_to_be_compared_with(records):
    meeting = meeting_called("m-2", catalogue_of(records))
    told = as_markdown(comparison_layout.laid_out(comparison_of(meeting, records, LATE)))
    assert "One report: nothing to compare." in told
    early = comparison_of(meeting, records, date(2024, 6, 1))
    assert "No report of this meeting" in as_markdown(comparison_layout.laid_out(early))


@pytest.mark.parametrize("entry", classes(), ids=lambda entry: entry["strength"])
def test_verbs_are_found_in_their_examples_and_nowhere_else(entry):
    for words in entry["examples"]:
        assert verb_in(words) is not None, words
        assert verb_in(words).strength == entry["strength"], words
    for words in entry["counter_examples"]:
        found = verb_in(words)
        assert found is None or found.strength != entry["strength"], words


def test_the_verb_is_cut_where_it_stands():
    words = "After long talks both sides agreed to meet"
    verb = verb_in(words)
    assert words[verb.start : verb.end] == verb.words == "agreed"
