"""Texts brought to the form in which words are looked for: no accents, no vowel marks, one alif."""

import re
import unicodedata
from collections.abc import Iterator

_WORD = re.compile(r"[^\W_]+")
_PLACES = re.compile(r"[^\W_](?:[^\W_]|[\u0300-\u036f\u064b-\u0652\u0640'’])*")
_IDEOGRAPHS = re.compile(r"([\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3])")
_LETTERS = str.maketrans(
    {
        "أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ى": "ي", "ی": "ي", "ئ": "ي", "ؤ": "و",
        "ة": "ه", "ک": "ك", "ـ": None, "ß": "ss", "ı": "i", "ø": "o", "đ": "d", "ł": "l",
        "æ": "ae", "œ": "oe", "’": None, "'": None,
    }
)  # fmt: skip
_LONGEST_WORD = 64
_SPELLED = range(4, 25)  # letters of a word that can be taken for a mistyped one


def folded(text: str) -> str:
    """Give the text in lower case without accents, vowel marks and spelling variants of letters."""
    plain = _apart(_apart(text).casefold().translate(_LETTERS))
    return "".join(
        c for c in plain.translate(_LETTERS) if unicodedata.category(c) not in ("Mn", "Cf")
    )


def _apart(text: str) -> str:
    """Give letters and their marks apart, and compatible forms as plain letters."""
    return unicodedata.normalize("NFKD", text)


def words_of(text: str) -> list[str]:
    """Give the folded words of a text in order; each ideograph is a word of its own."""
    if text.isascii():
        return [word[:_LONGEST_WORD] for word in _WORD.findall(_plain(text))]
    return [word[:_LONGEST_WORD] for word in _WORD.findall(_IDEOGRAPHS.sub(r" \1 ", folded(text)))]


def can_be_misspelled(word: str) -> bool:
    """Tell whether a folded word is of a length at which a slip can be told from another word."""
    return len(word) in _SPELLED and not word.isdigit()


def places_of(text: str) -> Iterator[tuple[str, int, int]]:
    """Give each word of a text, folded, with its place in the text as it stands."""
    for match in _PLACES.finditer(text):
        for word in words_of(match[0]):
            yield word, match.start(), match.end()


def _plain(text: str) -> str:
    """Fold a text of plain letters alone, which most words are."""
    return text.lower().replace("'", "")
