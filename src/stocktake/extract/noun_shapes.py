"""Shapes of the parse in which a noun says what a party binds itself to."""

from collections.abc import Iterator

from spacy.tokens import Token

from stocktake.extract.clauses import clause_head
from stocktake.extract.complements import (
    complement_of,
    has_infinitive,
    is_copula,
    is_to_infinitive,
    to_object,
)
from stocktake.extract.rules_of_commitment import Rule, Trigger


def object_shape(token: Token, rule: Rule) -> Trigger | None:
    """Find a verb with what it promises as its object: "pledged aid"."""
    if token.lemma_ not in rule.verbs or token.pos_ != "VERB":
        return None
    for noun in _objects(token, rule):
        if _fits(noun, rule):
            return Trigger(rule, token, noun, noun)
    return None


def _fits(noun: Token, rule: Rule) -> bool:
    """Tell whether a noun is what a rule speaks of, and is marked as the rule wants it."""
    if rule.infinitive and not has_infinitive(noun):
        return False
    if rule.words and not any(c.lower_ in rule.words for c in noun.lefts):
        return False
    if rule.money and _holds_money(noun):
        return True
    if rule.named and noun.tag_ in NAMES:
        return True
    return rule.any_noun or (lemma_of(noun) in rule.nouns and not rule.only_money)


NAMES = frozenset({"NNP", "NNPS"})


def lemma_of(noun: Token) -> str:
    """Give the singular of a noun in lower case, also of a name such as "the Accords"."""
    lemma = noun.lemma_.lower()
    plural = noun.tag_ in NAMES and len(lemma) > 4 and lemma.endswith("s")
    return lemma[:-1] if plural and not lemma.endswith("ss") else lemma


def _objects(verb: Token, rule: Rule) -> Iterator[Token]:
    for child in verb.children:
        if child.dep_ in {"dobj", "nsubjpass", "oprd", "attr"} and not rule.prepositions:
            yield from _with_conjuncts(child)
        if child.dep_ == "ccomp" and is_to_infinitive(child) and not rule.prepositions:
            # "made commitments to act" is at times read as "made that commitments act".
            yield from (c for c in child.lefts if c.dep_ == "nsubj")
        if child.dep_ == "prep" and child.lower_ in rule.prepositions:
            for inner in child.children:
                if inner.dep_ == "pobj":
                    yield from _with_conjuncts(inner)


def _with_conjuncts(noun: Token) -> Iterator[Token]:
    yield noun
    for child in noun.children:
        if child.dep_ in {"conj", "appos"}:
            yield from _with_conjuncts(child)


def _holds_money(noun: Token) -> bool:
    return any(t.ent_type_ == "MONEY" for t in noun.subtree)


def noun_shape(token: Token, rule: Rule) -> Trigger | None:
    """Find a noun of promising with its complement: "the commitment to act"."""
    if token.lemma_ not in rule.nouns or token.pos_ != "NOUN":
        return None
    act = complement_of(token) or to_object(token)
    if rule.infinitive and not (act is not None and is_to_infinitive(act)):
        return None
    return Trigger(rule, clause_head(token), token, act) if act is not None else None


def held_shape(token: Token, rule: Rule) -> Trigger | None:
    """Find a commitment of which is only said that it lasts: "our commitment is steadfast"."""
    if token.lemma_.lower() not in rule.nouns or token.pos_ != "NOUN":
        return None
    if complement_of(token) is not None or to_object(token) is not None:
        return None
    verb = clause_head(token)
    chief = token
    while chief.dep_ == "conj" and chief.head.pos_ == "NOUN":
        chief = chief.head
    lasts = chief.dep_ == "nsubj" and (is_copula(verb) or verb.lemma_ in rule.verbs)
    had = chief.dep_ in {"attr", "dobj"} and (is_copula(verb) or verb.lemma_ == "have")
    return Trigger(rule, verb, token, token) if lasts or had else None


def within_shape(token: Token, rule: Rule) -> Trigger | None:
    """Find a noun anywhere behind its verb: "authorise, by an order of the King, a drawdown"."""
    if token.lemma_ not in rule.verbs or token.pos_ != "VERB":
        return None
    if rule.money and any(_fits(noun, rule) for noun in _objects(token, rule)):
        return None
    behind = (t for t in token.subtree if t.i > token.i and _is_meant(t, rule))
    found = next(behind, None)
    # The sign of a currency hangs from its number, which heads what is given.
    noun = found.head if found is not None and found.tag_ == "$" else found
    return Trigger(rule, token, noun, noun) if noun is not None else None


def _is_meant(token: Token, rule: Rule) -> bool:
    return lemma_of(token) in rule.nouns or (rule.money and token.tag_ == "$")
