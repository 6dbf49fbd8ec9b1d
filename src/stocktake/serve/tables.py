"""Tables of plain text that fit a width."""

import re
from dataclasses import dataclass
from io import StringIO
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.table import Table as Grid

WIDTH = 80
_COMMANDS = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
"""Letters that a terminal obeys instead of showing them, and those that turn a line around."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column's heading, its share of what width is left, and the width that it always has.

    A column with a `width` keeps each of its words whole, such as an id.
    """

    heading: str
    share: int = 1
    width: int | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under headings; `empty` is the sentence in the place of no rows."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]
    empty: str


def written_table(table: Table, width: int = WIDTH) -> str:
    """Write a table that no line of which is longer than the width."""
    if not table.rows:
        return table.empty
    # What lays tables out is loaded for them alone: the desk, which draws its own, starts sooner.
    from rich import box
    from rich.table import Table as Grid
    from rich.text import Text

    grid = Grid(box=box.SIMPLE_HEAD, pad_edge=False, expand=True, show_edge=False, padding=(0, 1))
    for column in table.columns:
        grid.add_column(
            Text(column.heading),
            ratio=None if column.width else column.share,
            width=column.width,
            no_wrap=column.width is not None,
            overflow="fold",
        )
    for row in table.rows:
        # Before the layout: a letter without a width becomes a sign that has one.
        grid.add_row(*(Text(showable(cell.replace("\t", " "))) for cell in row))
    return _printed(grid, width)


def showable(text: str) -> str:
    """Give a text that a terminal shows and does not obey, line by line as it was."""
    return _COMMANDS.sub("\ufffd", text)


def _printed(grid: "Grid", width: int) -> str:
    from rich.console import Console

    paper = StringIO()
    Console(file=paper, width=width, color_system=None, legacy_windows=False).print(grid)
    lines = showable(paper.getvalue()).split("\n")
    return "\n".join(line.rstrip() for line in lines).rstrip("\n")
