import dataclasses

from stocktake.model import Evidence
from stocktake.serve.quotes import faults_of, in_context


def test_quotes_that_stand_in_their_text_have_no_fault(records):
    assert faults_of(records, ()) == (15, ())


def test_a_changed_text_and_every_quote_that_it_moves_are_told(records):
    moved = dataclasses.replace(records.articles[1], text="So " + records.articles[1].text)
    changed = dataclasses.replace(records, articles=(records.articles[0], moved))
    _, faults = faults_of(changed, ("a-2",))
    assert faults[0].startswith("a-2: the text is not the one")
    assert {fault.split(":")[0] for fault in faults[1:]} == {"c-3", "d-1", "f-1", "m-2", "p-1"}


def test_a_quote_without_its_article_is_told(records):
    changed = dataclasses.replace(records, articles=records.articles[:1])
    _, faults = faults_of(changed, ())
    assert any("a-2 is not in the register" in fault for fault in faults)


def test_context_ends_at_words_and_shows_that_text_is_left_out(catalogue):
    article = catalogue.articles["a-1"]
    start = article.text.index("train two")
    evidence = Evidence("a-1", start, start + 9, "train two")
    assert in_context(evidence, article, 14) == "…Norway will [train two] hundred…"
    whole = in_context(evidence, article, 10_000)
    assert "…" not in whole
