"""The agreements that an article names or describes, with what it says of their standing."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Span, Token

from stocktake.extract.agreement_dates import when_of_text
from stocktake.extract.agreement_names import YEAR, NamedText, named_texts
from stocktake.extract.agreement_phrases import agreement_phrases
from stocktake.extract.agreement_words import AgreementWords, load_agreement_words
from stocktake.extract.discourse import Sides
from stocktake.extract.document import Document
from stocktake.model import AgreementFinding, AgreementStatus

# From the most to the least advanced: where an article says several, the first counts.
ADVANCE: tuple[AgreementStatus, ...] = ("ended", "in force", "signed", "being drafted", "expected")
STEPS_UP = 6
# So many steps lie between a text and the word that concludes it; a list's members are one step.
CLOSE = 3
CLAUSE_WORDS = 12
# What stands before a statement that any meeting may issue.
ISSUED_AS = frozenset({"joint", "ministerial", "final", "common", "political", "following"})
# "Helped produce" and "did sign" tell of what is done.
HELPS = frozenset({"help", "let", "make"})
AUXILIARY = frozenset({"did", "do", "does"})
FIRSTS = re.compile(r"first|second|third|fourth|fifth|last|latest|\w+th|\d+(?:st|nd|rd|th)|one")
WORD = re.compile(r"\w+")
EMPTY_WORDS = frozenset({"of", "the", "on", "and", "for", "in", "between", "with", "a", "an", "to"})


@dataclass(frozen=True, slots=True)
class Said:
    """One place where a text is named, with the status that the place states, and by which word."""

    named: NamedText
    status: AgreementStatus | None
    by: Token | None = None


def find_agreements(document: Document, sides: Sides) -> tuple[AgreementFinding, ...]:
    """Give the agreements of an article, each once, with the furthest status that it states."""
    if not document.doc.has_annotation("DEP"):
        return tuple(_from_phrases(document, sides))
    words = load_agreement_words()
    groups: list[list[Said]] = []
    for named in named_texts(document.doc):
        said = Said(named, *_stated_status(named, words))
        if _is_agreement(named, said.status, words):
            group = _group_of(said, groups)
            if group is None:
                groups.append([said])
            else:
                group.append(said)
        elif said.status is not None and (meant := _meant_by(named, groups)) is not None:
            meant.append(said)
    return tuple(_finding(group, document, sides, words) for group in groups)


def _from_phrases(document: Document, sides: Sides) -> Iterator[AgreementFinding]:
    """Give the agreements of a text in a language without a parser, the first naming of each."""
    article = document.article
    seen: list[frozenset[str]] = []
    for phrase in agreement_phrases(article.text, (article.language or "").split("-")[0]):
        quote = article.quote(phrase.start, phrase.end)
        content = frozenset(WORD.findall(quote.quote.lower()))
        if any(content <= other or other <= content for other in seen):
            continue
        seen.append(content)
        inside = document.mentions_in(phrase.start, phrase.end)
        yield AgreementFinding(
            title=re.sub(r"\s+", " ", quote.quote),
            acronym=None,
            form=phrase.form,
            status=phrase.status,
            parties=tuple(dict.fromkeys(m.party for m in inside)) or sides.parties,
            when=None,
            evidence=quote,
        )


def _group_of(said: Said, groups: list[list[Said]]) -> list[Said] | None:
    """Give the places so far where the same text is named."""
    for group in groups:
        if any(_same_text(said.named, other.named) for other in group):
            return group
    if groups and _is_another_name(groups[-1][-1].named, said.named):
        return groups[-1]
    explained = said.named.stands_for
    described = [g for g in groups if g[0].named.head.lower_ == explained and not g[0].named.proper]
    return described[0] if len(described) == 1 else None


def _meant_by(named: NamedText, groups: list[list[Said]]) -> list[Said] | None:
    """Give the one text so far that a bare "the annex" can mean."""
    if len(named.span) > 1 or not any(c.lower_ == "the" for c in named.head.lefts):
        return None
    alike = [g for g in groups if g[0].named.head.lower_ == named.head.lower_]
    return alike[0] if len(alike) == 1 else None


def _is_agreement(named: NamedText, status: AgreementStatus | None, words: AgreementWords) -> bool:
    """Tell a text between parties from a word of agreeing, by what its type needs."""
    if named.form == "joint statement" and not _is_known_by_place(named):
        return any(token.lemma_.lower() in words.concluded for token in _governors(named))
    if status is None and _is_of_a_kind(named):
        return False
    return _has_what_it_needs(named, status, words)


def _has_what_it_needs(
    named: NamedText, status: AgreementStatus | None, words: AgreementWords
) -> bool:
    """Tell whether a text has the name, the subject or the word near it that its type asks for."""
    done = status is not None and named.subject
    if named.needs.startswith("capital"):
        acted = named.needs != "capital and act" or status is not None
        in_capitals = named.proper and named.head.text[0].isupper() and acted
        return in_capitals or (named.needs == "capital or act" and done)
    if named.needs == "reached":
        return named.proper or _is_reached(named, words)
    if named.needs == "done":
        return done or (named.proper and status is not None)
    if named.needs == "name":
        return named.proper
    return named.needs == "nothing" or named.proper or done or _ends_a_war(named, words)


def _ends_a_war(named: NamedText, words: AgreementWords) -> bool:
    """Tell "the peace agreement" and "Chad's ceasefire deal", which need no further name."""
    before = {t.lower_ for t in named.head.lefts}
    owned = any(t.dep_ == "poss" and t.lower_ != "its" for t in named.head.lefts)
    return bool(before & words.ends_war) and ("the" in before or owned)


def _is_reached(named: NamedText, words: AgreementWords) -> bool:
    """Tell a truce that is there from one that is called for."""
    near = [*list(_governors(named))[:CLOSE], *_added(named)]
    acts = [t for t in near if t.lemma_.lower() in words.truce_acts]
    return any(not _is_ahead(act, words) for act in acts)


def _halts_fighting(named: NamedText, words: AgreementWords) -> bool:
    """Tell a truce, which holds from when it is reached."""
    return any(t.lower_ in words.halts_fighting for t in named.span)


def _is_known_by_place(named: NamedText) -> bool:
    """Tell "the Oslo Joint Declaration" from a "Joint Declaration" that only this meeting made."""
    if not (named.proper and named.head.text[0].isupper()):
        return False
    before = [t for t in named.span.doc[named.span.start : named.head.i] if t.is_alpha]
    marked = any(t.pos_ in ("PROPN", "ADJ") and t.lower_ not in ISSUED_AS for t in before)
    dated = any(YEAR.fullmatch(t.text) for t in named.span)
    after = named.span.doc[named.head.i + 1 : named.span.end]
    return marked or dated or (not before and any(t.is_title for t in after))


def _is_of_a_kind(named: NamedText) -> bool:
    """Tell "a Safeguards Agreement", which many conclude, from "a Treaty of Amity"."""
    indefinite = any(c.lower_ in ("a", "an") for c in named.head.lefts)
    return named.proper and indefinite and named.span.end == named.head.i + 1


def _finding(
    group: list[Said], document: Document, sides: Sides, words: AgreementWords
) -> AgreementFinding:
    """Make one finding of all places where an article names one text."""
    full = [s for s in group if _is_agreement(s.named, s.status, words)]
    best = max(full, key=lambda s: (s.named.proper, len(s.named.span), -s.named.span.start)).named
    stated = [s.status for s in group if s.status is not None]
    holds = _is_known(best, words) or (best.proper and not _is_told(group))
    fallback: AgreementStatus = "in force" if holds else "signed"
    status = min(stated, key=ADVANCE.index) if stated else fallback
    like_best = [s for s in full if s.status == status and s.named.proper == best.proper]
    place = like_best[0].named if like_best else best
    dated = (when_of_text(document, s.named, status, s.by) for s in group)
    inside = document.mentions_in(place.span.start_char, place.span.end_char)
    return AgreementFinding(
        title=re.sub(r"\s+", " ", best.span.text),
        acronym=next((s.named.acronym for s in group if s.named.acronym), None),
        form=best.form,
        status=status,
        parties=tuple(dict.fromkeys(m.party for m in inside)) or sides.parties,
        when=next(filter(None, dated), None),
        evidence=document.quote(_with_clause(place)),
    )


def _is_known(named: NamedText, words: AgreementWords) -> bool:
    """Tell "the peace agreement", which readers know, and a truce from a text newly described."""
    definite = any(c.lower_ == "the" or c.dep_ == "poss" for c in named.head.lefts)
    return definite or _halts_fighting(named, words)


def _is_told(group: list[Said]) -> bool:
    """Tell a text of which only its making is told: "the row that began with X in 2018"."""
    behind = (said.named.span.doc[said.named.span.end : said.named.span.end + 2] for said in group)
    return any(len(b) > 1 and b[0].lower_ == "in" and YEAR.fullmatch(b[1].text) for b in behind)


def _with_clause(named: NamedText) -> Span:
    """Give a name, and for a description also the clause that says what the text is for."""
    if named.proper:
        return named.span
    clauses = [t for t in _added(named) if t.dep_ == "relcl" and t.right_edge.i >= named.span.end]
    doc = named.span.doc
    end = clauses[0].right_edge.i + 1 if clauses else named.span.end
    return doc[named.span.start : min(end, named.span.start + CLAUSE_WORDS)]


def _same_text(one: NamedText, two: NamedText) -> bool:
    """Tell two names of one text: the same acronym, or the words of one within the other's."""
    if one.acronym and one.acronym == two.acronym:
        return True
    if one.acronym and two.acronym:
        return False
    first, second = _content(one), _content(two)
    return first <= second or second <= first


