"""Names in Arabic letters: which Latin spellings they may have, and how they are compared.

The script leaves short vowels out, and three letters stand for a vowel or a consonant.  So a
word is turned into a pattern that its Latin spellings fit.
"""

import re
import unicodedata
from functools import lru_cache

from stocktake.reconcile.vocabulary import letters

_SCRIPT = re.compile(r"[\u0620-\u06ff]")
_SAME = str.maketrans("أإآٱیئؤةۀک", "ااااييوههك")
_DROPPED = re.compile(r"[\u0640\u064b-\u065f\u0670ء’'`]")
_ARTICLE = re.compile(r"^ال(?=...)")
_SERVANT = re.compile(r"^(عبد)ال(?=...)")
_SHORT_VOWEL = "[aeiuoy]?"
_GUTTURAL = "ع"


def is_arabic(text: str) -> bool:
    """Tell whether a text is in Arabic letters."""
    return _SCRIPT.search(text) is not None


@lru_cache(maxsize=16384)
def words(printed: str) -> tuple[str, ...]:
    """Give the words of a name in Arabic letters in one form each, articles off."""
    plain = _DROPPED.sub("", unicodedata.normalize("NFKC", printed)).translate(_SAME)
    plain = _SERVANT.sub(r"\1 ", plain).replace(" عبدال", " عبد ")
    return tuple(_ARTICLE.sub("", word) for word in re.findall(r"[\u0620-\u06ff]+", plain))


def same_word(one: str, two: str) -> bool:
    """Tell whether two words in Arabic letters are one, but for the dots of the last letter."""
    return one.replace("ى", "ي") == two.replace("ى", "ي")


@lru_cache(maxsize=16384)
def bones(word: str) -> str:
    """Give a word's consonants in Latin letters, for looking up what may be one with it."""
    table = letters("arabic_letters.toml", "bones")
    first = {"ا": "a", "ع": "a", "ي": "y"}.get(word[:1], "")
    return first + "".join(table.get(letter, "") for letter in word)


@lru_cache(maxsize=16384)
def _spellings(word: str) -> re.Pattern[str]:
    """Give the pattern of a word's Latin spellings; a short vowel may stand between two letters."""
    table = letters("arabic_letters.toml", "spellings")
    pattern, place, after = "", 0, _GUTTURAL
    while place < len(word):
        two = word[place : place + 2]
        taken = two if len(two) > 1 and two in table else word[place]
        where = "^" if place == 0 else "$" if place + len(taken) == len(word) else ""
        piece = table.get(taken + where, table.get(taken, ""))
        joiner = "" if _GUTTURAL in (taken, after) else _SHORT_VOWEL
        pattern += f"{joiner}(?:{piece})"
        place, after = place + len(taken), taken
    return re.compile(pattern + "(?:[aeh]h?)?")


@lru_cache(maxsize=65536)
def may_be_written(word: str, latin: str) -> bool:
    """Tell whether a word in Arabic letters may be written so in Latin ones."""
    single = re.sub(r"([b-df-hj-np-tv-z])\1", r"\1", latin)
    return _spellings(word).fullmatch(single) is not None
