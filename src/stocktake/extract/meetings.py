"""Which meetings an article speaks of: the one it is about, those it recalls or announces."""

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from spacy.tokens import Span

from stocktake.extract.dates import find_dates
from stocktake.extract.discourse import Sides
from stocktake.extract.document import Document
from stocktake.extract.mechanisms import Named, find_named
from stocktake.extract.names import rules_text
from stocktake.model import Evidence, MechanismFinding, MeetingFinding, PersonFinding, Seat


@dataclass(frozen=True, slots=True)
class MeetingWords:
    """The vocabulary of meetings, as patterns over the words of a sentence."""

    held: re.Pattern[str]
    met: re.Pattern[str]
    seated: re.Pattern[str]
    head: re.Pattern[str]
    recalled: re.Pattern[str]
    announced: re.Pattern[str]
    call: re.Pattern[str]
    visit: re.Pattern[str]
    meeting: re.Pattern[str]
    other: re.Pattern[str]
    ordinals: tuple[tuple[str, int], ...]


@cache
def meeting_words() -> MeetingWords:
    """Read the vocabulary of meetings from the rules."""
    raw = tomllib.loads(rules_text("meetings"))
    return MeetingWords(
        **{key: _any_of(raw["verbs"][key]) for key in ("held", "met", "seated", "head")},
        **{key: _any_of(raw["standing"][key]) for key in ("recalled", "announced")},
        **{key: _any_of(raw["title"][key]) for key in ("call", "visit", "meeting", "other")},
        ordinals=tuple(raw["ordinals"].items()),
    )


def find_meetings(
    document: Document,
    sides: Sides,
    people: tuple[PersonFinding, ...],
    mechanisms: tuple[MechanismFinding, ...],
) -> tuple[MeetingFinding, ...]:
    """Give the meeting that the article is about first, then those it recalls or announces."""
    main = _main(document, sides, people, mechanisms)
    return (main,) if main is not None else ()


def _main(
    document: Document,
    sides: Sides,
    people: Sequence[PersonFinding],
    mechanisms: Sequence[MechanismFinding],
) -> MeetingFinding | None:
    """Give the meeting that the article reports, or None where it reports none."""
    named = _named_main(document, mechanisms)
    if not _is_report(document, sides, named):
        return None
    sentence = _own_sentence(document, named)
    if sentence is None:
        return None
    mechanism = next((m for m in mechanisms if _is_of(m, named)), None)
    parties = mechanism.parties if mechanism and len(mechanism.parties) > 1 else sides.parties
    title = document.article.title or ""
    return MeetingFinding(
        standing="main",
        name=named.name if named else None,
        mechanism=mechanism.name if mechanism else None,
        ordinal=_ordinal(title, named) or _ordinal(sentence.text, named),
        when=_when(document, sentence),
        place=_place(document, sentence),
        parties=parties,
        delegates=_delegates(document, sides, people, parties),
        evidence=document.quote(sentence),
    )


def _is_report(document: Document, sides: Sides, named: Named | None) -> bool:
    """Tell whether the article reports a meeting of parties: by its title, else by its lead."""
    title = (document.article.title or "").lower()
    words = meeting_words()
    if words.other.search(title):
        return False
    if named is not None and (len(named.parties) > 1 or len(sides.parties) > 1):
        return True
    tells = any(p.search(title) for p in (words.call, words.visit, words.meeting))
    if tells and len(sides.in_title) > 1:
        return True
    lead = _lead(document)
    if not words.met.search(lead):
        return False
    return len(sides.parties) > 1 and _acting(document, sides, len(lead)) > 1


def _lead(document: Document) -> str:
    """Give the first sentences, in small letters, past lines of who and where."""
    text = document.article.text
    return text[: max(text.find("\n", 350), 500)].lower()


def _acting(document: Document, sides: Sides, end: int) -> int:
    """Count the parties named before a position, themselves or by their people."""
    named = {m.party for m in document.mentions_in(0, end)}
    named |= {h.party for h in sides.holders for s, _ in h.places if s < end}
    return len(named & set(sides.parties))


