"""The engine that runs stages on a Spark cluster, by `mapInArrow` alone.

Nothing else of Spark's Python side is used: `mapInArrow` leaves no partial output when a job
fails, and hands over rows without a copy through pandas.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice

import msgspec
import pyarrow as pa
from pyspark.errors import PySparkException
from pyspark.sql import DataFrame, Row, SparkSession

from stocktake.engine.pages import Lost, attempt
from stocktake.engine.shards import Fold, Keyed, LostShards, folded, listed
from stocktake.errors import EngineProblem

_ROW, _LOST = b"row", b"lost"
_SCHEMA = "key binary, body binary"
_ARROW = pa.schema([("key", pa.binary()), ("body", pa.binary())])
_AT_ONCE = 1000  # rows that travel together
_SHARDS_AT_ONCE = 100  # whose rows one task can sort
# Java only carries rows here: what makes it start fast is worth more than what makes it run fast,
# and its compiler and collector would take the cores from the processes that read.
_JAVA = "-XX:+UseSerialGC -XX:TieredStopAtLevel=1 -Xshare:auto"
_SETTINGS = (
    ("spark.ui.enabled", "false"),
    ("spark.driver.extraJavaOptions", _JAVA),
    ("spark.executor.extraJavaOptions", _JAVA),
    ("spark.sql.codegen.wholeStage", "false"),
    # A stage's process keeps its models for the next shard.
    ("spark.python.worker.reuse", "true"),
    # The judge's and the parser's libraries would start a thread for each core in each process.
    ("spark.executorEnv.OMP_NUM_THREADS", "1"),
)

Rows = Iterator[pa.RecordBatch]


class Spark:
    """Runs stages on the cluster of a master, such as ``spark://host:7077`` or ``local[2]``.

    Every machine of it has this version of Stocktake and sees the shards at the same paths.
    Raises `EngineProblem` when the cluster fails for good; what is done by then stays.
    """

    def __init__(self, master: str) -> None:
        builder = SparkSession.builder.master(master).appName("stocktake")
        for name, value in _SETTINGS:
            builder = builder.config(name, value)
        try:
            self._session = builder.getOrCreate()
        except (PySparkException, OSError) as error:
            raise EngineProblem(
                f"Spark does not start ({_brief(error)}); is Java 17 there?"
            ) from error

    def close(self) -> None:
        """Leave the cluster."""
        self._session.stop()

    def flat_map(
        self, stage: Callable[[str], Iterable[bytes]], shards: Sequence[str]
    ) -> Iterator[bytes]:
        """See `ShardEngine`; a shard is a task, which Spark tries four times."""
        lost: list[tuple[str, str]] = []
        # Gathered at once, since Spark's iterator would run one shard after the other.
        for key, body in _told(self._over(_attempts(stage), shards).collect):
            if key == _LOST:
                lost.append(msgspec.json.decode(body, type=tuple[str, str]))
            else:
                yield body
        if lost:
            raise LostShards(sorted(lost))

    def group(
        self, stage: Callable[[str], Iterable[Keyed]], fold: Fold, shards: Sequence[str]
    ) -> Iterator[bytes]:
        """See `ShardEngine`; all rows of a key come to one task, sorted."""
        keyed = self._over(_keyed(stage), shards)
        parts = 1 + len(shards) // _SHARDS_AT_ONCE
        # Ranges are found by running the stage over some shards beforehand.
        parted = keyed.repartitionByRange(parts, "key") if parts > 1 else keyed.repartition(1)
        ordered = parted.sortWithinPartitions("key", "body")
        for _, body in _told(ordered.mapInArrow(_folds(fold), _SCHEMA).toLocalIterator):
            yield body

    def _over(
        self, rows_of: Callable[[str], Iterable[tuple[bytes, bytes]]], shards: Sequence[str]
    ) -> DataFrame:
        """Give the rows of the shards, each shard in a partition of its own."""
        named = tuple(shards)

        def of_partition(batches: Rows) -> Rows:
            numbers = (n.as_py() for batch in batches for n in batch.column(0))
            return _batches(row for number in numbers for row in rows_of(named[number]))

        count = len(named)
        return self._session.range(0, count, 1, max(1, count)).mapInArrow(of_partition, _SCHEMA)


def _attempts(
    stage: Callable[[str], Iterable[bytes]],
) -> Callable[[str], Iterator[tuple[bytes, bytes]]]:
    """Let a fault over one shard be told as a row, for a failed task ends all others."""

    def rows_of(shard: str) -> Iterator[tuple[bytes, bytes]]:
        rows = attempt(listed(stage), shard)
        if isinstance(rows, Lost):
            yield _LOST, msgspec.json.encode((shard, rows.problem))
        else:
            yield from ((_ROW, row) for row in rows)

    return rows_of


def _keyed(
    stage: Callable[[str], Iterable[Keyed]],
) -> Callable[[str], Iterator[tuple[bytes, bytes]]]:
    return lambda shard: ((key.encode(), body) for key, body in stage(shard))


def _folds(fold: Fold) -> Callable[[Rows], Rows]:
    def of_partition(batches: Rows) -> Rows:
        rows = (
            (key.as_py(), body.as_py())
            for batch in batches
            for key, body in zip(batch.column(0), batch.column(1), strict=True)
        )
        return _batches((b"", body) for body in folded(rows, fold))

    return of_partition


def _batches(rows: Iterable[tuple[bytes, bytes]]) -> Rows:
    waiting = iter(rows)
    while some := list(islice(waiting, _AT_ONCE)):
        keys, bodies = zip(*some, strict=True)
        yield pa.RecordBatch.from_arrays(
            [pa.array(keys, pa.binary()), pa.array(bodies, pa.binary())], schema=_ARROW
        )


def _told(rows: Callable[[], Iterable[Row]]) -> Iterator[tuple[bytes, bytes]]:
    try:
        for row in rows():
            yield bytes(row[0]), bytes(row[1])
    except PySparkException as error:
        raise EngineProblem(
            f"the Spark job failed ({_brief(error)}); run this again, finished shards are kept"
        ) from error


def _brief(error: Exception) -> str:
    return next(iter(str(error).strip().splitlines()), type(error).__name__)[:300]
