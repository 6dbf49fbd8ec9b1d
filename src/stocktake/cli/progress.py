"""A bar with rate and time left, on a terminal only."""

import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    ProgressColumn,
    Task,
    TextColumn,
    TimeRemainingColumn,
)
from rich.text import Text

from stocktake.collect import is_address, sources

STDIN = "-"


@contextmanager
def progress(places: Sequence[str]) -> Iterator[Callable[[], None]]:
    """Give what to call after each page; it moves a bar where standard error is a terminal."""
    with counting("pages", _count(places) if sys.stderr.isatty() else None) as advance:
        yield advance


@contextmanager
def counting(things: str, total: int | None) -> Iterator[Callable[[], None]]:
    """Give what to call after each of some things; None for a total that nobody knows yet."""
    if not sys.stderr.isatty():
        yield lambda: None
        return
    columns = (
        TextColumn("Reading"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn(things),
        _Rate(),
        TimeRemainingColumn(),
        TextColumn("left"),
    )
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("", total=total)
        yield lambda: bar.advance(task)


class _Rate(ProgressColumn):
    """Pages a second."""

    def render(self, task: Task) -> Text:
        """Give the rate of the last half minute, or a dash before there is one."""
        return Text("–/s" if task.speed is None else f"{task.speed:.1f}/s")


def _count(places: Sequence[str]) -> int | None:
    """Count the pages; None where some come from what is read once only: a pipe, the web."""
    if any(place == STDIN or is_address(place) for place in places):
        return None
    return sum(1 for _ in sources(places, sys.stdin.buffer))
