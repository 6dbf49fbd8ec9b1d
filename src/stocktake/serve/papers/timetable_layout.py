"""A timetable laid out: what is assessed, then date, condition and state of each line."""

from collections.abc import Iterator, Sequence

from stocktake.serve.days import written
from stocktake.serve.papers.numbers import capital, count_in_words, in_words
from stocktake.serve.papers.paper import (
    Band,
    Block,
    Column,
    Grid,
    Heading,
    Mark,
    Paper,
    Paragraph,
    Row,
    Run,
    Sheet,
    Tone,
    Words,
    quiet,
    said,
    strong,
)
from stocktake.serve.papers.source_layout import source_list
from stocktake.serve.papers.sources import Sources
from stocktake.serve.papers.timetable import Timetable
from stocktake.serve.timetables import NO_DATE, AssessmentLine, TimetableLine

_COLUMNS = (
    Column("When", 16), Column("What", 30), Column("Hangs on", 22), Column("State of play", 20),
    Column("Source", 12),
)  # fmt: skip
_ASSESSED = (Column("What is assessed", 66), Column("State of play", 22), Column("Source", 12))
NOTHING = "No report read tells of an assessment, a phase or a target date."


def laid_out(timetable: Timetable) -> Paper:
    """Lay the timetable out."""
    blocks = list(blocks_of(timetable.assessments, timetable.lines, timetable.sources))
    if timetable.assessments or timetable.lines:
        blocks += [Heading("Sources"), source_list(timetable.sources)]
    return Paper(
        kind="Timetable",
        state_of_play=f"State of play on {written(timetable.as_of.isoformat())}",
        title=f"What hangs on the {timetable.name.removeprefix('the ').removeprefix('The ')}",
        lede=_lede(timetable.lines),
        blocks=tuple(blocks),
        sheet=_sheet(timetable),
    )


def _lede(lines: Sequence[TimetableLine]) -> str:
    """Say how many dates and conditions are told, and how many of them stand how."""
    if not lines:
        return ""
    dated = [line for line in lines if line.when != NO_DATE]
    done, passed = sum(line.is_done for line in lines), sum(line.is_passed for line in lines)
    told = [
        count_in_words(len(dated), "date") if dated else "no date",
        count_in_words(len(lines) - len(dated), "line") + " without one"
        if len(lines) > len(dated)
        else "",
        f"{in_words(done)} reported done" if done else "",
        f"{in_words(passed)} past with nothing found" if passed else "",
    ]
    return capital("; ".join(filter(None, told))) + "."


def blocks_of(
    assessments: Sequence[AssessmentLine], lines: Sequence[TimetableLine], sources: Sources
) -> Iterator[Block]:
    """Give the tables of assessments and of dates, or a sentence where there is neither."""
    if not assessments and not lines:
        yield Paragraph((quiet(NOTHING),))
    if assessments:
        rows = _banded(assessments, [_assessment(a, sources) for a in assessments])
        yield Grid(_ASSESSED, tuple(rows))
    if lines:
        yield Grid(_COLUMNS, tuple(_banded(lines, [_line(line, sources) for line in lines])))


def _banded(
    told: Sequence[AssessmentLine | TimetableLine], rows: Sequence[Row]
) -> Iterator[Row | Band]:
    """Give the rows, with a band above those of each body where there are several."""
    several = len({one.body for one in told}) > 1
    band = None
    for one, row in zip(told, rows, strict=True):
        if several and one.body != band:
            yield Band(one.body)
            band = one.body
        yield row


def _assessment(line: AssessmentLine, sources: Sources) -> Row:
    what = "; ".join(line.subjects)
    told: tuple[Run, ...] = (Words(what, "source"),) if what else (quiet("not told of what"),)
    state = (Mark("tool"), said(line.state))
    return Row((told, state, (said(sources.references(line.evidence)),)))


def _line(line: TimetableLine, sources: Sources) -> Row:
    when = (strong(line.when), *((quiet(f", {line.note}"),) if line.note else ()))
    what = (Words(capital(line.what), "source"), said(f" {line.edge}"))
    hangs = (Words(line.condition, "source"),) if line.condition else ()
    tone: Tone = "past" if line.is_passed else "done" if line.is_done else "plain"
    state = (Mark("tool"), strong(line.state, tone) if tone != "plain" else said(line.state))
    return Row((when, what, hangs, state, (said(sources.references(line.evidence)),)))


def _sheet(timetable: Timetable) -> Sheet:
    columns = ("body", "what", "edge", "when", "note", "hangs on", "state of play", "sources",
               "reports", "promises")  # fmt: skip
    sources = timetable.sources
    assessed = (
        (
            a.body, "; ".join(a.subjects), "assessed", "", "", "", a.state,
            sources.references(a.evidence), sources.counted(e.article for e in a.evidence), "",
        )
        for a in timetable.assessments
    )  # fmt: skip
    dated = (
        (
            line.body, line.what, line.edge, line.when, line.note, line.condition or "",
            line.state, sources.references(line.evidence),
            sources.counted(e.article for e in line.evidence), " ".join(line.promises),
        )
        for line in timetable.lines
    )  # fmt: skip
    return Sheet(columns, (*assessed, *dated))
