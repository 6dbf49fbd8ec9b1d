"""What an article tells of the assessments that a standing format is to make or has made."""

import re

from stocktake.extract.dates import find_dates
from stocktake.extract.document import Document
from stocktake.extract.edtf import first_day
from stocktake.extract.formats_spoken_of import FormatsSpokenOf
from stocktake.extract.phrases import Plain, plain_of
from stocktake.extract.rule_files import language_read
from stocktake.extract.timetable_rules import (
    AssessmentRule,
    AssessmentWords,
    assessment_words,
    group,
)
from stocktake.extract.wordings import may_match
from stocktake.model import AssessmentFinding

# How long, in characters, the words for one thing that is assessed may be.
LONGEST = 120


def find_assessments(
    document: Document, spoken_of: FormatsSpokenOf
) -> tuple[AssessmentFinding, ...]:
    """Give the sentences that tell of an assessment by a standing format, in their order."""
    words = assessment_words(language_read(document.article.language))
    if words is None or not spoken_of.places:
        return ()
    found = (
        _finding(document, spoken_of, words, s.start_char, s.end_char) for s in document.doc.sents
    )
    return tuple(one for one in found if one is not None)


def _finding(
    document: Document, spoken_of: FormatsSpokenOf, words: AssessmentWords, start: int, end: int
) -> AssessmentFinding | None:
    text = document.article.text[start:end]
    start, end = start + len(text) - len(text.lstrip()), start + len(text.rstrip())
    if start >= end or text.rstrip().endswith(("?", "؟")):
        return None
    plain = plain_of(document.article.text[start:end])
    fitting = _fitting(plain.text, words)
    if fitting is None:
        return None
    rule, match = fitting
    format_ = spoken_of.named_at(start, end, start + plain.place(*match.span())[0])
    if format_ is None:
        return None
    return AssessmentFinding(
        format=format_,
        standing=rule.standing,
        subjects=_subjects(document.article.text[start:end], plain, match, words),
        when=_day(document, start, end) if rule.standing == "reported" else None,
        rule=rule.name,
        evidence=document.article.quote(start, end),
    )


def _fitting(plain: str, words: AssessmentWords) -> tuple[AssessmentRule, re.Match[str]] | None:
    small = plain.lower()
    for rule in words.rules:
        match = rule.wording.search(plain) if may_match(rule.wording, small) else None
        if match and not (rule.barred and rule.barred.search(plain)):
            return rule, match
    return None


def _subjects(
    text: str, plain: Plain, match: re.Match[str], words: AssessmentWords
) -> tuple[str, ...]:
    """Cut what is assessed into its items, as printed."""
    place = group(match, "what")
    if place is None:
        return ()
    stop = words.ends.search(plain.text, *place)
    first, last = plain.place(place[0], stop.start() if stop else place[1])
    said = " ".join(text[first:last].split()).rstrip(" ,")
    parts = [part.strip(" ,:") for part in words.cut.split(said)]
    return tuple(part for part in parts if part and len(part) <= LONGEST)


def _day(document: Document, start: int, end: int) -> str | None:
    """Give the first date of a sentence that does not lie after the article's own."""
    article = document.article
    for date in find_dates(article.text, article.published, article.language or "en"):
        inside = start <= date.start and date.end <= end
        if inside and date.edtf and first_day(date.edtf) <= (article.published or ""):
            return date.edtf
    return None
