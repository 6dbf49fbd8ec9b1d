"""Which meetings an article speaks of: the one it is about, those it recalls or announces."""

import re
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import TypeGuard

from stocktake.extract.dates import find_dates
from stocktake.extract.discourse import Sides
from stocktake.extract.document import Document
from stocktake.extract.mechanisms import Named, find_named
from stocktake.extract.meetings_elsewhere import find_meetings_elsewhere
from stocktake.extract.names import rules_text, sentence_spans, words_of
from stocktake.extract.places import cities_in, journey_places, place_of
from stocktake.extract.rounds import rounds_told
from stocktake.extract.talks import discourse_words
from stocktake.model import Evidence, MechanismFinding, MeetingFinding, PersonFinding, Seat

# Below it a sentence names neither the format nor parties that meet.
LEAST_WEIGHT = 0.5
ROUND_OF = re.compile(r"\b(?:session|round|meeting) of (?:the|their|its) $")
DAYS = re.compile(r"\d{4}-\d\d-\d\d(?:/\d{4}-\d\d-\d\d)?")
ROUND_WORD = re.compile(
    r"\b(?:dialogue|round|session|commission|committee|consultations|talks|2\+2)\b"
)
# What stands behind it was held before.
BUILDS_ON = " builds on "
COUNTED_ROUND = re.compile(r"\b(?:first|second|third|fourth|fifth|\d+th) (?:round|session) of\b")
TWO_DAYS = re.compile(r"\btwo[- ]days?\b")


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
    eve: re.Pattern[str]
    joint: re.Pattern[str]
    spoke: re.Pattern[str]
    travelled: re.Pattern[str]
    virtual: re.Pattern[str]
    round_of: re.Pattern[str]
    together: re.Pattern[str]
    ordinals: tuple[tuple[str, int], ...]


TITLES = ("call", "visit", "meeting", "other", "eve", "joint")
VERBS = ("held", "met", "seated", "head", "spoke", "travelled", "virtual", "round_of", "together")
# So many sentences in which both sides act together make a text a report of their talks.
LEAST_TOGETHER = 3


@cache
def meeting_words() -> MeetingWords:
    """Read the vocabulary of meetings from the rules."""
    raw = tomllib.loads(rules_text("meetings"))
    return MeetingWords(
        **{key: _any_of(raw["verbs"][key]) for key in VERBS},
        **{key: _any_of(raw["standing"][key]) for key in ("recalled", "announced")},
        **{
            key: _any_of(raw["title"][key])
            for key in ("call", "visit", "meeting", "other", "eve", "joint")
        },
        ordinals=tuple(raw["ordinals"].items()),
    )


def find_meetings(
    document: Document,
    sides: Sides,
    people: tuple[PersonFinding, ...],
    mechanisms: tuple[MechanismFinding, ...],
) -> tuple[MeetingFinding, ...]:
    """Give the meeting that the article is about first, then those it recalls or announces."""
    if (document.article.language or "en").split("-")[0] in {"ar", "fr"}:
        return find_meetings_elsewhere(document, sides, people)
    main = _main(document, sides, people, mechanisms)
    if main is None:
        return ()
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
    named = _named_main(document, sides)
    if not _is_report(document, sides, named):
        return None
    own = _own_sentence(document, sides, named)
    if own is None:
        return None
    mechanism = next((m for m in mechanisms if _is_of(m, named)), None)
    parties = _parties(sides, named, mechanism)
    return MeetingFinding(
        standing="main",
        name=named.name if named else None,
        mechanism=mechanism.name if mechanism else None,
        ordinal=_ordinal(document, named, own),
        when=_when(document, own) or (_day_told_nearby(document) if named else None),
        place=_place(document, own),
        parties=parties,
        delegates=_delegates(document, sides, people, parties),
        evidence=document.article.quote(*own),
    )


