"""Clauses said anew: what a promised act is called when "to" stands before it."""

import re
from collections.abc import Iterator

from spacy.tokens import Doc, Token

from stocktake.extract.complements import TOWARDS, complement_of

# What may stand between "to" and the verb and belongs to the act: "to jointly develop".
BEFORE_THE_ACT = frozenset({"advmod"})
MODALS = frozenset({"to", "will", "shall", "'ll", "’ll", "would", "can", "could", "may", "might"})
# What the parser calls the base of a verb where it has not seen the word before.
GERUND = re.compile(r"(\w{3,})ing$")
# Words that only introduce or limit the act at another place of the sentence.
LOOSE = frozenset(
    {
        "also", "further", "furthermore", "therefore", "thus", "then", "now", "once", "so", "just",
        "still", "already", "obviously", "certainly", "here", "there", "very", "again", "today",
    }
)  # fmt: skip
CLOSING = frozenset({".", ";", ":", ",", "and", "or", "but", "\n"})


def base_of(verb: Token) -> str:
    """Give the form of a verb that stands after "to"."""
    if verb.lower_ in {"'s", "’s", "is", "are", "am", "was", "were", "been", "being"}:
        return "be"
    if verb.tag_ == "VB":
        return verb.lower_
    lemma = verb.lemma_.lower()
    return (
        GERUND.sub(r"\1", lemma) if verb.tag_ in {"VBG", "NN"} and lemma == verb.lower_ else lemma
    )


def infinitive_of(act: Token, end: int) -> str:
    """Give the act with all that follows it up to the token `end`, as it stands after "to"."""
    helpers = [c for c in act.lefts if _helps(c)] if act.tag_ != "VBG" else []
    words = [t.text_with_ws.strip() for c in act.lefts if _limits(c) for t in c.subtree]
    if helpers:
        words = [base_of(helpers[0]), *(h.text for h in helpers[1:]), *words, act.text]
    else:
        words = [*words, base_of(act)]
    return " ".join([*words, _following(act, end)]).strip()


def _helps(child: Token) -> bool:
    return child.dep_ in {"aux", "auxpass"} and child.lower_ not in MODALS and child.tag_ != "MD"


def _limits(child: Token) -> bool:
    """Tell an adverb of the act itself from one that opens the sentence: "More broadly, we"."""
    opens = any(t.dep_ in {"nsubj", "nsubjpass"} for t in child.head.lefts if t.i > child.i)
    loose = child.lower_ in LOOSE or child.tag_ == "WRB"
    return child.dep_ in BEFORE_THE_ACT and not loose and not opens


def _following(act: Token, end: int) -> str:
    """Give the words behind an act; gerunds joined to it take its new form."""
    joined = {t.i for t in _joined_gerunds(act)} if act.tag_ == "VBG" else set()
    led = {t.i for t in act.subtree if t.i > act.i and t.tag_ == "VBG" and _follows_to(t)}
    start = act.i + 1
    words = [
        base_of(t) + t.whitespace_
        if t.i in joined | (led if joined or act.tag_ == "VBG" else set())
        else t.text_with_ws
        for t in act.doc[start:end]
    ]
    return "".join(words).strip()


def _follows_to(verb: Token) -> bool:
    return (
        verb.i > 1 and verb.nbor(-1).lower_ == "to" and verb.nbor(-2).lower_ in {"and", "or", ","}
    )


def _joined_gerunds(verb: Token) -> Iterator[Token]:
    for child in verb.children:
        if child.dep_ == "conj" and child.tag_ == "VBG":
            yield child
            yield from _joined_gerunds(child)


def noun_phrase(noun: Token, end: int) -> str:
    """Give a noun with what follows it up to the token `end`, without its owner and article."""
    own = (c for c in noun.lefts if c.dep_ in {"compound", "amod", "nummod"} and c.pos_ != "PROPN")
    first = next(own, None)
    return text_between(noun.doc, noun.i if first is None else first.left_edge.i, end)


def held_act(noun: Token) -> Token | None:
    """Give the verb that a noun such as "commitment" is completed by: "to act", "to acting"."""
    act = complement_of(noun)
    if act is None or act.pos_ not in {"VERB", "AUX"} or _is_an_adjective(act):
        return None
    return act


def _is_an_adjective(act: Token) -> bool:
    """Tell "commitment to close cooperation", which promises to close nothing."""
    return act.lower_ == "close" and any(
        c.dep_ == "dobj" and c.lemma_.lower() in TIES for c in act.rights
    )


# What may be close between parties.
TIES = frozenset(
    {
        "cooperation", "coordination", "collaboration", "consultation", "partnership", "contact",
        "relation", "relationship", "tie", "friendship", "dialogue", "engagement",
    }
)  # fmt: skip


def goal_of(word: Token, end: int) -> str:
    """Give the words from "to" on that say what a word is bound to, or an empty string."""
    for child in word.rights:
        if child.dep_ == "prep" and child.i < end and child.lower_ in {*TOWARDS, "on", "for"}:
            return text_between(word.doc, child.i, end)
    return ""


def text_between(doc: Doc, start: int, end: int) -> str:
    """Give the words of a parse from one token to before another."""
    return doc[start:end].text.strip() if start < end else ""
