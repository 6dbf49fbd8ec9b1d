import pytest
from hypothesis import given
from hypothesis import strategies as st

from stocktake.errors import MissingModel
from stocktake.extract import judgement_of_candidates
from stocktake.extract.document import Document, prepare
from stocktake.extract.judge import Combination
from stocktake.extract.judgement_of_candidates import Clause, clause_passage, weigh
from stocktake.model import Article, article_id

TALK = "The ministers exchanged views on fishing."
PROMISE = "Both governments agreed to open a joint harbour school by the end of 2027."
TEXT = f"{TALK} {PROMISE}\n\n***\n"


@pytest.fixture(scope="module")
def document() -> Document:
    return prepare(
        Article(
            id=article_id("harbour", 0, TEXT),
            page="harbour",
            position=0,
            title="Joint Statement on the Harbour Dialogue",
            outlet=None,
            byline=None,
            published=None,
            dateline=None,
            language="en",
            text=TEXT,
            truncated=False,
        )
    )


def clause(words: str, belief: float = 0.5) -> Clause:
    start = TEXT.index(words)
    return Clause(start, start + len(words), belief)


def test_of_two_clauses_that_the_rules_believe_alike_the_promise_is_likelier(document):
    talk, promise = weigh(document, [clause("exchanged views"), clause("agreed to open")])
    assert talk < promise


def test_what_the_rules_believe_more_stays_likelier_in_the_same_sentence(document):
    words = "agreed to open a joint harbour school"
    low, high = weigh(document, [clause(words, 0.2), clause(words, 0.8)])
    assert low < high


def test_no_likelihood_depends_on_the_other_clauses(document):
    clauses = [clause("exchanged views"), clause("agreed to open"), clause(PROMISE, 0.9)]
    together = weigh(document, clauses)
    assert tuple(weigh(document, [c])[0] for c in clauses) == together
    assert weigh(document, clauses[::-1]) == together[::-1]
    assert weigh(document, []) == ()


def test_a_clause_outside_every_sentence_keeps_the_belief_of_the_rules(document):
    assert weigh(document, [clause("***", 0.37)]) == (0.37,)


def test_without_weights_the_rules_alone_are_believed(document, monkeypatch):
    def nothing() -> None:
        raise MissingModel("no weights")

    monkeypatch.setattr(judgement_of_candidates, "load_judge", nothing)
    assert weigh(document, [clause("exchanged views", 0.37)]) == (0.37,)


def test_a_clause_is_judged_after_the_sentence_before_and_the_words_before_its_own(document):
    start = TEXT.index("to open")
    passage = clause_passage(document, start, start + len("to open a joint harbour school"))
    before = f"{TALK} Both governments agreed"
    assert passage is not None
    assert (passage.previous, passage.sentence) == (before, "to open a joint harbour school")
    first = clause_passage(document, 0, len(TALK))
    assert first is not None
    assert (first.previous, first.sentence, first.lead) == ("", TALK, "")
    assert clause_passage(document, TEXT.index("***"), len(TEXT)) is None


beliefs = st.floats(0, 1)


@given(beliefs, beliefs, beliefs)
def test_more_belief_on_either_side_is_never_less_likely(one, other, third):
    combination = Combination(rules=0.8, judge=0.6, shift=0.1)
    low, high = sorted((one, other))
    assert combination.likelihood(low, third) <= combination.likelihood(high, third)
    assert combination.likelihood(third, low) <= combination.likelihood(third, high)
    assert 0 <= combination.likelihood(low, third) <= 1


def test_belief_and_disbelief_of_equal_weight_cancel_out():
    assert Combination(rules=1, judge=1, shift=0).likelihood(0.9, 0.1) == 0.5
