"""The vectors of words in their context, as a pipeline's own encoder gives them, but faster.

spaCy's small pipelines embed a word by hashes of its form and then look four words to either
side.  What depends on the form alone is kept by form; the rest is multiplied here by numpy's
matrix library, which takes a quarter of the time of spaCy's.  The sums are the same up to the
last digits of a float.
"""

from dataclasses import dataclass
from typing import Any, cast

import numpy as np
from numpy.typing import NDArray
from spacy.attrs import NORM, ORTH, SPACY
from spacy.tokens import Doc
from thinc.api import NumpyOps

Floats = NDArray[np.float32]
Keys = NDArray[np.uint64]

# Words that a layer sees to either side.
BESIDE = 1
# Forms that are kept at most: 19 MB of vectors.
MOST_FORMS = 50_000
# Forms that are embedded at once, always as many: so no vector depends on what else is asked.
EMBEDDED_AT_ONCE = 16
# Mixes a word's norm into the key of its form.
MIXER = np.uint64(0x9E3779B97F4A7C15)
TINY = np.float32(1e-8)


class NotThisKind(Exception):
    """The pipeline's encoder is built otherwise than this one can follow."""


@dataclass(frozen=True, slots=True)
class Layer:
    """A maxout with the normalisation behind it; pieces of one output lie a width apart."""

    weights: Floats
    bias: Floats
    gain: Floats
    shift: Floats

    def apply(self, inputs: Floats) -> Floats:
        """Give the layer's outputs, a row for each row of the inputs."""
        pieces: Floats = inputs @ self.weights
        pieces += self.bias
        width = len(self.gain)
        found: Floats = pieces[:, :width]
        for start in range(width, pieces.shape[1], width):
            np.maximum(found, pieces[:, start : start + width], out=found)
        found = found - found.mean(axis=1, keepdims=True)
        variance = np.einsum("ij,ij->i", found, found) / np.float32(width) + TINY
        found *= (1 / np.sqrt(variance))[:, None]
        found *= self.gain
        found += self.shift
        return found


class Encoder:
    """Gives the vectors of words in context by the weights of a pipeline's tok2vec."""

    def __init__(self, tok2vec: Any) -> None:
        """Take over the weights; raise `NotThisKind` when the encoder is built otherwise."""
        models = list(tok2vec.walk(order="dfs_pre"))
        parts = {name: [m for m in models if m.name == name] for name in KNOWN}
        if any(m.name not in KNOWN and not set("|>(") & set(m.name) for m in models):
            raise NotThisKind
        columns = parts["extract_features"][0].attrs["columns"]
        if len(columns) != len(parts["hashembed"]) or not parts["expand_window"]:
            raise NotThisKind
        if any(m.attrs["window_size"] != BESIDE for m in parts["expand_window"]):
            raise NotThisKind
        self._columns = list(columns)
        self._tables = [(m.get_param("E"), m.attrs["seed"]) for m in parts["hashembed"]]
        layers = [
            _layer(maxout, norm)
            for maxout, norm in zip(parts["maxout"], parts["layernorm"], strict=True)
        ]
        self._embedding, self._contexts = layers[0], layers[1:]
        self._width = len(layers[0].gain)
        self._ops = NumpyOps()
        self._places: dict[int, int] = {}
        self._vectors = np.zeros((0, self._width), dtype=np.float32)

    def vectors(self, doc: Doc) -> Floats:
        """Give the vectors of the words of a text, one below the other."""
        reach = BESIDE * len(self._contexts)
        # Noughts stand before and behind a text, as many as a vector depends on, and change with
        # it from layer to layer; one more at either end completes the windows.
        held = np.zeros((len(doc) + 2 * reach + 2, self._width), dtype=np.float32)
        words = slice(reach + 1, reach + 1 + len(doc))
        held[words] = self._embedded(doc)
        for layer in self._contexts:
            windows = np.concatenate([held[:-2], held[1:-1], held[2:]], axis=1)
            held[1:-1] += layer.apply(windows)
        return held[words]

    def _embedded(self, doc: Doc) -> Floats:
        """Give the vectors of a text's words by their forms alone."""
        forms: Keys = cast(Any, doc.to_array([ORTH, NORM, SPACY]))
        keys = (forms[:, 0] ^ (forms[:, 1] * MIXER)) * np.uint64(2) + forms[:, 2]
        asked = keys.tolist()
        new = [at for at, key in enumerate(asked) if key not in self._places]
        if new:
            if len(self._places) + len(new) > MOST_FORMS:
                self._places.clear()
                new = list(range(len(asked)))
            self._take_in(doc, {asked[at]: at for at in new})
        return self._vectors[[self._places[key] for key in asked]]

    def _take_in(self, doc: Doc, new: dict[int, int]) -> None:
        """Embed forms that have not been met, by one token of each."""
        attributes: Keys = cast(Any, doc.to_array(self._columns))[list(new.values())]
        first = len(self._places)
        needed = first + len(new)
        if needed > len(self._vectors):
            grown = np.zeros((min(MOST_FORMS, 2 * needed), self._width), dtype=np.float32)
            grown[:first] = self._vectors[:first]
            self._vectors = grown
        for start in range(0, len(new), EMBEDDED_AT_ONCE):
            some = attributes[start : start + EMBEDDED_AT_ONCE]
            self._vectors[first + start : first + start + len(some)] = self._embed(some)
        self._places.update((key, first + at) for at, key in enumerate(new))

    def _embed(self, attributes: Keys) -> Floats:
        """Give the vectors of some forms, `EMBEDDED_AT_ONCE` of them at most."""
        found = np.zeros((EMBEDDED_AT_ONCE, self._width * len(self._tables)), dtype=np.float32)
        for at, (rows, seed) in enumerate(self._tables):
            ids = np.ascontiguousarray(attributes[:, at], dtype=np.uint64)
            keys = self._ops.hash(ids, seed) % rows.shape[0]
            found[: len(ids), at * self._width : (at + 1) * self._width] = rows[keys].sum(axis=1)
        return self._embedding.apply(found)[: len(attributes)]


KNOWN = frozenset(
    {
        "extract_features", "list2ragged", "ints-getitem", "hashembed", "maxout", "layernorm",
        "dropout", "ragged2list", "expand_window",
    }
)  # fmt: skip


def _layer(maxout: Any, norm: Any) -> Layer:
    """Lay the pieces of a maxout's outputs side by side, so that they compare as whole blocks."""
    weights = maxout.get_param("W")
    outputs, pieces, inputs = weights.shape
    side_by_side = weights.transpose(1, 0, 2).reshape(pieces * outputs, inputs)
    return Layer(
        np.ascontiguousarray(side_by_side.T),
        np.ascontiguousarray(maxout.get_param("b").T.reshape(pieces * outputs)),
        norm.get_param("G"),
        norm.get_param("b"),
    )
