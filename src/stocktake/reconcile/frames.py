"""The frames of a text's sentences: what is left of them when every noun and verb is blanked.

A copy whose words were replaced by neighbours keeps its frames: the words of grammar, the figures
and the places of names stand in the same order, though hardly two words in a row are the same.
"""

import re
import zlib

import numpy as np

from stocktake.reconcile.sketch import Sketch
from stocktake.reconcile.vocabulary import word_list

RUN = 6
_LEAST_GRAMMAR = 3  # of a run; blanks alone are in every text
_SENTENCE_END = re.compile(r"(?<=[.!?])\s|\n")
_WORD = re.compile(r"[^\W_]+(?:['’.-][^\W_]+)*")


def frames(text: str) -> Sketch:
    """Give the sorted distinct hashes of the runs of six places within the text's sentences."""
    runs = {
        zlib.crc32(" ".join(places[start : start + RUN]).encode())
        for sentence in _SENTENCE_END.split(text)
        if (places := _places(sentence))
        for start in range(len(places) - RUN + 1)
        if sum(place not in "_^" for place in places[start : start + RUN]) >= _LEAST_GRAMMAR
    }
    return np.array(sorted(runs), dtype=np.uint32)


def _places(sentence: str) -> list[str]:
    """Give the words of grammar and figures as they are, "^" for a name, "_" for any other word."""
    grammar = word_list("origins.toml", "grammar")
    places = []
    for number, word in enumerate(_WORD.findall(sentence)):
        small = word.lower()
        if small in grammar or word[0].isdigit():
            places.append(small)
        else:  # any word may be capital at the head of its sentence
            places.append("^" if word[0].isupper() and number else "_")
    return places
