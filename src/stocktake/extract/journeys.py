"""What a journey adds up to over its stops: the days of all, and the houses met on the way."""

import re

from stocktake.extract.dates import find_dates
from stocktake.extract.document import Document
from stocktake.extract.names import sentence_spans, words_of
from stocktake.extract.parties import party_kind

# So many sentences of a note on a journey tell of its stops.
STOPS = 8
DAY = re.compile(r"\d{4}-\d\d-\d\d(?:/\d{4}-\d\d-\d\d)?")
GOES_ON = re.compile(
    r"\b(?:travel(?:s|ed|led|ing)?|visit(?:s|ed)?|depart(?:s|ed)?|return(?:s|ed)?|continue on"
    r"|arriv\w+|stop|trip)\b|^In [A-Z]"
)
MEETS = re.compile(
    r"\b(?:meet(?:s|ing|ings)?|met|ministerial|consult(?:s|ations)?|headquarters|counterparts"
    r"|officials|summit|delegation|secretariat)\b",
    re.IGNORECASE,
)
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
    others = _sentences(document) if stops > 1 else ()
    spans = {own, *(s for s in others if _goes_on(article.text[s[0] : s[1]]))}
    days = [
        d.edtf
        for d in dates
        if d.edtf
        and DAY.fullmatch(d.edtf)
        and any(start <= d.start and d.end <= end for start, end in spans)
    ]
    ends = sorted(part for day in days for part in day.split("/"))
    if not ends:
        return None
    return ends[0] if ends[0] == ends[-1] else f"{ends[0]}/{ends[-1]}"


def with_houses_met(document: Document, parties: tuple[str, ...]) -> tuple[str, ...]:
    """Add the organisations of states that the traveller meets; their host alone is no party.

    A state counts as host alone where the text names it only together with such an organisation.
    """
    met: list[str] = []
    for start, end in _sentences(document):
        if MEETS.search(document.article.text[start:end]):
            here = document.mentions_in(start, end)
            met += [m.party for m in here if m.form == "organisation" and _is_house(m.party)]
    hosts = {p for p in parties if met and _only_hosts(document, p, frozenset(met))}
    return tuple(dict.fromkeys((*(p for p in parties if p not in hosts), *met)))


def _goes_on(sentence: str) -> bool:
    return GOES_ON.search(sentence) is not None and ELSEWHERE.search(sentence) is None


def _is_house(party: str) -> bool:
    return party_kind(party) == "organisation"


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
