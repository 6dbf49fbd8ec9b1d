"""Where the record disagrees: each reading with its source, and the likely one with its reason."""

import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass

from stocktake.model import Discrepancy, DiscrepancyKind, Evidence
from stocktake.serve.catalogue import Catalogue
from stocktake.serve.days import written
from stocktake.serve.lists import likely
from stocktake.serve.papers.sources import Sources

_HEADS: Mapping[DiscrepancyKind, str] = {
    "date": "date",
    "ordinal": "which round",
    "modality": "how firm",
    "scope": "scope",
    "status": "status",
    "number": "number",
    "place": "place",
    "role": "role",
    "name": "name",
    "wording": "wording",
}

#: "The reports give …; “x” is likely because" says again what the readings show already.
_LIKELY = re.compile(r"^The reports? [^;]*; (“[^”]*”) is likely because ")


@dataclass(frozen=True, slots=True)
class Reading:
    """One reading, in a source's words or as a date, and where it stands."""

    words: str
    references: str


@dataclass(frozen=True, slots=True)
class Dispute:
    """A disagreement of the reports: on what, about which thing, its readings, the likely one."""

    id: str
    head: str
    about: str
    readings: tuple[Reading, ...]
    verdict: str


def disputes_about(
    records: Collection[str], catalogue: Catalogue, sources: Sources, told: Callable[[str], str]
) -> tuple[Dispute, ...]:
    """Give the disagreements about some records; `told` names a record in the paper's words."""
    about = [d for d in catalogue.records.discrepancies if d.about in records]
    ordered = sorted(about, key=lambda d: (list(_HEADS).index(d.kind), told(d.about), d.id))
    return tuple(
        Dispute(d.id, _HEADS[d.kind], told(d.about), _readings(d, sources), _verdict(d))
        for d in ordered
    )


def _readings(discrepancy: Discrepancy, sources: Sources) -> tuple[Reading, ...]:
    """Give each reading once, with all the places where it stands."""
    values = dict.fromkeys(reading.value for reading in discrepancy.readings)
    return tuple(
        Reading(
            written(value) if discrepancy.kind == "date" else f"“{value}”",
            sources.references(
                Evidence(r.article, r.start, r.end, r.value)
                for r in discrepancy.readings
                if r.value == value
            ),
        )
        for value in values
    )


def _verdict(discrepancy: Discrepancy) -> str:
    """Say which is likely and why; dates inside the reason are written out."""
    told = _LIKELY.sub(r"Likely \1 because ", likely(discrepancy))
    if discrepancy.kind == "date":
        for value in {r.value for r in discrepancy.readings}:
            told = told.replace(f"“{value}”", written(value)).replace(value, written(value))
    return told