def _parties(
    sides: Sides, named: Named | None, mechanism: MechanismFinding | None
) -> tuple[str, ...]:
    """Give the parties: those in the format's name, else the sides of the talks.

    Of a conference that no party's name marks, only those whom the title names are known.
    """
    if named is not None and len(named.parties) > 1:
        return named.parties
    if mechanism is not None and len(mechanism.parties) > 1:
        return mechanism.parties
    if named is not None and sides.speaker is not None and len(sides.in_title) == 1:
        return sides.in_title
    return sides.parties


def _is_report(document: Document, sides: Sides, named: Named | None) -> bool:
    """Tell whether the article reports a meeting of parties: by its title, else by its lead."""
    title = (document.article.title or "").lower()
    words = meeting_words()
    lead = _opening(document)
    if words.other.search(title):
        return False
    two = len(sides.parties) > 1
    if two and words.joint.search(title) and words.met.search(lead):
        return True
    if named is not None and (two or len(named.parties) > 1):
        return True
    if two and (words.eve.search(title) or _acts_together(document) >= LEAST_TOGETHER):
        return True
    tells = any(p.search(title) for p in (words.call, words.visit, words.meeting))
    if tells and len(sides.in_title) > 1:
        return True
    met = words.met.search(lead) is not None
    return two and met and _acting(document, sides, len(lead)) > 1


def _acts_together(document: Document) -> int:
    """Count the places where "both sides" or "ministers" agree, welcome or discuss."""
    acts = meeting_words().together.pattern
    both = "|".join(re.escape(form) for form in sorted(discourse_words().both, key=len))
    together = re.compile(rf"\b(?:{both}) (?:also |then |further )?(?:{acts})")
    return len(together.findall(document.article.text.lower()))


def _lead(document: Document) -> str:
    """Give the first sentences, in small letters, past lines of who and where."""
    text = document.article.text
    end = text.find("\n", 700)
    return text[: min(end if end > 0 else 1200, 1200)].lower()


def _opening(document: Document) -> str:
    """Give the first paragraph or two, in small letters."""
    text = document.article.text
    return text[: max(text.find("\n", 350), 500)].lower()


def _acting(document: Document, sides: Sides, end: int) -> int:
    """Count the parties named before a position, themselves or by their people."""
    named = {m.party for m in document.mentions_in(0, end)}
    named |= {h.party for h in sides.holders for s, _ in h.places if s < end}
    return len(named & set(sides.parties))


def _named_main(document: Document, sides: Sides) -> Named | None:
    """Give the format whose round the article reports: the title's, else the lead's."""
    title = document.article.title or ""
    words = meeting_words()
    in_title = [n for n in find_named(title, document.title_mentions) if n.meets]
    if in_title:
        return in_title[0]
    if words.call.search(title.lower()):
        return None
    tells = words.meeting.search(title.lower()) or words.visit.search(title.lower())
    bilateral = tells and len(sides.in_title) > 1
    lead = document.article.text[: len(_lead(document))]
    for one in find_named(lead, [m for m in document.mentions if m.end <= len(lead)]):
        before = lead[max(0, one.start - 70) : one.start].lower()
        alike = set(one.parties) == set(sides.in_title) or not one.name[0].isupper()
        foreign = bilateral and not alike
        meets = one.meets or ROUND_OF.search(before) is not None
        if meets and not foreign and words.round_of.search(before):
            return one
    return _named_next(document) if _acts_together(document) >= LEAST_TOGETHER else None


