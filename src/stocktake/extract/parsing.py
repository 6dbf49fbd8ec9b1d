"""The English parse of a text by the weights of a small pipeline, in a quarter of its time.

A parse never crosses a line break, so the lines of a text are parsed side by side.  Each is shown
the vectors that its words have within the text, and the word behind it, which the parser looks at.
"""

from collections.abc import Sequence
from typing import Any, cast

import numpy as np
from numpy.typing import NDArray
from spacy.attrs import (
    DEP,
    ENT_IOB,
    ENT_TYPE,
    HEAD,
    IS_SPACE,
    LOWER,
    ORTH,
    SENT_START,
)
from spacy.language import Language
from spacy.tokens import Doc
from thinc.api import Model
from threadpoolctl import ThreadpoolController

from stocktake.extract.encoder import Encoder, Floats
from stocktake.extract.entities import Recogniser
from stocktake.extract.word_forms import WRITTEN, Tagged, WordForms

Span = tuple[int, int]
Columns = NDArray[np.uint64]

PARSED = (HEAD, *WRITTEN)
NAMED = (ENT_IOB, ENT_TYPE)
# What spaCy writes for a word inside, outside and at the beginning of a name.
INSIDE, OUTSIDE, BEGINS = 1, 2, 3


class Grammar:
    """The steps of a small English pipeline, each over all lines or words of a text at once."""

    def __init__(self, nlp: Language) -> None:
        """Take the steps apart; raise `NotThisKind` for a pipeline that is built otherwise."""
        self._make_doc = nlp.make_doc
        self._forms = WordForms(nlp)
        self._recogniser = Recogniser(nlp)
        words: Any = nlp.get_pipe("tok2vec")
        self._encoder = Encoder(words.model)
        names: Any = nlp.get_pipe("ner")
        self._name_encoder = Encoder(names.model.layers[0].layers[0])
        tagger: Any = nlp.get_pipe("tagger")
        softmax: Any = tagger.model.get_ref("softmax")
        self._tag_weights = np.ascontiguousarray(softmax.get_param("W").T)
        self._tag_bias = softmax.get_param("b")
        tags = [nlp.vocab.strings.add(label) for label in tagger.labels]
        self._tags = np.array(tags, dtype=np.uint64)
        parser: Any = nlp.get_pipe("parser")
        self._parser = parser
        layers = parser.model.layers
        layers[0], layers[1] = _of_tensors(layers[0].layers[-1]), _multiplied(layers[1])
        self._threads = ThreadpoolController()

    def parsed(self, text: str) -> Doc:
        """Give a text with its sentences, tags, lemmas, relations and names.

        Its matrices are multiplied on one core: they are too small to gain by more, whose threads
        would wait for each other and take the cores of other readers.
        """
        doc = self._make_doc(text)
        if len(doc):
            with self._threads.limit(limits=1, user_api="blas"):
                doc.from_array(list(PARSED), cast(Any, self._columns(doc)))
                self._name(doc)
        return doc

    def _columns(self, doc: Doc) -> Columns:
        """Give the columns `PARSED` of the words of a text."""
        vectors = self._encoder.vectors(doc)
        lines = _lines_of([token.text for token in doc])
        parts = _parts(doc, lines, vectors)
        self._parser.set_annotations(parts, self._parser.predict(parts))
        parses = [
            part.to_array([HEAD, DEP])[: end - start]
            for part, (start, end) in zip(parts, lines, strict=True)
        ]
        heads, relations = np.concatenate(parses).T
        tags = self._tags[(vectors @ self._tag_weights + self._tag_bias).argmax(axis=1)]
        words = doc.to_array([ORTH, LOWER]).T
        tagged = Tagged(*(column.tolist() for column in (*words, tags, relations)))
        forms = np.array(self._forms.of(tagged), dtype=np.uint64)
        return np.column_stack([heads, forms])

    def _name(self, doc: Doc) -> None:
        """Set the names of a text whose sentences are known."""
        flags = doc.to_array([IS_SPACE, SENT_START])
        closing = np.append(flags[1:, 1] == 1, True)
        names = np.zeros((len(doc), len(NAMED)), dtype=np.uint64)
        names[:, 0] = OUTSIDE
        vectors = self._name_encoder.vectors(doc)
        for name in self._recogniser.names(vectors, flags[:, 0] == 1, closing):
            names[name.start, 0] = BEGINS
            names[name.start + 1 : name.end, 0] = INSIDE
            names[name.start : name.end, 1] = name.label
        doc.from_array(list(NAMED), cast(Any, names))


def _lines_of(words: Sequence[str]) -> list[Span]:
    """Give the lines of a text as spans of its words, each with the break that ends it."""
    ends = [at + 1 for at, word in enumerate(words[:-1]) if "\n" in word]
    return list(zip([0, *ends], [*ends, len(words)], strict=True)) if words else []


def _parts(doc: Doc, lines: Sequence[Span], vectors: Floats) -> list[Doc]:
    """Give each line as a text of its own, with the word behind it."""
    words = [token.text for token in doc]
    spaces = [bool(token.whitespace_) for token in doc]
    parts = []
    for start, end in lines:
        shown = slice(start, end + 1)
        part = Doc(doc.vocab, words=words[shown], spaces=spaces[shown])
        part.tensor = cast(Any, vectors[shown])
        if len(part) > end - start:
            part[end - start].is_sent_start = True
        parts.append(part)
    return parts


def _of_tensors(linear: Any) -> Model[Any, Any]:
    """Give a model of the vectors that texts bear, through a layer."""
    weights, bias = np.ascontiguousarray(linear.get_param("W").T), linear.get_param("b")

    def forward(_: Model[Any, Any], docs: Sequence[Doc], is_train: bool) -> Any:  # noqa: ARG001 - named by thinc
        return np.concatenate([doc.tensor for doc in docs]) @ weights + bias, None

    return Model("vectors", forward)


def _multiplied(lower: Any) -> Model[Any, Any]:
    """Give the parser's layer over single words, multiplied by numpy."""
    kept = lower.get_param("W")
    shape = kept.shape[:-1]
    weights = np.ascontiguousarray(kept.reshape(-1, kept.shape[-1]).T)
    padding = lower.get_param("pad").reshape(-1)

    def forward(_: Model[Any, Any], vectors: Floats, is_train: bool) -> Any:  # noqa: ARG001 - named by thinc
        found = np.empty((len(vectors) + 1, weights.shape[1]), dtype=np.float32)
        found[0] = padding
        np.matmul(vectors, weights, out=found[1:])
        return found.reshape(-1, *shape), None

    dims: dict[str, int | None] = {name: lower.get_dim(name) for name in ("nO", "nI", "nF", "nP")}
    params: Any = {name: lower.get_param(name) for name in ("W", "b", "pad")}
    return Model("multiplied", forward, dims=dims, params=params)
