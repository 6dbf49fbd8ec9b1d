"""What in a clause speaks for or against its being a commitment."""

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from spacy.tokens import Token

from stocktake.extract.clauses import (
    auxiliaries,
    governing_verb,
    is_negated,
    mark_of,
    subject_of,
)
from stocktake.extract.document import Document
from stocktake.extract.holders import holder_of
from stocktake.extract.triggers import Trigger


@dataclass(frozen=True, slots=True)
class Filters:
    """The weights of the features, the words that make them, and the score that is enough."""

    weights: dict[str, float]
    words: dict[str, frozenset[str]]
    keep: float


@cache
def filters() -> Filters:
    """Read the filters from `rules/filters.toml`."""
    text = files("stocktake.extract").joinpath("rules/filters.toml").read_text("utf-8")
    data = tomllib.loads(text)
    words = {name: frozenset(some) for name, some in data["words"].items()}
    return Filters(data["weights"], words, data["threshold"]["keep"])


def score_of(trigger: Trigger, features: tuple[str, ...]) -> float:
    """Add up the rule's weight and those of the features."""
    weights = filters().weights
    shape = trigger.rule.shape
    return trigger.rule.weight + sum(
        weights.get(f"{shape}/{name}", weights.get(name, 0.0)) for name in features
    )


def features_of(document: Document, trigger: Trigger) -> tuple[str, ...]:
    """Name what speaks for and against a trigger, each feature once, in a fixed order."""
    verb = trigger.verb
    found = [
        f"subject:{_subject_class(document, trigger)}",
        *_clause_features(verb),
        *_mood_features(trigger),
        *_act_features(document, trigger),
    ]
    if trigger.rule.shape == "noun":
        found += _noun_features(document, trigger)
    return tuple(dict.fromkeys(found))


def _subject_class(document: Document, trigger: Trigger) -> str:
    subject = subject_of(trigger.verb)
    if subject is not None and subject.lower_ in {"this", "that", "these", "those", "which", "what"}:
        return "this"
    return holder_of(document, subject)


def _clause_features(verb: Token) -> list[str]:
    words = filters().words
    found = []
    for above in _clause_chain(verb):
        mark = mark_of(above)
        found += [f"clause:{name}" for name in ("if", "because", "when", "while") if mark in words[name]]
        if above.dep_ == "relcl":
            found.append("clause:relative")
        governor = governing_verb(above)
        if governor is not None and above.dep_ in {"ccomp", "xcomp", "pcomp", "acl", "relcl", "dobj"}:
            found += [
                f"governor:{name}"
                for name in ("discuss", "think", "welcome", "ask", "help")
                if governor.lemma_ in words[name]
            ]
    return found


def _clause_chain(verb: Token) -> list[Token]:
    chain = [verb]
    while chain[-1].dep_ == "conj" and chain[-1].head.pos_ in {"VERB", "AUX"}:
        chain.append(chain[-1].head)
    above = governing_verb(chain[-1])
    if above is not None and chain[-1].dep_ in {"ccomp", "xcomp", "advcl", "acl", "relcl", "pcomp"}:
        chain.append(above)
    return chain


MODALS = frozenset({"can", "could", "may", "might", "should", "must", "would", "need"})


def _mood_features(trigger: Trigger) -> list[str]:
    verb = trigger.verb
    aux = auxiliaries(verb)
    found = []
    if is_negated(verb):
        found.append("negated")
    if verb.sent[-1].text.strip() == "?" or verb.sent.text.rstrip().endswith("?"):
        found.append("question")
    if aux & MODALS and not (trigger.rule.reported or trigger.rule.shape == "clause"):
        found.append("hedged")
    if "had" in aux:
        found.append("past-perfect")
    if aux & {"has", "have", "’ve", "'ve"}:
        found.append("perfect")
    if aux & {"was", "were"} and verb.tag_ == "VBG":
        found.append("past-progressive")
    return found


def _act_features(document: Document, trigger: Trigger) -> list[str]:
    if trigger.rule.shape != "modal":
        return []
    words = filters().words
    subject = _subject_class(document, trigger)
    lemma = trigger.act.lemma_
    found = []
    if lemma in words["state"]:
        found.append("act:state")
    if lemma in words["effect"] and subject in {"format", "other", "this", "none"}:
        found.append("act:effect")
    if lemma in words["logistics"] and subject in {"person", "pronoun", "none"}:
        found.append("act:logistics")
    return found


def _noun_features(document: Document, trigger: Trigger) -> list[str]:
    words = filters().words
    noun = trigger.word
    owners = [c for c in noun.lefts if c.dep_ in {"poss", "nmod", "compound", "amod"}]
    owned = any(c.dep_ == "poss" or holder_of(document, c) == "party" for c in owners)
    owned = owned or any(
        c.dep_ == "prep" and c.lower_ in {"of", "by"} for c in noun.rights
    )
    found = ["holder:owned" if owned else "holder:unowned"]
    if trigger.verb.lemma_ in words["evidential"]:
        found.append("evidential")
    return found
