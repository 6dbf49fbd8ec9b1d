"""How likely a careful reader is to call a sentence a commitment, by a small trained encoder.

The encoder reads one sentence with the title, the lead and the sentence before.  Its weights
travel with the package (`weights/`), and `evaluation/train_judge.py` makes them.  The rules of
reading work without it; then there is no likelihood.
"""

import json
import math
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

import numpy as np
import onnxruntime
from numpy.typing import NDArray
from spacy.tokens import Doc
from tokenizers import Tokenizer

from stocktake.errors import MissingModel

WEIGHTS = Path(__file__).parent / "weights"

# Pieces of words that the encoder is shown at most; attention costs time with the square of these.
SENTENCE_PIECES = 110
TITLE_PIECES = 24
LEAD_PIECES = 20
PREVIOUS_PIECES = 48

# Passages whose scores are kept: more than one article is asked about.
KEPT = 256

# From here on a text's first sentence is no heading or dateline but says what happened.
WORDS_OF_LEAD = 7

SURE = 0.999


@dataclass(frozen=True, slots=True)
class Passage:
    """A sentence or clause of a text from `start` to `end`, and the words before it.

    Those are the sentence before ("" for the first) and what goes before a clause in its own;
    `lead` is the first sentence of the text that says something, "" up to that sentence itself.
    """

    previous: str
    sentence: str
    start: int
    end: int
    lead: str = ""


@dataclass(frozen=True, slots=True)
class Packed:
    """What the encoder is shown: ids of pieces, and 0 for those of the sentence, 1 for the rest."""

    ids: tuple[int, ...]
    types: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Calibration:
    """Turns the encoder's raw score into a likelihood by Platt's method."""

    slope: float
    shift: float

    def likelihood(self, score: float) -> float:
        """Give the likelihood, 0 to 1, rounded to where machines agree."""
        return round(float(1 / (1 + np.exp(-(self.slope * score + self.shift)))), 3)


@dataclass(frozen=True, slots=True)
class Combination:
    """The weights of the rules' and the judge's logits, and what is added to their sum."""

    rules: float
    judge: float
    shift: float

    def likelihood(self, rules: float, judge: float) -> float:
        """Give the common likelihood, 0 to 1, of two beliefs."""
        total = self.rules * logit(rules) + self.judge * logit(judge) + self.shift
        return round(1 / (1 + math.exp(-total)), 3)


def logit(belief: float) -> float:
    """Give the logit of a belief, none surer than `SURE` either way."""
    held = min(SURE, max(1 - SURE, belief))
    return math.log(held / (1 - held))


def passages_of(doc: Doc) -> tuple[Passage, ...]:
    """Give the sentences of a parsed text that hold a word, each with the one before it.

    They are kept with the parse, for they are asked for with each clause.
    """
    kept: tuple[Passage, ...] | None = doc.user_data.get("passages")
    if kept is None:
        kept = doc.user_data["passages"] = _passages_of(doc)
    return kept


def _passages_of(doc: Doc) -> tuple[Passage, ...]:
    found: list[Passage] = []
    lead = ""
    for span in doc.sents:
        sentence = span.text.strip()
        if any(c.isalnum() for c in sentence):
            start = span.start_char + span.text.index(sentence)
            previous = found[-1].sentence if found else ""
            found.append(Passage(previous, sentence, start, start + len(sentence), lead))
            if not lead and sentence.count(" ") >= WORDS_OF_LEAD:
                lead = sentence
    return tuple(found)


def pack(tokenizer: Tokenizer, title: str, passage: Passage) -> Packed:
    """Lay out a sentence, the title, the lead and the sentence before as the encoder learned them.

    Of a long sentence, title or lead the beginning is kept; of the sentence before, the end.
    """

    def pieces(text: str) -> list[int]:
        return list(tokenizer.encode(text, add_special_tokens=False).ids)

    (begin,), (end,) = pieces("[CLS]"), pieces("[SEP]")
    first = [begin, *pieces(passage.sentence)[:SENTENCE_PIECES], end]
    lead = passage.lead if passage.lead != passage.previous else ""
    around = [*pieces(title)[:TITLE_PIECES], end, *pieces(lead)[:LEAD_PIECES], end]
    around += [*pieces(passage.previous)[-PREVIOUS_PIECES:], end]
    return Packed((*first, *around), (0,) * len(first) + (1,) * len(around))


class Judge:
    """The encoder with its tokenizer and calibration, from a folder of weights.

    `combination` joins its likelihoods with the beliefs of the rules.
    """

    def __init__(self, folder: Path) -> None:
        """Load the weights; raise `MissingModel` when the folder lacks one of its files."""
        for name in ("judge.onnx", "tokenizer.json", "judge.json"):
            if not (folder / name).is_file():
                raise MissingModel(
                    f"the judge of commitments lacks {name}; install the package again, or train "
                    "it with evaluation/train_judge.py"
                )
        figures = json.loads((folder / "judge.json").read_text(encoding="utf-8"))
        self._calibration = Calibration(**figures["calibration"])
        self.combination = Combination(**figures["combination"])
        self._outputs = tuple(figures.get("outputs", ()))
        self._tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        self._tokenizer.no_truncation()
        self._tokenizer.no_padding()
        self._session = _session(folder / "judge.onnx")
        # Themes are asked for after the likelihood, of the same passages.
        self._scores = lru_cache(maxsize=KEPT)(self._scored)

    def likelihoods(self, title: str, passages: Sequence[Passage]) -> tuple[float, ...]:
        """Give for each passage the likelihood, 0 to 1, that it holds a commitment.

        Each passage is judged by itself, so that no answer depends on what else is asked.
        """
        return tuple(self._calibration.likelihood(self._score(title, p)) for p in passages)

    def shares(
        self, title: str, passage: Passage, names: Collection[str]
    ) -> tuple[tuple[str, float], ...]:
        """Give for each named output how far it stands out among them, in shares of 1.

        Outputs that these weights do not have are left out.
        """
        places = [i for i, name in enumerate(self._outputs) if name in names]
        if not places:
            return ()
        scores = self._scores(title, passage)[places]
        powers = np.exp(scores - scores.max())
        shares = powers / powers.sum()
        return tuple(
            (self._outputs[at], round(float(share), 3))
            for at, share in zip(places, shares, strict=True)
        )

    def _score(self, title: str, passage: Passage) -> float:
        return float(self._scores(title, passage)[0])

    def _scored(self, title: str, passage: Passage) -> NDArray[np.float32]:
        packed = pack(self._tokenizer, title, passage)
        shown = {"ids": np.array([packed.ids]), "types": np.array([packed.types])}
        (scores,) = self._session.run(["scores"], shown)
        return np.asarray(scores[0], dtype=np.float32)


def _session(path: Path) -> onnxruntime.InferenceSession:
    """Open the encoder on one thread, in a fixed order of operations."""
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    options.execution_mode = onnxruntime.ExecutionMode.ORT_SEQUENTIAL
    return onnxruntime.InferenceSession(
        str(path), sess_options=options, providers=["CPUExecutionProvider"]
    )


@cache
def load_judge() -> Judge:
    """Load the judge that travels with the package, once."""
    return Judge(WEIGHTS)
