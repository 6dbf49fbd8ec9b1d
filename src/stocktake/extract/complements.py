"""What completes a word of promising: "to act", "to acting", and the verb that links it."""

from spacy.tokens import Token

TOWARDS = frozenset({"to", "towards", "toward"})


def complement_of(token: Token) -> Token | None:
    """Give the verb that completes a word: "to act", "to acting", "itself to act"."""
    for child in token.rights:
        if child.dep_ in {"xcomp", "ccomp", "advcl", "acl", "relcl"} and is_to_infinitive(child):
            return child
        if child.dep_ == "xcomp" and child.tag_ == "VBG":
            return child
        if child.dep_ == "prep" and child.lower_ in TOWARDS:
            for inner in child.children:
                if inner.dep_ == "pcomp":
                    return inner
    return None


def is_to_infinitive(verb: Token) -> bool:
    """Tell "to act" from "acting" and from a bare verb."""
    led = any(c.dep_ == "aux" and c.lower_ == "to" for c in verb.lefts)
    return led and verb.pos_ in {"VERB", "AUX"}


def has_infinitive(noun: Token) -> bool:
    """Tell whether a noun is completed by "to act"."""
    act = complement_of(noun)
    return act is not None and is_to_infinitive(act)


def to_object(token: Token) -> Token | None:
    """Give the noun behind the "to" of a word: "commitment to peace"."""
    for child in token.rights:
        if child.dep_ == "prep" and child.lower_ in TOWARDS:
            return next((c for c in child.children if c.dep_ == "pobj"), None)
    return None


def is_passive(token: Token) -> bool:
    """Tell whether something is done to the subject of a verb."""
    return any(c.dep_ == "auxpass" for c in token.children)


PRESENT_BE = frozenset({"is", "are", "am", "'s", "’s", "'re", "’re", "'m", "’m"})
COPULAS = frozenset({"be", "remain", "stand", "stay", "become"})
SHORT_BE = PRESENT_BE | {"was", "were"}


def is_copula(verb: Token) -> bool:
    """Tell "be", "remain" and their like, also the "’re" whose lemma the parser does not know."""
    return verb.lemma_ in COPULAS or verb.lower_ in SHORT_BE
