"""Where a text names an agreement: its type noun and the words that belong to its name."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Doc, Span, Token

from stocktake.extract.agreement_words import AgreementType, AgreementWords, load_agreement_words
from stocktake.model import AgreementForm

MODIFIERS = frozenset({"amod", "compound", "nmod", "nummod", "poss", "npadvmod", "appos"})
CAPITALISED = r"[A-Z][\w-]+(?: [A-Z][\w-]+)*"
CAPITALISED_LIST = re.compile(
    rf"(?:, {CAPITALISED})+,? (?:and|or) {CAPITALISED}(?: (?:and|or) {CAPITALISED})?"
)
NO_FIRST_WORD = frozenset({"DET", "PUNCT", "PART", "ADP", "CCONJ", "PRON"})
YEAR = re.compile(r"(?:19|20)\d\d")
# Words of the longest list that belongs to a name.
LONGEST_LIST = 60


@dataclass(frozen=True, slots=True)
class NamedText:
    """One place where an agreement is named: its words, its type noun and its type.

    `proper` tells a proper name from a description; `subject` is set where the words say what the
    text is about or between whom.  `stands_for` is the type noun that a name explains ("the pact,
    the … (ACRONYM), …").
    """

    span: Span
    head: Token
    form: AgreementForm
    needs: str
    acronym: str | None
    proper: bool
    subject: bool
    stands_for: str | None = None


def named_texts(doc: Doc) -> Iterator[NamedText]:
    """Give the places in a parsed text where an agreement is named, in its order."""
    words = load_agreement_words()
    if not doc.has_annotation("DEP"):
        return
    if not any(token.lower_ in words.openings or token.text in words.acronyms for token in doc):
        return
    chunk_ends = {chunk.start: chunk.end for chunk in doc.noun_chunks}
    end = 0
    for token in doc:
        if token.i < end:
            continue
        named = _at_type(token, chunk_ends, words) or _at_acronym(token, words)
        if named is not None:
            end = named.span.end
            yield named


def _at_type(token: Token, chunk_ends: dict[int, int], words: AgreementWords) -> NamedText | None:
    """Read the name around a type noun."""
    kind = _type_of(token, words)
    if kind is None or token.pos_ not in ("NOUN", "PROPN") or _is_modifier(token, kind, words):
        return None
    start = _first_word(token)
    tail = _after_tail(token, kind)
    end, linked = _last_word(token.doc, tail, chunk_ends, words)
    if token.is_title and start < token.i and _runs_on(token.doc[tail:end]):
        # A proper name does not run on in small letters.
        end, linked = tail, False
    if kind.needs == "reached" and not linked and token.doc[tail : tail + 1].text == "in":
        # A truce is known by where it holds.
        end, linked = chunk_ends.get(tail + 1, end), tail + 1 in chunk_ends
    end, acronym = _with_acronym(token.doc, _with_list(token.doc, end))
    span = token.doc[start:end]
    before = [t for t in token.doc[start : token.i] if t.is_alpha or t.like_num]
    if _is_other(span, token, words) or (kind.only_after and not _follows(before, kind.only_after)):
        return None
    proper = _is_proper(token, before, token.doc[token.i + 1 : end])
    plural = token.tag_ in ("NNS", "NNPS") and kind.needs == "act"
    owned = any(_owns(c) for c in token.lefts)
    named = before and (token.is_title or before[-1].text[0].isupper() or owned)
    if plural and not (proper and named):
        # "Trade agreements" are a kind, "the Oslo agreements" a text.
        return None
    if _points_back(token, words, proper=proper, linked=linked) or (not proper and _is_act(token)):
        return None
    described = linked or any(
        t.lower_ not in words.vague and t.pos_ in ("NOUN", "PROPN", "ADJ") for t in before
    )
    acronym = acronym or next((t.text for t in before if t.text in words.acronyms), None)
    return NamedText(span, token, kind.form, kind.needs, acronym, proper, described)


def _is_other(span: Span, token: Token, words: AgreementWords) -> bool:
    """Tell what only looks like an agreement: a law, a company's deal, consent, a possibility."""
    never = any(phrase in _around(span) for phrase in words.never)
    of_company = any(t.lower_ in words.companies for t in span)
    no_text = _is_consent(token) or _is_unreal(token, words)
    return never or of_company or no_text or _goes_on(token, words)


def _is_act(token: Token) -> bool:
    """Tell "reach agreement on borders", an act without a text, from "reach an agreement"."""
    return token.lower_ == "agreement" and not any(t.dep_ != "punct" for t in token.lefts)


def _is_consent(token: Token) -> bool:
    """Tell "with Chad's agreement", its consent."""
    before = [t.dep_ for t in token.lefts if t.dep_ != "punct"]
    return token.lower_ == "agreement" and token.head.lower_ == "with" and before == ["poss"]


def _owns(token: Token) -> bool:
    """Tell a state's possessive: "Chad's peace agreements"."""
    marked = token.dep_ == "poss" or any(c.dep_ == "case" for c in token.children)
    return marked and token.ent_type_ in ("GPE", "NORP")


def _points_back(token: Token, words: AgreementWords, *, proper: bool, linked: bool) -> bool:
    """Tell "this Agreement" and "its accord", which some other place names, from a text named."""
    before = {c.lower_ for c in token.lefts}
    if proper or (linked and token.nbor().lower_ == "with"):
        return bool(before & {"this", "that", "these", "those"})
    return bool(before & words.anaphoric)


def _runs_on(after: Span) -> bool:
    """Tell small letters behind a name's type that are no joint of a name: "of the former …"."""
    joints = ("of", "on", "for", "the", "and", "between", "with", "in", "to", "against", "among")
    return any(t.text[0].islower() and t.lower_ not in joints for t in after)


def _at_acronym(token: Token, words: AgreementWords) -> NamedText | None:
    """Read an acronym that stands for a treaty."""
    heads_name = token.dep_ in MODIFIERS and _type_of(token.head, words) is not None
    if token.text not in words.acronyms or (heads_name and token.head.i > token.i):
        return None
    start, end = token.i, token.i + 1
    if (
        start > 1
        and end < len(token.doc)
        and token.nbor(-1).text == "("
        and token.nbor().text == ")"
    ):
        start, end = _run_of_capitals(token.doc, start - 1), end + 1
        # A name of one word before brackets is no name of a treaty, but of who signed it.
        if start >= token.i - 2:
            start, end = token.i, token.i + 1
    span = token.doc[start:end]
    explained = _explained(token.doc, start, words)
    return NamedText(
        span, token, "other", "nothing", token.text, proper=True, subject=True, stands_for=explained
    )


def _explained(doc: Doc, start: int, words: AgreementWords) -> str | None:
    """Give the type noun right before a name that explains it."""
    before = [t.lower_ for t in doc[max(0, start - 3) : start]]
    if before[-2:] == [",", "the"]:
        before = before[:-1]
    if len(before) < 2 or before[-1] != ",":
        return None
    return before[-2] if any(before[-2] in kind.words for kind in words.types) else None


def _type_of(token: Token, words: AgreementWords) -> AgreementType | None:
    if token.lower_ not in words.openings:
        return None
    for kind in words.types:
        if token.lower_ not in kind.words:
            continue
        if not kind.tails or _tail_end(token, kind) is not None:
            return kind
    return None


def _tail_end(token: Token, kind: AgreementType) -> int | None:
    """Give where "of understanding" ends behind a type, or "of Economic Cooperation"; else None."""
    doc = token.doc
    for end in range(token.i + 3, min(token.i + 6, len(doc) + 1)):
        tail = f"{doc[token.i + 1].lower_} {doc[end - 1].lower_}"
        if tail in kind.tails and all(t.is_title for t in doc[token.i + 2 : end - 1]):
            return end
    return None


def _goes_on(token: Token, words: AgreementWords) -> bool:
    """Tell a treaty from an organisation or law whose name begins with it."""
    for following in token.doc[token.i + 1 : token.i + 5]:
        if following.text in words.not_before:
            return True
        if not following.is_title:
            return False
    return False


def _is_modifier(token: Token, kind: AgreementType, words: AgreementWords) -> bool:
    """Tell "framework agreement" and "compact partnership" from a type that heads its name."""
    if token.dep_ not in ("compound", "nmod", "amod") or token.head.i <= token.i:
        return False
    # "Treaty States" still names the treaty; "Framework Agreement" is read at its head.
    return kind.needs == "capital" or any(token.head.lower_ in k.words for k in words.types)


def _first_word(token: Token) -> int:
    """Give the first word of the name: the leftmost modifier, without the article."""
    start = token.i
    for child in token.lefts:
        if child.dep_ in MODIFIERS and child.dep_ != "appos":
            start = min(start, child.left_edge.i)
    # A capitalised run before the noun belongs to it, however it was parsed.
    while start > 0 and _continues_name(token.doc[start - 1], token.doc[start]):
        start -= 1
    start = _before_bracket(token.doc, start)
    while start < token.i and token.doc[start].pos_ in NO_FIRST_WORD:
        start += 1
    if token.is_title and start > 1 and start < token.i and token.doc[start - 1].lower_ == "of":
        start = _run_of_capitals(token.doc, start - 1)
    if token.is_title:
        # "the profoundly important Nordic Accords": a name begins at a capital or a number.
        named = (t.i for t in token.doc[start : token.i] if t.text[0].isupper() or t.is_digit)
        return next(named, start)
    return start


def _before_bracket(doc: Doc, start: int) -> int:
    """Step over an acronym in brackets within a name: "… Nations (ASEAN) Consensus"."""
    inside = start
    if doc[start].text == "(" and start > 0:
        return _run_of_capitals(doc, start)
    if doc[start].text == ")" or (start > 0 and doc[start - 1].text == ")"):
        inside = start if doc[start].text == ")" else start - 1
    elif start + 1 < len(doc) and doc[start + 1].text == ")":
        inside = start + 1
    opening = inside - 2
    if inside == start and doc[start].text != ")":
        return start
    if opening < 1 or doc[opening].text != "(":
        return start
    return _run_of_capitals(doc, opening)


def _run_of_capitals(doc: Doc, end: int) -> int:
    """Give the first word of the capitalised run that ends before a place."""
    start = end
    while start > 0:
        before = doc[start - 1]
        owns = before.lower_ in ("'s", "’s", "’", "'")
        small = owns or before.lower_ in ("of", "and", "for", "on", "the", "-")
        begins = before.is_sent_start and small and not owns
        if not (before.text[0].isupper() or small) or begins:
            break
        start -= 1
    while start < end and not doc[start].text[0].isupper():
        start += 1
    return start


def _continues_name(before: Token, first: Token) -> bool:
    if before.is_sent_start and before.pos_ not in ("PROPN", "NOUN"):
        return False
    capital = before.is_title and before.pos_ in ("PROPN", "NOUN", "ADJ") and first.is_title
    return capital and before.ent_type_ not in ("PERSON", "DATE")


def _after_tail(token: Token, kind: AgreementType) -> int:
    return (_tail_end(token, kind) if kind.tails else None) or token.i + 1


def _last_word(
    doc: Doc, end: int, chunk_ends: dict[int, int], words: AgreementWords
) -> tuple[int, bool]:
    """Extend a name by what it is on, for or between; tell whether there was any."""
    linked = False
    for _ in range(3):
        if end + 1 >= len(doc) or doc[end].lower_ not in words.links or doc[end].is_sent_start:
            break
        if doc[end + 1].ent_type_ in ("DATE", "TIME") and doc[end].lower_ != "of":
            break
        if doc[end + 1].lower_ == "behalf":
            break
        after = chunk_ends.get(end + 1)
        if after is None and doc[end + 1].tag_ == "VBG":
            after = chunk_ends.get(end + 2)
        if after is None:
            objects = [c.i + 1 for c in doc[end].children if c.dep_ == "pobj" and c.i < end + 4]
            after = objects[0] if objects and not doc[end + 1].is_digit else None
        if after is None:
            if doc[end].lower_ == "of" and YEAR.fullmatch(doc[end + 1].text):
                return end + 2, True
            break
        linked = True
        end = after
        while end + 1 < len(doc) and doc[end].lower_ == "and" and (end + 1) in chunk_ends:
            listed = doc[end + 1].dep_ in ("conj", "compound", "amod", "det", "poss")
            if not listed or _names_another(doc[end + 1 : chunk_ends[end + 1]], words):
                break
            end = chunk_ends[end + 1]
    return end, linked


def _names_another(chunk: Span, words: AgreementWords) -> bool:
    """Tell a further text of a list from what the first is on: "… and the Oslo Treaty"."""
    return any(_type_of(token, words) is not None for token in chunk)


def _with_list(doc: Doc, end: int) -> int:
    """Take the rest of a capitalised list into a name: "for Security, Health, and Trade"."""
    if not doc[end - 1].is_title:
        return end
    ahead = doc[end : end + LONGEST_LIST].text
    behind = doc[end - 1].idx + len(doc[end - 1])
    rest = CAPITALISED_LIST.match(doc[end - 1].whitespace_ + ahead)
    if rest is None:
        return end
    span = doc.char_span(doc[end - 1].idx, behind + rest.end())
    return span.end if span is not None else end


def _with_acronym(doc: Doc, end: int) -> tuple[int, str | None]:
    """Take an acronym in brackets behind a name into it."""
    if end + 2 < len(doc) and doc[end].text == "(" and doc[end + 2].text == ")":
        inside = doc[end + 1].text
        if sum(c.isupper() for c in inside) >= 2:
            return end + 3, inside
    return end, None


def _around(span: Span) -> str:
    return span.doc[max(0, span.start - 2) : span.end + 1].text


def _is_unreal(token: Token, words: AgreementWords) -> bool:
    """Tell "no agreement", "any agreement" and "if an agreement is reached"."""
    marks = (c.lower_ for c in token.head.lefts if c.dep_ == "mark" and token.head.pos_ == "VERB")
    event = token.doc[max(token.sent.start, token.left_edge.i - 3) : token.left_edge.i].text.lower()
    supposed = any(mark in words.if_at_all for mark in marks) or event.endswith("in the event")
    return supposed or any(child.lower_ in words.unreal for child in token.lefts)


def _follows(before: list[Token], wanted: frozenset[str]) -> bool:
    return any(t.lower_ in wanted for t in before)


def _is_proper(token: Token, before: list[Token], after: Span) -> bool:
    """Tell a proper name: a year, or capitals before or after the type noun."""
    if any(YEAR.fullmatch(t.text) for t in [*before, *after]):
        return True
    named_before = [t for t in before if t.text[0].isupper() and t.pos_ != "DET"]
    if token.text[0].isupper():
        return bool(named_before) or any(t.is_title and t.is_alpha for t in after)
    return any(t.pos_ == "PROPN" and t.ent_type_ not in ("NORP", "PERSON") for t in named_before)
