"""A promise as the line of a picture, and as signs where nothing can be drawn."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import pairwise

from stocktake.model import Commitment, Delivery, FollowThrough
from stocktake.serve.catalogue import Catalogue
from stocktake.serve.days import span, written
from stocktake.serve.papers.promises import SUGGESTED, Promise, Telling, first_published
from stocktake.serve.papers.rounds import Round
from stocktake.serve.picture import By, Deed, DeedState, Due, Line, Said

_FIRMNESS = {"second-order": 0, "intent": 1, "firm": 2, "binding": 3}
_DEEDS: Mapping[Delivery, DeedState] = {
    "delivered": "done",
    "delivered late": "done",
    "partly": "under way",
    "in progress": "under way",
    "not started": "not done",
    "withdrawn": "not done",
}
SIGNS = {"person": "●", "tool": "○"}
_DEED_SIGNS = {"done": "■", "under way": "◧", "not done": "⊟"}
SILENT = "–"


def line_of(promise: Promise, catalogue: Catalogue, as_of: date, alt: str) -> Line | None:
    """Give the line of a promise; None where no day is known to draw it from."""
    dated = [t for t in promise.tellings if t.day and t.day <= as_of]
    if not dated or dated[0].day is None:
        return None
    start = dated[0].day
    stop = _closed_on(promise, catalogue) or as_of
    disputed = {d.about for d in catalogue.records.discrepancies}
    return Line(
        by=promise.by,
        start=start,
        stop=max(start, min(stop, as_of)),
        alt=alt,
        said=tuple(Said(t.day, by_whom(t.commitment, catalogue)) for t in dated if t.day),
        deeds=tuple(_drawn_deeds(promise.deeds, catalogue)),
        dues=tuple(_dues(promise, dated, catalogue, as_of)),
        changed=tuple(t.day for t, words in changes(dated) if words and t.day and t.day > start),
        gaps=tuple(r.day for r in promise.silent if r.day and r.day <= stop),
        disagreements=tuple(t.day for t in dated if t.commitment.id in disputed and t.day),
        note=next((words for _, words in reversed(changes(dated)) if words), None),
    )


def changes(tellings: Sequence[Telling]) -> list[tuple[Telling, str]]:
    """Tell what each telling changed of the terms before it; nothing where it renewed them."""
    return [(now, _change(before.commitment, now.commitment)) for before, now in pairwise(tellings)]


def sign_at(promise: Promise, round_: Round, catalogue: Catalogue) -> str:
    """Give the sign of what one round says of a promise: a word, a deed, silence or nothing."""
    said = [
        t for t in promise.tellings if t.round and t.round.meeting.id == round_.meeting.id
    ]  # fmt: skip
    signs = [SIGNS[by_whom(t.commitment, catalogue)] for t in said[:1]]
    reports = set(round_.meeting.reports)
    for deed in promise.deeds:
        if deed.delivery in _DEEDS and any(e.article in reports for e in deed.evidence):
            signs.append(_DEED_SIGNS[_DEEDS[deed.delivery]])
    if not signs and any(r.meeting.id == round_.meeting.id for r in promise.silent):
        return SILENT
    return " ".join(dict.fromkeys(signs))


def by_whom(commitment: Commitment, catalogue: Catalogue) -> By:
    """Tell whether a person confirmed a commitment, or the tool alone suggests it."""
    return "person" if catalogue.confirmed_by(commitment.id) else "tool"


def _change(before: Commitment, now: Commitment) -> str:
    if now.deadline and now.deadline != before.deadline:
        return f"now {written(now.deadline)}" if before.deadline else "dated"
    if now.strength != before.strength:
        firmer = _FIRMNESS[now.strength] > _FIRMNESS[before.strength]
        return "firmer" if firmer else "less firm"
    return ""


def _closed_on(promise: Promise, catalogue: Catalogue) -> date | None:
    if not promise.is_closed or not promise.deeds:
        return None
    return first_published(promise.deeds[-1], catalogue)


def _drawn_deeds(deeds: Sequence[FollowThrough], catalogue: Catalogue) -> Iterator[Deed]:
    for deed in deeds:
        day = first_published(deed, catalogue)
        if deed.delivery in _DEEDS and day is not None:
            yield Deed(day, "tool" if deed.by == SUGGESTED else "person", _DEEDS[deed.delivery])


def _dues(
    promise: Promise, tellings: Sequence[Telling], catalogue: Catalogue, as_of: date
) -> Iterator[Due]:
    """Give each date that was set, and how long it lay behind until a new one or a deed."""
    ends = [t.day for t in tellings[1:]] + [_closed_on(promise, catalogue) or as_of]
    earlier = None
    for telling, end in zip(tellings, ends, strict=True):
        days = span(telling.commitment.deadline)
        if days is None or telling.day is None or telling.commitment.deadline == earlier:
            continue
        earlier = telling.commitment.deadline
        passed = days.last is not None and end is not None and days.last < end
        yield Due(telling.day, days.first, days.last, end if passed else None)
