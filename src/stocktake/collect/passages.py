"""Finds what an article says in another language than its own: quotations, a second version."""

import re
from collections.abc import Iterator

from stocktake.collect.language import function_words_of, language_of, script_of
from stocktake.model import Passage

_LATIN, _ARABIC, _CYRILLIC = "A-Za-zÀ-ɏ", "\u0600-\u06ff", "\u0400-\u04ff"


def _run(own: str, others: str) -> re.Pattern[str]:
    """Match letters of one script and what stands between them on a line, none of the others."""
    return re.compile(rf"[{own}](?:[^\n{others}]*[{own}])?[.!?]?")


_RUNS = {
    "latin": _run(_LATIN, _ARABIC + _CYRILLIC),
    "arabic": _run(_ARABIC, _LATIN + _CYRILLIC),
    "cyrillic": _run(_CYRILLIC, _LATIN + _ARABIC),
}
_UNTOLD = {"arabic": "und-Arab", "cyrillic": "und-Cyrl"}  # the script shows it to be another
_SENTENCE = re.compile(r"[^\n]*?(?:[.!?؟۔。][\"'”’»)\]]*(?=\s|$)|(?=\n|$))[^\S\n]*")
_LETTER = re.compile(r"[^\W\d_]")
_WORD = re.compile(r"[^\W\d_]+")
_LEAST_LETTERS = 20
_LEAST_TELLING = 3  # different words that tell a language: one alone may be a word of two
_LEAST_WORDS = 8  # fewer in the article's own script are a name or a title


def passages_in(text: str, language: str | None) -> tuple[Passage, ...]:
    """Give the passages of a text in another language than `language`, in their order.

    A run of another script counts from twenty letters, one of Latin letters only where it reads
    as a language; a sentence in the article's own script where eight words show its language.
    Neighbours of one language are one passage.  Nothing is given where `language` is None.
    """
    if language is None:
        return ()
    own = script_of(text)
    found = [*_in_other_scripts(text, own)]
    found += [
        passage
        for passage in _in_own_script(text, language)
        if not any(other.start < passage.end and passage.start < other.end for other in found)
    ]
    return tuple(_joined(text, sorted(found, key=lambda passage: passage.start)))


def _in_other_scripts(text: str, own: str | None) -> Iterator[Passage]:
    for script, pattern in _RUNS.items():
        if script == own:
            continue
        for match in pattern.finditer(text):
            if len(_LETTER.findall(match.group())) >= _LEAST_LETTERS:
                language = language_of(match.group()) or _UNTOLD.get(script)
                if language is not None:
                    yield Passage(match.start(), match.end(), language)


def _in_own_script(text: str, language: str) -> Iterator[Passage]:
    for match in _SENTENCE.finditer(text):
        if len(_WORD.findall(match.group())) >= _LEAST_WORDS:
            told = language_of(match.group())
            if told is None or told == language:
                continue
            if len(function_words_of(match.group(), told)) >= _LEAST_TELLING:
                end = match.start() + len(match.group().rstrip())
                yield Passage(match.start(), end, told)


def _joined(text: str, passages: list[Passage]) -> Iterator[Passage]:
    """Make one passage of neighbours in one language with no letter between them."""
    last: Passage | None = None
    for passage in passages:
        if (
            last is not None
            and last.language == passage.language
            and not _LETTER.search(text, last.end, passage.start)
        ):
            last = Passage(last.start, passage.end, last.language)
            continue
        if last is not None:
            yield last
        last = passage
    if last is not None:
        yield last
