"""What an engine does to shards, whichever engine it is, and the engine that runs here.

A shard is a file of many pages.  A stage is an importable function of one shard, so that what it
loads is loaded once a process, wherever that process is.
"""

import sqlite3
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import Protocol

from stocktake.engine.pages import Lost, on_cores

Keyed = tuple[str, bytes]
"""A row with the key that it is grouped by."""

Fold = Callable[[str, Iterable[bytes]], Iterable[bytes]]
"""Makes rows of all rows of one key, which come in order, one at a time."""

_FOREVER = 10.0**6  # seconds; a shard takes as long as its pages do


class ShardEngine(Protocol):
    """Runs stages over shards; what it gives is the same whatever the engine."""

    def flat_map(
        self, stage: Callable[[str], Iterable[bytes]], shards: Sequence[str]
    ) -> Iterator[bytes]:
        """Give the rows that the stage makes of each shard, in any order.

        They are few: what is large a stage writes itself, as Spark gathers what it gives.  Raises
        `LostShards` at the end when some gave none; the others are done by then.
        """
        ...

    def group(
        self, stage: Callable[[str], Iterable[Keyed]], fold: Fold, shards: Sequence[str]
    ) -> Iterator[bytes]:
        """Give what `fold` makes of the rows of each key, in the order of the keys."""
        ...


class LostShards(Exception):
    """Shards of which no rows came: a tuple of (shard, why)."""

    def __init__(self, lost: Sequence[tuple[str, str]]) -> None:
        super().__init__("; ".join(f"{shard}: {why}" for shard, why in lost))
        self.lost = tuple(lost)


@dataclass(frozen=True, slots=True)
class Here:
    """Runs stages in processes of this machine, a shard to each at a time."""

    workers: int = 1

    def flat_map(
        self, stage: Callable[[str], Iterable[bytes]], shards: Sequence[str]
    ) -> Iterator[bytes]:
        """See `ShardEngine`; a shard whose process died is tried once more, alone."""
        lost: list[tuple[str, str]] = []
        once_more: list[str] = []
        for shard, rows in self._run(stage, shards):
            if isinstance(rows, Lost):
                once_more.append(shard)
            else:
                yield from rows
        for shard, rows in self._run(stage, once_more):
            if isinstance(rows, Lost):
                lost.append((shard, rows.problem))
            else:
                yield from rows
        if lost:
            raise LostShards(sorted(lost))

    def group(
        self, stage: Callable[[str], Iterable[Keyed]], fold: Fold, shards: Sequence[str]
    ) -> Iterator[bytes]:
        """See `ShardEngine`; the rows wait on disk, so that memory does not grow with them."""
        with tempfile.TemporaryDirectory(prefix="stocktake-") as folder:
            rows = sqlite3.connect(Path(folder) / "rows", isolation_level=None)
            rows.execute("PRAGMA journal_mode = OFF")
            rows.execute("CREATE TABLE row (key BLOB, body BLOB)")
            rows.execute("BEGIN")
            for shard in shards:
                keyed = ((key.encode(), body) for key, body in stage(shard))
                rows.executemany("INSERT INTO row VALUES (?, ?)", keyed)
            rows.execute("COMMIT")
            ordered = rows.execute("SELECT key, body FROM row ORDER BY key, body")
            yield from folded(ordered, fold)
            rows.close()

    def _run(
        self, stage: Callable[[str], Iterable[bytes]], shards: Sequence[str]
    ) -> Iterator[tuple[str, list[bytes] | Lost]]:
        return on_cores(listed(stage), shards, self.workers, _FOREVER)


def folded(ordered: Iterable[tuple[bytes, bytes]], fold: Fold) -> Iterator[bytes]:
    """Fold rows that come in the order of their keys."""
    for key, rows in groupby(ordered, key=itemgetter(0)):
        yield from fold(key.decode(), (body for _, body in rows))


def listed(stage: Callable[[str], Iterable[bytes]]) -> Callable[[str], list[bytes]]:
    """Have a stage run to its end, so that what goes wrong in it goes wrong before it answers."""
    return partial(_list_of, stage)


def _list_of(stage: Callable[[str], Iterable[bytes]], shard: str) -> list[bytes]:
    return list(stage(shard))
