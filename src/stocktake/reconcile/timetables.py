"""The timetable of a format from all that articles tell: one line a phase, date or condition."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from stocktake.model import (
    Counted,
    Discrepancy,
    Mechanism,
    Meeting,
    Milestone,
    MilestoneFinding,
)
from stocktake.reconcile.article_words import (
    FormatWord,
    LooseLine,
    Told,
    noun_of,
)
from stocktake.reconcile.articles import distinct, earliest_first, published_days
from stocktake.reconcile.assessments import assessments_of
from stocktake.reconcile.choosing import Voice, choose, reason
from stocktake.reconcile.disagreement import disagreement, why_likely
from stocktake.reconcile.grouping import Union, by
from stocktake.reconcile.periods import period

_LATER = 21  # days after which another date is a new one and no other reading of the old
_AROUND = 45  # days between the date of a plan and the deed that is of it
_ALIKE = 0.5  # of the words of two conditions
_NEVER = "9999"
_WORD = re.compile(r"\w{4,}")


@dataclass(frozen=True, slots=True)
class Said:
    """One article's word on a line; `when` is its date, counted from a round where it says so."""

    told: Told
    line: MilestoneFinding
    when: str | None
    round: str | None

    @property
    def order(self) -> tuple[str, str]:
        """Give the key that puts the earliest report first."""
        return earliest_first(
            self.told.published, f"{self.told.article} {self.line.evidence.start:9}"
        )


def with_loose_lines(
    known: Sequence[tuple[Mechanism, Sequence[FormatWord]]], loose: Sequence[LooseLine]
) -> dict[str, list[FormatWord]]:
    """Give, by mechanism, words for the lines that were told without a format.

    A line goes to the one format of its parties whose timetable speaks of the same thing; two such
    formats are no answer.
    """
    found: dict[str, list[FormatWord]] = {}
    for one in loose:
        bearers = [(m, words[0]) for m, words in known if _bears(m, words, one)]
        if len(bearers) == 1:
            mechanism, word = bearers[0]
            line = replace(word, told=one.told, milestones=(one.line,), assessments=(), mentions=())
            found.setdefault(mechanism.id, []).append(line)
    return found


def _bears(mechanism: Mechanism, words: Sequence[FormatWord], loose: LooseLine) -> bool:
    nouns = {noun_of(line) for word in words for line in word.milestones}
    return set(mechanism.parties) == set(loose.parties) and noun_of(loose.line) in nouns


def with_timetable(
    mechanism: Mechanism, words: Sequence[FormatWord], rounds: Sequence[Meeting]
) -> Mechanism:
    """Give a format with what articles tell of its assessments and of its timetable."""
    return replace(
        mechanism, assessments=assessments_of(words), timetable=timetable_of(words, rounds)
    )


def timetable_of(words: Sequence[FormatWord], rounds: Sequence[Meeting]) -> tuple[Milestone, ...]:
    """Give the lines of a format's timetable, the earliest date first, undated ones last."""
    lines = (_milestone(said) for said in _lines(_said(words, rounds)))
    return tuple(sorted(lines, key=_due))


def date_disagreements(
    mechanism: str, words: Sequence[FormatWord], rounds: Sequence[Meeting]
) -> Iterator[Discrepancy]:
    """Give the phases for which reports of one time name different dates."""
    for said in _lines(_said(words, rounds)):
        dated = [s for s in said if s.line.standing == "planned" and s.when]
        for one in _of_one_time(dated):
            voices = [_voice(s) for s in one]
            chosen = choose(voices)
            if chosen is None or all(_agree(s.when, chosen.value) for s in one):
                continue
            because = reason(chosen, voices)
            likely = chosen.value if because else None
            what = f"dates for “{one[0].line.what}”"
            readings = [(s.when or "", s.line.evidence) for s in one]
            why = why_likely(what, likely, because)
            yield disagreement("date", mechanism, readings, likely, why)


def _said(words: Sequence[FormatWord], rounds: Sequence[Meeting]) -> list[Said]:
    found = [
        Said(word.told, line, *_dated(line, rounds)) for word in words for line in word.milestones
    ]
    return sorted(set(found), key=lambda s: s.order)


def _dated(line: MilestoneFinding, rounds: Sequence[Meeting]) -> tuple[str | None, str | None]:
    """Give the date of a line and the round that it was counted from, where that round is known."""
    if line.counted is None:
        return line.when, None
    met = [m for m in rounds if m.ordinal == line.counted.ordinal and m.when]
    if len(met) != 1:
        return None, None
    return after(line.counted, met[0].when or ""), met[0].id


def after(time: Counted, when: str) -> str | None:
    """Give the date (EDTF) so much time after the last day of a round, as exact as its unit."""
    days = period(when)
    if days is None or days.days > 10:
        return None
    last = date.fromordinal(days.last)
    if time.unit in ("day", "week"):
        return (last + timedelta(days=time.number * (7 if time.unit == "week" else 1))).isoformat()
    if time.unit == "month":
        month = last.month - 1 + time.number
        return f"{last.year + month // 12:04}-{month % 12 + 1:02}"
    return f"{last.year + time.number:04}" if time.unit == "year" else None


