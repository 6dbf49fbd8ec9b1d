"""Who binds himself, and to whom."""

import re

from spacy.tokens import Span, Token

from stocktake.extract.antecedents import senders_of
from stocktake.extract.clauses import clause_head, governing_verb, own_subject, subject_of
from stocktake.extract.counterparts import is_opposed, partners_of
from stocktake.extract.discourse import Sides, resolve_actors
from stocktake.extract.document import Document
from stocktake.extract.filters import owner_of
from stocktake.extract.holders import holder_of, holder_words
from stocktake.extract.rules_of_commitment import Trigger
from stocktake.extract.talks import is_place
from stocktake.model import PERFORMED

SETTLING = frozenset({"agree", "decide", "resolve"})
JOINT = frozenset({"shared", "mutual", "joint", "common", "collective", "both"})
POSSESSIVE = frozenset({"our", "their", "its", "his", "her", "my"})
# What says more of a subject and may name others: "Jordan, which borders Iraq,".
BESIDE = frozenset({"relcl", "acl", "appos"})


def actors_of(document: Document, sides: Sides, trigger: Trigger) -> tuple[str, ...]:
    """Give the parties that bind themselves; () where the text does not tell."""
    found = _on_behalf(document, sides, trigger.verb) or _bound(document, sides, trigger)
    return tuple(dict.fromkeys((*found, *_joined(document, sides, trigger, found))))


def _bound(document: Document, sides: Sides, trigger: Trigger) -> tuple[str, ...]:
    """Give the parties that the words of a clause bind by themselves."""
    subject = subject_of(_settled_by(trigger) or trigger.lead or trigger.verb)
    owner = _owner(document, trigger)
    if owner is not None and owner.lower_ not in POSSESSIVE:
        found = _resolved(document, sides, _owner_span(owner, trigger.word))
        if found or trigger.rule.kind == "acknowledged":
            # Who welcomes another's promise does not make it.
            return found
    if subject is None:
        named = _named_right_before(document, trigger.verb)
        if named:
            return named
    thing = subject is None or holder_of(document, subject) in {"event", "body", "other"}
    if owner is not None and owner.lower_ == "our":
        voice = sides.voice_at(owner.idx)
        if _is_joint(trigger.word):
            return sides.parties
        if thing and voice is not None:
            return (voice,)
    if subject is None or thing:
        return _behind_a_body(document, sides, trigger, subject)
    found = (
        senders_of(document, sides.parties, subject)
        or _of_person(document, sides, subject)
        or _each_of(document, sides, subject)
    )
    beside = _resolved_with(document, sides, trigger.verb) if found else ()
    return tuple(dict.fromkeys((*found, *beside))) or _own_house(document, sides, subject)


def _named_right_before(document: Document, verb: Token) -> tuple[str, ...]:
    """Give the party whose name stands before a verb that the parse gives no subject."""
    text = document.article.text
    for mention in reversed(document.mentions_in(verb.sent.start_char, verb.idx)):
        between = text[mention.end : verb.idx]
        if mention.form == "name" and re.fullmatch(r" (?:\w+ ){0,2}", between):
            return (mention.party,)
    return ()


def _owner(document: Document, trigger: Trigger) -> Token | None:
    """Give whose a promise is that a noun names; "of" tells of a thing only what it is made of."""
    owner = owner_of(document, trigger.word) if trigger.rule.nouns else None
    made_of = owner is not None and owner.dep_ == "pobj" and owner.head.lower_ == "of"
    return None if made_of and trigger.rule.kind in THINGS else owner


# Kinds of promises whose noun is a thing that is given or made, and no word such as "commitment".
THINGS = frozenset({"pledge", "sign", "launch", "offer"})


def _on_behalf(document: Document, sides: Sides, verb: Token) -> tuple[str, ...]:
    """Give the party of "signed on behalf of Jordan"."""
    for child in verb.rights:
        if child.dep_ == "prep" and child.lower_ in {"on", "for"}:
            behalf = next((c for c in child.children if c.lemma_ == "behalf"), None)
            if behalf is not None:
                return _resolved(document, sides, child.doc[behalf.i : child.right_edge.i + 1])[:1]
    return ()


def _joined(
    document: Document, sides: Sides, trigger: Trigger, found: tuple[str, ...]
) -> tuple[str, ...]:
    """Give the parties that are bound as well: "we, together", "signed a pact with Jordan"."""
    subject = subject_of(trigger.lead or trigger.verb)
    if len(found) != 1 or subject is None:
        return ()
    if subject.lower_ == "we" and len(sides.parties) == 2 and _says_together(trigger):
        last = trigger.verb.right_edge
        served = {m.party for m in document.mentions_in(subject.idx, last.idx + len(last))}
        return () if served & set(sides.parties) - set(found) else sides.parties
    if subject.lower_ == "we" and trigger.rule.kind == "agree" and _before_the_press(sides):
        return sides.parties
    if trigger.rule.kind in PERFORMED:
        return _made_with(document, sides, trigger)
    return ()


