"""Who binds himself, and to whom."""

import re

from spacy.tokens import Span, Token

from stocktake.extract.antecedents import senders_of
from stocktake.extract.clauses import governing_verb, own_subject, subject_of
from stocktake.extract.counterparts import is_opposed, partners_of
from stocktake.extract.discourse import Sides, resolve_actors
from stocktake.extract.document import Document
from stocktake.extract.filters import owner_of
from stocktake.extract.holders import holder_of, holder_words
from stocktake.extract.triggers import Trigger

SETTLING = frozenset({"agree", "decide", "resolve"})
JOINT = frozenset({"shared", "mutual", "joint", "common", "collective", "both"})
POSSESSIVE = frozenset({"our", "their", "its", "his", "her", "my"})
# What says more of a subject and may name others: "Jordan, which borders Iraq,".
BESIDE = frozenset({"relcl", "acl", "appos"})


def actors_of(document: Document, sides: Sides, trigger: Trigger) -> tuple[str, ...]:
    """Give the parties that bind themselves; () where the text does not tell."""
    subject = subject_of(_settled_by(trigger) or trigger.lead or trigger.verb)
    owner = owner_of(document, trigger.word) if trigger.rule.nouns else None
    if owner is not None and owner.lower_ not in POSSESSIVE:
        found = _resolved(document, sides, _owner_span(owner, trigger.word))
        if found:
            return found
    if owner is not None and owner.lower_ == "our" and _is_joint(trigger.word):
        return sides.parties
    if subject is None or holder_of(document, subject) in {"event", "body", "other"}:
        return _behind_a_body(document, sides, trigger, subject)
    found = (
        senders_of(document, subject)
        or _of_person(sides, subject)
        or _resolved(document, sides, subject_span(subject))
    )
    beside = _resolved_with(document, sides, trigger.verb) if found else ()
    return tuple(dict.fromkeys((*found, *beside))) or _own_house(sides, subject)


def _settled_by(trigger: Trigger) -> Token | None:
    """Give the verb of "both agreed that Jordan will act": what is settled binds them both."""
    above = governing_verb(trigger.verb)
    settled = trigger.verb.dep_ == "ccomp" and above is not None and above.lemma_ in SETTLING
    return above if settled else None


def _of_person(sides: Sides, pronoun: Token) -> tuple[str, ...]:
    """Give the party of the person of whom the sentence of a "he" speaks, or that before it."""
    if pronoun.lower_ not in {"he", "she"}:
        return ()
    sentence = pronoun.sent
    previous = sentence.doc[max(sentence.start - 1, 0)].sent.start_char
    places = [(s, h.party) for h in sides.holders for s, _ in h.places]
    for begin, end in ((sentence.start_char, pronoun.idx), (previous, sentence.start_char)):
        within = sorted(p for p in places if begin <= p[0] < end)
        if within:
            return (within[0][1],)
    return ()


def _own_house(sides: Sides, subject: Token) -> tuple[str, ...]:
    """Give the party that speaks, for one office of a text's own: "this administration"."""
    if sides.speaker is not None and subject.lemma_.lower() in holder_words().house:
        return (sides.speaker,)
    return sides.parties


# How a companion that is bound as well is named.
COMPANY = re.compile(r"\b(?:together|jointly) with\b", re.IGNORECASE)


def _resolved_with(document: Document, sides: Sides, verb: Token) -> tuple[str, ...]:
    """Give the parties named as companions before a verb: "Jointly with Jordan, we will"."""
    sentence, text = verb.sent.start_char, document.article.text
    for match in COMPANY.finditer(text, sentence, verb.idx):
        stop = re.search(r"[,;:—–]", text[match.end() : verb.idx])
        end = match.end() + stop.start() if stop else verb.idx
        found = resolve_actors(document, sides, match.end(), end)
        if found:
            return found
    return ()


def _behind_a_body(
    document: Document, sides: Sides, trigger: Trigger, subject: Token | None
) -> tuple[str, ...]:
    """Give who answers for what a body does or for what will be done: an agent, else all."""
    for child in trigger.verb.children:
        if child.dep_ == "agent":
            found = _resolved(document, sides, child.doc[child.i + 1 : child.right_edge.i + 1])
            if found:
                return found
    if subject is not None and subject.lemma_.lower() in holder_words().text:
        return sides.parties
    if subject is not None and subject.lower_ not in {"it", "this"}:
        found = _resolved(document, sides, subject_span(subject))
        if found and (len(found) > 1 or holder_of(document, subject) != "event"):
            return found
    fixed = trigger.rule.shape in {"passive", "is-to"}
    if sides.speaker is None or fixed or holder_of(document, subject) not in {"other", "none"}:
        return sides.parties
    return (sides.speaker,)


def subject_span(subject: Token) -> Span:
    """Give the words of a subject without clauses and appositions that say more of it."""
    last = subject.i
    for child in subject.rights:
        if child.dep_ in BESIDE and not (child.dep_ == "appos" and child.pos_ == "PROPN"):
            break
        last = child.right_edge.i
    return subject.doc[subject.left_edge.i : last + 1]


def _owner_span(owner: Token, noun: Token) -> Span:
    if owner.dep_ == "pobj":
        return subject_span(owner)
    return owner.doc[owner.left_edge.i : max(noun.i, owner.i + 1)]


def _resolved(document: Document, sides: Sides, span: Span) -> tuple[str, ...]:
    if not span.text.strip():
        return ()
    return resolve_actors(document, sides, span.start_char, span.end_char)


def _is_joint(noun: Token) -> bool:
    return any(child.lower_ in JOINT for child in noun.lefts)


def counterparts_of(
    document: Document, sides: Sides, trigger: Trigger, clause: Span, actors: tuple[str, ...]
) -> tuple[str, ...]:
    """Give the parties that a promise is owed to; () for a joint one."""
    if len(actors) > 1 and set(sides.parties) <= set(actors):
        return ()
    start = trigger.word.idx
    mentions = document.mentions_in(start, clause.end_char)
    served = (m.party for m in mentions if not is_opposed(document, m))
    found = tuple(dict.fromkeys(p for p in served if p not in actors))
    if found or len(actors) != 1:
        return found
    partners = set(sides.parties) & partners_of(document)
    return tuple(p for p in sides.parties if p in partners and p not in actors)


def speaks_for_another(trigger: Trigger) -> bool:
    """Tell whether a clause has a subject of its own beside the holder that its noun names."""
    return own_subject(trigger.verb) is not None
