"""Which meetings an article speaks of: the one it is about, those it recalls or announces."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from stocktake.extract.discourse import Sides
from stocktake.extract.document import Document
from stocktake.extract.mechanisms import Named
from stocktake.extract.meeting_evidence import words_of_fields
from stocktake.extract.meeting_facts import (
    COUNTED_ROUND,
    day_told_nearby,
    days_in,
    ordinal_of,
    when_of,
    where_of,
)
from stocktake.extract.meeting_names import LEAST_TOGETHER, acts_together, is_of_many, named_main
from stocktake.extract.meeting_parties import parties_of_meeting
from stocktake.extract.meeting_told import lead_tells_of_meeting
from stocktake.extract.meeting_words import meeting_words
from stocktake.extract.meetings_elsewhere import find_meetings_elsewhere
from stocktake.extract.names import sentence_spans, words_of
from stocktake.extract.rounds import rounds_told
from stocktake.extract.rule_files import ENGLISH, language_read
from stocktake.extract.transcripts import is_transcript
from stocktake.model import Evidence, MechanismFinding, MeetingFinding, PersonFinding, Seat

# Below it a sentence names neither the format nor parties that meet.
LEAST_WEIGHT = 0.5
# What stands behind it was held before.
BUILDS_ON = " builds on "
OF_SEVERAL = re.compile(r"\b(?:bi|tri|multi)lateral meetings?\b")
# What a title that calls for something has beside one on a call.
CALLS_FOR = re.compile(r"\bcalls? (?:for|on|upon|out)\b")
SIGNED = re.compile(r"\bsign(?:s|ed|ing)?\b")


def find_meetings(
    document: Document,
    sides: Sides,
    people: tuple[PersonFinding, ...],
    mechanisms: tuple[MechanismFinding, ...],
) -> tuple[MeetingFinding, ...]:
    """Give the meeting that the article is about first, then those it recalls or announces."""
    if language_read(document.article.language) != ENGLISH:
        return find_meetings_elsewhere(document, sides, people)
    main = _main(document, sides, people, mechanisms)
    if main is None:
        return ()
    main = replace(main, rests_on=words_of_fields(document, main))
    return (main, *_others(document, main))


def _others(document: Document, main: MeetingFinding) -> Iterator[MeetingFinding]:
    """Give the rounds that the article recalls or announces, each only once."""
    tail = main.name.lower().split()[-1] if main.name else None
    seen: set[tuple[str, str | None]] = set()
    for told in rounds_told(document, tail):
        own = told.start == main.evidence.start or told.when == main.when
        if own or (told.standing, told.when) in seen:
            continue
        seen.add((told.standing, told.when))
        yield MeetingFinding(
            standing=told.standing,
            name=main.name,
            mechanism=main.mechanism,
            ordinal=told.ordinal if told.ordinal != main.ordinal else None,
            when=told.when,
            place=told.place,
            parties=main.parties,
            delegates=(),
            evidence=document.article.quote(told.start, told.end),
        )


def _main(
    document: Document,
    sides: Sides,
    people: Sequence[PersonFinding],
    mechanisms: Sequence[MechanismFinding],
) -> MeetingFinding | None:
    """Give the meeting that the article reports, or None where it reports none."""
    named = named_main(document, sides)
    if not _is_report(document, sides, named):
        return None
    own = _own_sentence(document, sides, named)
    if own is None:
        return None
    fitting = [m for m in mechanisms if _is_of(m, named)]
    mechanism = fitting[0] if fitting else None
    parties = parties_of_meeting(document, sides, named, fitting, own)
    return MeetingFinding(
        standing="main",
        name=named.name if named else None,
        mechanism=mechanism.name if mechanism else None,
        ordinal=ordinal_of(document, named, own),
        when=when_of(document, own) or (day_told_nearby(document) if named else None),
        place=where_of(document, own),
        parties=parties,
        delegates=_delegates(document, sides, people, parties),
        evidence=document.article.quote(*own),
    )


def _is_report(document: Document, sides: Sides, named: Named | None) -> bool:
    """Tell whether the article reports a meeting of parties: by its title, else by its lead."""
    title = CALLS_FOR.sub("", (document.article.title or "").lower())
    words = meeting_words()
    region = words.own_region.search(title) or words.own_region_code.search(
        document.article.title or ""
    )
    at_home = region and words.visit.search(title) and not OF_SEVERAL.search(_opening(document))
    if words.other.search(title) or (at_home and len(sides.in_title) < 2):
        return False
    if named is not None and (len(named.parties) > 1 or is_of_many(named, title)):
        return True
    if len(sides.parties) < 2:
        return False
    tells = any(p.search(title) for p in (words.call, words.visit, words.meeting))
    by_title = named is not None or words.eve.search(title) or (tells and len(sides.in_title) > 1)
    return bool(by_title) or _is_told(document, sides, title)


def _is_told(document: Document, sides: Sides, title: str) -> bool:
    """Tell whether the lead, or the text throughout, says that the two sides met."""
    words = meeting_words()
    lead = _opening(document)
    if acts_together(document) >= LEAST_TOGETHER:
        return True
    if words.joint.search(title) and words.occasion.search(lead):
        return True
    if words.signs.search(title) and SIGNED.search(lead):
        return True
    acting = _acting(document, sides, len(lead)) > 1
    if words.visit.search(title) and words.travelled.search(lead):
        return acting
    told = words.met.search(lead) or lead_tells_of_meeting(document, sides, len(lead))
    return acting and bool(told) and not is_transcript(document)


def _opening(document: Document) -> str:
    """Give the first paragraph or two, in small letters."""
    text = document.article.text
    return text[: max(text.find("\n", 350), 500)].lower()


def _acting(document: Document, sides: Sides, end: int) -> int:
    """Count the parties named before a position, themselves or by their people."""
    named = {m.party for m in document.mentions_in(0, end)}
    named |= {h.party for h in sides.holders for s, _ in h.places if s < end}
    named |= {sides.speaker} if sides.speaker else set()
    return len(named & set(sides.parties))


def _is_of(mechanism: MechanismFinding, named: Named | None) -> bool:
    if named is None:
        return False
    names = {mechanism.name, *mechanism.aliases}
    one = set(re.findall(r"\w+", named.name.lower()))
    return any(
        one <= (two := set(re.findall(r"\w+", name.lower()))) or two <= one for name in names
    )


def _own_sentence(document: Document, sides: Sides, named: Named | None) -> tuple[int, int] | None:
    """Give the sentence that tells of the meeting itself, by what it holds; the first of equals."""
    title = (document.article.title or "").lower()
    spans = sentence_spans(words_of(document.article.text))[:14]
    if meeting_words().visit.search(title) and (sets_out := _sets_out(document, spans[:4])):
        return sets_out
    scored = [
        (_tells(document, sides, named, span) - 0.1 * at, span) for at, span in enumerate(spans)
    ]
    if not scored:
        return None
    weight, best = max(scored, key=lambda pair: pair[0])
    if weight > LEAST_WEIGHT or meeting_words().eve.search(title) or is_transcript(document):
        return best
    return spans[0] if acts_together(document) >= LEAST_TOGETHER else None


def _sets_out(document: Document, spans: Sequence[tuple[int, int]]) -> tuple[int, int] | None:
    """Give the first sentence that says when somebody travels."""
    travelled = meeting_words().travelled
    told = (s for s in spans if travelled.search(document.article.text[s[0] : s[1]].lower()))
    return next((s for s in told if days_in(document, s)), None)


def _tells(document: Document, sides: Sides, named: Named | None, span: tuple[int, int]) -> float:
    """Weigh how far a sentence tells of the article's own meeting."""
    words = meeting_words()
    title = (document.article.title or "").lower()
    text = document.article.text[span[0] : span[1]].lower()
    weight = 0.0
    if words.held.search(text.split(BUILDS_ON)[0]):
        weight += 1.5
    if words.call.search(title) and words.spoke.search(text):
        weight += 1.5
    if words.visit.search(title) and words.travelled.search(text):
        weight += 1.5
    if named is not None and named.name.lower().split()[-1] in text:
        weight += 2.0
    if words.signs.search(title) and SIGNED.search(text):
        weight += 1.5
    if words.recalled.search(text):
        weight -= 2.0 if BUILDS_ON in text else 1.0
    if COUNTED_ROUND.search(text):
        weight += 1.0
    if words.announced.search(text) and acts_together(document) >= LEAST_TOGETHER:
        weight -= 3.0
    if days_in(document, span):
        weight += 1.0
    present = {m.party for m in document.mentions_in(*span)}
    present |= {h.party for h in sides.holders for s, e in h.places if span[0] <= s < span[1]}
    return weight + 0.5 * min(2, len(present & set(sides.parties))) - (len(text) < 40)


