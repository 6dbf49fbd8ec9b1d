"""What people decided as records: each judgement with the record it bears on now."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from stocktake.model import Holdings, Judgement, JudgementAction

Standing = Literal["holds", "contradicted", "vanished", "undone"]


@dataclass(frozen=True, slots=True)
class JudgementRecord:
    """What a person decided, and how it stands.

    `record` is the id that the judged record has now, `judged_as` the one that it had then and
    `told` what it was called.  A judgement that was `contradicted` gave way to a later one; one
    whose record has `vanished` waits for it.
    """

    id: str
    record: str
    action: JudgementAction
    field: str | None
    before: str | None
    after: str | None
    reason: str | None
    by: str
    at: str
    standing: Standing
    judged_as: str
    told: str | None
    undone_by: str | None = None
    undone_at: str | None = None
    undone_why: str | None = None


def judgement_records(holdings: Holdings) -> tuple[JudgementRecord, ...]:
    """Give all judgements, the undone ones too, with how each stands."""
    borne: dict[str, dict[str, bool]] = defaultdict(dict)
    there = {entry.id for entry in (*holdings.entries, *holdings.rejected)}
    for entry in (*holdings.entries, *holdings.rejected):
        for ruling in entry.rulings:
            borne[ruling.judgement][entry.id] = ruling.holds
    for judgement in holdings.judgements:
        # What rests on no words is found by its id alone.
        if not judgement.anchors and judgement.record in there:
            borne[judgement.id].setdefault(judgement.record, True)
    return tuple(_record(judgement, borne[judgement.id]) for judgement in holdings.judgements)


def _record(judgement: Judgement, borne: Mapping[str, bool]) -> JudgementRecord:
    undone = judgement.undone
    told = next((a.told for a in judgement.anchors if a.part == "record" and a.told), None)
    return JudgementRecord(
        id=judgement.id,
        record=_now(judgement, borne),
        action=judgement.action,
        field=judgement.field,
        before=judgement.before,
        after=judgement.after,
        reason=judgement.reason,
        by=judgement.by,
        at=judgement.at,
        standing=_standing(judgement, borne),
        judged_as=judgement.record,
        told=told,
        undone_by=undone.by if undone else None,
        undone_at=undone.at if undone else None,
        undone_why=undone.why if undone else None,
    )


def _now(judgement: Judgement, borne: Mapping[str, bool]) -> str:
    if judgement.record in borne or not borne:
        return judgement.record
    return min(borne)


def _standing(judgement: Judgement, borne: Mapping[str, bool]) -> Standing:
    if judgement.undone is not None:
        return "undone"
    if not borne:
        return "vanished"
    return "holds" if any(borne.values()) else "contradicted"
