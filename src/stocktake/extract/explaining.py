"""Tells in words how a clause was read: which rule, which parse, whom its words stand for.

An article is read again for it, by the same functions as the first time; nothing is kept for it.
"""

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from spacy.tokens import Token

from stocktake.extract.actors import actors_of, subject_span
from stocktake.extract.attributes import kind_of, promised_act, strength_of
from stocktake.extract.clauses import auxiliaries, is_negated, subject_of
from stocktake.extract.commitments import Candidate, candidates, decide, judged
from stocktake.extract.deadlines import deadline_of
from stocktake.extract.discourse import Sides, sides_of
from stocktake.extract.document import Document, prepare
from stocktake.extract.filters import filters, weighed_names
from stocktake.extract.mechanisms import find_mechanisms
from stocktake.extract.parties import party_name
from stocktake.extract.people import find_people
from stocktake.extract.phrases import phrase_book
from stocktake.extract.refusals import refused
from stocktake.extract.rules_of_commitment import Trigger
from stocktake.extract.triggers import find_triggers
from stocktake.model import Article

_TELLING = 0.15  # a weight below it, either way, is not worth a line


@dataclass(frozen=True, slots=True)
class Remark:
    """One step of a reading: what it is about, and what was found, in a sentence or two."""

    about: str
    text: str


@cache
def feature_words() -> dict[str, str]:
    """Read what the names of features mean from `rules/explanations.toml`."""
    return _table("features")


@cache
def refusal_meanings() -> dict[str, str]:
    """Read what the names of refusals mean from `rules/explanations.toml`."""
    return _table("refusals")


def _table(name: str) -> dict[str, str]:
    text = files("stocktake.extract").joinpath("rules/explanations.toml").read_text("utf-8")
    table: dict[str, str] = tomllib.loads(text)[name]
    return table


def explain(article: Article, start: int, end: int) -> tuple[tuple[Remark, ...], ...]:
    """Explain each clause of an article between two positions that a rule holds on to.

    A clause that was found to be no commitment is explained too.  () where no rule holds.
    """
    language = (article.language or "en").split("-")[0]
    if language != "en":
        return _explained_by_phrase(language)
    document = prepare(article)
    sides = sides_of(document, find_people(document), find_mechanisms(document))
    found = candidates(document, sides)
    weighed = {(c.trigger.rule.id, c.start, c.end): c for c in judged(document, found)}
    kept = frozenset(decide(tuple(weighed.values())))
    accounts = [_refusal(t) for t in _triggers(document, start, end) if refused(t) is not None]
    for candidate in found:
        if candidate.start < end and start < candidate.end:
            together = weighed.get((candidate.trigger.rule.id, candidate.start, candidate.end))
            account = _account(document, sides, candidate, together, together in kept)
            accounts.append(tuple(account))
    return tuple(accounts)


def _explained_by_phrase(language: str) -> tuple[tuple[Remark, ...], ...]:
    known = phrase_book(language) is not None
    told = (
        "The rules of this language hold on to phrases, not to a parse; the rule's name is in the "
        "record."
        if known
        else "There are no rules for commitments in this language, so none are found."
    )
    return ((Remark("language", f"The article's language is {language!r}. {told}"),),)


def _triggers(document: Document, start: int, end: int) -> Iterator[Trigger]:
    for trigger in find_triggers(document.doc):
        if start <= trigger.verb.idx < end:
            yield trigger


def _refusal(trigger: Trigger) -> tuple[Remark, ...]:
    reason = refused(trigger) or ""
    return (
        _rule_remark(trigger),
        Remark("decision", f"No commitment: {refusal_meanings().get(reason, reason)}."),
    )


def _account(
    document: Document, sides: Sides, candidate: Candidate, together: Candidate | None, kept: bool
) -> Iterator[Remark]:
    trigger = candidate.trigger
    wording = document.article.text[candidate.start : candidate.end]
    yield Remark("words", f"“{wording}”")
    yield _rule_remark(trigger)
    yield Remark("parse", _parse(trigger))
    yield Remark("for and against", _weighed(candidate))
    yield Remark("decision", _decision(candidate, together, kept))
    if kept:
        yield Remark("actors", _actors(document, sides, trigger))
        kind = kind_of(trigger, wording)
        yield Remark("kind", f"{kind}, {strength_of(trigger, kind)}")
        yield Remark("deadline", _deadline(document, candidate))


def _rule_remark(trigger: Trigger) -> Remark:
    rule = trigger.rule
    example = f" Its example: “{rule.examples[0]}”" if rule.examples else ""
    return Remark("rule", f"{rule.id} holds on to “{trigger.word.text}”.{example}")


