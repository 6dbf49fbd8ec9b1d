"""Tells the language of an article by its script and its function words."""
from stocktake.collect.rules import FUNCTION_WORDS, words_of


def language_of(text: str) -> str | None:
    """Give the BCP 47 tag of the text's language, or None where nothing decides."""
    words = words_of(text[:4000])
    counts = sorted(
        ((sum(word in known for word in words), tag) for tag, known in FUNCTION_WORDS.items()),
        reverse=True,
    )
    (most, tag), (second, _) = counts[:2]
    if most < 2 or most < 1.5 * second or most < 0.08 * len(words):
        return None
    return tag