def _delegates(
    document: Document, sides: Sides, people: Sequence[PersonFinding], parties: tuple[str, ...]
) -> tuple[Seat, ...]:
    """Give those whom the article seats at the meeting, with their role, party and headship.

    Of a transcript in which several parties speak these are the speakers too.
    """
    held, voices = dict(sides.headed), _voices(sides, parties)
    words = meeting_words()
    seats = []
    for person in people:
        voice = voices.get(person.name.casefold().split()[-1])
        party = voice or held.get(person.name)
        around = _sentence_of(document, person.mentions[0]).lower()
        if party in parties and (voice == party or words.seated.search(around)):
            head = bool(words.head.search(around))
            seats.append(Seat(person.name, person.role, party, head))
    return tuple(seats)


def _voices(sides: Sides, parties: tuple[str, ...]) -> dict[str, str]:
    """Give the party of each speaker by name, where at least two of the parties speak."""
    told = {turn.speaker: turn.party for turn in sides.turns if turn.party in parties}
    found = {speaker: party for speaker, party in told.items() if party is not None}
    return found if len(set(found.values())) > 1 else {}


def _sentence_of(document: Document, evidence: Evidence) -> str:
    span = document.doc.char_span(evidence.start, evidence.end, alignment_mode="expand")
    return str(span.sent.text) if span is not None else ""
