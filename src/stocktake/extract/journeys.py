"""What a journey adds up to over its stops: the days of all, and the houses met on the way."""

import re
from collections.abc import Sequence

from stocktake.extract.dates import DateMention, find_dates
from stocktake.extract.document import Document
from stocktake.extract.names import sentence_spans, words_of
from stocktake.extract.parties import Mention, party_kind

# So many sentences of a note on a journey tell of its stops.
STOPS = 8
DAY = re.compile(r"\d{4}-\d\d-\d\d(?:/\d{4}-\d\d-\d\d)?")
GOES_ON = re.compile(
    r"\b(?:travel(?:s|ed|led|ing|ling)?|is in|delegation to|visit(?:s|ed)?|depart(?:s|ed)?"
    r"|return(?:s|ed)?|continue on|arriv\w+|stop|trip)\b|^In [A-Z]"
)
BEGINS = re.compile(r"\b(?:starting|beginning)(?: on)? $|\bdepart(?:s|ed)? for travel\b.* on $")
RETURNS = re.compile(r"\breturn(?:s|ed)? (?:\w+ ){0,3}on $|\breturn(?:s|ed)? $")
MEETS = re.compile(
    r"\b(?:meet(?:s|ing|ings)?|met|ministerial|consult(?:s|ations)?|headquarters|counterparts"
    r"|officials|summit|delegation|secretariat)\b",
    re.IGNORECASE,
)
# Behind or before an organisation, these make it a mere attribute: "UN-led", "as ASEAN Chair".
ATTRIBUTE_BEHIND = re.compile(r"[-‑–]\w|\s(?:[Cc]hair|auspices|Charter|[Ss]ummit in)\b")
ATTRIBUTE_BEFORE = re.compile(r"\b(?:support for|role of|health of|auspices of)(?: the)? $")
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
    legs = [s for s in _sentences(document) if goes_on(article.text[s[0] : s[1]])]
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
            if BEGINS.search(before):
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


def with_houses_met(document: Document, parties: tuple[str, ...]) -> tuple[str, ...]:
    """Add the organisations of states that the traveller meets; their host alone is no party.

    A state counts as host alone where the text names it only together with such an organisation.
    """
    met: list[str] = []
    for start, end in _sentences(document):
        if MEETS.search(document.article.text[start:end]):
            here = document.mentions_in(start, end)
            met += [m.party for m in here if _is_met(document, m)]
    hosts = {p for p in parties if met and _only_hosts(document, p, frozenset(met))}
    return tuple(dict.fromkeys((*(p for p in parties if p not in hosts), *met)))


def goes_on(sentence: str) -> bool:
    """Tell whether a sentence tells of a leg of the journey, and not of another event."""
    return GOES_ON.search(sentence) is not None and ELSEWHERE.search(sentence) is None


def _is_met(document: Document, mention: Mention) -> bool:
    """Tell an organisation of states that somebody meets from one that only marks a thing."""
    if mention.form != "organisation" or party_kind(mention.party) != "organisation":
        return False
    text = document.article.text
    marks = ATTRIBUTE_BEHIND.match(text, mention.end)
    return not marks and ATTRIBUTE_BEFORE.search(text[: mention.start]) is None


def _only_hosts(document: Document, party: str, met: frozenset[str]) -> bool:
    """Tell a state that is only where an organisation sits: never an adjective, never alone."""
    seen = False
    for start, end in _sentences(document)[1:]:
        here = document.mentions_in(start, end)
        if not any(m.party == party for m in here):
            continue
        seen = True
        if any(m.party == party and m.form in {"adjective", "organisation"} for m in here):
            return False
        if not any(m.party in met for m in here):
            return False
    return seen


def _sentences(document: Document) -> tuple[tuple[int, int], ...]:
    return sentence_spans(words_of(document.article.text))[:STOPS]