def _named_main(
    document: Document, mechanisms: Sequence[MechanismFinding]
) -> Named | None:
    """Give the format whose round the article reports: the title's, else the lead's."""
    title = document.article.title or ""
    in_title = find_named(title, document.title_mentions)
    if in_title:
        return in_title[0]
    if meeting_words().call.search(title.lower()):
        return None
    lead = document.article.text[:900]
    in_lead = find_named(lead, [m for m in document.mentions if m.end <= len(lead)])
    for one in in_lead:
        before = lead[max(0, one.start - 60) : one.start].lower()
        if re.search(r"\b(held|hold|round|session|first|second|third|inaugural|annual|convened|hosted|wrapped up|completed|concluded|opened)\b", before):
            return one
    return None


def _is_of(mechanism: MechanismFinding, named: Named | None) -> bool:
    if named is None:
        return False
    names = {mechanism.name, *mechanism.aliases}
    one = set(re.findall(r"\w+", named.name.lower()))
    return any(
        one <= (two := set(re.findall(r"\w+", name.lower()))) or two <= one for name in names
    )


def _own_sentence(document: Document, named: Named | None) -> Span | None:
    """Give the sentence that tells of the meeting itself."""
    sentences = [s for s in document.doc.sents if s.text.strip()]
    head = sentences[:14]
    if named is not None:
        tail = named.name.lower().split()[-1]
        holding = [s for s in head if tail in s.text.lower()]
        for s in holding:
            if meeting_words().held.search(s.text.lower()):
                return s
        if holding:
            return holding[0]
    title = (document.article.title or "").lower()
    words = meeting_words()
    if not (
        words.call.search(title) or words.visit.search(title) or words.meeting.search(title) or named
    ):
        head = head[:4]
    for s in head:
        if words.held.search(s.text.lower()) and len(document.mentions_in(s.start_char, s.end_char)) >= 1:
            return s
    return head[0] if head and named else None


def _ordinal(text: str, named: Named | None) -> int | None:
    """Give the number that a text counts the round by."""
    if named is None:
        return None
    text = text.lower()
    tail = named.name.lower().split()[-1]
    at = text.find(tail)
    before = text[max(0, at - 120) : at] if at >= 0 else ""
    for word, number in meeting_words().ordinals:
        if re.search(rf"\b{word}\b", before):
            return number
    match = re.search(r"\b(\d{1,2})(?:st|nd|rd|th)\b", before)
    return int(match.group(1)) if match else None


def _when(document: Document, sentence: Span) -> str | None:
    """Give the day or days that the sentence fixes, else those of the sentence after it."""
    article = document.article
    dates = find_dates(article.text, article.published, article.language or "en")
    spans = [sentence]
    for start, end in [(s.start_char, s.end_char) for s in spans]:
        fixed = [d for d in dates if start <= d.start and d.end <= end and d.edtf]
        if fixed:
            return fixed[0].edtf
    return None


def _place(document: Document, sentence: Span) -> str | None:
    """Give the city, house or "virtual" where the meeting was."""
    text = sentence.text
    if re.search(r"\bvirtual(ly)?\b|\bby video\b|\bonline\b", text.lower()):
        return "virtual"
    for ent in sentence.ents:
        if ent.label_ in {"GPE", "FAC", "LOC"}:
            before = document.article.text[: ent.start_char].rstrip().lower().rsplit(None, 2)[-2:]
            known = [m for m in document.mentions_in(ent.start_char, ent.end_char) if m.form == "name"]
            if before and (before[-1] == "in" or before[-2:] == ["at", "the"]) and not known:
                return ent.text
    return None


def _delegates(
    document: Document, sides: Sides, people: Sequence[PersonFinding], parties: tuple[str, ...]
) -> tuple[Seat, ...]:
    """Give those whom the article seats at the meeting, with their role, party and headship."""
    held = dict(sides.headed)
    words = meeting_words()
    seats = []
    for person in people:
        party = held.get(person.name)
        place = person.mentions[0]
        around = _sentence_of(document, place).lower()
        if party not in parties or not words.seated.search(around):
            continue
        seats.append(Seat(person.name, person.role, party, bool(words.head.search(around))))
    return tuple(seats)


def _sentence_of(document: Document, evidence: Evidence) -> str:
    span = document.doc.char_span(evidence.start, evidence.end, alignment_mode="expand")
    return str(span.sent.text) if span is not None else ""


def _any_of(forms: Sequence[str]) -> re.Pattern[str]:
    return re.compile("|".join(rf"\b{re.escape(form)}\b" for form in forms))
