"""The words of a text with their places, and the personal names that stand among them."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from stocktake.extract.rule_files import read_rules

_WORD = re.compile(
    r"(?P<break>[ \t]*\n\s*)"
    r"|(?P<own>['’]s\b|(?<=s)['’](?=\s))"
    r"|(?P<initials>(?:[^\W_]+[-–])?(?:[^\W\d_]\.){2,}(?:[-–][^\W_]+)*|[A-Z]\.(?!\w))"
    r"|(?P<word>[^\W_]+(?:['’`.\-‑–&/](?!s\b)[^\W_]+)*)"
    r"|(?P<mark>[^\s\w])"
)
# Texts and words that are kept cut: those of an article are asked for by a dozen rules.
KEPT_TEXTS, KEPT_WORDS = 64, 50_000
SENTENCE_MARKS = frozenset(".!?؟…")
_ARABIC = re.compile(r"[\u0600-\u06ff]")


@dataclass(frozen=True, slots=True)
class Word:
    """A word, a mark or a line break, at its place in the text."""

    text: str
    start: int
    end: int

    @property
    def plain(self) -> str:
        """The word in lower case with straight quotes and hyphens."""
        return _plain(self.text)

    @property
    def is_capital(self) -> bool:
        """Whether the word begins with a capital, an article of an Arabic name aside."""
        return self.text[0].isupper() or _particle_then_capital(self.text)

    @property
    def is_break(self) -> bool:
        """Whether this is the end of a paragraph or line."""
        return self.text.isspace() or "\n" in self.text


@lru_cache(maxsize=KEPT_WORDS)
def _plain(text: str) -> str:
    return text.lower().replace("’", "'").replace("‑", "-").replace("–", "-")


@dataclass(frozen=True, slots=True)
class Naming:
    """The vocabulary of personal names: particles, suffixes, ranks and forms of address."""

    particles: frozenset[str]
    suffixes: frozenset[str]
    ranks: frozenset[str]
    address: frozenset[str]
    never: frozenset[str]
    acts: frozenset[str]
    company: frozenset[str]
    accompanied: frozenset[str]
    blamed: frozenset[str]
    dead_before: frozenset[str]
    dead_after: frozenset[str]


@lru_cache(maxsize=KEPT_TEXTS)
def words_of(text: str) -> tuple[Word, ...]:
    """Cut a text into words, marks and line breaks; abbreviations keep their full stops."""
    found = [Word(m.group(), m.start(), m.end()) for m in _WORD.finditer(text)]
    return tuple(_with_full_stops(found))


def sentence_spans(words: Sequence[Word]) -> tuple[tuple[int, int], ...]:
    """Give each sentence as positions of the text; abbreviations and line breaks are known."""
    spans: list[tuple[int, int]] = []
    begin: int | None = None
    for at, word in enumerate(words):
        if word.is_break:
            if begin is not None:
                spans.append((begin, words[at - 1].end))
            begin = None
            continue
        begin = word.start if begin is None else begin
        if word.text in SENTENCE_MARKS and not _goes_on(words, at):
            spans.append((begin, word.end))
            begin = None
    if begin is not None:
        spans.append((begin, words[-1].end))
    return tuple(spans)


def _goes_on(words: Sequence[Word], at: int) -> bool:
    """Tell a full stop inside a sentence: a small letter or a closing quote follows."""
    after = words[at + 1] if at + 1 < len(words) else None
    if after is None or after.is_break:
        return False
    return after.start == words[at].end or after.text[0].islower()


@cache
def naming() -> Naming:
    """Read the vocabulary of names from the rules."""
    raw = read_rules("people")["names"]
    sets = {key: frozenset(raw[key]) for key in Naming.__slots__}
    return Naming(**sets)


def skip_address(words: Sequence[Word], at: int) -> int:
    """Give the place after ranks and forms of address such as "Gen." or "H.E."."""
    lists = naming()
    while at < len(words) and words[at].plain in lists.ranks | lists.address:
        at += 1
    return at


def name_end(words: Sequence[Word], at: int, barred: frozenset[int]) -> int:
    """Give the place after the personal name that starts at a word, or the same place for none.

    `barred` are places that a name cannot cover, such as those of countries and offices.
    """
    lists, end, capitals, i = naming(), at, 0, at
    while i < len(words) and i not in barred:
        word = words[i]
        nickname = _nickname_end(words, i) if capitals else i
        if nickname > i:
            i = end = nickname
        elif _is_name_word(word, lists):
            capitals += not _is_initial(word)
            i = end = i + 1
        elif _leads_on(words, i, at, capitals):
            i += 1
        else:
            break
        if i - at > 8:
            break
    if not capitals:
        return at
    return _suffix_end(words, end, lists)


def _leads_on(words: Sequence[Word], i: int, at: int, capitals: int) -> bool:
    """Tell a particle, or the apostrophe of a forename, from what ends a name."""
    word = words[i]
    particle = word.plain in naming().particles and (capitals or word.is_capital or i == at)
    return bool(particle) or (capitals > 0 and _ends_a_forename(words, i))


def _ends_a_forename(words: Sequence[Word], at: int) -> bool:
    """Tell the letter of an Arabic name that is printed as an apostrophe: "Shia' Al-Tai"."""
    mark, after = words[at], words[at + 1 : at + 2]
    touches = mark.text in {"'", "’", "`"} and mark.start == words[at - 1].end
    return touches and bool(after) and after[0].is_capital and after[0].start == mark.end + 1


def _is_name_word(word: Word, lists: Naming) -> bool:
    text = word.text
    if not text[0].isalpha() or not word.is_capital or word.plain in lists.never:
        return False
    if _is_initial(word):
        return True
    letters = text.replace("-", "").replace("’", "").replace("'", "").replace(".", "")
    if word.plain in lists.particles and not text[0].isupper():
        return False
    return letters.isalpha() and len(letters) > 1


def _is_initial(word: Word) -> bool:
    return len(word.text.rstrip(".")) == 1 or bool(re.fullmatch(r"(?:[A-Z]\.)+", word.text))


def _nickname_end(words: Sequence[Word], at: int) -> int:
    """Give the place after a name in quotes or brackets such as “Bob”, or the same place."""
    closing = {"“": "”", '"': '"', "‘": "’"}.get(words[at].text)
    if closing is None:
        return at
    for i in range(at + 2, min(at + 4, len(words))):
        if words[i].text == closing and words[at + 1].is_capital:
            return i + 1
    return at


def _suffix_end(words: Sequence[Word], end: int, lists: Naming) -> int:
    after = end + 1 if end < len(words) and words[end].text == "," else end
    if after < len(words) and words[after].plain in lists.suffixes:
        return after + 1
    return end


def _particle_then_capital(text: str) -> bool:
    head, mark, tail = text.partition("-")
    if not mark:
        head, mark, tail = text.replace("’", "'").partition("'")
    return bool(mark and tail) and len(head) <= 3 and head.islower() and tail[0].isupper()


def _with_full_stops(found: Iterable[Word]) -> Iterable[Word]:
    """Join an abbreviation such as "Gen" or "Jr" with the full stop that touches it."""
    held: Word | None = None
    lists = naming()
    dotted = {w for w in lists.ranks | lists.address | lists.suffixes if w.endswith(".")}
    for word in found:
        touches = held is not None and word.text == "." and word.start == held.end
        if touches and held is not None and f"{held.plain}." in dotted:
            held = Word(held.text + ".", held.start, word.end)
            continue
        if held is not None:
            yield held
        held = word
    if held is not None:
        yield held


def is_arabic(text: str) -> bool:
    """Tell whether a word is written in Arabic letters."""
    return bool(_ARABIC.search(text))
