"""Whom a promise is directed against: named in it, and yet not the one to whom it is made."""

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from spacy.tokens import Token

from stocktake.extract.document import Document
from stocktake.extract.parties import Mention

LEAD = 1000  # letters of a text in which it names those who talk


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
    named = span.root
    if named.dep_ in {"poss", "amod", "compound", "nmod"}:
        return _is_of_harm(named.head) or _suffers(named.head)
    return _suffers(named)


def _suffers(noun: Token) -> bool:
    """Tell whether something is done to, or turned against, what a noun names."""
    words, above = opposition(), noun.head
    if noun.dep_ == "pobj" and above.lower_ in words.towards:
        return above.lower_ == "against" or _leads_against(above.head)
    if above.lemma_ == "accountable" or (above.lemma_ == "hold" and _is_accused(above)):
        return noun.dep_ in {"dobj", "nsubj", "nsubjpass"} and noun.i > above.left_edge.i
    return noun.dep_ in {"dobj", "nsubjpass"} and above.lemma_.lower() in words.opposing


def _is_accused(verb: Token) -> bool:
    """Tell "hold them to account" from "hold talks"."""
    return any(t.lemma_ in {"accountable", "account", "responsible"} for t in verb.subtree)


def partners_of(document: Document) -> frozenset[str]:
    """Give the parties that the title or the lead names, and that nothing is directed against."""
    lead = document.mentions_in(0, min(LEAD, len(document.article.text)))
    named = {m.party for m in (*document.title_mentions, *lead)}
    return frozenset(named - opposed_parties(document))


def opposed_parties(document: Document) -> frozenset[str]:
    """Give the parties against whom something is said to be done anywhere in the text."""
    # Every clause asks for them, and they stay with the parse that tells them.
    kept: frozenset[str] | None = document.doc.user_data.get("opposed parties")
    if kept is None:
        kept = frozenset(m.party for m in document.mentions if is_opposed(document, m))
        document.doc.user_data["opposed parties"] = kept
    return kept


def _is_of_harm(noun: Token) -> bool:
    """Tell a harm that somebody does, also behind a further noun: "sanctions evasion"."""
    words = opposition()
    beside = {c.lemma_.lower() for c in noun.children if c.dep_ in {"compound", "nmod", "amod"}}
    return noun.lemma_.lower() in words.harms or bool(beside & words.harms)


def _leads_against(word: Token) -> bool:
    """Tell whether "on" or "from" follows what is done to somebody: "impose … on", "war on"."""
    words = opposition()
    above = word.head.lemma_.lower() if word.pos_ == "NOUN" else ""
    if above in words.relieving:
        return False
    lemma = word.lemma_.lower()
    return lemma in words.opposing or lemma in words.harms or above in words.opposing
