"""Parts of speech and lemmas of tagged words, each form looked up once."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, cast

import numpy as np
from spacy.attrs import DEP, LEMMA, POS, TAG
from spacy.language import Language
from spacy.tokens import Doc

# Forms that are kept at most.
MOST_FORMS = 200_000
WRITTEN = (TAG, DEP, POS, LEMMA)


@dataclass(frozen=True, slots=True)
class Tagged:
    """The words of a part of a text by their hashes, with their tags and relations."""

    orths: Sequence[int]
    lowers: Sequence[int]
    tags: Sequence[int]
    relations: Sequence[int]


class WordForms:
    """Gives what a pipeline's attribute ruler and lemmatizer make of words, and remembers it.

    Both look at a word, its tag and its relation; a few rules also at the word beside it.
    """

    def __init__(self, nlp: Language) -> None:
        """Take the two steps of a pipeline."""
        self._ruler: Any = nlp.get_pipe("attribute_ruler")
        self._lemmatizer: Any = nlp.get_pipe("lemmatizer")
        self._vocab = nlp.vocab
        self._in_rows = tuple(self._words_in_rows())
        self._beside: dict[int, bool] = {}
        self._known: dict[tuple[object, ...], tuple[int, ...]] = {}

    def of(self, words: Tagged) -> list[tuple[int, ...]]:
        """Give tag, relation, part of speech and lemma of each word, as hashes."""
        keys = list(self._keys(words))
        new = {key: at for at, key in enumerate(keys) if key not in self._known}
        if new:
            if len(self._known) + len(new) > MOST_FORMS:
                self._known.clear()
                new = {key: at for at, key in enumerate(keys)}
            self._known.update(zip(new, self._looked_up(words, list(new.values())), strict=True))
        return [self._known[key] for key in keys]

    def _words_in_rows(self) -> Iterator[re.Pattern[str]]:
        """Give what the words are like that rules change by the word beside them."""
        for entry in self._ruler.patterns:
            for pattern in entry["patterns"]:
                if len(pattern) > 1:
                    yield _wanted(pattern[entry["index"]])

    def _looks_beside(self, lower: int) -> bool:
        """Tell whether a rule may change a word by the word beside it."""
        if lower not in self._beside:
            word = self._vocab.strings[lower]
            self._beside[lower] = any(wanted.search(word) for wanted in self._in_rows)
        return self._beside[lower]

    def _keys(self, words: Tagged) -> Iterator[tuple[object, ...]]:
        rows = list(zip(words.orths, words.tags, words.relations, strict=True))
        for at, (row, lower) in enumerate(zip(rows, words.lowers, strict=True)):
            if self._looks_beside(lower):
                yield (row, rows[at - 1] if at else None, *rows[at + 1 : at + 2])
            else:
                yield row

    def _looked_up(self, words: Tagged, places: Sequence[int]) -> list[tuple[int, ...]]:
        """Run both steps over the words at some places, with neighbours where they matter."""
        around: list[int] = []
        middles = []
        for at in places:
            reach = 1 if self._looks_beside(words.lowers[at]) else 0
            beside = range(max(0, at - reach), min(len(words.orths), at + reach + 1))
            middles.append(len(around) + beside.index(at))
            around += beside
        strings = self._vocab.strings
        doc = Doc(self._vocab, words=[strings[words.orths[at]] for at in around])
        given = [(words.tags[at], words.relations[at]) for at in around]
        doc.from_array([TAG, DEP], cast(Any, np.array(given, dtype=np.uint64)))
        found = self._lemmatizer(self._ruler(doc)).to_array(list(WRITTEN))
        return [tuple(found[at].tolist()) for at in middles]


def _wanted(token: dict[str, Any]) -> re.Pattern[str]:
    """Give what a pattern wants a word in small letters to be like."""
    wanted = token["LOWER"]
    if isinstance(wanted, str):
        return re.compile(f"^{re.escape(wanted)}$")
    if "REGEX" in wanted:
        return re.compile(wanted["REGEX"])
    return re.compile(f"^(?:{'|'.join(map(re.escape, wanted['IN']))})$")
