"""The timetable of a mechanism: what it assesses, and what hangs on that, as of a day."""

from dataclasses import dataclass
from datetime import date

from stocktake.model import Mechanism
from stocktake.serve.catalogue import Catalogue
from stocktake.serve.papers.brief import named
from stocktake.serve.papers.sources import Sources, sources_of
from stocktake.serve.timetables import (
    AssessmentLine,
    TimetableLine,
    articles_of,
    assessment_lines,
    bodies_of,
    timetable_lines,
)


@dataclass(frozen=True, slots=True)
class Timetable:
    """The assessments and lines of a mechanism and of the bodies that it set up."""

    name: str
    assessments: tuple[AssessmentLine, ...]
    lines: tuple[TimetableLine, ...]
    sources: Sources
    as_of: date


def timetable_of(mechanism: Mechanism, catalogue: Catalogue, as_of: date) -> Timetable:
    """Give the timetable that hangs on a mechanism, with its sources."""
    bodies = bodies_of(mechanism, catalogue)
    assessments = assessment_lines(bodies, catalogue)
    lines = timetable_lines(bodies, catalogue, as_of)
    sources = sources_of(articles_of(assessments, lines), catalogue)
    return Timetable(named(mechanism, catalogue), assessments, lines, sources, as_of)
