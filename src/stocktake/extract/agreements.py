"""The agreements that an article names or describes, with what it says of their standing."""

import re
from collections.abc import Iterator

from spacy.tokens import Token

from stocktake.extract.agreement_names import (
    AgreementWords,
    NamedText,
    load_agreement_words,
    named_texts,
)
from stocktake.extract.discourse import Sides
from stocktake.extract.document import Document
from stocktake.model import AgreementFinding, AgreementStatus

# From the most to the least advanced: where an article says several, the first counts.
ADVANCE: tuple[AgreementStatus, ...] = ("ended", "in force", "signed", "being drafted", "expected")
STEPS_UP = 6
WORD = re.compile(r"\w+")
EMPTY_WORDS = frozenset({"of", "the", "on", "and", "for", "in", "between", "with", "a", "an", "to"})


def find_agreements(document: Document, sides: Sides) -> tuple[AgreementFinding, ...]:
    """Give the agreements of an article, each once, with the furthest status that it states."""
    words = load_agreement_words()
    groups: list[list[tuple[NamedText, AgreementStatus | None]]] = []
    for named in named_texts(document.doc):
        status = _stated_status(named, words)
        if not _is_agreement(named, status, words):
            continue
        group = next((g for g in groups if any(_same_text(named, n) for n, _ in g)), None)
        if group is None:
            groups.append([(named, status)])
        else:
            group.append((named, status))
    return tuple(_finding(group, document, sides) for group in groups)


def _is_agreement(named: NamedText, status: AgreementStatus | None, words: AgreementWords) -> bool:
    """Tell a text between parties from a word of agreeing, by what its type needs."""
    if named.form == "joint statement":
        return any(token.lemma_.lower() in words.concluded for token in _governors(named))
    if named.needs == "capital":
        return named.proper and named.head.text[0].isupper()
    if named.needs == "name":
        return named.proper
    return named.needs == "nothing" or named.proper or (named.subject and status is not None)


def _finding(
    group: list[tuple[NamedText, AgreementStatus | None]], document: Document, sides: Sides
) -> AgreementFinding:
    """Make one finding of all places where an article names one text."""
    fullest = max(group, key=lambda pair: (len(pair[0].span), -pair[0].span.start))[0]
    stated = [status for _, status in group if status is not None]
    fallback: AgreementStatus = "in force" if fullest.proper else "signed"
    status = min(stated, key=ADVANCE.index) if stated else fallback
    place = next((n for n, s in group if s == status), group[0][0])
    inside = document.mentions_in(place.span.start_char, place.span.end_char)
    return AgreementFinding(
        title=re.sub(r"\s+", " ", fullest.span.text),
        acronym=next((n.acronym for n, _ in group if n.acronym), None),
        form=fullest.form,
        status=status,
        parties=tuple(dict.fromkeys(m.party for m in inside)) or sides.parties,
        when=None,
        evidence=document.quote(place.span),
    )


def _same_text(one: NamedText, two: NamedText) -> bool:
    """Tell two names of one text: the same acronym, or the words of one within the other's."""
    if one.acronym and one.acronym == two.acronym:
        return True
    if one.acronym and two.acronym:
        return False
    first, second = _content(one), _content(two)
    return first <= second or second <= first


def _content(named: NamedText) -> frozenset[str]:
    return frozenset(WORD.findall(named.span.text.lower())) - EMPTY_WORDS


def _stated_status(named: NamedText, words: AgreementWords) -> AgreementStatus | None:
    """Read the status off the words that govern the name, the nearest first."""
    above = list(_governors(named))
    if any(phrase in named.head.sent.text for phrase in words.force_near):
        return "in force"
    for token in [*above, *_added(named)]:
        status = _status_by(token, named, words)
        if status is not None:
            return status
    return None


def _status_by(token: Token, named: NamedText, words: AgreementWords) -> AgreementStatus | None:
    """Read one governing word."""
    lemma = token.lemma_.lower()
    ahead = _is_ahead(token, words)
    if lemma in words.ended:
        return "ended"
    if lemma in words.signed or (not named.proper and lemma in words.reached):
        return "expected" if ahead else "signed"
    if lemma in words.drafting:
        return "being drafted"
    if lemma in words.force:
        return "in force"
    return "expected" if ahead and lemma in words.made else None


def _governors(named: NamedText) -> Iterator[Token]:
    """Give the words above a name in its sentence, the nearest first."""
    above = named.span.root
    for _ in range(STEPS_UP):
        if above.head.i == above.i:
            return
        above = above.head
        yield above


def _added(named: NamedText) -> Iterator[Token]:
    """Give the verbs of what is added to a name: "signed in April", "which entered into force"."""
    for token in named.span:
        yield from (c for c in token.children if c.dep_ in ("acl", "relcl") and c.i >= token.i)


def _is_ahead(token: Token, words: AgreementWords) -> bool:
    """Tell an act still to come: "will sign", "hope to sign", "to be signed"."""
    if any(
        c.dep_ in ("aux", "auxpass") and c.lower_ in words.ahead_auxiliaries for c in token.children
    ):
        return True
    above = token.head
    return (
        above.i != token.i
        and above.lemma_.lower() in words.ahead_verbs
        and token.dep_
        in (
            "xcomp",
            "ccomp",
            "acl",
            "pobj",
            "dobj",
        )
    )
