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
    if verb.dep_ == "ROOT" and own_subject(verb) is None:
        return _misread_subject(verb)
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


def _misread_subject(verb: Token) -> Token | None:
    """Give the name right before "will", which the parser may cut off a long list of titles."""
    helper = next((c for c in verb.lefts if c.dep_ == "aux"), verb)
    before = helper.i - 1
    if before >= verb.sent.start and verb.doc[before].pos_ in {"PROPN", "NOUN"}:
        return verb.doc[before]
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


def auxiliaries_of_its_own(verb: Token) -> frozenset[str]:
    """Give the auxiliaries that stand with the verb itself, in lower case."""
    return frozenset(c.lower_ for c in verb.children if c.dep_ in {"aux", "auxpass"})


def is_negated(verb: Token) -> bool:
    """Tell whether a verb is denied."""
    return any(c.dep_ == "neg" or c.lower_ in {"never", "neither"} for c in verb.children)


def is_told_of_another(verb: Token) -> bool:
    """Tell "welcomed Jordan agreeing to act": what Jordan does is told, not only thanked for."""
    return verb.tag_ == "VBG" and own_subject(verb) is not None and not auxiliaries(verb)


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

    `others` are the positions of verbs of acts that are told apart.  A coordinate clause among
    them, or with a subject of its own, is not part of this one.
    """
    doc: Doc = verb.doc
    if _shares_its_object(verb):
        others = others - {coordinate_verbs(verb)[0].i}
    first, last = verb.i, verb.i
    for child in verb.children:
        if child.dep_ in APART or (child.i < verb.i and _goes_before(child)):
            continue
        if child.i < verb.i:
            first = min(first, child.left_edge.i)
        elif not (child.dep_ in {"conj", "advcl"} and _stands_apart(child, others)):
            last = max(last, child.right_edge.i)
    coordinate = (t for t in _joined_verbs(verb) if _stands_apart(t, others))
    stop = min((_start_of(t) for t in coordinate if t.i > verb.i), default=last + 1)
    return trimmed(doc[first : max(min(stop, last + 1), verb.i + 1)])


def _joined_verbs(verb: Token) -> tuple[Token, ...]:
    """Give the verbs joined to a verb, and those joined to the acts that complete it."""
    inner = (t for act in completing_acts(verb) for t in coordinate_verbs(act))
    return (*coordinate_verbs(verb), *inner)


def completing_acts(verb: Token) -> tuple[Token, ...]:
    """Give the acts that complete a verb: "support" in "will continue to support"."""
    found = [c for c in verb.rights if c.dep_ == "xcomp" and c.pos_ == "VERB"]
    found += [p for c in verb.rights if c.dep_ == "prep" for p in c.children if p.dep_ == "pcomp"]
    return (*found, *(deeper for act in found for deeper in completing_acts(act)))


def has_own_object(verb: Token) -> bool:
    """Tell whether a verb has a complement of its own."""
    return any(c.dep_ in {"dobj", "ccomp", "xcomp"} for c in verb.rights)


def _shares_its_object(verb: Token) -> bool:
    """Tell "process" in "will process and post the lists": it has no complement of its own."""
    joined = [c for c in verb.rights if c.dep_ == "conj" and c.pos_ == "VERB"]
    alone = all(c.dep_ in {"cc", "conj", "punct", "advmod", "preconj"} for c in verb.rights)
    objects = {"dobj", "ccomp", "xcomp", "prep"}
    return alone and bool(joined) and any(c.dep_ in objects for c in joined[0].rights)


APART = frozenset({"punct", "cc", "mark", "preconj", "intj"})


def _goes_before(child: Token) -> bool:
    """Tell a clause that only says on what occasion: "Speaking at the talks, he ..."."""
    if child.dep_ in SAYING:
        return True
    return child.dep_ == "advcl" and child.tag_ == "VBG" and own_subject(child) is None


def coordinate_verbs(verb: Token) -> tuple[Token, ...]:
    """Give the verbs joined to a verb by "and" or a comma, those joined to them included."""
    found: list[Token] = []
    for child in verb.children:
        if child.dep_ == "conj" and child.pos_ in {"VERB", "AUX"}:
            found += [child, *coordinate_verbs(child)]
    return tuple(found)


def _stands_apart(verb: Token, others: frozenset[int]) -> bool:
    """Tell a clause that is told apart: itself, or because one within it is."""
    if verb.dep_ == "advcl":
        return verb.tag_ == "VBG" and mark_of(verb) in ASIDE and _holds_another(verb, others)
    if verb.i in others or (own_subject(verb) is not None and verb.pos_ in {"VERB", "AUX"}):
        return True
    return verb.tag_ in {"VBD", "VBZ", "VBP"} and _holds_another(verb, others)


def _holds_another(verb: Token, others: frozenset[int]) -> bool:
    return any(t.i in others for t in verb.subtree if t.i >= verb.i)


ASIDE = frozenset({"while", "whilst"})


def _start_of(verb: Token) -> int:
    """Give the first word of a coordinate clause: what belongs to it may go before its verb."""
    lefts = (c.left_edge.i for c in verb.lefts if c.dep_ not in {"punct", "cc"})
    return min(lefts, default=verb.i)


TRAILING = frozenset(
    {",", ";", ":", "and", "or", "but", "–", "-", "—", "(", "", "“", '"', "as", "while"}
)


def trimmed(span: Span) -> Span:
    """Cut conjunctions, commas and blanks off both ends."""
    start, end = span.start, span.end
    while end > start + 1 and span.doc[end - 1].lower_.strip() in TRAILING:
        end -= 1
    while start < end - 1 and span.doc[start].lower_.strip() in TRAILING:
        start += 1
    return span.doc[start:end]
