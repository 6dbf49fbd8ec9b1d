"""Agreements in languages without a parser: a type noun, the words behind it, a wording near it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from stocktake.extract.party_words import fold
from stocktake.extract.rule_files import other_languages, read_rules
from stocktake.model import AgreementForm, AgreementStatus

MOST_WORDS = 10
SENTENCE = re.compile(r"[^.!?؟\n]+")


@dataclass(frozen=True, slots=True)
class AgreementPhrase:
    """One place where a text of such a language names an agreement."""

    start: int
    end: int
    form: AgreementForm
    status: AgreementStatus


@dataclass(frozen=True, slots=True)
class PhraseWords:
    """The vocabulary of one language."""

    names: tuple[tuple[re.Pattern[str], AgreementForm], ...]
    cues: tuple[tuple[re.Pattern[str], AgreementStatus], ...]


def agreement_phrases(text: str, language: str) -> Iterator[AgreementPhrase]:
    """Give the places in a text where an agreement is named, in its order.

    A bare type noun ("the agreement") is none; two words at least must follow or belong to it.
    """
    words = load_phrase_words(language)
    if words is None:
        return
    folded = fold(text)
    for sentence in SENTENCE.finditer(folded):
        end = 0
        for match, form in _names_in(sentence.group(), words):
            if match.start() < end:
                continue
            end = match.end()
            status = _status_near(sentence.group(), match.start("name"), match.end(), words)
            if status is not None:
                start = sentence.start() + match.start("name")
                yield AgreementPhrase(start, sentence.start() + match.end(), form, status)


@cache
def load_phrase_words(language: str) -> PhraseWords | None:
    """Read the vocabulary of a language; None where the rules have none."""
    entry = read_rules("agreements", language) if language in other_languages() else None
    if not entry:
        return None
    stops = "|".join(entry["stops"])
    names = tuple(
        (
            re.compile(
                rf"(?<!\w){entry['prefix']}(?P<name>{kind.replace(' ', chr(92) + 's+')}"
                rf"(?:\s+(?!(?:{stops})(?!\w))[\w'’-]+){{1,{MOST_WORDS}}})"
            ),
            form,
        )
        for kind, form in entry["types"]
    )
    cues: tuple[tuple[str, AgreementStatus], ...] = (
        ("expected", "expected"),
        ("signed", "signed"),
        ("drafting", "being drafted"),
        ("force", "in force"),
    )
    return PhraseWords(
        names,
        tuple(
            (re.compile(rf"(?<!\w)(?:{'|'.join(entry[key])})(?!\w)"), status)
            for key, status in cues
        ),
    )


def _names_in(sentence: str, words: PhraseWords) -> list[tuple[re.Match[str], AgreementForm]]:
    found = [(m, form) for pattern, form in words.names for m in pattern.finditer(sentence)]
    return sorted(found, key=lambda pair: (pair[0].start(), -pair[0].end()))


def _status_near(sentence: str, start: int, end: int, words: PhraseWords) -> AgreementStatus | None:
    """Give the status of the nearest wording before a name, else of the first behind it."""
    before = [
        (m.end(), -rank, status)
        for rank, (pattern, status) in enumerate(words.cues)
        for m in pattern.finditer(sentence[:start])
    ]
    if before:
        return max(before)[2]
    behind = [
        (m.start(), rank, status)
        for rank, (pattern, status) in enumerate(words.cues)
        for m in pattern.finditer(sentence[end:])
    ]
    return min(behind)[2] if behind else None
