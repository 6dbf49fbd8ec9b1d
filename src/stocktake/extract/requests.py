"""What one side of the talks asks of the other."""

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from spacy.tokens import Token

from stocktake.extract.clauses import auxiliaries, is_negated, mark_of, own_subject, subject_of
from stocktake.extract.discourse import Sides
from stocktake.extract.document import Document
from stocktake.extract.holders import holder_of
from stocktake.extract.rules_of_commitment import Rule, Trigger

# Clauses in which a request is only thought of or told about.
HELD_UNDER = frozenset({"xcomp", "pcomp", "acl", "relcl", "csubj"})
ASKERS = frozenset({"party", "person", "pronoun"})


@dataclass(frozen=True, slots=True)
class RequestRules:
    """The ways of asking, and heads of noun phrases: others addressed, and the other side."""

    rules: tuple[Rule, ...]
    groups: frozenset[str]
    opposite: frozenset[str]


@cache
def request_rules() -> RequestRules:
    """Read the ways of asking from `rules/requests.toml`."""
    text = files("stocktake.extract").joinpath("rules/requests.toml").read_text("utf-8")
    data = tomllib.loads(text)
    rules = tuple(
        Rule(
            id=entry["id"],
            shape="request",
            kind="request",
            strength="firm",
            weight=1.0,
            verbs=frozenset(entry["verbs"]),
            nouns=frozenset(entry.get("nouns", ())),
            prepositions=frozenset(entry.get("prepositions", ())),
        )
        for entry in data["rule"]
    )
    addressed = data["addressed"]
    return RequestRules(rules, frozenset(addressed["groups"]), frozenset(addressed["opposite"]))


def find_requests(document: Document, sides: Sides) -> Iterator[Trigger]:
    """Give the places where one side asks another party of the talks to act."""
    verbs = frozenset(verb for rule in request_rules().rules for verb in rule.verbs)
    for token in document.doc:
        if token.lemma_ not in verbs:
            continue
        for rule in request_rules().rules:
            found = _asking(token, rule)
            if found is not None and _between_sides(document, sides, found):
                yield found
                break


def asked_of(document: Document, sides: Sides, trigger: Trigger) -> tuple[str, ...]:
    """Give the parties that a request is made to: those named, or "the government" of a talk."""
    named = _named(document, sides, trigger.word)
    opposite = trigger.word.lemma_.lower() in request_rules().opposite or trigger.rule.nouns
    if named or not opposite or len(sides.parties) != 2 or sides.speaker is None:
        return named
    return tuple(p for p in sides.parties if p != sides.speaker)


def _named(document: Document, sides: Sides, word: Token) -> tuple[str, ...]:
    """Give the parties that the words for whom one asks name, themselves or by their officer."""
    holders = (h.party for h in sides.holders for s, e in h.places if s <= word.idx < e)
    officer = next(holders, None)
    if officer is not None:
        return (officer,)
    ends = [c.left_edge.idx for c in word.rights if c.dep_ not in {"prep", "compound"}]
    last = word.right_edge
    end = min((at for at in ends if at > word.idx), default=last.idx + len(last))
    mentions = document.mentions_in(word.left_edge.idx, max(end, word.idx + len(word)))
    return tuple(dict.fromkeys(m.party for m in mentions))


def _asking(token: Token, rule: Rule) -> Trigger | None:
    if token.pos_ != "VERB" or token.lemma_ not in rule.verbs or not _is_told(token):
        return None
    asked = _addressed(token, rule)
    if asked is None:
        return None
    if rule.nouns:
        return Trigger(rule, token, asked, asked) if asked.lemma_.lower() in rule.nouns else None
    act = next((c for c in token.rights if _is_act(c)), None) or next(
        (c for c in asked.rights if _is_act(c)), None
    )
    return Trigger(rule, token, asked, act) if act is not None else None


def _is_told(verb: Token) -> bool:
    """Tell a request that is made from one that is denied, possible or only spoken of."""
    joined = verb.tag_ == "VB" and verb.dep_ == "conj"
    if is_negated(verb) or verb.dep_ in HELD_UNDER or verb.tag_ == "VBG":
        return False
    if verb.tag_ == "VB" and not joined:
        return False
    passive = any(c.dep_ == "auxpass" for c in verb.children)
    return not passive and not auxiliaries(verb) & {"will", "would", "can", "may", "might", "to"}


def _addressed(verb: Token, rule: Rule) -> Token | None:
    """Give the word for whom, or with "for" what, a verb of asking is said to."""
    for child in verb.rights:
        if not rule.prepositions and child.dep_ in {"dobj", "dative"}:
            return child
        if not rule.prepositions and child.dep_ == "ccomp":
            return next((c for c in child.lefts if c.dep_ == "nsubj"), None)
        if child.dep_ == "prep" and child.lower_ in rule.prepositions:
            return next((c for c in child.children if c.dep_ == "pobj"), None)
        if "for" in rule.prepositions and _is_act(child) and mark_of(child) == "for":
            # "called for the sides to act"
            return own_subject(child)
    return None


def _is_act(token: Token) -> bool:
    return token.dep_ in {"xcomp", "ccomp", "advcl", "acl", "relcl"} and any(
        c.dep_ == "aux" and c.lower_ == "to" for c in token.lefts
    )


def _between_sides(document: Document, sides: Sides, trigger: Trigger) -> bool:
    """Tell whether a side asks, and whether it asks a party of the talks or such people."""
    subject = subject_of(trigger.verb)
    if subject is None or holder_of(document, subject) not in ASKERS:
        return False
    if len(sides.parties) < 2:
        return False
    if trigger.rule.nouns:
        return trigger.rule.prepositions != frozenset() or _on_a_side(document, sides, trigger)
    named = _named(document, sides, trigger.word)
    if named:
        return bool(set(named) & set(sides.parties))
    words = request_rules()
    return trigger.word.lemma_.lower() in words.groups | words.opposite


def _on_a_side(document: Document, sides: Sides, trigger: Trigger) -> bool:
    """Tell "urged Jordanian restraint", or restraint that only the other of two sides can show."""
    last = trigger.word.right_edge
    mentions = document.mentions_in(trigger.word.left_edge.idx, last.idx + len(last))
    named = {m.party for m in mentions}
    return not named or bool(named & set(sides.parties))
