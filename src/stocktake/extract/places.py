"""Where something was: cities and houses that a sentence names as its place."""

import re
from functools import cache

from stocktake.extract.document import Document
from stocktake.extract.journeys import goes_on
from stocktake.extract.names import sentence_spans, words_of
from stocktake.extract.rule_files import read_rules

_CITY = r"(?:[A-ZÀ-Þ][\w’'.-]*)(?: (?:de |el |of )?[A-ZÀ-Þ][\w’'.-]*){0,2}"
CITY_AND_STATE = re.compile(
    rf"\b(?:[Ii]n|to|[Aa]t|from|visit|visited|and|via|[;,]) ({_CITY}), (?:the )?(?=[A-Z])"
)
AT_A_PLACE = re.compile(
    r"\b(?:[Ii]n|[Aa]t|[Vv]isit|visited|visiting|travel(?:l?ed|s) to|arriv(?:ed|es) in) (?:the )?"
    rf"({_CITY}(?:, D\.?C\.?)?)"
)
TO_A_PLACE = re.compile(rf"\bto ({_CITY})")
# A further city of a list: "to Riga, Tallinn, and Oslo".
FURTHER = re.compile(rf"(?:,? and |, )({_CITY})")
DATELINE_CITY = re.compile(r"[A-ZÀ-Þ][A-ZÀ-Þa-z’'.-]+(?: [A-ZÀ-Þ][A-ZÀ-Þa-z’'.-]+){0,2}(?<!News)")
# The first sentence of a report starts at most this far in, past its dateline.
FIRST_SENTENCE = 60
# An agency behind the city of a dateline: "Oslo-NTB", "Oslo / NTB /", "Oslo (NTB)".
AGENCY_BEHIND = re.compile(r"\s?[-–—/(]\s?[A-Z]{2,8}\b.*")
OUTLET_WORD = re.compile(r"\b(?:News|Agency|Press|Times|Post|Daily|Radio|TV)\b")
# A sentence with it names the place of something else, to come or gone by.
OTHER_EVENT = re.compile(
    r"\b(?:to be held|ahead of|will be held|Conference of the Parties|COP\d+)\b"
)
# What is wider than a city or a house in one, and a month that runs on: "Davos May 21-24".
WIDER = re.compile(
    r"\b(?:Library|Museum|University|Institute|School|Memorial|Hub)\b"
    r"|\b(?:Africa|America|Asia|Europe|Balkans|Caribbean|Pacific|Province|Region|Peninsula|Sea|Strait"
    r"|Gulf|Bank)$"
)
MONTH_BEHIND = re.compile(
    r" (?:January|February|March|April|May|June|July|August|September|October|November|December)$"
)
PLACE_LINE = re.compile(r"([A-ZÀ-Þ][\w’'. -]+?)(?:, ([A-ZÀ-Þ][\w’'. -]+))?")


def place_of(document: Document, own: tuple[int, int]) -> str | None:
    """Give the city or house where a sentence says that something is held, in English."""
    found = (
        cities_in(document, own)
        or _capital_by_epithet(document, own)
        or _capital_named(document, own)
        or _place_line(document)
        or _dateline(document, own)
    )
    return found[0] if found else None


def journey_places(document: Document, own: tuple[int, int]) -> str | None:
    """Give the stops of a journey, joined by commas: the sentence's, else those of the text."""
    found = cities_in(document, own) + _destinations(document, own)
    if not found:
        spans = sentence_spans(words_of(document.article.text))[:10]
        text = document.article.text
        stops = [s for s in spans if _is_stop(text[s[0] : s[1]])]
        found = [c for s in stops for c in cities_in(document, s) + _destinations(document, s)]
    return ", ".join(dict.fromkeys(found)) or None


def _is_stop(sentence: str) -> bool:
    """Tell whether a sentence tells of a stop: it names no other event, and goes there."""
    return OTHER_EVENT.search(sentence) is None and goes_on(sentence)


def _destinations(document: Document, span: tuple[int, int]) -> list[str]:
    """Give the cities that a sentence names as the end of a journey: "to Phnom Penh on"."""
    text = document.article.text[span[0] : span[1]]
    found = []
    for match in TO_A_PLACE.finditer(text):
        at = span[0] + match.start(1)
        if _is_city(document, at, span[0] + match.end(1)):
            found.append(_trimmed(match.group(1)))
            found += _further(document, span[0] + match.end(1), span[1])
    return [name for name in found if name and not WIDER.search(name)]


