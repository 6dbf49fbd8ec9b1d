"""A paper's substance as CSV for a spreadsheet."""

from stocktake.serve.papers.paper import Paper
from stocktake.serve.spreadsheets import written_rows

MARK = "\ufeff"  # without it some spreadsheets read UTF-8 as something else


def as_csv(paper: Paper) -> str:
    """Give the paper's one table, with a byte-order mark."""
    return MARK + "".join(written_rows([paper.sheet.columns, *paper.sheet.rows]))
