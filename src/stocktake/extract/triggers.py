"""Where the rules of commitment hold on to the parse."""

import tomllib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from typing import Any

from spacy.tokens import Doc, Token

from stocktake.extract.clauses import (
    auxiliaries,
    auxiliaries_of_its_own,
    clause_head,
    completing_acts,
    coordinate_verbs,
    governing_verb,
    has_own_object,
    own_subject,
)
from stocktake.model import CommitmentKind, Strength


@dataclass(frozen=True, slots=True)
class Rule:
    """One way in which a language says that a party binds itself."""

    id: str
    shape: str
    kind: CommitmentKind
    strength: Strength
    weight: float
    verbs: frozenset[str] = frozenset()
    nouns: frozenset[str] = frozenset()
    words: frozenset[str] = frozenset()
    prepositions: frozenset[str] = frozenset()
    not_subjects: frozenset[str] = frozenset()
    any_noun: bool = False
    money: bool = False
    only_money: bool = False
    reported: bool = False
    present: bool = False
    progressive: bool = False
    infinitive: bool = False
    named: bool = False
    examples: tuple[str, ...] = ()
    counter_examples: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Trigger:
    """A rule that holds: the verb of its clause, the word it holds on to, and what is promised.

    `lead` is the verb of the sentence that leads into a point of a list, for such a point.
    """

    rule: Rule
    verb: Token
    word: Token
    act: Token
    lead: Token | None = None


SETS = ("verbs", "nouns", "words", "prepositions", "not_subjects")


@cache
def commitment_rules() -> tuple[Rule, ...]:
    """Read the English rules from `rules/commitments.toml`, in their order there."""
    text = files("stocktake.extract").joinpath("rules/commitments.toml").read_text("utf-8")
    return tuple(_rule(entry) for entry in tomllib.loads(text)["rule"])


def _rule(entry: dict[str, Any]) -> Rule:
    return Rule(**{name: _typed(name, value) for name, value in entry.items()})


def _typed(name: str, value: Any) -> Any:
    if name in SETS:
        return frozenset(value)
    return tuple(value) if isinstance(value, list) else value


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


def _infinitive(token: Token, rule: Rule) -> Trigger | None:
    if token.lemma_ not in rule.verbs or token.pos_ != "VERB":
        return None
    if rule.present and token.tag_ not in {"VBZ", "VBP"}:
        return None
    if rule.progressive and not (token.tag_ == "VBG" and auxiliaries(token) & PRESENT_BE):
        return None
    if token.tag_ == "VBN" and _is_passive(token) and not _is_impersonal(token):
        return None
    if any(c.lower_ == "forward" for c in token.children):
        return None
    act = complement_of(token)
    return Trigger(rule, token, token, act) if act is not None else None


PRESENT_BE = frozenset({"is", "are", "am", "'s", "’s", "'re", "’re", "'m", "’m"})


def _is_impersonal(verb: Token) -> bool:
    """Tell whether a passive binds by itself: "it was agreed to"."""
    return any(c.dep_ in {"nsubjpass", "expl"} and c.lower_ == "it" for c in verb.children)


TOWARDS = frozenset({"to", "towards", "toward"})


def complement_of(token: Token) -> Token | None:
    """Give the verb that completes a word: "to act", "to acting", "itself to act"."""
    for child in token.rights:
        if child.dep_ in {"xcomp", "ccomp", "advcl", "acl", "relcl"} and _is_to_infinitive(child):
            return child
        if child.dep_ == "xcomp" and child.tag_ == "VBG":
            return child
        if child.dep_ == "prep" and child.lower_ in TOWARDS:
            for inner in child.children:
                if inner.dep_ == "pcomp":
                    return inner
    return None


def _is_to_infinitive(verb: Token) -> bool:
    led = any(c.dep_ == "aux" and c.lower_ == "to" for c in verb.lefts)
    return led and verb.pos_ in {"VERB", "AUX"}


def _is_passive(token: Token) -> bool:
    return any(c.dep_ == "auxpass" for c in token.children)


FUTURE = frozenset({"will", "shall", "'ll", "’ll", "would"})


def _clause(token: Token, rule: Rule) -> Trigger | None:
    if token.lemma_ not in rule.verbs or token.pos_ != "VERB":
        return None
    for child in token.rights:
        if child.dep_ == "ccomp" and auxiliaries(child) & FUTURE:
            return Trigger(rule, token, token, child)
    return None


def _object(token: Token, rule: Rule) -> Trigger | None:
    if token.lemma_ not in rule.verbs or token.pos_ != "VERB":
        return None
    for noun in _objects(token, rule):
        if _fits(noun, rule):
            return Trigger(rule, token, noun, noun)
    return None


def _fits(noun: Token, rule: Rule) -> bool:
    """Tell whether a noun is what a rule speaks of, and is marked as the rule wants it."""
    if rule.infinitive and not _has_infinitive(noun):
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


def _has_infinitive(noun: Token) -> bool:
    act = complement_of(noun)
    return act is not None and _is_to_infinitive(act)


def _objects(verb: Token, rule: Rule) -> Iterator[Token]:
    for child in verb.children:
        if child.dep_ in {"dobj", "nsubjpass", "oprd", "attr"} and not rule.prepositions:
            yield from _with_conjuncts(child)
        if child.dep_ == "ccomp" and _is_to_infinitive(child) and not rule.prepositions:
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


COPULAS = frozenset({"be", "remain", "stand", "stay", "become"})
SHORT_BE = PRESENT_BE | {"was", "were"}


