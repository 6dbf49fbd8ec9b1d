"""What fixes a meeting: its count, its days and its place, from the sentences that tell of it."""

import re
from datetime import date, timedelta
from typing import TypeGuard

from stocktake.extract.dates import find_dates
from stocktake.extract.document import Document
from stocktake.extract.format_words import formats
from stocktake.extract.journeys import journey_days
from stocktake.extract.mechanisms import Named
from stocktake.extract.meeting_words import meeting_words
from stocktake.extract.names import sentence_spans, words_of
from stocktake.extract.places import cities_in, journey_places, place_of
from stocktake.extract.transcripts import is_transcript, place_at_head

ROUND_WORD = re.compile(
    r"\b(?:dialogue|round|session|commission|committee|consultations|talks|2\+2)\b"
)
COUNTED_ROUND = re.compile(r"\b(?:first|second|third|fourth|fifth|\d+th) (?:round|session) of\b")
# "Opening" counts a round only so, not in "the opening session of a conference".
OPENING_ROUND = re.compile(r" (?:round|meeting of)\b")
# What stands between the count of a round and its head.
CAPITALISED = r"[A-ZÀ-Þ0-9“\"(][\w.&’'+/–)”\"-]*,?"
IN_NAMES = (
    r"and|of|the|on|for|to|in|with|between|our|their|its|a|ever|formal|official|in-person|virtual|two"
    r"|face-to-face|full|such|plenary|regular|round"
)
# "The third time that they have met", and "Harbour III Conference".
TIME_MET = re.compile(r"\bthe ([a-z]+) time (?:that )?(?:[a-z]+ ){0,4}(?:met|gathered|convened)\b")
# The first round of a format is the one at which it is launched.
LAUNCHES = (
    r"\b(?:launch(?:ed|ing)?|initiat(?:e|ed|ing)) (?:the|a|an|our|their) (?:[\w.’'–-]+ ){0,3}?"
)
NUMERALS = ("II", "III", "IV", "V", "VI")
NUMERAL = re.compile(r"\b(?:II|III|IV|V|VI)\b")
# What stands on whose margins, or ahead of which, another meeting is held.
BESIDE = re.compile(
    r"\b(?:margins?|sidelines?|ahead|advance|following) of (?:the |an? )?$|\bfollowing the $"
)
# "Following the storm of May 3, the ministers met today."
FOLLOWS = re.compile(r"(?:Following|After|Since)\b[^,]{0,120}, ")
SIGNING = re.compile(r"\bsign(?:s|ed|ing)?\b")
TWO_DAYS = re.compile(r"\btwo[- ]days?\b")


def ordinal_of(document: Document, named: Named | None, own: tuple[int, int]) -> int | None:
    """Give the number that the title or the meeting's own sentence counts the round by."""
    sentence = document.article.text[own[0] : own[1]]
    times = TIME_MET.search(sentence.lower())
    if times is not None:
        return dict(meeting_words().ordinals).get(times.group(1))
    if named is None:
        return None
    numeral = NUMERAL.search(named.name)
    if numeral is not None:
        return NUMERALS.index(numeral.group()) + 2
    lead = document.article.text[: len(lead_of(document))]
    for text in (document.article.title or "", sentence, lead):
        number = _count_before(text, _heads_of(named.name.lower()))
        if number is not None:
            return number
    name = f"(?:{re.escape(named.name)}|{re.escape(' '.join(named.name.split()[-2:]))})"
    return 1 if re.search(LAUNCHES + name, lead) else None


def _heads_of(name: str) -> str:
    """Give the words by which a round of a format is counted: its last and its head."""
    words = name.split()
    heads = [word for word in words if word in formats().kinds]
    return "|".join(re.escape(word) for word in dict.fromkeys((words[-1], *heads)))


def _count_before(text: str, heads: str) -> int | None:
    """Give the ordinal that counts a round named by its head, or a session or meeting.

    Between the two stand only words of a name: "the third annual Norway-Kenya Harbour Dialogue".
    """
    words = sorted(formats().modifiers | formats().ordinals, key=len, reverse=True)
    small = "|".join(map(re.escape, words))
    counted = rf"(?i:{heads}|session|round|meeting|ministerial|iteration|edition)\b"
    between = rf"(?:[ \n-]+(?:{CAPITALISED}|(?i:{small}|{IN_NAMES})(?![\w-])))*?"
    ordinal = r"\b([A-Za-z]+|\d{1,2}(?:st|nd|rd|th))"
    round_behind = rf"(?=(?:[ -][a-z]+){{0,2}}{between}[ \n-]{counted})"
    for match in re.finditer(ordinal + round_behind, text):
        word = match.group(1).lower()
        if _is_recalled(text.lower(), match.start()):
            continue
        if word == "opening" and not OPENING_ROUND.match(text, match.end()):
            continue
        number = dict(meeting_words().ordinals).get(word)
        if number is not None:
            return number
        if word[0].isdigit() and "(" not in word:
            return int(word[:-2])
    return None


