"""A disagreement between reports as an entry: its readings, the likely one, and why."""

from collections.abc import Sequence

from stocktake.identity import short_id
from stocktake.model import Discrepancy, DiscrepancyKind, DiscrepancyReading, Evidence
from stocktake.reconcile.articles import distinct

Reading = tuple[str, Evidence]


def disagreement(
    kind: DiscrepancyKind,
    about: str,
    readings: Sequence[Reading],
    likely: str | None,
    why: str,
) -> Discrepancy:
    """Give a discrepancy between readings, each a value and the words it rests on."""
    unique = sorted(set(readings), key=lambda r: (r[1].article, r[1].start, r[1].end, r[0]))
    values = sorted({value for value, _ in unique})
    return Discrepancy(
        id=short_id("d", kind, about, *values),
        kind=kind,
        about=about,
        readings=tuple(DiscrepancyReading(value, e.article, e.start, e.end) for value, e in unique),
        likely=likely,
        why=why,
        evidence=distinct(tuple(e for _, e in unique)),
    )


def why_likely(what: str, likely: str | None, reason: str | None) -> str:
    """Say in one sentence what the reports disagree on, and which reading is likely and why."""
    if likely is None or reason is None:
        return f"The reports give different {what}, and nothing tells which is right."
    return f"The reports give different {what}; “{likely}” is likely because {reason}."
