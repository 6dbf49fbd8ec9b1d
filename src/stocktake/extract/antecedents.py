"""Whom "they" means where the sentence before speaks of people whom one party has sent."""

from spacy.tokens import Span, Token

from stocktake.extract.clauses import own_subject
from stocktake.extract.document import Document
from stocktake.extract.holders import holder_words


def senders_of(document: Document, parties: tuple[str, ...], pronoun: Token) -> tuple[str, ...]:
    """Give whose troops or engineers, of the `parties`, a "they" stands for; () where none's."""
    sentence = pronoun.sent
    if pronoun.lower_ != "they" or sentence.start == 0:
        return ()
    before = sentence.doc[sentence.start - 1].sent
    if any(t.lower_ in {"both", "sides"} for t in sentence.doc[sentence.start : pronoun.i]):
        return ()
    if _acts_jointly(before):
        return ()
    senders = (_sender(document, people) for people in _sent_people(before))
    return next((sender for sender in senders if sender and sender[0] in parties), ())


JOINT = frozenset({"both", "two", "sides", "parties", "delegations", "countries", "governments"})


def _acts_jointly(sentence: Span) -> bool:
    """Tell "both parties highlighted ...", whom a "they" goes on to speak of."""
    subject = own_subject(sentence.root)
    words = [*subject.lefts, subject] if subject is not None else []
    return any(word.lower_ in JOINT for word in words)


def _sent_people(sentence: Span) -> list[Token]:
    sent = holder_words().sent
    return [t for t in sentence if t.tag_ == "NNS" and t.lemma_.lower() in sent]


def _sender(document: Document, people: Token) -> tuple[str, ...]:
    """Give the one party named within the words for people, or by their sentence's subject."""
    own = _parties(document, people.left_edge, people)
    if own or people.dep_ not in {"dobj", "pobj"}:
        return own
    subject = own_subject(people.sent.root)
    return _parties(document, subject.left_edge, subject) if subject is not None else ()


def _parties(document: Document, first: Token, last: Token) -> tuple[str, ...]:
    named = {m.party for m in document.mentions_in(first.idx, last.idx + len(last))}
    return tuple(named) if len(named) == 1 else ()
