"""Who can hold a promise: what the subject of a clause stands for."""

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Literal

from spacy.tokens import Token

from stocktake.extract.document import Document

Holder = Literal["party", "person", "pronoun", "body", "event", "bystander", "other", "none"]


@dataclass(frozen=True, slots=True)
class HolderWords:
    """Heads of noun phrases by what they stand for."""

    party: frozenset[str]
    person: frozenset[str]
    pronoun: frozenset[str]
    body: frozenset[str]
    event: frozenset[str]
    bystander: frozenset[str]
    sent: frozenset[str]
    text: frozenset[str]
    house: frozenset[str]
    gift: frozenset[str]


@cache
def holder_words() -> HolderWords:
    """Read the words for holders from `rules/holders.toml`."""
    text = files("stocktake.extract").joinpath("rules/holders.toml").read_text("utf-8")
    return HolderWords(**{name: frozenset(words) for name, words in tomllib.loads(text).items()})


def holder_of(document: Document, subject: Token | None) -> Holder:
    """Tell what a subject stands for: a party, its officer, a body, or nobody bound."""
    if subject is None:
        return "none"
    words = holder_words()
    lemma = subject.lemma_.lower()
    if lemma in words.pronoun or subject.lower_ in words.pronoun:
        return "pronoun"
    for name in ("event", "body", "bystander"):
        if lemma in getattr(words, name) or subject.lower_ in getattr(words, name):
            return name
    if subject.ent_type_ == "PERSON" or lemma in words.person:
        return "person"
    if lemma in words.party or _is_mentioned(document, subject):
        return "party"
    return "body" if subject.pos_ == "PROPN" else "other"


def _is_mentioned(document: Document, token: Token) -> bool:
    end = token.idx + len(token)
    return any(m.start <= token.idx and end <= m.end for m in document.mentions)
