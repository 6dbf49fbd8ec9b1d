"""The matrix laid out on a wide page."""

from collections.abc import Iterator

from stocktake.serve.catalogue import counted
from stocktake.serve.days import written
from stocktake.serve.papers.matrix import Matrix, MatrixRow
from stocktake.serve.papers.paper import (
    SAID_BY,
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
    Words,
    quiet,
    said,
    strong,
)
from stocktake.serve.papers.source_layout import source_list
from stocktake.serve.state import PASSED

_COLUMNS = (
    Column("No.", 3), Column("Meeting", 13), Column("Text", 26), Column("Owner", 9),
    Column("Partner", 8), Column("Means", 10), Column("Deadline", 8),
    Column("State of play", 12), Column("Source", 11),
)  # fmt: skip


def laid_out(matrix: Matrix, about: str) -> Paper:
    """Lay the matrix out; `about` says which promises it lists."""
    return Paper(
        kind="Matrix",
        state_of_play=f"State of play on {written(matrix.as_of.isoformat())}",
        title=f"Matrix of promises{about}",
        lede="",
        blocks=tuple(_blocks(matrix)),
        sheet=_sheet(matrix),
        orientation="landscape",
    )


def _blocks(matrix: Matrix) -> Iterator[Block]:
    read = counted(matrix.read, "report")
    if not matrix.rows:
        yield Paragraph((said(f"Read {read}. None holds such a promise."),))
        return
    key = (Mark("person"), said("confirmed by a person\u2003"), Mark("tool"))
    yield Paragraph(
        (
            *key,
            said("suggested by the tool, to be checked"),
        )
    )
    yield Grid(_COLUMNS, tuple(Row(tuple(_cells(row))) for row in matrix.rows))
    yield Heading("Sources")
    yield source_list(matrix.sources)


def _cells(row: MatrixRow) -> Iterator[tuple[Run, ...]]:
    again = f" (again; No.\u00a0{row.renews})" if row.renews else ""
    yield (Mark(row.by), said(str(row.number)))
    yield (said(row.meeting),)
    yield (Words(f"“{row.text}”", "source", lang=row.lang), quiet(again))
    yield (said(row.owner),)
    yield (said(row.partner),)
    yield (said(row.means),)
    yield (said(row.deadline),)
    reach = (quiet(f"; {row.reach}"),) if row.reach else ()
    yield (strong(row.state, "past") if row.state == PASSED else said(row.state), *reach)
    yield (said(row.references), quiet(f"; {row.reports}"))


def _sheet(matrix: Matrix) -> Sheet:
    columns = (
        "no", "meeting", "text", "owner", "partner", "means", "deadline", "state of play",
        "looked for", "source", "reports", "renews no", "said by", "id",
    )  # fmt: skip
    rows = tuple(
        (
            str(r.number), r.meeting, r.text, r.owner, r.partner, r.means, r.deadline, r.state,
            r.reach, r.references, r.reports, str(r.renews or ""),
            SAID_BY[r.by], r.id,
        )
        for r in matrix.rows
    )  # fmt: skip
    return Sheet(columns, rows)
