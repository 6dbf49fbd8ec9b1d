"""The records as the reports that were out by a day support them."""

from dataclasses import replace
from datetime import date
from typing import TypeVar

from stocktake.model import (
    Assessment,
    Commitment,
    Discrepancy,
    Mechanism,
    Meeting,
    Milestone,
    Origin,
    Person,
)
from stocktake.serve.days import span
from stocktake.serve.exchange import ArticleRecord, PageRecord, Record, Records
from stocktake.serve.quotes import evidence_of

R = TypeVar("R", bound=Record)
H = TypeVar("H", Assessment, Milestone)


def known_by(records: Records, day: date) -> Records:
    """Give the records without reports published after a day and without what rests on them alone.

    An undated article counts as known.  What became of a promise falls back to "no evidence found"
    where only later texts tell it.
    """
    articles = tuple(article for article in records.articles if is_out(article, day))
    out = frozenset(article.id for article in articles)
    follow_through = _resting(records.follow_through, out)
    told = frozenset(follow.commitment for follow in follow_through if follow.counted)
    was_told = frozenset(f.commitment for f in records.follow_through if f.counted)
    forgotten = was_told - told
    return replace(
        records,
        pages=tuple(_page(page, out) for page in records.pages),
        articles=articles,
        origins=tuple(o for o in (_origin(o, out) for o in records.origins) if o.articles),
        parties=_resting(records.parties, out),
        people=tuple(_person(person, day) for person in _resting(records.people, out)),
        mechanisms=tuple(_hanging(m, out) for m in _resting(records.mechanisms, out)),
        meetings=tuple(_meeting(meeting, out) for meeting in _resting(records.meetings, out)),
        commitments=tuple(_told(c, forgotten) for c in _resting(records.commitments, out)),
        agreements=_resting(records.agreements, out),
        programmes=_resting(records.programmes, out),
        discrepancies=_disagreeing(records.discrepancies, out),
        follow_through=follow_through,
    )


def is_out(article: ArticleRecord, day: date) -> bool:
    """Tell whether an article was published by a day; one whose day is not printed counts.

    Of a month or a year, its last day must be past, as everywhere that a day is asked for.
    """
    days = span(article.published[:10]) if article.published else None
    return days is None or days.last is None or days.last <= day


def _resting(records: tuple[R, ...], out: frozenset[str]) -> tuple[R, ...]:
    """Give the records that still have a quote, without the quotes of later articles.

    A record without any quote was entered by a person and stays.
    """
    kept = []
    for record in records:
        evidence = evidence_of(record)
        left = tuple(e for e in evidence if e.article in out)
        if len(left) == len(evidence):
            kept.append(record)
        elif left:
            kept.append(replace(record, evidence=left))  # type: ignore[arg-type]  # those with quotes have the field
    return tuple(kept)


def _page(page: PageRecord, out: frozenset[str]) -> PageRecord:
    return replace(page, articles=tuple(a for a in page.articles if a in out))


def _origin(origin: Origin, out: frozenset[str]) -> Origin:
    evidence = tuple(e for e in origin.evidence if e.article in out)
    articles = tuple(a for a in origin.articles if a in out)
    return replace(origin, articles=articles, evidence=evidence)


def _person(person: Person, day: date) -> Person:
    roles = [(span(role.as_of), role) for role in person.roles]
    known = tuple(r for days, r in roles if not (days and days.first and days.first > day))
    return replace(person, roles=known)


def _meeting(meeting: Meeting, out: frozenset[str]) -> Meeting:
    return replace(meeting, reports=tuple(a for a in meeting.reports if a in out))


def _hanging(mechanism: Mechanism, out: frozenset[str]) -> Mechanism:
    """Give a mechanism with what reports that were out tell of its assessments and timetable.

    Whether a line was done, or moved, is not known where a later report tells of it as well.
    """
    assessments = (_cut(a, out) for a in mechanism.assessments)
    timetable = (_planned(_cut(line, out), line) for line in mechanism.timetable)
    return replace(
        mechanism,
        assessments=tuple(a for a in assessments if a.evidence),
        timetable=tuple(line for line in timetable if line.evidence),
    )


def _cut(told: H, out: frozenset[str]) -> H:
    return replace(told, evidence=tuple(e for e in told.evidence if e.article in out))


def _planned(line: Milestone, whole: Milestone) -> Milestone:
    if line == whole:
        return line
    return replace(line, standing="planned", told=None, before=None)


def _told(commitment: Commitment, forgotten: frozenset[str]) -> Commitment:
    if commitment.id not in forgotten:
        return commitment
    return replace(commitment, delivery="no evidence found", grade=None)


def _disagreeing(
    discrepancies: tuple[Discrepancy, ...], out: frozenset[str]
) -> tuple[Discrepancy, ...]:
    """Give the disagreements of which two readings are left."""
    kept = []
    for discrepancy in _resting(discrepancies, out):
        readings = tuple(r for r in discrepancy.readings if r.article in out)
        one_alone = len(discrepancy.readings) == 1
        if len({r.value for r in readings}) > 1 or (one_alone and readings):
            kept.append(replace(discrepancy, readings=readings))
    return tuple(kept)