def _is_another_name(first: NamedText, second: NamedText) -> bool:
    """Tell a second name right behind a first: "a pact on data, known as …", "a …, the …"."""
    between = first.span.doc[first.span.end : second.span.start]
    if len(between) > 4 or first.head.sent.start != second.head.sent.start:
        return False
    if any(t.lower_ == "and" for t in between):
        return False
    return between.text.startswith((",", "(", "known", "or", "called"))


def _content(named: NamedText) -> frozenset[str]:
    return frozenset(WORD.findall(named.span.text.lower())) - EMPTY_WORDS


def _stated_status(
    named: NamedText, words: AgreementWords
) -> tuple[AgreementStatus | None, Token | None]:
    """Read the status off the words that govern the name, the nearest first, with that word.

    What is added to a description comes before them ("under the memorandum signed in May" is
    signed); a proper name is known, and what is done with it comes first.
    """
    sentence = named.head.sent.text
    if any(t.lower_.endswith(words.brokered) for t in named.span) and not _halts_fighting(
        named, words
    ):
        return "signed", None
    above, added = list(_governors(named)), list(_added(named))
    near = [*above, *added] if named.proper else [*added, *above]
    verb = next((t for t in near if t.pos_ == "VERB"), None)
    if any(phrase in sentence for phrase in words.force_near):
        return "in force", verb
    for token in near:
        acts = words.signed | (words.drafting_named if named.proper else frozenset())
        if token.lemma_.lower() in acts and not _acts_on(token, named):
            continue
        status = _status_by(token, named, words)
        if status is not None:
            return status, token
    if any(phrase in sentence for phrase in words.signed_near):
        return "signed", verb
    if any(phrase in sentence for phrase in words.drafting_near):
        return "being drafted", verb
    coming = any(c.lower_ in words.coming for c in named.head.lefts)
    return ("expected" if coming else None), None


