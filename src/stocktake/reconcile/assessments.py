"""The assessments of a format, from all that articles tell: one record a deed, oldest first."""

from collections.abc import Sequence

from stocktake.model import Assessment, AssessmentFinding
from stocktake.reconcile.article_words import (
    FormatWord,
    Told,
)
from stocktake.reconcile.articles import distinct, earliest_first, published_days
from stocktake.reconcile.grouping import Union, by
from stocktake.reconcile.periods import period

_NEAR = 10  # days within which reports tell of one deed

_Said = tuple[Told, AssessmentFinding]


def assessments_of(words: Sequence[FormatWord]) -> tuple[Assessment, ...]:
    """Give what is to be assessed, and every report of an assessment, in the order of telling."""
    said = sorted(
        {(word.told, found) for word in words for found in word.assessments},
        key=lambda s: earliest_first(s[0].published, f"{s[0].article} {s[1].evidence.start:9}"),
    )
    gathered: list[list[_Said]] = []
    for standing, alike in by(said, lambda s: s[1].standing).items():
        # What a format is charged with is one thing, however often it is told.
        gathered += [alike] if standing == "set" else _occasions(alike)
    gathered.sort(key=lambda group: said.index(group[0]))
    return tuple(_assessment(group) for group in gathered)


def _occasions(said: Sequence[_Said]) -> list[list[_Said]]:
    """Group the reports of one deed: of one day or origin, or published close to each other."""
    union = Union(len(said))
    for one in range(len(said)):
        for two in range(one):
            if _same(said[one], said[two]):
                union.join(one, two)
    return [[said[i] for i in group] for group in union.groups()]


def _same(one: _Said, two: _Said) -> bool:
    if one[0].origin == two[0].origin:
        return True
    days, others = period(one[1].when), period(two[1].when)
    if days is not None and others is not None:
        return days.gap(others) == 0
    out, before = published_days(one[0].published), published_days(two[0].published)
    return out is not None and before is not None and out.gap(before) <= _NEAR


def _assessment(said: Sequence[_Said]) -> Assessment:
    """Give one record, with the fullest list of what is assessed; a primary document's first."""
    listed = [(told, found) for told, found in said if found.subjects]
    fullest = max(listed, key=lambda s: (s[0].primary, len(s[1].subjects)), default=None)
    dates = [found.when for _, found in said if found.when]
    return Assessment(
        standing=said[0][1].standing,
        subjects=fullest[1].subjects if fullest else (),
        when=dates[0] if dates else None,
        evidence=distinct(tuple(found.evidence for _, found in said)),
    )
