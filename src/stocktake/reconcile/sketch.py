"""A sketch of a text's wording, small enough to keep and to compare with many others.

Two translations of one statement share few runs of whole words, since articles and endings
change; they share many runs of fifteen characters that begin at a word.
"""

import re
import unicodedata

import numpy as np
from numpy.typing import NDArray

RUN = 15
_NO_LETTER = re.compile(r"[\W_]+")
_SHORTEST = 40
_MIX = 0x9E3779B97F4A7C15
_SEEDS = tuple(n * 0x51ED2705 % 2**32 for n in range(1, 25))

Sketch = NDArray[np.uint32]


def folded(text: str) -> str:
    """Give a text in lower case, without accents, its words parted by single blanks."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    return _NO_LETTER.sub(" ", "".join(c for c in plain if not unicodedata.combining(c))).strip()


def sketch(text: str) -> Sketch:
    """Give the sorted distinct hashes of the runs of fifteen characters that begin at a word."""
    codes = np.frombuffer(folded(text).encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
    if len(codes) <= RUN:
        return np.empty(0, dtype=np.uint32)
    starts = np.flatnonzero(np.concatenate(([True], codes[:-1] == ord(" "))))
    starts = starts[starts <= len(codes) - RUN]
    hashes = np.zeros(len(starts), dtype=np.uint64)
    for offset in range(RUN):
        hashes = hashes * np.uint64(1_099_511_628_211) + codes[starts + offset] + np.uint64(offset)
    return np.unique((hashes * np.uint64(_MIX) >> np.uint64(32)).astype(np.uint32))


def copy_marks(marks: Sketch) -> tuple[str, ...]:
    """Give a few marks of which copies of one text nearly always share one.

    Each mark joins the least of three random orders of the runs: texts that share two thirds of
    their runs nearly always share a mark, texts that share a set phrase only hardly ever.
    """
    if len(marks) < _SHORTEST:
        return ()
    wide = marks.astype(np.uint64)
    least = [int(((wide ^ np.uint64(s)) * np.uint64(_MIX) >> np.uint64(24)).min()) for s in _SEEDS]
    bands = zip(least[::3], least[1::3], least[2::3], strict=True)
    return tuple(f"{n}:{a:x}.{b:x}.{c:x}" for n, (a, b, c) in enumerate(bands))


def likeness(one: Sketch, two: Sketch) -> float:
    """Give the share of the shorter sketch that the other holds too, from 0 to 1."""
    shorter = min(len(one), len(two))
    if shorter < _SHORTEST:
        return 0.0
    return len(np.intersect1d(one, two, assume_unique=True)) / shorter


def alike_pairs(sketches: list[Sketch]) -> list[tuple[int, int, float]]:
    """Give the pairs of sketches that share anything much, with their likeness.

    Cost grows with the number of shared runs, not with the number of pairs.
    """
    if len(sketches) < 2:
        return []
    owner = np.repeat(np.arange(len(sketches)), [len(s) for s in sketches])
    marks = np.concatenate(sketches)
    order = np.lexsort((owner, marks))
    marks, owner = marks[order], owner[order]
    edges = np.flatnonzero(np.diff(marks)) + 1
    counts: dict[tuple[int, int], int] = {}
    for run in np.split(owner, edges):
        # A run that very many texts hold is a set phrase of the outlet and tells nothing.
        if 1 < len(run) <= 30:
            for i, one in enumerate(run):
                for two in run[i + 1 :]:
                    pair = (int(one), int(two))
                    counts[pair] = counts.get(pair, 0) + 1
    return [
        (one, two, likeness(sketches[one], sketches[two]))
        for (one, two), shared in sorted(counts.items())
        if shared >= _SHORTEST // 8
    ]