def _before_the_press(sides: Sides) -> bool:
    """Tell a transcript in which several parties stand together: "we agreed" is of them all."""
    return bool(sides.turns) and len(sides.in_title) > 1


def _says_together(trigger: Trigger) -> bool:
    """Tell "Together, we will" from "we will work together", which may leave others out."""
    first = trigger.verb.sent[0]
    return any(
        t.lower_ in {"together", "jointly"} and t.nbor().lower_ != "with"
        for t in (first, *trigger.verb.lefts)
        if t.i < trigger.verb.i
    )


def _made_with(document: Document, sides: Sides, trigger: Trigger) -> tuple[str, ...]:
    """Give with whom something is signed or launched, of the parties of the talks."""
    last = trigger.verb.right_edge
    mentions = document.mentions_in(trigger.word.left_edge.idx, last.idx + len(last))
    named = {m.party for m in mentions if _is_with(document, m.start)}
    format_of_two = trigger.word.lemma_.lower() in FORMATS
    if format_of_two and len(sides.parties) == 2:
        return sides.parties
    if format_of_two:
        named |= {m.party for m in mentions if m.end <= trigger.word.idx}
    return tuple(p for p in sides.parties if p in named)


def _is_with(document: Document, at: int) -> bool:
    span = document.doc.char_span(at, at + 1, alignment_mode="expand")
    if span is None:
        return False
    above = span[0]
    while above.dep_ in {"compound", "nmod", "amod", "poss", "pobj", "prep", "conj", "appos"}:
        if above.dep_ == "prep" and above.lower_ == "with":
            return True
        above = above.head
    return False


# A format that nobody can open alone.
FORMATS = frozenset({"dialogue", "commission", "consultation", "talk"})


def _settled_by(trigger: Trigger) -> Token | None:
    """Give the verb of "both agreed that Jordan will act": what is settled binds them both."""
    above = governing_verb(trigger.verb)
    settled = trigger.verb.dep_ == "ccomp" and above is not None and above.lemma_ in SETTLING
    return above if settled else None


def _each_of(document: Document, sides: Sides, subject: Token) -> tuple[str, ...]:
    """Give the parties of a subject, each member of "the Secretary and Minister Moen" by itself.

    In talks of two a member whose party the text does not tell is the other side's.
    """
    beside = (c for c in subject.conjuncts if c.i > subject.i and c.lemma_ not in COMPANIONS)
    members = (subject, *beside)
    if len(members) == 1:
        return _of_one(document, sides, subject)
    own = [_of_holder(sides, member) for member in members]
    starts = [m.left_edge.i for m in members]
    ends = [*starts[1:], max(members[-1].i + 1, subject_span(subject).end)]
    found = [
        known or _resolved(document, sides, subject.doc[start : max(end, start + 1)])
        for known, start, end in zip(own, starts, ends, strict=True)
    ]
    unknown = [m for m, parties in zip(members, found, strict=True) if not parties]
    named = tuple(dict.fromkeys(p for parties in found for p in parties))
    people = any(m.ent_type_ == "PERSON" or m.pos_ == "PROPN" for m in unknown)
    if named and people and len(sides.parties) == 2:
        return sides.parties
    return named


def _of_one(document: Document, sides: Sides, subject: Token) -> tuple[str, ...]:
    """Give the parties of a subject that the parser sees as one, an "and" of titles within."""
    span, verb = subject_span(subject), clause_head(subject).i
    if span[-1].lower_ == "and" or span.end > verb > subject.i:
        # The parser may take what stands behind "and" for a part of the verb: "A and B plan to";
        # and what stands behind the verb for a part of the subject.
        span = subject.doc[span.start : max(verb, subject.i + 1)]
    joint = next((t for t in span if t.lower_ == "and"), None)
    if joint is None or any(c.lemma_ in COMPANIONS for c in subject.conjuncts):
        return _of_holder(sides, subject) or _resolved(document, sides, span)
    first = _resolved(document, sides, subject.doc[span.start : joint.i])
    second = _resolved(document, sides, subject.doc[joint.i + 1 : span.end])
    named = _resolved(document, sides, span)
    apart = len(named) < 2 and len({*first, *second}) == 2
    return tuple(dict.fromkeys((*first, *second))) if apart else named


# Who only comes along: "the Secretary and the delegation".
COMPANIONS = frozenset({"delegation", "team", "staff"})


def _of_holder(sides: Sides, member: Token) -> tuple[str, ...]:
    """Give the party of the person whose name or title a word belongs to, or ()."""
    for holder in sides.holders:
        if any(start <= member.idx < end for start, end in holder.places):
            return (holder.party,)
    return ()