def _further(document: Document, at: int, end: int) -> list[str]:
    """Give the cities that a list names after its first."""
    found = []
    while match := FURTHER.match(document.article.text, at, end):
        if not _is_city(document, match.start(1), match.end(1)):
            break
        found.append(_trimmed(match.group(1)))
        at = match.end(1)
    return found


def _is_city(document: Document, start: int, end: int) -> bool:
    """Tell whether words are a city's name and not a party's."""
    here = [m for m in document.mentions if m.start < end and start < m.end]
    if any(m.form != "capital" for m in here):
        return False
    return bool(here) or _is_named_place(document, start)


@cache
def _seats() -> dict[str, str]:
    """Read the first seat of each party from the rules: its capital."""
    raw = read_rules("parties")["party"]
    return {entry["id"]: entry["seats"][0] for entry in raw if entry.get("seats")}


def capital_of(party: str) -> list[str]:
    """Give the English name of a party's capital, where the rules know it."""
    seat = _seats().get(party)
    return [seat] if seat else []


def _capital_named(document: Document, span: tuple[int, int]) -> list[str]:
    """Give the capital that a text in another language names, by its English name."""
    language = (document.article.language or "en").split("-")[0]
    seats = [m for m in document.mentions_in(*span) if m.form == "capital"]
    return capital_of(seats[-1].party) if seats and language != "en" else []


def _dateline(document: Document, own: tuple[int, int]) -> list[str]:
    """Give the city of the dateline, where the first sentence or a "here" tells of the event."""
    text = document.article.text[own[0] : own[1]]
    dateline = _without_agency((document.article.dateline or "").split(",")[0]).strip(" –—-:/")
    is_outlet = dateline == document.article.outlet or OUTLET_WORD.search(dateline)
    if is_outlet or not DATELINE_CITY.fullmatch(dateline):
        return []
    first = own[0] < FIRST_SENTENCE
    return [dateline.title()] if first or re.search(r"\bhere\b", text) else []


def cities_in(document: Document, span: tuple[int, int]) -> list[str]:
    """Give the cities and houses that a sentence names as the place of something."""
    text = document.article.text[span[0] : span[1]]
    found: list[tuple[int, str]] = []
    for match in CITY_AND_STATE.finditer(text):
        at = span[0] + match.start(1)
        after = span[0] + match.end(0)
        here = [m for m in document.mentions if m.start < match.end(1) + span[0] and at < m.end]
        known = any(m.form != "capital" for m in here)
        stated = any(m.start == after and m.form == "name" for m in document.mentions)
        if stated and not known:
            found.append((at, match.group(1)))
    for match in AT_A_PLACE.finditer(text):
        at = span[0] + match.start(1)
        if _is_city(document, at, span[0] + match.end(1)):
            found.append((at, match.group(1)))
    ordered = [_trimmed(name) for _, name in sorted(set(found))]
    return list(dict.fromkeys(n for n in ordered if n and not WIDER.search(n)))


def _capital_by_epithet(document: Document, span: tuple[int, int]) -> list[str]:
    """Give the city meant by "in the Iraqi capital"."""
    text = document.article.text
    for mention in document.mentions_in(*span):
        if text[mention.end : mention.end + 8] == " capital":
            return capital_of(mention.party)
    return []


def _trimmed(name: str) -> str:
    name = MONTH_BEHIND.sub("", " ".join(name.split()))
    return name.rstrip(",.") + ("." if name.endswith(("D.C.", "D.C.,")) else "")


def _is_named_place(document: Document, at: int) -> bool:
    """Tell whether the pipeline takes the word at a position for a place."""
    span = document.doc.char_span(at, at + 1, alignment_mode="expand")
    if span is None or not document.doc.has_annotation("ENT_IOB"):
        return False
    return span[0].ent_type_ in {"GPE", "FAC"}


def _place_line(document: Document) -> list[str]:
    """Give the place that stands on a line of its own at the head, or in the dateline."""
    for line in document.article.text[:300].split("\n")[:6]:
        match = PLACE_LINE.fullmatch(_without_agency(line.strip()))
        if match is None or len(line.split()) > 5:
            continue
        start = document.article.text.index(line)
        here = [m for m in document.mentions if start <= m.start < start + len(line)]
        if here and (match.group(2) or any(m.form == "capital" for m in here)):
            return [match.group(1) if match.group(2) not in {"D.C.", "DC"} else line.strip()]
    return []


def _without_agency(dateline: str) -> str:
    """Cut the agency off a dateline that begins with a city."""
    return AGENCY_BEHIND.sub("", dateline)
