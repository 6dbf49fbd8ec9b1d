"""Where the rules of commitment hold on to the parse."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import cache

from spacy.tokens import Doc, Token

from stocktake.extract.clauses import (
    auxiliaries_of_its_own,
    completing_acts,
    coordinate_verbs,
    has_own_object,
    own_subject,
)
from stocktake.extract.noun_shapes import held_shape, noun_shape, object_shape, within_shape
from stocktake.extract.rules_of_commitment import Rule, Trigger, commitment_rules
from stocktake.extract.verb_shapes import (
    adjective_shape,
    clause_shape,
    infinitive_shape,
    is_to_shape,
    modal_shape,
    passive_shape,
    present_shape,
    progressive_shape,
    staying_shape,
)


def find_triggers(doc: Doc) -> Iterator[Trigger]:
    """Give every place where a rule holds, in the order of the text."""
    by_word, rules = _places_by_word(), commitment_rules()
    for token in doc:
        lemma = token.lemma_
        words = {lemma, lemma.lower(), token.lower_}
        for place in sorted({place for word in words for place in by_word.get(word, ())}):
            rule = rules[place]
            found = SHAPES[rule.shape](token, rule)
            if found is not None:
                yield found
                yield from _carried_on(found)


@cache
def _places_by_word() -> dict[str, tuple[int, ...]]:
    """Give the places of the rules that may hold on to a word or lemma."""
    found: dict[str, list[int]] = {}
    for place, rule in enumerate(commitment_rules()):
        held: frozenset[str] = getattr(rule, HOLDS_ON[rule.shape]) if rule.shape != "is-to" else BE
        for word in held:
            found.setdefault(word, []).append(place)
    return {word: tuple(places) for word, places in found.items()}


REACHING = frozenset({"modal", "infinitive", "adjective"})


def _carried_on(trigger: Trigger) -> Iterator[Trigger]:
    """Give the acts that a promise reaches over "and": "will send guards and train others".

    After "agreed to", "will continue to" and their like, only where each act has its own object.
    """
    if trigger.rule.shape == "modal":
        for verb in coordinate_verbs(trigger.verb):
            if verb.tag_ == "VB" and own_subject(verb) is None and not auxiliaries_of_its_own(verb):
                yield replace(trigger, verb=verb, act=verb)
    if trigger.rule.shape not in REACHING:
        return
    for act in completing_acts(trigger.verb):
        for joined in coordinate_verbs(act):
            if has_own_object(act) and has_own_object(joined) and own_subject(joined) is None:
                yield replace(trigger, verb=joined, act=joined)


BE = frozenset({"be"})
# Which of its words a rule of a shape holds on to: no other word is tried on it.


HOLDS_ON = {
    "infinitive": "verbs",
    "clause": "verbs",
    "object": "verbs",
    "adjective": "words",
    "passive": "words",
    "modal": "words",
    "noun": "nouns",
    "progressive": "verbs",
    "present": "verbs",
    "held": "nouns",
    "staying": "verbs",
    "within": "verbs",
}


SHAPES: dict[str, Callable[[Token, Rule], Trigger | None]] = {
    "infinitive": infinitive_shape,
    "clause": clause_shape,
    "object": object_shape,
    "adjective": adjective_shape,
    "passive": passive_shape,
    "is-to": is_to_shape,
    "modal": modal_shape,
    "noun": noun_shape,
    "progressive": progressive_shape,
    "present": present_shape,
    "held": held_shape,
    "staying": staying_shape,
    "within": within_shape,
}