def _status_by(token: Token, named: NamedText, words: AgreementWords) -> AgreementStatus | None:
    """Read one governing word."""
    lemma = token.lemma_.lower()
    ahead = _is_ahead(token, words)
    described = not named.proper or _is_of_a_kind(named)
    status: AgreementStatus | None = "expected" if ahead and lemma in words.made else None
    if lemma in words.ended:
        status = "ended"
    elif lemma in words.signed:
        there: AgreementStatus = "in force" if _halts_fighting(named, words) else "signed"
        status = "expected" if ahead else there
    elif described and lemma in words.reached:
        status = _reached(lemma, named, words, ahead=ahead)
    elif lemma in (words.drafting_named if named.proper else words.drafting):
        status = None if named.acronym in words.standing else "being drafted"
    elif lemma in words.force:
        status = "expected" if ahead and lemma in words.begins else "in force"
    elif lemma in words.truce_acts and _halts_fighting(named, words):
        status = "expected" if ahead else "in force"
    elif lemma in words.wanted:
        status = "expected"
    return status


def _reached(
    lemma: str, named: NamedText, words: AgreementWords, *, ahead: bool
) -> AgreementStatus | None:
    """Give the status of a described text that is reached or welcomed, or is to be.

    What talks may yet "achieve" is no text.
    """
    if ahead:
        return None if lemma == "achieve" else "expected"
    return "in force" if _halts_fighting(named, words) else "signed"


def _acts_on(verb: Token, named: NamedText) -> bool:
    """Tell "signed the pact" and "the signing of the pact" from "exchanged views on the pact"."""
    token, steps = named.span.root, 0
    while token.i not in (verb.i, token.head.i):
        steps += token.dep_ not in ("conj", "appos")
        token = token.head
    return steps <= CLOSE or verb.i >= named.span.start


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
    """Tell an act still to come: "will sign", "hope to sign", "to be signed".

    "The first to sign" has signed.
    """
    above = token.doc[token.head.left_edge.i : token.i]
    of_noun = token.dep_ in ("relcl", "acl", "advcl") or token.head.lemma_ in ("be", "become")
    if of_noun and any(FIRSTS.fullmatch(t.lower_) for t in above):
        return False
    if any(c.lower_ in words.coming for c in token.lefts):
        return True
    done = token.head.lemma_ in HELPS or any(c.lower_ in AUXILIARY for c in token.lefts)
    if token.tag_ == "VB" and not done:
        return True
    if any(
        c.dep_ in ("aux", "auxpass") and c.lower_ in words.ahead_auxiliaries for c in token.children
    ):
        return True
    above_it = token.head
    return (
        above_it.i != token.i
        and above_it.lemma_.lower() in words.ahead_verbs
        and token.dep_
        in (
            "xcomp",
            "ccomp",
            "acl",
            "pobj",
            "dobj",
        )
    )