def _is_recalled(text: str, at: int) -> bool:
    """Tell whether the words at a position are of another round, by what stands around them."""
    begin = max(text.rfind(". ", 0, at), text.rfind("\n", 0, at), 0)
    after = re.split(r"[,;.\n]", text[at : at + 90])[0]
    if BESIDE.search(text[begin:at]):
        return True
    recalled = meeting_words().recalled
    return recalled.search(text[begin:at]) is not None or recalled.search(after) is not None


def days_in(document: Document, span: tuple[int, int]) -> tuple[str, ...]:
    """Give the days that a sentence fixes, in order."""
    article = document.article
    dates = find_dates(article.text, article.published, article.language or "en")
    return tuple(
        d.edtf for d in dates if span[0] <= d.start and d.end <= span[1] and _is_day(d.edtf)
    )


def _is_day(edtf: str | None) -> TypeGuard[str]:
    return (
        edtf is not None and re.fullmatch(r"\d{4}-\d\d-\d\d(/\d{4}-\d\d-\d\d)?", edtf) is not None
    )


def when_of(document: Document, own: tuple[int, int]) -> str | None:
    """Give the day or days of the meeting: its own sentence's, else what the title fixes."""
    title = (document.article.title or "").lower()
    words = meeting_words()
    visits = words.visit.search(title)
    if is_transcript(document) and not visits and document.article.published:
        # Remarks are released on the day on which they are made; days in them are other days.
        return document.article.published[:10]
    found = _days_of_meeting(document, own)
    if visits and (days := journey_days(document, own)):
        return days
    if found:
        held = document.article.text[own[0] : own[1]].lower()
        return _with_day_before(found[0]) if TWO_DAYS.search(held) else found[0]
    return _day_told_elsewhere(document)


def _day_told_elsewhere(document: Document) -> str | None:
    """Give the day where the meeting's own sentence has none: the lead's, the signing's, today."""
    title = (document.article.title or "").lower()
    words = meeting_words()
    if ROUND_WORD.search(title) and (later := day_told_nearby(document)):
        return later
    if words.signs.search(title) and (signed := _day_of_signing(document)):
        return signed
    if words.eve.search(title):
        return (document.article.published or "")[:10] or None
    return None


def _days_of_meeting(document: Document, own: tuple[int, int]) -> tuple[str, ...]:
    """Give the days in the meeting's own sentence, without those of what it only follows."""
    follows = FOLLOWS.match(document.article.text[own[0] : own[1]])
    after = days_in(document, (own[0] + follows.end(), own[1])) if follows else ()
    return after or days_in(document, own)


def _day_of_signing(document: Document) -> str | None:
    """Give the first day in the lead's sentences that tell of a signing."""
    text = document.article.text
    spans = sentence_spans(words_of(text))[:6]
    told = (days_in(document, s) for s in spans if SIGNING.search(text[s[0] : s[1]]))
    return next((days[0] for days in told if days), None)


def day_told_nearby(document: Document) -> str | None:
    """Give the first day of the first sentences that recall nothing."""
    text = document.article.text
    for span in sentence_spans(words_of(text))[:6]:
        told = text[span[0] : span[1]].lower()
        found = days_in(document, span)
        if (
            found
            and meeting_words().held.search(told)
            and not meeting_words().recalled.search(told)
        ):
            return found[0]
    return None


def where_of(document: Document, own: tuple[int, int]) -> str | None:
    """Give where the meeting was: "virtual", the stops of a journey, or the one place."""
    words = meeting_words()
    title = (document.article.title or "").lower()
    if is_transcript(document) and not words.visit.search(title):
        return "virtual" if words.virtual.search(title) else place_at_head(document)
    if words.virtual.search(document.article.text[own[0] : own[1]].lower()):
        return "virtual"
    if words.visit.search(title):
        return journey_places(document, own)
    found = place_of(document, own)
    if found or words.call.search(title):
        return found
    return _place_told_nearby(document)


def _place_told_nearby(document: Document) -> str | None:
    """Give the first city of the first sentences that tell of a round and recall none."""
    words = meeting_words()
    for span in sentence_spans(words_of(document.article.text))[:6]:
        text = document.article.text[span[0] : span[1]].lower()
        tells = words.held.search(text) or COUNTED_ROUND.search(text)
        if not tells or words.recalled.search(text) or words.announced.search(text):
            continue
        found = cities_in(document, span)
        if found:
            return found[0]
    return None


def _with_day_before(day: str) -> str:
    """Give the two days of which the last is named."""
    if "/" in day:
        return day
    before = date.fromisoformat(day) - timedelta(days=1)
    return f"{before.isoformat()}/{day}"


def lead_of(document: Document) -> str:
    """Give the first sentences, in small letters, past lines of who and where."""
    text = document.article.text
    end = text.find("\n", 700)
    return text[: min(end if end > 0 else 1200, 1200)].lower()
