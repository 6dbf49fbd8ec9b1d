"""One entry for each real meeting and each standing format, from all that articles say of them."""

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

import msgspec

from stocktake.identity import short_id
from stocktake.model import (
    Delegate,
    Discrepancy,
    Entry,
    Evidence,
    Ground,
    Item,
    Judgement,
    Link,
    Mechanism,
    Meeting,
    Report,
    Resolved,
)
from stocktake.reconcile.article_words import (
    Body,
    FormatWord,
    LooseLine,
    MeetingWord,
)
from stocktake.reconcile.articles import distinct, earliest_first
from stocktake.reconcile.choosing import Voice, choose
from stocktake.reconcile.decisions import Cluster, Decisions
from stocktake.reconcile.formats import mechanism_entry, wrong_names
from stocktake.reconcile.grouping import by, connected
from stocktake.reconcile.meeting_disagreements import disagreements
from stocktake.reconcile.periods import period
from stocktake.reconcile.same_meeting import Told, gather, tell
from stocktake.reconcile.timetables import date_disagreements, with_loose_lines, with_timetable
from stocktake.reconcile.words_of_meetings import items_of

V = TypeVar("V", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Round:
    """What later layers know of a meeting: its entry's id and its main fields."""

    meeting: str
    mechanism: str | None
    ordinal: int | None
    when: str | None
    place: str | None
    parties: tuple[str, ...]


class Meetings:
    """Gather the words on each meeting and each format."""

    name = "meetings"

    def items(self, report: Report, links: Mapping[str, str]) -> tuple[Item, ...]:
        """Give an item for each meeting and each format that the article speaks of."""
        return items_of(report, links)

    def ground(self, item: Item) -> Ground:
        """Find a word on a meeting by what it rests on, one on a format by its mentions."""
        body = msgspec.json.decode(item.body, type=Body)
        if body.format:
            kind, told, words = "mechanisms", body.format.name, body.format.mentions
        elif body.meeting:
            rests_on = tuple(quote for _, quote in body.meeting.rests_on)
            kind, told, words = "meetings", "", (body.meeting.evidence, *rests_on)
            told = body.meeting.name or ""
        else:
            return Ground((), "", ())
        return Ground((kind, "discrepancies"), told, tuple((w.start, w.end) for w in words))

    def resolve(self, items: Sequence[Item], judgements: Sequence[Judgement]) -> Resolved:
        """Give the meetings, the formats with their rounds, and what reports disagree on."""
        entries: list[Entry] = []
        links: list[Link] = []
        decisions = Decisions(items, judgements)
        for group in connected(items):
            bodies = [(item.id, msgspec.json.decode(item.body, type=Body)) for item in group]
            told = [tell(i, body.meeting) for i, body in bodies if body.meeting]
            formats = [(i, body.format) for i, body in bodies if body.format]
            loose = [body.loose for _, body in bodies if body.loose]
            entries += _resolve_group(told, formats, loose, decisions, links)
        return Resolved(tuple(entries), tuple(links))


def _resolve_group(
    told: list[Told],
    formats: list[tuple[str, FormatWord]],
    loose: list[LooseLine],
    decisions: Decisions,
    links: list[Link],
) -> list[Entry]:
    named = by(formats, lambda pair: pair[1].mechanism)
    known = decisions.heard(named.values(), lambda pair: pair[0])
    refused = {f.things[0][1].mechanism for f in known if f.rejected}
    entries, meetings, found = list[Entry](), list[Meeting](), list[Discrepancy]()
    kept = _without(refused, told)
    moved = _of_named_formats(kept, formats, decisions)
    for words in decisions.settled(gather([moved.get(t.item, t) for t in kept]), lambda t: t.item):
        meeting = _entry(words, moved)
        entries.append(meeting)
        if not words.rejected:
            meetings.append(meeting)
            links += [_link(t, meeting) for t in words.things]
            found += disagreements(meeting, [t.word for t in words.things])
    meeting_of = {article: m.id for m in meetings for article in m.reports}
    made = [_format(one, meetings) for one in known if _is_format(one)]
    hung = with_loose_lines([(mechanism, words) for _, mechanism, words, _ in made], loose)
    for one, mechanism, told_of_it, rounds in made:
        telling = [*told_of_it, *hung.get(mechanism.id, ())]
        entry = one.entry(with_timetable(mechanism, telling, rounds))
        entries.append(entry)
        if not one.rejected:
            found += wrong_names(entry, told_of_it, meeting_of)
            found += date_disagreements(mechanism.id, telling, rounds)
    return [*entries, *found]


_Named = Cluster[tuple[str, FormatWord]]


def _is_format(named: _Named) -> bool:
    return any(word.kind is not None for _, word in named.things)


def _format(
    named: _Named, meetings: Sequence[Meeting]
) -> tuple[_Named, Mechanism, list[FormatWord], list[Meeting]]:
    """Give the entry of a format, with the words and the rounds in time order that it rests on."""
    words = [word for _, word in named.things]
    mechanism = words[0].mechanism
    rounds = sorted(
        (m for m in meetings if m.mechanism == mechanism), key=lambda m: (_start(m), m.id)
    )
    return named, mechanism_entry(mechanism, words, rounds), words, rounds


def _entry(words: Cluster[Told], moved: Mapping[str, Told]) -> Meeting:
    """Give a meeting as people want it; the format that somebody named bears its id of now."""
    made = _meeting([t.word for t in words.things], _anchor(words.things))
    wanted = words.entry(made)
    if any(t.item in moved for t in words.things):
        return replace(wanted, mechanism=made.mechanism)
    return wanted


def _of_named_formats(
    told: Sequence[Told], formats: Sequence[tuple[str, FormatWord]], decisions: Decisions
) -> dict[str, Told]:
    """Give the words on meetings of which a person named the format, by item, as of that format.

    They are then compared with the words on its other rounds.
    """
    moved: dict[str, Told] = {}
    for record, value in decisions.naming("mechanism"):
        named = {word.mechanism for item, word in formats if item in value}
        if len(named) == 1:
            (mechanism,) = named
            for words in gather(told):
                if any(t.item in record for t in words):
                    moved |= {t.item: tell(t.item, _of(t.word, mechanism)) for t in words}
    return moved


def _of(word: MeetingWord, mechanism: str) -> MeetingWord:
    return replace(word, mechanism=mechanism)


def _without(refused: set[str], told: Sequence[Told]) -> list[Told]:
    """Give words on meetings that name none of the formats that are none."""
    return [
        tell(t.item, replace(t.word, mechanism=None)) if t.word.mechanism in refused else t
        for t in told
    ]


def _start(meeting: Meeting) -> int:
    days = period(meeting.when)
    return days.first if days else 10**9


def _anchor(words: list[Told]) -> str:
    order = {"main": 0, "recalled": 1, "announced": 2}
    first = min(
        words,
        key=lambda t: (order[t.word.standing], earliest_first(t.word.told.published, t.item)),
    )
    return short_id("m", first.item)


def _link(told: Told, meeting: Meeting) -> Link:
    round_ = Round(
        meeting.id, meeting.mechanism, meeting.ordinal, meeting.when, meeting.place,
        meeting.parties,
    )  # fmt: skip
    value = msgspec.json.encode(round_).decode()
    word = told.word
    name = "meeting" if word.standing == "main" else f"meeting:{word.number}"
    return Link(told.item, word.told.article, name, value)


def voice(word: MeetingWord, value: V) -> Voice[V]:
    """Give one article's reading of a field of the meeting."""
    return Voice(
        value, word.told.origin, word.told.primary, word.standing == "main",
        word.told.published, word.told.article,
    )  # fmt: skip


def _chosen(words: Sequence[MeetingWord], values: Sequence[V | None]) -> V | None:
    known = [(w, v) for w, v in zip(words, values, strict=True) if v is not None]
    best = choose([voice(w, v) for w, v in known])
    return best.value if best else None


def _sharpest(dates: Sequence[str | None]) -> list[str | None]:
    """Leave out the dates that only say more vaguely what another says ("2024" beside a day)."""
    days = [period(d) for d in dates]
    return [
        d
        if p and not any(o and p.days > 10 and o.days < p.days and p.contains(o) for o in days)
        else None
        for d, p in zip(dates, days, strict=True)
    ]


def _meeting(words: list[MeetingWord], meeting_id: str) -> Meeting:
    return Meeting(
        id=meeting_id,
        name=_chosen(words, [w.name for w in words]),
        mechanism=_chosen(words, [w.mechanism for w in words]),
        ordinal=_chosen(words, [w.ordinal for w in words]),
        when=_chosen(words, _sharpest([w.when for w in words])),
        place=_chosen(words, [w.place for w in words]),
        parties=_chosen(words, [w.parties or None for w in words]) or (),
        delegates=_delegates(words),
        reports=tuple(sorted({w.told.article for w in words if w.standing == "main"})),
        evidence=_evidence(words),
    )


def _delegates(words: list[MeetingWord]) -> tuple[Delegate, ...]:
    seats = [(s, w) for w in words for s in w.delegates]
    found = []
    for person, sat in by(seats, lambda seat: seat[0].person).items():
        seated = [w for _, w in sat]
        found.append(
            Delegate(
                person,
                _chosen(seated, [s.role for s, _ in sat]),
                _chosen(seated, [s.party for s, _ in sat]),
                any(s.head for s, _ in sat),
            )
        )
    return tuple(sorted(found, key=lambda d: (d.party or "~", not d.head, d.person)))


def _evidence(words: list[MeetingWord]) -> tuple[Evidence, ...]:
    return distinct(
        tuple(e for w in words for e in (w.evidence, *(quote for _, quote in w.rests_on)))
    )


def round_of(links: Mapping[str, str]) -> Round | None:
    """Read which meeting an article is about."""
    value = links.get("meeting")
    return msgspec.json.decode(value, type=Round) if value else None
