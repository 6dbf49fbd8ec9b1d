"""Shards read into a folder, on any engine."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

import msgspec

from stocktake import versions
from stocktake.collect import sources
from stocktake.engine import Lost
from stocktake.engine.pages import attempt, attempt_within
from stocktake.engine.shards import LostShards, ShardEngine
from stocktake.errors import EngineProblem
from stocktake.model import Source, Unreadable
from stocktake.pipeline import unopened, without_result
from stocktake.register.rows import printable
from stocktake.shards.repeats import write_repeats
from stocktake.shards.rows import Heading, Row, clear_parts, write_rows
from stocktake.shards.screening import read_any, read_with_a_chance
from stocktake.shards.shard import Plan


@dataclass(frozen=True, slots=True)
class Built:
    """What became of a shard: its file, and how many pages it has; some could not be read.

    `screened` are those that the screen held back.  A shard whose file was there already was not
    read again, and counts none.
    """

    shard: str
    file: str
    fresh: bool
    pages: int = 0
    problems: int = 0
    screened: int = 0


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a build came to: its shards in order, and those that gave nothing, with the reason."""

    built: tuple[Built, ...]
    lost: tuple[tuple[str, str], ...]


def build(
    engine: ShardEngine, plan: Plan, shards: Sequence[str], seen: Callable[[Built], None]
) -> Outcome:
    """Read shards into the folder of a plan; those already there are passed over.

    `seen` is told of every shard.  Each shard is written whole or not at all, so that a build may
    be ended at any moment and begun again, on another engine if need be.
    """
    folder = Path(plan.folder)
    folder.mkdir(parents=True, exist_ok=True)
    built: list[Built] = []
    lost: tuple[tuple[str, str], ...] = ()
    try:
        for row in engine.flat_map(partial(build_shard, plan), sorted(set(shards))):
            built.append(msgspec.json.decode(row, type=Built))
            seen(built[-1])
    except LostShards as error:
        lost = error.lost
    clear_parts(folder)
    write_repeats(engine, folder, [str(folder / one.file) for one in built])
    return Outcome(tuple(sorted(built, key=lambda one: one.shard)), lost)


def build_shard(plan: Plan, shard: str) -> Iterator[bytes]:
    """Read one shard into its file, unless it is there; give what became of it as a row.

    Raises `EngineProblem` on a machine that has another reader than the plan's.
    """
    if versions.reader() != plan.reader:
        raise EngineProblem("this machine has another version of Stocktake; install the same one")
    file = plan.file_of(shard)
    if file.exists():
        yield msgspec.json.encode(Built(shard, file.name, fresh=False))
        return
    tally = _Tally(read_any if plan.pages == "all" else read_with_a_chance)
    rows = (tally.row_of(place) for place in sources([shard]))
    write_rows(file, Heading(shard, plan.reader), rows)
    counts = (tally.pages, tally.problems, tally.screened)
    yield msgspec.json.encode(Built(shard, file.name, True, *counts))


class _Tally:
    """Reads places into rows by a way of reading, and counts them."""

    def __init__(self, reads: Callable[[Source], Row]) -> None:
        self._reads = reads
        self.pages = 0
        self.problems = 0
        self.screened = 0

    def row_of(self, place: Source | Unreadable) -> bytes:
        """Read one place; one that fails gives the row of a problem and costs no other.

        So does one that takes minutes, for a shard waits for each of its pages.
        """
        place = replace(place, location=printable(place.location))
        if isinstance(place, Unreadable):
            return self._counted(Row(unopened(place)))
        row = attempt_within(self._reads, place)
        if isinstance(row, Lost):
            return self._counted(Row(without_result(place, row)))
        written = attempt(self._counted, row)
        if isinstance(written, Lost):
            return self._counted(Row(without_result(place, written)))
        return written

    def _counted(self, row: Row) -> bytes:
        written = msgspec.json.encode(row)
        self.pages += 1
        self.problems += row.read.page.problem is not None
        self.screened += row.screened is not None
        return written
