"""Shapes of the parse in which a verb, or an adjective with one, binds its subject."""

from spacy.tokens import Token

from stocktake.extract.clauses import auxiliaries, governing_verb, own_subject
from stocktake.extract.complements import (
    PRESENT_BE,
    SHORT_BE,
    complement_of,
    is_copula,
    is_passive,
    is_to_infinitive,
    to_object,
)
from stocktake.extract.rules_of_commitment import Rule, Trigger


def infinitive_shape(token: Token, rule: Rule) -> Trigger | None:
    """Find a verb that is completed by an act: "agreed to act"."""
    if token.lemma_ not in rule.verbs or token.pos_ != "VERB":
        return None
    if rule.present and token.tag_ not in {"VBZ", "VBP"}:
        return None
    if rule.progressive and not (token.tag_ == "VBG" and auxiliaries(token) & PRESENT_BE):
        return None
    if token.tag_ == "VBN" and is_passive(token) and not _is_impersonal(token):
        return None
    if any(c.lower_ == "forward" for c in token.children):
        return None
    act = complement_of(token)
    return Trigger(rule, token, token, act) if act is not None else None


def _is_impersonal(verb: Token) -> bool:
    """Tell whether a passive binds by itself: "it was agreed to"."""
    return any(c.dep_ in {"nsubjpass", "expl"} and c.lower_ == "it" for c in verb.children)


FUTURE = frozenset({"will", "shall", "'ll", "’ll", "would"})


def clause_shape(token: Token, rule: Rule) -> Trigger | None:
    """Find a verb with a clause in the future: "agreed that it will act"."""
    if token.lemma_ not in rule.verbs or token.pos_ != "VERB":
        return None
    for child in token.rights:
        if child.dep_ == "ccomp" and auxiliaries(child) & FUTURE:
            return Trigger(rule, token, token, child)
    return None


def modal_shape(token: Token, rule: Rule) -> Trigger | None:
    """Find an act in the future: "will act"."""
    if token.lower_ not in rule.words or token.tag_ != "MD":
        return None
    verb = token.head if token.dep_ == "aux" else _verb_after(token)
    if verb is None:
        return None
    if rule.reported and not _is_reported(verb):
        return None
    return Trigger(rule, verb, token, verb)


def _verb_after(modal: Token) -> Token | None:
    """Give the plain verb right after a modal that the parser has not joined to it."""
    for token in modal.doc[modal.i + 1 : modal.i + 4]:
        if token.is_punct and token.text not in {",", "("}:
            return None
        if token.tag_ == "VB":
            return token
    return None


def _is_reported(verb: Token) -> bool:
    while verb.dep_ == "conj" and verb.head.pos_ in {"VERB", "AUX"}:
        verb = verb.head
    above = governing_verb(verb)
    return verb.dep_ == "ccomp" and above is not None and above.tag_ in {"VBD", "VBN", "VBG"}


def is_to_shape(token: Token, rule: Rule) -> Trigger | None:
    """Find what is fixed: "officers are to be appointed"."""
    if token.lemma_ != "be" or token.tag_ not in {"VBZ", "VBP"}:
        return None
    if any(c.dep_ in {"acomp", "attr", "expl"} or c.lower_ == "it" for c in token.children):
        return None
    subject = own_subject(token)
    if subject is not None and subject.lemma_.lower() in rule.not_subjects:
        return None
    for child in token.rights:
        if child.dep_ == "xcomp" and is_to_infinitive(child):
            return Trigger(rule, token, token, child)
    return None


def progressive_shape(token: Token, rule: Rule) -> Trigger | None:
    """Find what is under way to be done: "is travelling to Amman"."""
    if token.lemma_ not in rule.verbs or token.tag_ != "VBG":
        return None
    if not auxiliaries(token) & PRESENT_BE:
        return None
    return Trigger(rule, token, token, token)


def present_shape(token: Token, rule: Rule) -> Trigger | None:
    """Find the plain present of a timetable: "travels to Amman on 4 May"."""
    fits = token.lemma_ in rule.verbs and token.tag_ in {"VBZ", "VBP"} and token.pos_ == "VERB"
    return Trigger(rule, token, token, token) if fits else None


def staying_shape(token: Token, rule: Rule) -> Trigger | None:
    """Find a course that is kept: "we remain engaged", "they stay in close contact"."""
    if token.lemma_ not in rule.verbs or auxiliaries(token) & FUTURE:
        return None
    for child in token.rights:
        inner = (c for c in child.children if c.dep_ == "pobj")
        kept = child.lower_ in rule.words or any(c.lemma_ in rule.nouns for c in inner)
        if kept or (child.dep_ == "attr" and child.lemma_ in rule.nouns):
            return Trigger(rule, token, token, child)
    return None


def adjective_shape(token: Token, rule: Rule) -> Trigger | None:
    """Find "is committed to", "stands ready to", "is due to"."""
    if token.lower_ not in rule.words or token.pos_ not in {"VERB", "ADJ"}:
        return None
    held = _has_be(token)
    if token.dep_ in {"acomp", "oprd", "xcomp"} and is_copula(token.head):
        held, verb = True, token.head
    elif _has_be(token) or (
        token.dep_ in BESIDE_NOUNS and any(c.lower_ == "to" for c in token.rights)
    ):
        verb = token
    else:
        return None
    act = complement_of(token) or complement_of(verb) or (to_object(token) if held else None)
    return Trigger(rule, verb, token, act) if act is not None else None


BESIDE_NOUNS = frozenset({"acl", "amod", "advcl", "conj"})


def _has_be(token: Token) -> bool:
    helpers = {"auxpass", "cop", "aux"}
    return any(
        c.dep_ in helpers and (c.lemma_ == "be" or c.lower_ in SHORT_BE) for c in token.lefts
    )


def passive_shape(token: Token, rule: Rule) -> Trigger | None:
    """Find what is planned, without an act of its own: "is planned for May"."""
    if token.lower_ not in rule.words:
        return None
    if token.dep_ == "acomp" and is_copula(token.head):
        verb = token.head
    elif is_passive(token):
        verb = token
    else:
        return None
    return None if complement_of(token) is not None else Trigger(rule, verb, token, token)