def _named_next(document: Document) -> Named | None:
    """Give the format of a report that names it only where it announces the next round."""
    text = document.article.text
    named = find_named(text, document.mentions)
    return next((n for n in named if text[: n.start].lower().endswith("next ")), None)


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
    scored = [
        (_tells(document, sides, named, span) - 0.1 * at, span) for at, span in enumerate(spans)
    ]
    if not scored:
        return None
    weight, best = max(scored, key=lambda pair: pair[0])
    if weight > LEAST_WEIGHT or meeting_words().eve.search(title):
        return best
    return spans[0] if _acts_together(document) >= LEAST_TOGETHER else None


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
    if words.recalled.search(text):
        weight -= 2.0 if BUILDS_ON in text else 1.0
    if COUNTED_ROUND.search(text):
        weight += 1.0
    if words.announced.search(text) and _acts_together(document) >= LEAST_TOGETHER:
        weight -= 3.0
    if _dates_in(document, span):
        weight += 1.0
    present = {m.party for m in document.mentions_in(*span)}
    present |= {h.party for h in sides.holders for s, e in h.places if span[0] <= s < span[1]}
    return weight + 0.5 * min(2, len(present & set(sides.parties))) - (len(text) < 40)


def _ordinal(document: Document, named: Named | None, own: tuple[int, int]) -> int | None:
    """Give the number that the title or the meeting's own sentence counts the round by."""
    if named is None:
        return None
    texts = [document.article.title or "", document.article.text[own[0] : own[1]]]
    texts.append(_lead(document))
    for text in texts:
        number = _count_before(text.lower(), named.name.lower().split()[-1])
        if number is not None:
            return number
    return None


def _count_before(text: str, tail: str) -> int | None:
    """Give the ordinal that counts a round named by its last word, or a session or meeting."""
    counted = rf"(?:{re.escape(tail)}|session|round|meeting|ministerial)\b"
    for match in re.finditer(
        rf"\b([a-z]+|\d{{1,2}}(?:st|nd|rd|th))\b(?=[^;]{{0,90}}?{counted})", text
    ):
        word = match.group(1)
        if _is_recalled(text, match.start()):
            continue
        number = dict(meeting_words().ordinals).get(word)
        if number is not None:
            return number
        if word[0].isdigit() and "(" not in word:
            return int(word[:-2])
    return None


def _is_recalled(text: str, at: int) -> bool:
    """Tell whether the words at a position are of an earlier round, by what stands around them."""
    begin = max(text.rfind(". ", 0, at), text.rfind("\n", 0, at), 0)
    after = re.split(r"[,;.\n]", text[at : at + 90])[0]
    recalled = meeting_words().recalled
    return recalled.search(text[begin:at]) is not None or recalled.search(after) is not None


def _dates_in(document: Document, span: tuple[int, int]) -> tuple[str, ...]:
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


def _when(document: Document, own: tuple[int, int]) -> str | None:
    """Give the day or days of the meeting: its own sentence's, else what the title fixes."""
    title = (document.article.title or "").lower()
    words = meeting_words()
    found = _dates_in(document, own)
    if found and words.visit.search(title):
        ends = [part for day in found for part in day.split("/")]
        return found[0] if min(ends) == max(ends) else f"{min(ends)}/{max(ends)}"
    if found:
        held = document.article.text[own[0] : own[1]].lower()
        return _with_day_before(found[0]) if TWO_DAYS.search(held) else found[0]
    if ROUND_WORD.search(title) and (later := _day_told_nearby(document)):
        return later
    if words.eve.search(title):
        return (document.article.published or "")[:10] or None
    return None


def _day_told_nearby(document: Document) -> str | None:
    """Give the first day of the first sentences that recall nothing."""
    text = document.article.text
    for span in sentence_spans(words_of(text))[:6]:
        told = text[span[0] : span[1]].lower()
        found = _dates_in(document, span)
        if (
            found
            and meeting_words().held.search(told)
            and not meeting_words().recalled.search(told)
        ):
            return found[0]
    return None


def _place(document: Document, own: tuple[int, int]) -> str | None:
    """Give where the meeting was: "virtual", the stops of a journey, or the one place."""
    words = meeting_words()
    if words.virtual.search(document.article.text[own[0] : own[1]].lower()):
        return "virtual"
    if words.visit.search((document.article.title or "").lower()):
        return journey_places(document, own)
    found = place_of(document, own)
    if found or words.call.search((document.article.title or "").lower()):
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
