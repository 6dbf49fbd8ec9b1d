"""What reports of one meeting disagree on: its days, round, place, and who holds which office."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from itertools import combinations

from stocktake.model import Discrepancy, DiscrepancyKind, Evidence, Meeting
from stocktake.reconcile.acts import without_landmarks
from stocktake.reconcile.article_words import (
    MeetingWord,
    Sitting,
)
from stocktake.reconcile.choosing import Voice, choose, reason
from stocktake.reconcile.disagreement import disagreement, why_likely
from stocktake.reconcile.grouping import by
from stocktake.reconcile.names import name
from stocktake.reconcile.offices import office_of, other_office
from stocktake.reconcile.periods import is_exact, period
from stocktake.reconcile.places import apart
from stocktake.reconcile.sketch import folded
from stocktake.reconcile.wording import folded_groups, stem

_STEM_LETTERS = 5


def disagreements(meeting: Meeting, words: Sequence[MeetingWord]) -> tuple[Discrepancy, ...]:
    """Give the disagreements among articles that are about one meeting."""
    mains = [w for w in words if w.standing == "main"]
    if len({w.told.article for w in mains}) < 2:
        return ()
    return (
        *_of_field("date", "dates", meeting, mains),
        *_of_field("ordinal", "numbers of the round", meeting, mains),
        *_of_field("place", "places", meeting, mains),
        *_of_offices(mains),
        *_of_doubled(meeting, mains),
    )


def _of_field(
    kind: DiscrepancyKind, what: str, meeting: Meeting, words: list[MeetingWord]
) -> Iterator[Discrepancy]:
    voices = [
        (_voice(w, value), quote)
        for w in words
        if (value := _value(kind, w)) is not None and (quote := _words_for(kind, w)) is not None
    ]
    if not any(_contrary(kind, a.value, b.value) for (a, _), (b, _) in combinations(voices, 2)):
        return
    readings = [(v.value, quote) for v, quote in voices]
    best = choose([v for v, _ in voices])
    because = reason(best, [v for v, _ in voices]) if best else None
    likely = best.value if best and because else None
    yield disagreement(kind, meeting.id, readings, likely, why_likely(what, likely, because))


def _value(kind: DiscrepancyKind, word: MeetingWord) -> str | None:
    if kind == "date":
        return word.when
    if kind == "ordinal":
        return str(word.ordinal) if word.ordinal else None
    return word.place


def _words_for(kind: DiscrepancyKind, word: MeetingWord) -> Evidence | None:
    """Give the words that a reading rests on; those of the meeting's sentence must show it."""
    field = {"date": "when"}.get(kind, kind)
    own = [quote for name_, quote in word.rests_on if name_ == field]
    if kind == "date":  # "today" is as uncertain as the page's own day: only a printed day disputes
        own = [quote for quote in own if any(letter.isdigit() for letter in quote.quote)]
    if kind == "ordinal":
        return next((q for q in (*own, word.evidence) if _counts(q.quote, word.ordinal)), None)
    return own[0] if own else (word.evidence if _shows(kind, word) else None)


def _counts(quote: str, ordinal: int | None) -> bool:
    """Tell whether words give a round's number, and not only that of another that they date by."""
    said = folded(without_landmarks(quote)).split()
    return any(folded_groups("following.toml", "ordinals").get(w) == str(ordinal) for w in said)


def _shows(kind: DiscrepancyKind, word: MeetingWord) -> bool:
    quote = folded(word.evidence.quote)
    if kind == "place":
        return bool(word.place) and folded(word.place or "") in quote
    days = period(word.when)
    if days is None:
        return False
    first = date.fromordinal(days.first)
    return str(first.day) in quote.split() or f"{first:%A}".casefold() in quote


def _contrary(kind: DiscrepancyKind, one: str, two: str) -> bool:
    if kind == "place":
        return apart(one, two)
    if kind == "ordinal":
        return one != two
    if not is_exact(one) or not is_exact(two):
        return False
    a, b = period(one), period(two)
    return a is not None and b is not None and not a.contains(b) and not b.contains(a)


def _voice(word: MeetingWord, value: str) -> Voice[str]:
    told = word.told
    return Voice(value, told.origin, told.primary, True, told.published, told.article)


def _of_offices(words: list[MeetingWord]) -> Iterator[Discrepancy]:
    """Give the people whom two reports seat in two offices that differ in what they are over."""
    seats = [(s, w) for w in words for s in w.people if s.role]
    for person, sat in by(seats, lambda seat: seat[0].person).items():
        if any(_clash(one, two) for one, two in combinations(sat, 2)):
            yield _office_dispute(person, sat)


Seat = tuple[Sitting, MeetingWord]


def _clash(one: Seat, two: Seat) -> bool:
    apart = one[1].told.article != two[1].told.article
    return apart and other_office(one[0].role or "", two[0].role or "")


def _office_dispute(person: str, sat: Sequence[Seat]) -> Discrepancy:
    """Weigh the offices that reports give somebody: a role counts for all that may be the same."""
    told = [(s, w) for s, w in sat if office_of(s.role or "")]
    voices = [_voice(w, s.role or "") for s, w in told]
    best = choose(voices, lambda one, two: not other_office(one, two))
    because = None
    if best:
        alike = [
            replace(v, value=best.value) if not other_office(v.value, best.value) else v
            for v in voices
        ]
        because = reason(best, alike)
    likely = best.value if best and because else None
    readings = [(s.role or "", _place_of(s, w)) for s, w in told]
    why = why_likely(f"offices to {told[0][0].name}", likely, because)
    return disagreement("role", person, readings, likely, why)


def _place_of(sitting: Sitting, word: MeetingWord) -> Evidence:
    return sitting.mention or word.evidence


def _of_doubled(meeting: Meeting, words: list[MeetingWord]) -> Iterator[Discrepancy]:
    """Give the offices whose second adjective is, by another report, their holder's family name."""
    for word in words:
        for quote in word.doubled:
            others = (o for o in words if o.told.article != word.told.article)
            holder = next((h for o in others for h in o.people if _is_holder(h, quote)), None)
            if holder is not None:
                right = f"{quote.quote.split('-')[0]} {quote.quote.split(' ', 1)[1]} {holder.name}"
                why = (
                    f"Likely the {right}, whom another report of the meeting names: the family "
                    "name has become an adjective."
                )
                other = next(o for o in words if holder in o.people)
                readings = [(quote.quote, quote), (right, _place_of(holder, other))]
                yield disagreement("wording", meeting.id, readings, right, why)


def _is_holder(person: Sitting, quote: Evidence) -> bool:
    parsed = name(person.name)
    second = quote.quote.split("-", 1)[1].split()[0].casefold()
    office = {stem(w) for w in quote.quote.casefold().split()[1:]}
    held = {stem(w) for w in (person.role or "").casefold().split()}
    if parsed is None or not office <= held:
        return False
    return any(part[:_STEM_LETTERS] == second[:_STEM_LETTERS] for part in parsed.parts)
