"""The names in a text, by the weights of a pipeline's recogniser, all its words at once.

The recogniser goes from word to word and asks of each whether a name begins there, is there by
itself, or is not.  Outside of names its answer rests on that word's vector alone, so all words
are asked together; only within a name one step has to wait for the one before.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from spacy.language import Language

from stocktake.extract.encoder import Floats, NotThisKind

Flags = NDArray[np.bool_]
Places = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Name:
    """A name from one word to before another, with the hash of its label."""

    start: int
    end: int
    label: int


class Recogniser:
    """Finds names as spaCy's transition-based recogniser does."""

    def __init__(self, nlp: Language) -> None:
        """Take over the weights; raise `NotThisKind` when the recogniser is built otherwise."""
        step: Any = nlp.get_pipe("ner")
        lower, upper = step.model.layers[1], step.model.layers[2]
        linear = step.model.layers[0].layers[-1]
        features, width, pieces, _ = lower.get_param("W").shape
        if (features, pieces, linear.name) != (3, 2, "linear"):
            raise NotThisKind
        self._linear = np.ascontiguousarray(linear.get_param("W").T), linear.get_param("b")
        # One block of outputs for each piece, so that they compare as whole blocks.
        blocks = lower.get_param("W").transpose(0, 2, 1, 3).reshape(features, 2 * width, -1)
        self._lower = [np.ascontiguousarray(block.T) for block in blocks]
        padding = lower.get_param("pad").reshape(features, width, 2)
        self._absent = [np.concatenate([pad[:, 0], pad[:, 1]]) for pad in padding]
        bias = lower.get_param("b")
        self._bias = np.concatenate([bias[:, 0], bias[:, 1]])
        self._width = width
        moves = [step.moves.get_class_name(at) for at in range(step.moves.n_moves)]
        labels = [name[2:] for name in moves if name.startswith("B-")]
        self._labels = [nlp.vocab.strings.add(label) for label in labels]
        weights, offsets = upper.get_param("W"), upper.get_param("b")
        begins, inside, last, alone = (
            [moves.index(f"{move}-{label}") for label in labels] for move in "BILU"
        )
        # In the order of the moves, for of equal ones the first is taken.
        outside = [*begins, *alone, moves.index("O")]
        if outside != sorted(outside) or max(inside) > min(last):
            raise NotThisKind
        self._outside = np.ascontiguousarray(weights[outside].T), offsets[outside]
        self._inside = weights[inside], offsets[inside]
        self._last = weights[last], offsets[last]

    def names(self, vectors: Floats, spaces: Flags, closing: Flags) -> Iterator[Name]:
        """Give the names among some words, in their order.

        `spaces` tells words that are blanks, `closing` those that end a sentence.
        """
        weights, bias = self._linear
        held = vectors @ weights + bias
        here = held @ self._lower[0]
        scores = self._hidden(here + self._absent[1] + self._absent[2]) @ self._outside[0]
        scores += self._outside[1]
        kinds = len(self._labels)
        scores[spaces | closing, :kinds] = -np.inf
        scores[spaces, kinds : 2 * kinds] = -np.inf
        moves = scores.argmax(axis=1)
        begins = np.flatnonzero(moves < kinds)
        placed = self._ends(held, here, closing, begins, moves[begins])
        ends = dict(zip(begins.tolist(), placed, strict=True))
        past = 0
        for at in np.flatnonzero(moves < 2 * kinds).tolist():
            if at >= past:
                past = ends.get(at, at + 1)
                yield Name(at, past, self._labels[int(moves[at]) % kinds])

    def _hidden(self, summed: Floats) -> Floats:
        summed += self._bias
        return np.maximum(summed[:, : self._width], summed[:, self._width :])

    def _ends(
        self, held: Floats, here: Floats, closing: Flags, begins: Places, kinds: Places
    ) -> list[int]:
        """Give for each word with which a name may begin the place behind that name."""
        ends = np.zeros(len(begins), dtype=np.int64)
        first = held[begins] @ self._lower[1]
        going, at = np.arange(len(begins)), begins + 1
        while len(going):
            before = held[at - 1] @ self._lower[2]
            hidden = self._hidden(here[at] + first[going] + before)
            on, off = (
                np.einsum("ij,ij->i", hidden, weights[kinds[going]]) + bias[kinds[going]]
                for weights, bias in (self._inside, self._last)
            )
            goes_on = (on >= off) & ~closing[at]
            ends[going[~goes_on]] = at[~goes_on] + 1
            going, at = going[goes_on], at[goes_on] + 1
        found: list[int] = ends.tolist()
        return found
