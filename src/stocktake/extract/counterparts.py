"""Whom a promise is directed against: named in it, and yet not the one to whom it is made."""

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from spacy.tokens import Token

from stocktake.extract.document import Document
from stocktake.extract.parties import Mention


@dataclass(frozen=True, slots=True)
class Opposition:
    """What is done by, or done to, a party that a promise is directed against."""

    harms: frozenset[str]
    opposing: frozenset[str]
    towards: frozenset[str]
    relieving: frozenset[str]


@cache
def opposition() -> Opposition:
    """Read the words from `rules/counterparts.toml`."""
    text = files("stocktake.extract").joinpath("rules/counterparts.toml").read_text("utf-8")
    data = tomllib.loads(text)
    return Opposition(
        harms=frozenset(data["harms"]),
        opposing=frozenset(data["opposing"]),
        towards=frozenset(data["towards"]),
        relieving=frozenset(data["relieving"]),
    )


def is_opposed(document: Document, mention: Mention) -> bool:
    """Tell whether a party is named as the one who does harm, or against whom something is done."""
    span = document.doc.char_span(mention.start, mention.end, alignment_mode="expand")
    if span is None:
        return False
    words = opposition()
    named = span.root
    if named.dep_ in {"poss", "amod", "compound", "nmod"}:
        return _is_of_harm(named.head)
    if named.dep_ == "pobj" and named.head.lower_ in words.towards:
        return named.head.lower_ == "against" or _leads_against(named.head.head)
    return named.dep_ in {"dobj", "nsubjpass"} and named.head.lemma_.lower() in words.opposing


def _is_of_harm(noun: Token) -> bool:
    """Tell a harm that somebody does, also behind a further noun: "sanctions evasion"."""
    harms = opposition().harms
    beside = (child for child in noun.children if child.dep_ in {"compound", "nmod"})
    return noun.lemma_.lower() in harms or any(c.lemma_.lower() in harms for c in beside)


def _leads_against(word: Token) -> bool:
    """Tell whether "on" or "from" follows what is done to somebody: "impose … on", "war on"."""
    words = opposition()
    above = word.head.lemma_.lower() if word.pos_ == "NOUN" else ""
    if above in words.relieving:
        return False
    lemma = word.lemma_.lower()
    return lemma in words.opposing or lemma in words.harms or above in words.opposing