def _parse(trigger: Trigger) -> str:
    verb, act = trigger.verb, promised_act(trigger)
    subject = subject_of(trigger.lead or verb)
    who = f"its subject is “{subject_span(subject).text}”" if subject else "it has no subject"
    helping = " ".join(sorted(auxiliaries(verb)))
    with_helping = f" with “{helping}”" if helping else ""
    negated = ", negated" if is_negated(verb) else ""
    lead = f" The point hangs from “{trigger.lead.text}”." if trigger.lead is not None else ""
    done = f"what is to be done is “{act.text}”{_object_of(act)}"
    return f"The verb is “{verb.text}”{with_helping}{negated}; {who}; {done}.{lead}"


def _object_of(act: Token) -> str:
    found = next((c for c in act.children if c.dep_ in {"dobj", "nsubjpass"}), None)
    if found is None:
        return ""
    return f" to “{found.doc[found.left_edge.i : found.i + 1].text}”"


def _weighed(candidate: Candidate) -> str:
    """Tell what moved the rules' belief, the strongest first."""
    weights = _weights(candidate)
    told = [
        f"{'+' if weight > 0 else '−'} {_meaning(name)}"
        for name, weight in sorted(weights.items(), key=lambda pair: (-abs(pair[1]), pair[0]))
        if abs(weight) >= _TELLING
    ]
    return "; ".join(dict.fromkeys(told)) or "nothing but the rule itself"


def _weights(candidate: Candidate) -> dict[str, float]:
    hand, learned = filters().weights, filters().learned
    shape = candidate.trigger.rule.shape
    names = frozenset(weighed_names(candidate.trigger, candidate.features))
    weights: dict[str, float] = {}
    for feature in candidate.features:
        both = (feature, f"{shape}/{feature}")
        given = next((hand[name] for name in reversed(both) if name in hand), 0.0)
        fitted = sum(learned.get(name, 0.0) for name in both if name in names)
        weights[feature] = given + fitted
    return weights


def _meaning(feature: str) -> str:
    return feature_words().get(feature, feature.replace(":", " "))


def _decision(candidate: Candidate, together: Candidate | None, kept: bool) -> str:
    rules = f"The rules alone hold it for likely at {candidate.score:.2f}"
    if together is None:
        return f"No commitment. {rules}, too little for the judge to be asked."
    common = (
        f"{rules}; with the judge it is {together.score:.2f}, and {filters().keep:.2f} is asked"
    )
    if kept:
        return f"A commitment. {common}."
    if together.score >= filters().keep:
        return f"No commitment of its own: another clause of the same act is likelier. {common}."
    return f"No commitment. {common}."


def _actors(document: Document, sides: Sides, trigger: Trigger) -> str:
    actors = actors_of(document, sides, trigger)
    subject = subject_of(trigger.lead or trigger.verb)
    words = subject_span(subject).text if subject is not None else None
    named = " and ".join(party_name(party) for party in actors) or "unknown"
    whose = f"“{words}” stands for {named}" if words else f"Nobody is named; read as {named}"
    return f"{whose}{_ground(document, sides, trigger, actors)}."


def _ground(document: Document, sides: Sides, trigger: Trigger, actors: tuple[str, ...]) -> str:
    """Tell what in the text bears the actors out: a name, a person's office, a voice, the talks."""
    subject = subject_of(trigger.lead or trigger.verb)
    if subject is not None:
        first, last = subject.left_edge.idx, subject.right_edge.idx + len(subject.right_edge)
        if {m.party for m in document.mentions_in(first, last)} & set(actors):
            return ", by name"
        for holder in sides.holders:
            if any(first <= s and e <= last for s, e in holder.places):
                return f": {holder.name} speaks for it"
    if sides.speaker is not None and actors == (sides.speaker,):
        return ", in whose voice the text is written"
    if set(actors) == set(sides.parties) and actors:
        return (
            f", the parties of the talks; the text names them first as {_first(document, actors)}"
        )
    return ", as the text goes before"


def _first(document: Document, parties: tuple[str, ...]) -> str:
    found = []
    for party in parties:
        mention = next((m for m in document.mentions if m.party == party), None)
        if mention is not None:
            found.append(f"“{document.article.text[mention.start : mention.end]}”")
    return " and ".join(found) or "its title has them"


def _deadline(document: Document, candidate: Candidate) -> str:
    found = deadline_of(document, candidate.trigger, candidate.start, candidate.end)
    if found is None:
        return "none is named"
    against = f", counted from {document.article.published}" if document.article.published else ""
    return f"“{found.words}” is read as {found.edtf or 'no day that can be fixed'}{against}"
