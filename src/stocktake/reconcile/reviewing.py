"""Entries as people want them: found by id or by place and name, corrected, confirmed, rejected."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from typing import Any, TypeVar

from stocktake.model import Entry, FollowThrough, Judgement, Ruling, Spot
from stocktake.reconcile.corrections import corrected, kind_of, written

E = TypeVar("E", bound=Entry)


def reviewed(
    entries: Sequence[E], judgements: Sequence[Judgement], kinds: Collection[str]
) -> list[E]:
    """Lay judgements on the entries of some lists, found by id or else by place and name."""
    on: dict[int, list[Judgement]] = defaultdict(list)
    for judgement in sorted(judgements, key=lambda j: (j.at, j.id)):
        number = _meant(judgement, entries) if _kind(judgement) in kinds else None
        if number is not None:
            on[number].append(judgement)
    return [ruled(e, outlasting(on[n])) if n in on else e for n, e in enumerate(entries)]


def _kind(judgement: Judgement) -> str | None:
    return next((a.kind for a in judgement.anchors if a.part == "record"), None)


def _meant(judgement: Judgement, entries: Sequence[Entry]) -> int | None:
    record = next(a for a in judgement.anchors if a.part == "record")
    about = {s for a in judgement.anchors if a.part == "about" for s in map(_spot, a.spots)}
    spots = set(map(_spot, record.spots))
    by_id = {entry.id: entry for entry in entries}
    hits = []
    for number, entry in enumerate(entries):
        if kind_of(entry) != record.kind:
            continue
        if entry.id == judgement.record:
            return number
        shared = len(spots & {(e.article, e.start, e.end) for e in entry.evidence})
        if shared and name_of(entry) == record.told and _is_about(entry, about, by_id):
            hits.append((-shared, entry.id, number))
    return min(hits)[2] if hits else None


def _is_about(entry: Entry, about: set[tuple[str, int, int]], by_id: Mapping[str, Entry]) -> bool:
    thing = by_id.get(getattr(entry, "about", None) or getattr(entry, "commitment", None) or "")
    if not about or thing is None:
        return True
    return any((e.article, e.start, e.end) in about for e in thing.evidence)


def _spot(spot: Spot) -> tuple[str, int, int]:
    return (spot.article, spot.start, spot.end)


def outlasting(judgements: Sequence[Judgement]) -> tuple[tuple[Judgement, bool], ...]:
    """Give judgements, in the order of time, with whether the last on its matter says the same."""
    last = {_matter(judgement): judgement for judgement in judgements}
    return tuple((j, _verdict(j) == _verdict(last[_matter(j)])) for j in judgements)


def name_of(entry: Entry) -> str:
    """Name an entry by that which its layer calls it; it helps to find it again."""
    if isinstance(entry, FollowThrough):
        return entry.delivery
    for field in ("summary", "name", "title", "kind"):
        name = getattr(entry, field, None)
        if name:
            return str(name)
    return ""


def ruled(made: E, judgements: Sequence[tuple[Judgement, bool]]) -> E:
    """Give an entry as judgements on it want it; each comes with whether it holds."""
    entry, rulings = made, []
    for judgement, holds in judgements:
        tool = None
        if judgement.action == "correct" and judgement.field and judgement.after is not None:
            tool = written(getattr(made, judgement.field))
            if holds:
                entry = corrected(entry, judgement.field, judgement.after)
        rulings.append(Ruling(judgement.id, judgement.action, judgement.field, tool, holds))
    return _weighed(replace(entry, rulings=tuple(rulings)), judgements)


def held_fast(decided: E, later: E) -> E:
    """Keep what people corrected where a later step has set the field, and note what it set."""
    rulings = []
    for ruling in later.rulings:
        field = ruling.field if ruling.holds and ruling.action == "correct" else None
        if field is None or getattr(later, field) == getattr(decided, field):
            rulings.append(ruling)
            continue
        rulings.append(replace(ruling, tool=written(getattr(later, field))))
        later = replace(later, **{field: getattr(decided, field)})
    return replace(later, rulings=tuple(rulings))


def _weighed(entry: E, judgements: Sequence[tuple[Judgement, bool]]) -> E:
    """Let the person who confirmed or rejected a follow-up answer for whether it counts."""
    last = [j for j, holds in judgements if holds and j.action in ("confirm", "reject")]
    if not last or not isinstance(entry, FollowThrough):
        return entry
    answer: dict[str, Any] = {"counted": last[-1].action == "confirm", "by": last[-1].by}
    return replace(entry, **answer)


def _matter(judgement: Judgement) -> object:
    """Name what a judgement decides; of several on one matter the last one holds."""
    match judgement.action:
        case "confirm" | "reject":
            return "standing"
        case "correct":
            return ("field", judgement.field)
    return judgement.id


def _verdict(judgement: Judgement) -> tuple[str, str | None]:
    return (judgement.action, judgement.after)
