"""Tells the language of an article by its script and its function words."""

import re
from collections import Counter

from stocktake.collect.vocabulary import function_words

_WORD = re.compile(r"[^\W\d_]+")
_SAMPLE = 6000  # characters that decide
_LEAST_LETTERS = 20
_SCRIPTS = {
    "latin": re.compile(r"[A-Za-zÀ-ɏ]+"),
    "arabic": re.compile(r"[\u0600-\u06FF]+"),
    "cyrillic": re.compile(r"[\u0400-\u04FF]+"),
}


def language_of(text: str) -> str | None:
    """Give the BCP 47 tag of the text's language, or None where nothing decides.

    The script of most letters narrows the choice; then the language whose function words stand
    in at least one word of ten, and clearly more often than any other's, is the answer.
    """
    sample = text[:_SAMPLE]
    script = script_of(sample)
    if script is None:
        return None
    words = Counter(_WORD.findall(sample.lower()))
    counts = Counter(
        {
            tag: sum(words[word] for word in words.keys() & known)
            for tag, known in function_words()[script].items()
        }
    )
    (tag, most), *rest = counts.most_common()
    second = rest[0][1] if rest else 0
    floor = 0.06 if script == "arabic" else 0.12  # Arabic writes many of them onto the next word
    if most < 3 or most < floor * words.total() or most < 1.3 * second:
        return None
    return tag


def script_of(text: str) -> str | None:
    """Give the script of most letters: latin, arabic or cyrillic; None below twenty letters."""
    script, letters = max(
        (
            (name, sum(map(len, pattern.findall(text[:_SAMPLE]))))
            for name, pattern in _SCRIPTS.items()
        ),
        key=lambda found: found[1],
    )
    return script if letters >= _LEAST_LETTERS else None


def function_words_of(text: str, language: str) -> frozenset[str]:
    """Give the function words of a language that stand in the text."""
    words = frozenset(_WORD.findall(text.lower()))
    tables = (table for table in function_words().values() if language in table)
    return words.intersection(*(table[language] for table in tables))