def _of_person(document: Document, sides: Sides, pronoun: Token) -> tuple[str, ...]:
    """Give the party of the person of whom the sentence of a "he" speaks, or that before it."""
    if pronoun.lower_ not in {"he", "she"}:
        return ()
    sentence = pronoun.sent
    above = governing_verb(pronoun.head)
    teller = own_subject(above) if above is not None and pronoun.head.dep_ == "ccomp" else None
    if teller is not None and teller.i < pronoun.i and teller.pos_ != "PRON":
        told = _of_holder(sides, teller) or _resolved(document, sides, subject_span(teller))
        if told:
            return told[:1]
    previous = sentence.doc[max(sentence.start - 1, 0)].sent.start_char
    places = [(s, h.party) for h in sides.holders for s, _ in h.places]
    for begin, end in ((sentence.start_char, pronoun.idx), (previous, sentence.start_char)):
        within = sorted(p for p in places if begin <= p[0] < end)
        if within:
            return (within[0][1],)
    return (sides.speaker,) if sides.speaker is not None else ()


def _own_house(document: Document, sides: Sides, subject: Token) -> tuple[str, ...]:
    """Give the party that speaks, for one office of a text's own: "this administration"."""
    one = subject.tag_ != "NNS" and holder_of(document, subject) == "person"
    house = one or subject.lemma_.lower() in holder_words().house
    voice = sides.voice_at(subject.idx)
    if voice is not None and house:
        return (voice,)
    if _before_the_press(sides):
        return (voice,) if voice is not None else ()
    nobody_s = subject.lower_ in FIRST_PERSON and bool(sides.turns) and voice is None
    return () if nobody_s else sides.parties


FIRST_PERSON = frozenset({"we", "i", "us"})
# How a companion that is bound as well is named.
COMPANY = re.compile(r"\b(?:together|jointly) with\b", re.IGNORECASE)


def _resolved_with(document: Document, sides: Sides, verb: Token) -> tuple[str, ...]:
    """Give the parties named as companions before a verb: "Jointly with Jordan, we will"."""
    sentence, text = verb.sent.start_char, document.article.text
    for match in COMPANY.finditer(text, sentence, verb.idx):
        stop = re.search(r"[,;:—–]| \w+ing ", text[match.end() : verb.idx])
        end = match.end() + stop.start() if stop else verb.idx
        found = resolve_actors(document, sides, match.end(), end)
        if found:
            return found
    return ()


def _behind_a_body(
    document: Document, sides: Sides, trigger: Trigger, subject: Token | None
) -> tuple[str, ...]:
    """Give who answers for what a body does or for what will be done: an agent, else all."""
    if subject is None and trigger.verb.sent[0].lower_ in {"all", "both"}:
        return sides.parties
    for child in trigger.verb.children:
        if child.dep_ == "agent":
            doer = next((c for c in child.children if c.dep_ == "pobj"), None)
            found = _resolved(document, sides, _doer_span(doer)) if doer is not None else ()
            if found:
                return found
    if subject is not None and subject.lemma_.lower() in holder_words().text:
        return sides.parties
    if subject is not None and subject.lower_ not in {"it", "this"}:
        found = _resolved(document, sides, subject_span(subject))
        given = subject.lemma_.lower() in holder_words().gift
        if found and (len(found) > 1 or given or holder_of(document, subject) != "event"):
            return found
    return _who_answers(document, sides, trigger, subject)


def _who_answers(
    document: Document, sides: Sides, trigger: Trigger, subject: Token | None
) -> tuple[str, ...]:
    """Give who answers for a thing of no known owner: who speaks of it, else all."""
    if _before_the_press(sides) and subject is not None:
        voice = sides.voice_at(trigger.verb.idx)
        return (voice,) if voice is not None else ()
    fixed = trigger.rule.shape in {"passive", "is-to"}
    if sides.speaker is None or fixed or holder_of(document, subject) not in {"other", "none"}:
        return sides.parties
    return (sides.speaker,)


def _doer_span(doer: Token) -> Span:
    """Give the words for who does something, without where and when it is done."""
    late = (c for c in doer.rights if c.dep_ == "prep" and c.lower_ in {"in", "at", "from", "on"})
    end = min((c.i for c in late), default=subject_span(doer).end)
    return doer.doc[doer.left_edge.i : max(end, doer.i + 1)]


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
    served = [m for m in mentions if not is_opposed(document, m)]
    # "To return to Vienna for talks with Jordan": a capital only says where, if another is named.
    served = [m for m in served if not is_place(document.article.text, m)] or served
    found = tuple(dict.fromkeys(m.party for m in served if m.party not in actors))
    if found or len(actors) != 1:
        return found
    partners = set(sides.parties) & partners_of(document)
    return tuple(p for p in sides.parties if p in partners and p not in actors)


def speaks_for_another(trigger: Trigger) -> bool:
    """Tell whether a clause has a subject of its own beside the holder that its noun names."""
    return own_subject(trigger.verb) is not None