def _lines(said: Sequence[Said]) -> list[list[Said]]:
    """Group what articles say of one line: plans first, then each deed with the plan it is of."""
    planned = [s for s in said if s.line.standing == "planned"]
    found: list[list[Said]] = []
    for key, alike in by(planned, _key).items():
        found += [alike] if key[0] else _apart(alike)
    plans = list(found)
    for deed in (s for s in said if s.line.standing != "planned"):
        of_it = [p for p in plans if _is_of(deed, p)]
        same = [d for d in found if d not in plans and _key(d[0]) == _key(deed)]
        if len(of_it) == 1:
            of_it[0].append(deed)
        elif same:
            same[0].append(deed)
        else:
            found.append([deed])
    return found


def _key(said: Said) -> tuple[int, str, str]:
    """Tell a phase by its number, anything else by what it is of."""
    line = said.line
    return (line.phase or 0, "" if line.phase else noun_of(line), line.edge or "")


def _is_of(deed: Said, plan: Sequence[Said]) -> bool:
    """Tell whether a report of a deed is of a plan: its phase, or its thing at the time planned."""
    for one in plan:
        if deed.line.edge != ("ends" if one.line.edge == "lasts" else one.line.edge):
            continue
        if deed.line.phase != one.line.phase:
            continue  # that a first phase is over says nothing of the whole
        if deed.line.phase is not None:
            return True
        if noun_of(deed.line) == noun_of(one.line):
            due, day = period(one.when), period(deed.when) or published_days(deed.told.published)
            if due is not None and day is not None and due.gap(day) <= _AROUND:
                return True
    return False


def _apart(alike: Sequence[Said]) -> list[list[Said]]:
    """Part what is told of things of one name: by their dates, or by what they hang on."""
    union = Union(len(alike))
    for one in range(len(alike)):
        for two in range(one):
            if _same(alike[one], alike[two]):
                union.join(one, two)
    return [[alike[i] for i in group] for group in union.groups()]


def _same(one: Said, two: Said) -> bool:
    if one.when and two.when:
        return _agree(one.when, two.when)
    if one.when or two.when:
        return False
    if one.line.counted or two.line.counted:
        return one.line.counted == two.line.counted
    a, b = (set(_WORD.findall((s.line.condition or "").casefold())) for s in (one, two))
    return a == b or len(a & b) >= _ALIKE * len(a | b)


def _agree(one: str | None, two: str | None) -> bool:
    """Tell whether one date says the same as another, only more or less exactly."""
    a, b = period(one), period(two)
    return one == two or (a is not None and b is not None and (a.contains(b) or b.contains(a)))


def _of_one_time(said: Sequence[Said]) -> list[list[Said]]:
    """Part what is told in the order of days wherever a pause makes it another occasion."""
    found: list[list[Said]] = []
    for one in said:
        before = published_days(found[-1][-1].told.published) if found else None
        now = published_days(one.told.published)
        if before is not None and now is not None and now.gap(before) <= _LATER:
            found[-1].append(one)
        else:
            found.append([one])
    return found


def _voice(said: Said) -> Voice[str]:
    told = said.told
    value = said.when or ""
    return Voice(value, told.origin, told.primary, True, told.published, told.article)


def _milestone(said: Sequence[Said]) -> Milestone:
    """Give one line: with the date last set, and what the last report says of it."""
    planned = [s for s in said if s.line.standing == "planned"]
    dates = [_chosen(one) for one in _of_one_time([s for s in planned if s.when])]
    when = dates[-1].when if dates else None
    earlier = [d.when for d in dates if not _agree(d.when, when)]
    last = dates[-1] if dates else (planned or said)[-1]
    conditions = [s.line.condition for s in planned if s.line.condition]
    deeds = [s for s in said if s.line.standing != "planned"]
    done = [s for s in deeds if s.line.standing == "done"] or deeds
    return Milestone(
        what=max((s.line.what for s in said), key=lambda w: (len(w), w)),
        phase=next((s.line.phase for s in said if s.line.phase is not None), None),
        edge=said[0].line.edge,
        when=when,
        when_words=last.line.when_words if last.line.standing == "planned" else None,
        condition=conditions[-1] if conditions else None,
        round=last.round,
        before=earlier[-1] if earlier else None,
        standing=done[-1].line.standing if done else "planned",
        told=_day_told(done[-1]) if done else None,
        evidence=distinct(tuple(s.line.evidence for s in said)),
    )


def _day_told(said: Said) -> str | None:
    """Give when something was done: as told, but no later than the report that tells it."""
    days, out = period(said.line.when), published_days(said.told.published)
    if days is None or (out is not None and days.last > out.last):
        return said.told.published[:10] if said.told.published else None
    return said.line.when


def _chosen(said: Sequence[Said]) -> Said:
    """Choose among reports of one time: the primary document, else most origins, else the first."""
    chosen = choose([_voice(s) for s in said])
    return next(s for s in said if chosen and _voice(s) == chosen)


def _due(line: Milestone) -> tuple[str, int, str, str]:
    days = period(line.when or line.told)
    last = date.fromordinal(days.last).isoformat() if days else _NEVER
    return (last, line.phase or 0, line.edge or "", line.evidence[0].article)
