"""When a text was or is to be signed, or came into force, by the words that say so."""

import re
from collections.abc import Iterable
from typing import TypeGuard

from spacy.tokens import Token

from stocktake.extract.agreement_names import NamedText
from stocktake.extract.dates import DateMention, find_dates
from stocktake.extract.document import Document
from stocktake.model import AgreementStatus

# Texts that are there, and the words whose day is the one on which they came into force.
THERE = frozenset({"signed", "in force", "ended"})
BEGINS = frozenset({"enter", "come", "take", "adopt", "ratify", "be", "continue", "place", "in"})
DATED = re.compile(r"\d{4}")


def when_of_text(
    document: Document, named: NamedText, status: AgreementStatus, said_by: Token | None
) -> str | None:
    """Give the date (EDTF) of a named text; None where nothing fixes it.

    `said_by` is the word that states its standing ("signed", "entered").  A date that hangs on it
    counts, else one within the name ("the 1951 treaty"); of several that differ none does, nor a
    day to come of a text that is there.
    """
    article = document.article
    dates = find_dates(article.text, article.published, article.language or "en")
    known = [d for d in dates if d.edtf and DATED.search(d.edtf)]
    by_verb = [d for d in known if _dates(said_by, status) and _hangs_on(d, document, said_by)]
    when = _only(by_verb) or _only(_within_name(known, named))
    to_come = when is not None and article.published is not None and when > article.published
    return None if to_come and status in THERE else when


def _dates(said_by: Token | None, status: AgreementStatus) -> TypeGuard[Token]:
    """Tell whether a day that hangs on a word is that of the text: of keeping it, it is not."""
    return said_by is not None and (status != "in force" or said_by.lemma_.lower() in BEGINS)


def _within_name(dates: Iterable[DateMention], named: NamedText) -> list[DateMention]:
    # A date may begin with the article before the name: "the October 23 accord".
    start, end = named.span.start_char - len("the "), named.span.end_char
    return [d for d in dates if start <= d.start and d.end <= end]


def _hangs_on(mention: DateMention, document: Document, said_by: Token) -> bool:
    """Tell whether a date belongs to a word: the nearest verb above it, or the noun itself."""
    span = document.doc.char_span(mention.start, mention.end, alignment_mode="expand")
    if span is None or span.sent.start != said_by.sent.start:
        return False
    token = span.root
    while token.head.i != token.i:
        token = token.head
        if token.i == said_by.i:
            return True
        if token.pos_ == "VERB":
            return False
    return token.i == said_by.i


def _only(dates: list[DateMention]) -> str | None:
    found = {d.edtf for d in dates}
    return found.pop() if len(found) == 1 else None
