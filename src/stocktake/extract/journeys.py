"""What a journey adds up to over its stops: the days of all."""

import re
from collections.abc import Sequence

from stocktake.extract.dates import DateMention, find_dates
from stocktake.extract.document import Document
from stocktake.extract.names import sentence_spans, words_of

# So many sentences of a note on a journey tell of its stops.
STOPS = 8
DAY = re.compile(r"\d{4}-\d\d-\d\d(?:/\d{4}-\d\d-\d\d)?")
GOES_ON = re.compile(
    r"\b(?:travel(?:s|ed|led|ing|ling)?|is in|delegation to|visit(?:s|ed)?|depart(?:s|ed)?"
    r"|return(?:s|ed)?|continue on|arriv\w+|stop|trip)\b|^In [A-Z]"
)
BEGINS = re.compile(r"\b(?:starting|beginning)(?: on)? $|\bdepart(?:s|ed)? for travel\b.* on $")
DEPARTS = re.compile(r"\bdepart(?:s|ed)? (?:\w+ ){0,4}?for \b")
RETURNS = re.compile(r"\breturn(?:s|ed)? (?:\w+ ){0,3}on $|\breturn(?:s|ed)? $")
# A sentence with these tells of another journey or event.
ELSEWHERE = re.compile(
    r"\b(?:follow(?:s|ed|ing)|builds on|previous|last (?:week|month|year)|ahead of|to be held"
    r"|will be held|earlier)\b"
)


def journey_days(document: Document, own: tuple[int, int]) -> str | None:
    """Give the days (EDTF) from the first stop that the text dates to the last one.

    Where the title names one stop, the meeting's own sentence dates it.
    """
    article = document.article
    dates = find_dates(article.text, article.published, article.language or "en")
    stops = len({m.party for m in document.title_mentions})
    legs = [s for s in legs_of(document) if goes_on(article.text[s[0] : s[1]])]
    first = _days_in(dates, {own})
    if stops > 1 or not first:
        first = _days_in(dates, {own, *legs})
    ends = sorted(part for day in first for part in day.split("/"))
    if not ends:
        return None
    if ends[0] == ends[-1]:
        return _open_or_one(article.text, dates, own, ends[0])
    return f"{ends[0]}/{ends[-1]}"


def _open_or_one(text: str, dates: Sequence[DateMention], own: tuple[int, int], day: str) -> str:
    """Give one day, or the time from or until it where the journey only begins or ends there."""
    for mention in dates:
        if mention.edtf == day and own[0] <= mention.start < own[1]:
            before = text[own[0] : mention.start].lower()
            if BEGINS.search(before) or DEPARTS.search(text, own[0], own[1]):
                return f"{day}/.."
            if RETURNS.search(before):
                return f"../{day}"
    return day


def _days_in(dates: Sequence[DateMention], spans: set[tuple[int, int]]) -> list[str]:
    return [
        d.edtf
        for d in dates
        if d.edtf
        and DAY.fullmatch(d.edtf)
        and any(start <= d.start and d.end <= end for start, end in spans)
    ]


def goes_on(sentence: str) -> bool:
    """Tell whether a sentence tells of a leg of the journey, and not of another event."""
    return GOES_ON.search(sentence) is not None and ELSEWHERE.search(sentence) is None


def legs_of(document: Document) -> tuple[tuple[int, int], ...]:
    """Give the sentences of a note on a journey that may tell of its stops."""
    return sentence_spans(words_of(document.article.text))[:STOPS]
