"""Whether a lead tells of a meeting of parties, by the parse of its sentences."""

import re
from collections.abc import Iterator

from spacy.tokens import Span, Token

from stocktake.extract.discourse import Sides
from stocktake.extract.document import Document
from stocktake.extract.meeting_words import meeting_words

SUBJECTS = frozenset({"nsubj", "agent", "csubj"})
# A verb without a subject of its own has that of the verb that it hangs on.
HANGS_ON = frozenset({"conj", "xcomp", "advcl", "ccomp", "acl"})
UNREAL = frozenset({"neg"})
# Who stands for a party without being named as one.
OFFICE = re.compile(
    r"\b(?:I|we|he|she|they|[Mm]inisters?|[Ss]ecretar(?:y|ies)|[Pp]residents?|[Ll]eaders?"
    r"|[Oo]fficials?|[Cc]ounterparts?|[Ee]nvoys?|[Dd]elegations?|[Aa]mbassadors?|[Gg]overnments?"
    r"|[Ss]ides|[Rr]epresentatives?)\b"
)


def lead_tells_of_meeting(document: Document, sides: Sides, end: int) -> bool:
    """Tell whether a sentence before a position says that a party meets, hosts or calls another."""
    return any(
        _brings_together(document, sides, token)
        for sentence in document.doc.sents
        if sentence.start_char < end
        for token in sentence
        if token.pos_ in {"VERB", "AUX"}
    )


def _brings_together(document: Document, sides: Sides, verb: Token) -> bool:
    """Tell a verb whose subject and partner are parties, or whose object is a meeting of theirs."""
    words = meeting_words()
    lemma = verb.lemma_.lower()
    if any(child.dep_ in UNREAL for child in verb.children):
        return False
    passive = any(child.dep_ in {"nsubjpass", "auxpass"} for child in verb.children)
    if lemma in words.holds and _is_of_meeting(verb, passive=passive):
        return bool(_parties_in(document, sides, verb.sent))
    if passive or lemma not in words.meets | words.receives:
        return False
    subject = next(_subjects(verb), None)
    if subject is None or not _is_party(document, sides, subject):
        return False
    partners = _partners(verb, with_object=lemma in words.receives or lemma == "meet")
    if any(_is_party(document, sides, partner) for partner in partners):
        return True
    return lemma in words.meets and len(_parties_in(document, sides, _span(subject))) > 1


def _is_of_meeting(verb: Token, *, passive: bool) -> bool:
    """Tell whether a verb of holding has a meeting for its object, or passive, its subject."""
    held = ("nsubjpass",) if passive else ("dobj",)
    nouns = meeting_words().gatherings
    return any(child.dep_ in held and child.lemma_.lower() in nouns for child in verb.children)


def _subjects(verb: Token) -> Iterator[Token]:
    """Give the subject of a verb, or of that on which it hangs."""
    token = verb
    for _ in range(4):
        yield from (child for child in token.children if child.dep_ in SUBJECTS)
        if token.dep_ not in HANGS_ON or token.head.i == token.i:
            return
        token = token.head


def _partners(verb: Token, *, with_object: bool) -> Iterator[Token]:
    """Give the words for whom a verb says to be met: behind "with", or its object."""
    for child in verb.children:
        if with_object and child.dep_ == "dobj":
            yield child
        if child.dep_ == "prep" and child.lower_ in {"with", "to", "between"}:
            yield from (c for c in child.children if c.dep_ == "pobj")


def _is_party(document: Document, sides: Sides, token: Token) -> bool:
    """Tell whether a noun phrase names a party, a person of one, or an office."""
    span = _span(token)
    named = _parties_in(document, sides, span)
    return bool(named) or OFFICE.search(span.text) is not None


def _span(token: Token) -> Span:
    return token.doc[token.left_edge.i : token.right_edge.i + 1]


def _parties_in(document: Document, sides: Sides, span: Span) -> frozenset[str]:
    """Give the parties that a stretch of the parse names, themselves or by their people."""
    start, end = span.start_char, span.end_char
    named = {m.party for m in document.mentions_in(start, end)}
    named |= {h.party for h in sides.holders for s, e in h.places if start <= s and e <= end}
    return frozenset(named)
