"""Who can hold a promise: what the subject of a clause stands for."""

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Literal

from spacy.tokens import Token

from stocktake.extract.document import Document

Holder = Literal["party", "person", "pronoun", "format", "bystander", "other", "none"]


@dataclass(frozen=True, slots=True)
class HolderWords:
    """Heads of noun phrases by what they stand for."""

    party: frozenset[str]
    person: frozenset[str]
    pronoun: frozenset[str]
    format: frozenset[str]
    bystander: frozenset[str]


@cache
def holder_words() -> HolderWords:
    """Read the words for holders from `rules/holders.toml`."""
    text = files("stocktake.extract").joinpath("rules/holders.toml").read_text("utf-8")
    return HolderWords(**{name: frozenset(words) for name, words in tomllib.loads(text).items()})


def holder_of(document: Document, subject: Token | None) -> Holder:
    """Tell what a subject stands for: a party, its officer, a format, or nobody bound."""
    if subject is None:
        return "none"
    words = holder_words()
    lemma = subject.lemma_.lower()
    if lemma in words.pronoun or subject.lower_ in words.pronoun:
        return "pronoun"
    if lemma in words.format or subject.lower_ in words.format:
        return "format"
    if lemma in words.party or _is_mentioned(document, subject):
        return "party"
    if lemma in words.person or subject.ent_type_ == "PERSON":
        return "person"
    if lemma in words.bystander:
        return "bystander"
    if subject.pos_ == "PROPN" and subject.ent_type_ in {"GPE", "NORP", "ORG", "LOC", ""}:
        return "party"
    return "other"


def _is_mentioned(document: Document, token: Token) -> bool:
    end = token.idx + len(token)
    return any(m.start <= token.idx and end <= m.end for m in document.mentions)