def is_copula(verb: Token) -> bool:
    """Tell "be", "remain" and their like, also the "’re" whose lemma the parser does not know."""
    return verb.lemma_ in COPULAS or verb.lower_ in SHORT_BE


def _adjective(token: Token, rule: Rule) -> Trigger | None:
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
    act = complement_of(token) or complement_of(verb) or (_to_object(token) if held else None)
    return Trigger(rule, verb, token, act) if act is not None else None


BESIDE_NOUNS = frozenset({"acl", "amod", "advcl", "conj"})


def _has_be(token: Token) -> bool:
    helpers = {"auxpass", "cop", "aux"}
    return any(
        c.dep_ in helpers and (c.lemma_ == "be" or c.lower_ in SHORT_BE) for c in token.lefts
    )


def _to_object(token: Token) -> Token | None:
    for child in token.rights:
        if child.dep_ == "prep" and child.lower_ in TOWARDS:
            return next((c for c in child.children if c.dep_ == "pobj"), None)
    return None


def _passive(token: Token, rule: Rule) -> Trigger | None:
    if token.lower_ not in rule.words:
        return None
    if token.dep_ == "acomp" and is_copula(token.head):
        verb = token.head
    elif _is_passive(token):
        verb = token
    else:
        return None
    return None if complement_of(token) is not None else Trigger(rule, verb, token, token)


def _is_to(token: Token, rule: Rule) -> Trigger | None:
    if token.lemma_ != "be" or token.tag_ not in {"VBZ", "VBP"}:
        return None
    if any(c.dep_ in {"acomp", "attr", "expl"} or c.lower_ == "it" for c in token.children):
        return None
    subject = own_subject(token)
    if subject is not None and subject.lemma_.lower() in rule.not_subjects:
        return None
    for child in token.rights:
        if child.dep_ == "xcomp" and _is_to_infinitive(child):
            return Trigger(rule, token, token, child)
    return None


def _modal(token: Token, rule: Rule) -> Trigger | None:
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
        if token.tag_ == "VB":
            return token
    return None


def _is_reported(verb: Token) -> bool:
    while verb.dep_ == "conj" and verb.head.pos_ in {"VERB", "AUX"}:
        verb = verb.head
    above = governing_verb(verb)
    return verb.dep_ == "ccomp" and above is not None and above.tag_ in {"VBD", "VBN", "VBG"}


def _noun(token: Token, rule: Rule) -> Trigger | None:
    if token.lemma_ not in rule.nouns or token.pos_ != "NOUN":
        return None
    act = complement_of(token) or _to_object(token)
    if rule.infinitive and not (act is not None and _is_to_infinitive(act)):
        return None
    return Trigger(rule, clause_head(token), token, act) if act is not None else None


def _present(token: Token, rule: Rule) -> Trigger | None:
    """Find the plain present of a timetable: "travels to Amman on 4 May"."""
    fits = token.lemma_ in rule.verbs and token.tag_ in {"VBZ", "VBP"} and token.pos_ == "VERB"
    return Trigger(rule, token, token, token) if fits else None


def _held(token: Token, rule: Rule) -> Trigger | None:
    """Find a commitment of which is only said that it lasts: "our commitment is steadfast"."""
    if token.lemma_.lower() not in rule.nouns or token.pos_ != "NOUN":
        return None
    if complement_of(token) is not None or _to_object(token) is not None:
        return None
    verb = clause_head(token)
    chief = token
    while chief.dep_ == "conj" and chief.head.pos_ == "NOUN":
        chief = chief.head
    lasts = chief.dep_ == "nsubj" and (is_copula(verb) or verb.lemma_ in rule.verbs)
    had = chief.dep_ in {"attr", "dobj"} and (is_copula(verb) or verb.lemma_ == "have")
    return Trigger(rule, verb, token, token) if lasts or had else None


def _staying(token: Token, rule: Rule) -> Trigger | None:
    """Find a course that is kept: "we remain engaged", "they stay in close contact"."""
    if token.lemma_ not in rule.verbs or auxiliaries(token) & FUTURE:
        return None
    for child in token.rights:
        inner = (c for c in child.children if c.dep_ == "pobj")
        kept = child.lower_ in rule.words or any(c.lemma_ in rule.nouns for c in inner)
        if kept or (child.dep_ == "attr" and child.lemma_ in rule.nouns):
            return Trigger(rule, token, token, child)
    return None


def _within(token: Token, rule: Rule) -> Trigger | None:
    """Find a noun anywhere behind its verb: "authorise, by an order of the King, a drawdown"."""
    if token.lemma_ not in rule.verbs or token.pos_ != "VERB":
        return None
    behind = (t for t in token.subtree if t.i > token.i and lemma_of(t) in rule.nouns)
    noun = next(behind, None)
    return Trigger(rule, token, noun, noun) if noun is not None else None


def _progressive(token: Token, rule: Rule) -> Trigger | None:
    if token.lemma_ not in rule.verbs or token.tag_ != "VBG":
        return None
    if not auxiliaries(token) & PRESENT_BE:
        return None
    return Trigger(rule, token, token, token)


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
    "infinitive": _infinitive,
    "clause": _clause,
    "object": _object,
    "adjective": _adjective,
    "passive": _passive,
    "is-to": _is_to,
    "modal": _modal,
    "noun": _noun,
    "progressive": _progressive,
    "present": _present,
    "held": _held,
    "staying": _staying,
    "within": _within,
}
