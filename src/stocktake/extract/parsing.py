"""The English parse of a text, line by line and only where it is asked for.

A parse never crosses a line break, and each word's vector depends on four words to either side.
So a line has the same parse alone as within its text, if it is shown the vectors that its words
have there.  Names (entities) end with their sentence, and are looked for in the same way.
"""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from typing import Any, cast

import numpy as np
from numpy.typing import NDArray
from spacy.attrs import (
    DEP,
    ENT_IOB,
    ENT_TYPE,
    HEAD,
    IS_SPACE,
    LEMMA,
    LOWER,
    ORTH,
    POS,
    SENT_START,
    TAG,
)
from spacy.language import Language
from spacy.tokens import Doc
from thinc.api import Model
from threadpoolctl import ThreadpoolController

from stocktake.extract.encoder import Encoder, Floats
from stocktake.extract.entities import Name, Recogniser
from stocktake.extract.word_forms import Tagged, WordForms

Span = tuple[int, int]
Columns = NDArray[np.uint64]

PARSED = (HEAD, DEP, TAG, POS, LEMMA)
NAMED = (ENT_IOB, ENT_TYPE)
# What spaCy writes for a word inside, outside and at the beginning of a name.
INSIDE, OUTSIDE, BEGINS = 1, 2, 3


class Grammar:
    """The steps of a small English pipeline over parts of a text."""

    def __init__(self, nlp: Language) -> None:
        """Take the steps apart; raise `NotThisKind` for a pipeline that is built otherwise."""
        self.make_doc = nlp.make_doc
        self.root = nlp.vocab.strings.add("ROOT")
        self._vocab = nlp.vocab
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

    def alone(self) -> AbstractContextManager[object]:
        """Give a time in which numpy multiplies on one core: matrices so small gain by no other.

        Its threads would wait for each other most of the time, and take the cores of other readers.
        """
        return cast(AbstractContextManager[object], self._threads.limit(limits=1, user_api="blas"))

    def parse(self, text: "Parse", lines: Sequence[Span]) -> Columns:
        """Give the columns `PARSED` of the words of some lines, one below the other."""
        ahead = [(start, min(end + 1, len(text.doc))) for start, end in lines]
        vectors = list(self._encoder.vectors(text.doc, ahead))
        parts = [self._part(text, line, own) for line, own in zip(lines, vectors, strict=True)]
        self._parser.set_annotations(parts, self._parser.predict(parts))
        lengths = [end - start for start, end in lines]
        kept = list(zip(parts, vectors, lengths, strict=True))
        heads = np.concatenate([part.to_array([HEAD, DEP])[:length] for part, _, length in kept])
        scores = np.concatenate([own[:length] for _, own, length in kept]) @ self._tag_weights
        tags = self._tags[(scores + self._tag_bias).argmax(axis=1)]
        words = np.concatenate([text.forms[start:end] for start, end in lines])
        columns = np.column_stack([words, tags, heads[:, 1]]).T.tolist()
        forms = np.array(self._forms.of(Tagged(*columns)), dtype=np.uint64)
        return np.column_stack([heads[:, 0], forms[:, 1], forms[:, 0], forms[:, 2:]])

    def names(self, doc: Doc, spans: Sequence[Span]) -> Iterator[Name]:
        """Give the names in some spans of a parsed text, each of whole sentences."""
        vectors = np.concatenate(list(self._name_encoder.vectors(doc, spans)))
        places = np.concatenate([np.arange(start, end) for start, end in spans])
        flags = doc.to_array([IS_SPACE, SENT_START])
        closing = np.append(flags[1:, 1] == 1, True)[places]
        spaces = flags[places, 0] == 1
        for name in self._recogniser.names(vectors, spaces, closing):
            start = int(places[name.start])
            yield Name(start, start + name.end - name.start, name.label)

    def _part(self, text: "Parse", line: Span, vectors: Floats) -> Doc:
        """Give a line as a text of its own, with the word behind it, which the parser looks at."""
        start, end = line
        inside = slice(start, start + len(vectors))
        part = Doc(self._vocab, words=text.words[inside], spaces=text.spaces[inside])
        part.tensor = cast(Any, vectors)
        if len(part) > end - start:
            part[end - start].is_sent_start = True
        return part


class Parse:
    """The parse of one text, as far as it has been asked for.

    `doc` bears it.  A line that nobody has asked for is one sentence there whose words have no
    tag, lemma or relation.  `words` and `spaces` are its words and whether a blank follows each,
    `forms` the hashes of each word as printed and in small letters.
    """

    def __init__(self, grammar: Grammar, text: str) -> None:
        """Cut a text into words and lines."""
        self.doc = grammar.make_doc(text)
        self.words = [token.text for token in self.doc]
        self.spaces = [bool(token.whitespace_) for token in self.doc]
        self.forms = self.doc.to_array([ORTH, LOWER])
        self._grammar = grammar
        self._lines = _lines_of(self.words)
        self._parsed: set[int] = set()
        self._named: set[int] = set()
        self._columns = np.zeros((len(self.doc), len(PARSED)), dtype=np.uint64)
        self._names = np.zeros((len(self.doc), len(NAMED)), dtype=np.uint64)
        for start, end in self._lines:
            self._columns[start:end, 0] = np.arange(0, start - end, -1).astype(np.uint64)
            self._columns[start, 1] = grammar.root

    def parse_all(self) -> None:
        """Parse the whole text."""
        self._parse(range(len(self._lines)))

    def name_all(self) -> None:
        """Look for names in the whole text."""
        self.parse_all()
        self._name(range(len(self._lines)))

    def _parse(self, lines: Iterable[int]) -> None:
        new = [at for at in lines if at not in self._parsed]
        if not new:
            return
        self._parsed.update(new)
        spans = [self._lines[at] for at in new]
        with self._grammar.alone():
            found = self._grammar.parse(self, spans)
        self._columns[np.concatenate([np.arange(start, end) for start, end in spans])] = found
        self.doc.from_array(list(PARSED), cast(Any, self._columns))

    def _name(self, lines: Iterable[int]) -> None:
        new = [at for at in lines if at not in self._named]
        if not new:
            return
        self._named.update(new)
        spans = [self._lines[at] for at in new]
        for start, end in spans:
            self._names[start:end, 0] = OUTSIDE
        with self._grammar.alone():
            names = list(self._grammar.names(self.doc, spans))
        for name in names:
            self._names[name.start, 0] = BEGINS
            self._names[name.start + 1 : name.end, 0] = INSIDE
            self._names[name.start : name.end, 1] = name.label
        self.doc.from_array(list(NAMED), cast(Any, self._names))


def _lines_of(words: Sequence[str]) -> list[Span]:
    """Give the lines of a text as spans of its words, each with the break that ends it."""
    ends = [at + 1 for at, word in enumerate(words[:-1]) if "\n" in word]
    return list(zip([0, *ends], [*ends, len(words)], strict=True)) if words else []


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
