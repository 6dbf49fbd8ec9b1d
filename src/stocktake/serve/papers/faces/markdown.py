"""A paper as Markdown."""

import re
from collections.abc import Iterator

from stocktake.serve.papers.drawing import SIGNS
from stocktake.serve.papers.faces.flat import KEY, columns_of, rows_of, shown
from stocktake.serve.papers.paper import (
    Band,
    Block,
    Grid,
    Heading,
    Mark,
    Paper,
    Paragraph,
    Run,
    Runs,
    SourceLine,
    SourceList,
)

_SPECIAL = re.compile(r"([\\`*_|])")


def as_markdown(paper: Paper) -> str:
    """Give the paper with its tables in pipes."""
    lines = [f"*{_safe(paper.kind)} · {_safe(paper.state_of_play)} · Stocktake*", ""]
    lines += [f"# {_safe(paper.title)}", ""]
    lines += [_safe(paper.lede), ""] if paper.lede else []
    for block in paper.blocks:
        lines += [*_block(block), ""]
    return "\n".join(lines).rstrip("\n") + "\n"


def _block(block: Block) -> Iterator[str]:
    match block:
        case Heading():
            yield f"## {_safe(block.text)}"
        case Paragraph():
            yield _runs(shown(block.runs))
        case Grid():
            yield from _grid(block)
        case SourceList():
            yield from map(_source, block.lines)
            yield ""
            yield f"{block.count}."


def _grid(grid: Grid) -> Iterator[str]:
    columns = columns_of(grid)
    yield _row([_safe(column.heading) for column in columns])
    yield _row(["---"] * len(columns))
    for row in rows_of(grid):
        if isinstance(row, Band):
            yield _row([f"**{_safe(row.text)}**", *[""] * (len(columns) - 1)])
        else:
            yield _row([_runs(cell) for cell in row])
    if grid.lanes:
        yield ""
        yield KEY


def _row(cells: list[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _runs(runs: Runs) -> str:
    return "".join(_run(run) for run in runs).strip()


def _run(run: Run) -> str:
    if isinstance(run, Mark):
        return f"{SIGNS[run.by]} "
    before, verb, after = run.parts
    words = f"{_safe(before)}{_heavy(verb)}{_safe(after)}" if verb else _safe(run.text)
    return _heavy(run.text) if run.weight == "strong" else words


def _heavy(text: str) -> str:
    """Give words in bold; asterisks bind only where they touch the words."""
    words = text.strip()
    return text.replace(words, f"**{_safe(words)}**") if words else text


def _source(line: SourceLine) -> str:
    address = f" <{line.address}>" if line.address and " " not in line.address else ""
    return f"{line.number}. {_safe(line.title)}. {_safe(line.outlet)}, {_safe(line.rest)}{address}"


def _safe(text: str) -> str:
    """Give words that Markdown shows as they are: no emphasis, link or tag begins in them."""
    words = " ".join(text.split(" ")).replace("\n", " ")
    return _SPECIAL.sub(r"\\\1", words).replace("<", "&lt;").replace("](", "]\\(")
