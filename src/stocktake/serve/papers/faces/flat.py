"""Tables for faces that cannot draw: a promise's line becomes a column of signs for each round."""

from collections.abc import Iterator

from stocktake.serve.papers.paper import (
    DRAWN,
    Band,
    Cell,
    Column,
    Drawing,
    Grid,
    Mark,
    Row,
    Runs,
    said,
)

_SIGN = 4.0  # per cent of the width for the sign of one round
KEY = (
    "● said, confirmed by a person · ○ said, suggested · ■ done · ◧ under way · ⊟ not done · "
    "– not mentioned"
)


def columns_of(grid: Grid) -> tuple[Column, ...]:
    """Give the columns, with one for each round in the place of the drawing."""
    labels = grid.lanes.labels if grid.lanes else ()
    drawn = sum(column.share for column in grid.columns if column.heading == DRAWN)
    freed = max(drawn - _SIGN * len(labels), 0) / max(len(grid.columns) - 1, 1)
    found: list[Column] = []
    for column in grid.columns:
        if column.heading == DRAWN:
            found += [Column(label, _SIGN) for label in labels]
        else:
            found.append(Column(column.heading, column.share + freed))
    return tuple(found)


def rows_of(grid: Grid) -> Iterator[tuple[Runs, ...] | Band]:
    """Give the rows as cells of words, one for each column."""
    for row in grid.rows:
        yield row if isinstance(row, Band) else tuple(_cells(row))


def shown(runs: Runs) -> Runs:
    """Give the runs without those that only explain a drawing."""
    return tuple(run for run in runs if isinstance(run, Mark) or run.weight != "drawn")


def _cells(row: Row) -> Iterator[Runs]:
    for cell in row.cells:
        yield from _spread(cell)


def _spread(cell: Cell) -> tuple[Runs, ...]:
    if isinstance(cell, Drawing):
        return tuple((said(sign),) for sign in cell.signs)
    return (cell,)
