import subprocess
import sys
from types import SimpleNamespace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tokenizers import Tokenizer

from stocktake.errors import MissingModel
from stocktake.extract.judge import (
    PREVIOUS_PIECES,
    SENTENCE_PIECES,
    TITLE_PIECES,
    WEIGHTS,
    Calibration,
    Judge,
    Passage,
    load_judge,
    pack,
    passages_of,
)
from stocktake.extract.language import load_english

TITLE = "Joint Statement on the Harbour Safety Dialogue"
PROMISE = "The two governments agreed to open a joint harbour safety centre by the end of 2027."
TALK = "The ministers exchanged views on recent developments in the region."


def passage(sentence: str, previous: str = "") -> Passage:
    return Passage(previous, sentence, 0, len(sentence))


def test_a_promise_is_likelier_a_commitment_than_an_exchange_of_views():
    promise, talk = load_judge().likelihoods(TITLE, [passage(PROMISE), passage(TALK)])
    assert promise > 0.6
    assert talk < 0.2


def test_what_has_been_done_weighs_less_than_what_is_held_to():
    own = passage("Norland reaffirmed its commitment to train two thousand port inspectors.")
    done = passage("Norland has trained two thousand port inspectors over the past two years.")
    likely, unlikely = load_judge().likelihoods(TITLE, [own, done])
    assert likely > 2 * unlikely


def test_no_answer_depends_on_what_else_is_asked():
    passages = [passage(PROMISE), passage(TALK, PROMISE), passage("Yes.")]
    together = load_judge().likelihoods(TITLE, passages)
    apart = tuple(load_judge().likelihoods(TITLE, [p])[0] for p in passages)
    assert together == apart
    assert load_judge().likelihoods(TITLE, passages[::-1]) == together[::-1]


def test_the_sentence_before_and_the_title_count():
    bullet = "Opening a joint harbour safety centre"
    judge = load_judge()
    (promised,) = judge.likelihoods(TITLE, [passage(bullet, "Both sides intend to pursue:")])
    (asked,) = judge.likelihoods("Markets close lower", [passage(bullet, "Shares fell.")])
    assert promised != asked


@pytest.mark.parametrize("missing", ["judge.onnx", "tokenizer.json", "judge.json"])
def test_a_folder_without_one_of_the_weights_is_named_with_the_remedy(tmp_path, missing):
    for path in WEIGHTS.iterdir():
        if path.name != missing:
            (tmp_path / path.name).symlink_to(path)
    with pytest.raises(MissingModel, match=f"{missing}; install the package again"):
        Judge(tmp_path)


def test_the_judge_needs_no_training_library():
    code = "import sys, stocktake.extract.judge as j; j.load_judge(); print(*sys.modules)"
    loaded = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )
    assert not {"torch", "transformers"} & set(loaded.stdout.split())


def test_passages_are_cut_by_position_and_know_the_sentence_before():
    text = "Both sides will:\n\n- open a port;\n***\n- train its staff. They parted.\n"
    passages = passages_of(load_english().nlp(text))
    assert all(text[p.start : p.end] == p.sentence for p in passages)
    assert passages[0] == Passage("", "Both sides will:", 0, 16)
    assert passages[-1].sentence == "They parted."
    assert [p.previous for p in passages[1:]] == [p.sentence for p in passages[:-1]]
    assert not any(p.sentence == "***" for p in passages)


@pytest.fixture(scope="module")
def tokenizer() -> Tokenizer:
    return Tokenizer.from_file(str(WEIGHTS / "tokenizer.json"))


def test_of_the_sentence_before_the_end_is_kept_and_of_the_sentence_the_beginning(tokenizer):
    tokenizer.no_truncation()
    tokenizer.no_padding()
    long = " ".join(f"word{n}" for n in range(200))
    shown = tokenizer.decode(pack(tokenizer, TITLE, passage(long, long)).ids)
    sentence, before = shown.split("dialogue")
    assert "word0" in sentence
    assert "word199" not in sentence
    assert "word199" in before
    assert "word0" not in before.split()


@settings(max_examples=30, deadline=None)
@given(title=st.text(max_size=80), sentence=st.text(), previous=st.text())
def test_whatever_the_words_the_encoder_is_shown_a_bounded_number_of_pieces(
    tokenizer, title, sentence, previous
):
    packed = pack(tokenizer, title, passage(sentence, previous))
    assert len(packed.ids) == len(packed.types)
    assert len(packed.ids) <= SENTENCE_PIECES + TITLE_PIECES + PREVIOUS_PIECES + 4
    assert list(packed.types) == sorted(packed.types)


@given(st.floats(-50, 50), st.floats(-50, 50))
def test_a_higher_score_is_never_less_likely(one, other):
    calibration = Calibration(slope=0.7, shift=-0.4)
    low, high = sorted((one, other))
    assert 0 <= calibration.likelihood(low) <= calibration.likelihood(high) <= 1


def test_the_lead_is_the_first_sentence_that_says_something_and_stands_with_later_ones_only():
    lead = "Both sides held long talks on inspections in Amman on Monday."
    text = f"A note. {lead} They met at noon. Norland will train inspectors."
    note, opening, *later = passages_of(load_english().nlp(text))
    assert (note.lead, opening.lead) == ("", "")
    assert [p.lead for p in later] == [lead, lead]


def test_a_passage_is_scored_once_whatever_is_asked_of_it(monkeypatch):
    judge, scored = Judge(WEIGHTS), []
    run = judge._session.run
    monkeypatch.setattr(
        judge, "_session", SimpleNamespace(run=lambda *a: scored.append(a) or run(*a))
    )
    asked = passage("Norland will train inspectors.", "Both sides met.")
    first = judge.likelihoods(TITLE, (asked,))
    judge.shares(TITLE, asked, {"trade", "training"})
    assert judge.likelihoods(TITLE, (asked,)) == first
    assert len(scored) == 1
    judge.likelihoods("Another title", (asked,))
    assert len(scored) == 2
