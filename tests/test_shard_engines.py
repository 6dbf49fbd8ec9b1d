"""The same tests over both engines of shards."""

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

from sparking import environment, missing
from stocktake.engine.shards import Here, LostShards, ShardEngine


def letters(shard: str) -> Iterator[bytes]:
    if shard == "bad":
        raise ValueError("a fault in the stage")
    yield from (letter.encode() for letter in shard)


def letters_by_kind(shard: str) -> Iterator[tuple[str, bytes]]:
    for letter in shard:
        yield ("vowel" if letter in "aeiou" else "consonant"), letter.encode()


def joined(key: str, rows: Iterable[bytes]) -> Iterator[bytes]:
    yield key.encode() + b":" + b"".join(rows)


@pytest.fixture(scope="module", params=["here", "spark"])
def engine(request: pytest.FixtureRequest) -> Iterator[ShardEngine]:
    if request.param == "here":
        yield Here(2)
        return
    lack = missing()
    if lack:
        pytest.skip(lack)
    with pytest.MonkeyPatch.context() as patch:
        told = environment()
        # Spark's own processes import the stages of this module.
        told["PYTHONPATH"] = os.pathsep.join([str(Path(__file__).parent), *_paths(told)])
        for name, value in told.items():
            patch.setenv(name, value)
        from stocktake.engine.spark import Spark

        spark = Spark("local[2]")
        yield spark
        spark.close()


def _paths(told: dict[str, str]) -> list[str]:
    return [told["PYTHONPATH"]] if told.get("PYTHONPATH") else []


def test_every_row_of_every_shard_comes_once(engine: ShardEngine) -> None:
    rows = engine.flat_map(letters, ["abc", "", "da"])
    assert sorted(rows) == [b"a", b"a", b"b", b"c", b"d"]


def test_no_shards_give_no_rows(engine: ShardEngine) -> None:
    assert list(engine.flat_map(letters, [])) == []
    assert list(engine.group(letters_by_kind, joined, [])) == []


def test_a_fault_over_one_shard_loses_that_shard_alone(engine: ShardEngine) -> None:
    rows: list[bytes] = []
    with pytest.raises(LostShards) as told:
        rows.extend(_into(rows, engine.flat_map(letters, ["ab", "bad", "c"])))
    assert sorted(rows) == [b"a", b"b", b"c"]
    ((shard, why),) = told.value.lost
    assert shard == "bad"
    assert "ValueError: a fault in the stage" in why


def test_all_rows_of_a_key_are_folded_together_in_order(engine: ShardEngine) -> None:
    rows = list(engine.group(letters_by_kind, joined, ["hue", "iota", "ax"]))
    assert rows == [b"consonant:htx", b"vowel:aaeiou"]


def _into(rows: list[bytes], more: Iterator[bytes]) -> Iterable[bytes]:
    for row in more:
        rows.append(row)
    return ()
