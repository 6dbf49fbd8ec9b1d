"""Clauses of the dependency parse: their subjects, moods and limits."""

from spacy.tokens import Doc, Span, Token

SUBJECTS = frozenset({"nsubj", "nsubjpass"})
RELATIVE = frozenset({"who", "which", "that"})
SAYING = frozenset({"ccomp", "parataxis"})
INHERITING = frozenset({"conj", "xcomp", "advcl", "acl", "pcomp", "dep"})


def own_subject(verb: Token) -> Token | None:
    """Give the subject that stands in the clause itself; for "there is", what there is."""
    for child in verb.children:
        if child.dep_ in SUBJECTS:
            return child
    return None


def subject_of(verb: Token) -> Token | None:
    """Give the subject of a verb, taken over from the clauses above it where it has none."""
    seen = verb
    for _ in range(8):
        subject = own_subject(seen)
        if subject is not None:
            return _antecedent(subject, seen)
        if seen.dep_ == "relcl" or (seen.dep_ == "acl" and seen.tag_ == "VBG"):
            return seen.head
        if seen.dep_ == "acl" and seen.head.pos_ in {"NOUN", "PROPN"}:
            seen = seen.head
            continue
        if seen.dep_ == "ROOT" or seen.head.i == seen.i:
            return None
        seen = seen.head
    return None


def _antecedent(subject: Token, verb: Token) -> Token:
    """Give what a relative pronoun stands for, or the subject itself."""
    if subject.lower_ in RELATIVE and verb.dep_ == "relcl":
        return verb.head
    return subject


def auxiliaries(verb: Token) -> frozenset[str]:
    """Give the auxiliaries of a verb in lower case, those of a verb it is joined to included."""
    found = {c.lower_ for c in verb.children if c.dep_ in {"aux", "auxpass"}}
    if not found and verb.dep_ == "conj" and own_subject(verb) is None:
        return auxiliaries(verb.head)
    return frozenset(found)


def is_negated(verb: Token) -> bool:
    """Tell whether a verb is denied."""
    return any(c.dep_ == "neg" or c.lower_ in {"never", "neither"} for c in verb.children)


def mark_of(verb: Token) -> str:
    """Give the word that subordinates a clause, in lower case, or an empty string."""
    for child in verb.lefts:
        if child.dep_ == "mark" or (child.dep_ == "advmod" and child.tag_ == "WRB"):
            return child.lower_
    return ""


def governing_verb(token: Token) -> Token | None:
    """Give the verb of the clause that a token's clause hangs from."""
    above = token
    while above.head.i != above.i:
        above = above.head
        if above.pos_ in {"VERB", "AUX"}:
            return above
    return None


def clause_head(token: Token) -> Token:
    """Give the verb of the clause that a token stands in, or the sentence's root."""
    above = token
    while above.head.i != above.i and above.pos_ not in {"VERB", "AUX"}:
        above = above.head
    return above


def clause_span(verb: Token, others: frozenset[int]) -> Span:
    """Give the words of a clause, from its first own word to the end of its complement.

    `others` are the positions of the verbs of acts that are told apart; the clause ends before
    the first of them that follows, and begins after those that precede.
    """
    doc: Doc = verb.doc
    first, last = verb.i, verb.i
    for child in verb.children:
        left, right = child.left_edge.i, child.right_edge.i
        if child.dep_ in {"punct", "cc", "mark", "preconj", "intj"}:
            continue
        if child.i < verb.i and not _is_apart(child, others) and child.dep_ not in {"ccomp", "parataxis"}:
            first = min(first, left)
        if child.i > verb.i:
            last = max(last, right)
    stop = min((_start_of(doc[i]) for i in others if verb.i < i <= last), default=last + 1)
    return trimmed(doc[first : max(stop, verb.i + 1)])


def _is_apart(child: Token, others: frozenset[int]) -> bool:
    return any(child.left_edge.i <= i <= child.right_edge.i for i in others)


def _start_of(verb: Token) -> int:
    """Give the first word of a coordinate clause: its conjunction and auxiliaries go before it."""
    first = min((c.left_edge.i for c in verb.lefts if c.dep_ not in {"punct", "cc"}), default=verb.i)
    return min(first, verb.i)


TRAILING = frozenset({",", ";", ":", "and", "or", "but", "–", "-", "—", "(", " ", "", "“", '"', "as", "while"})


def trimmed(span: Span) -> Span:
    """Cut conjunctions, commas and blanks off both ends."""
    start, end = span.start, span.end
    while end > start + 1 and span.doc[end - 1].lower_.strip() in TRAILING:
        end -= 1
    while start < end - 1 and span.doc[start].lower_.strip() in TRAILING:
        start += 1
    return span.doc[start:end]
