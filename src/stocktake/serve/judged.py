"""Judgements in words: what was decided, by whom, and how it stands."""

from collections.abc import Iterable

from stocktake.serve.catalogue import Catalogue
from stocktake.serve.days import written
from stocktake.serve.decided import JudgementRecord, Standing
from stocktake.serve.tables import Column, Table

_STANDINGS: dict[Standing, str] = {
    "holds": "holds",
    "contradicted": "gave way to a later one",
    "vanished": "its record is not in the register now",
    "undone": "taken back",
}


def table_of(judgements: Iterable[JudgementRecord], catalogue: Catalogue) -> Table:
    """List judgements in the order of time, with how each stands."""
    rows = tuple(
        (
            judgement.id,
            written(judgement.at[:10]),
            f"{decision(judgement)}{_because(judgement.reason)}",
            f"{judgement.record} {_name(judgement, catalogue)}".strip(),
            standing(judgement),
        )
        for judgement in sorted(judgements, key=lambda j: (j.at, j.id))
    )
    columns = (
        Column("Id", width=12),
        Column("When", 3),
        Column("Decided", 5),
        Column("About", 5),
        Column("Standing", 4),
    )
    return Table(columns, rows, "Nobody has decided anything yet.")


def decision(judgement: JudgementRecord) -> str:
    """Say what was decided and by whom: ``deadline 2025-09 instead of 2024-09, J. Roe``."""
    match judgement.action:
        case "correct":
            what = f"{judgement.field} {judgement.after} instead of {judgement.before}"
        case "merge":
            what = f"one with {judgement.after}"
        case "split":
            what = f"apart: {judgement.after}"
        case "confirm":
            what = "confirmed"
        case "reject":
            what = "rejected"
    return f"{what}, {judgement.by}"


def standing(judgement: JudgementRecord) -> str:
    """Say how a judgement stands."""
    said = _STANDINGS[judgement.standing]
    if judgement.undone_at is None:
        return said
    when = written(judgement.undone_at[:10])
    return f"{said} by {judgement.undone_by}, {when}{_because(judgement.undone_why)}"


def vanished(judgements: Iterable[JudgementRecord]) -> list[JudgementRecord]:
    """Give the judgements whose record is not in the register now."""
    return [judgement for judgement in judgements if judgement.standing == "vanished"]


def _because(reason: str | None) -> str:
    return f" ({reason})" if reason else ""


def _name(judgement: JudgementRecord, catalogue: Catalogue) -> str:
    if judgement.record in catalogue.by_id:
        return catalogue.label(judgement.record)
    return judgement.told or ""
