"""Cells that a spreadsheet shows and never runs."""

import csv
from collections.abc import Iterable, Iterator
from io import StringIO

#: What begins a formula in one spreadsheet or another; the wide ones are those of East Asia.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def harmless(cell: str) -> str:
    """Give a cell that begins no formula: one that would is led by an apostrophe."""
    return f"'{cell}" if cell.startswith(_FORMULA) else cell


def written_rows(rows: Iterable[Iterable[str]]) -> Iterator[str]:
    """Write rows as CSV (RFC 4180), every cell of them harmless."""
    for row in rows:
        line = StringIO()
        csv.writer(line).writerow([harmless(cell) for cell in row])
        yield line.getvalue()
