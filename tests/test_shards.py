"""Archives read shard by shard: whole files or none, the same whatever engine, as `add` reads."""

import gzip
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pyarrow as pa
import pytest
from click.testing import CliRunner
from pyarrow import parquet

from sparking import Cluster, environment, missing
from stocktake import versions
from stocktake.cli import main
from stocktake.engine.shards import Here
from stocktake.extract.screen import NO_STRETCH
from stocktake.extract.screen_of_bytes import NO_WORD
from stocktake.model import Page, ReadPage, Source
from stocktake.shards import building
from stocktake.shards.building import build, build_shard
from stocktake.shards.rows import Row, files_in, rows_of
from stocktake.shards.shard import Plan, shards_in

Record = dict[str, str]


@pytest.fixture(scope="module")
def archives(press: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a folder of six shards of three forms; one line is no JSON, one page stands twice."""
    folder = tmp_path_factory.mktemp("archives")
    records = [
        {"url": f"https://gazette.example/{page.stem}", "text": page.read_text(encoding="utf-8")}
        for page in sorted(press.iterdir())
    ]
    for number in range(4):
        lines = [json.dumps(r) for r in records[2 * number : 2 * number + 2]]
        if number == 1:
            lines += ["no JSON", json.dumps(records[0])]
        (folder / f"shard-{number}.jsonl").write_text("\n".join(lines), encoding="utf-8")
    packed = "\n".join(map(json.dumps, records[8:10]))
    (folder / "shard-4.jsonl.gz").write_bytes(gzip.compress(packed.encode()))
    parquet.write_table(pa.Table.from_pylist(records[10:]), folder / "shard-5.parquet")
    return folder


@pytest.fixture(scope="module")
def built_here(archives: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("here")
    build(Here(1), _plan(folder), _shards(archives), lambda _: None)
    return folder


def test_loading_gives_the_register_that_adding_gives(
    archives: Path, built_here: Path, new_place: Callable[[], str]
) -> None:
    added, loaded = new_place(), new_place()
    _run("--register", added, "add", "--jobs", "1", *_shards(archives), code=3)
    _run("--register", loaded, "load", str(built_here), code=3)
    assert _export(loaded) == _export(added)
    assert len(_export(loaded)["pages"]) == 13


def test_loading_again_changes_nothing(built_here: Path, tmp_path: Path) -> None:
    place = str(tmp_path / "register.db")
    _run("--register", place, "load", str(built_here), code=3)
    before = _export(place)
    assert "Nothing new" in _run("--register", place, "load", str(built_here), code=3)
    assert _export(place) == before


def test_a_folder_without_its_repeats_loads_the_same(built_here: Path, tmp_path: Path) -> None:
    folder = tmp_path / "unfinished"
    folder.mkdir()
    for file in files_in(built_here):
        (folder / file.name).write_bytes(file.read_bytes())
    whole, unfinished = str(tmp_path / "a.db"), str(tmp_path / "b.db")
    _run("--register", whole, "load", str(built_here), code=3)
    _run("--register", unfinished, "load", str(folder), code=3)
    assert (built_here / "repeats.jsonl").read_text().count("\n") == 1
    assert _export(unfinished) == _export(whole)


def test_a_build_cut_short_anywhere_is_completed_by_building_again(
    archives: Path, built_here: Path, tmp_path: Path
) -> None:
    plan, shards = _plan(tmp_path), _shards(archives)
    list(build_shard(plan, shards[0]))
    (tmp_path / f".{files_in(tmp_path)[0].name}.0123.part").write_bytes(b"half of it")
    outcome = build(Here(1), plan, shards, lambda _: None)
    assert [one.fresh for one in outcome.built] == [False, *[True] * 5]
    assert _bytes(tmp_path) == _bytes(built_here)


def test_a_page_that_fails_is_told_and_costs_no_other(
    archives: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def failing(source: Source) -> Row:
        if source.location.endswith("page-02"):
            raise ValueError("a fault in reading")
        return Row(ReadPage(Page("p", source.location, "0", None, None)))

    monkeypatch.setattr(building, "read_with_a_chance", failing)
    shard = str(archives / "shard-1.jsonl")
    list(build_shard(_plan(tmp_path), shard))
    with rows_of(files_in(tmp_path)[0]) as (heading, rows):
        problems = [row.read.page.problem for row in rows]
    assert heading.shard == shard
    assert "a fault in reading" in (problems[0] or "")
    assert problems[1] is None
    assert "no JSON" in (problems[2] or "")


def test_a_shard_is_written_whole_or_not_at_all(
    archives: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(_source: Source) -> Row:
        raise KeyboardInterrupt

    monkeypatch.setattr(building, "read_with_a_chance", interrupted)
    with pytest.raises(KeyboardInterrupt):
        list(build_shard(_plan(tmp_path), str(archives / "shard-0.jsonl")))
    assert list(tmp_path.iterdir()) == []


def test_a_shard_that_changes_is_another_shard(archives: Path, tmp_path: Path) -> None:
    shard = tmp_path / "shard.jsonl"
    shard.write_bytes((archives / "shard-0.jsonl").read_bytes())
    before = _plan(tmp_path).file_of(str(shard))
    shard.write_bytes(shard.read_bytes() + b"\n")
    assert _plan(tmp_path).file_of(str(shard)) != before


def test_a_lone_page_is_no_archive(press: Path) -> None:
    result = CliRunner().invoke(main, ["build", str(press / "page-00.txt"), "--into", "rows"])
    assert result.exit_code == 2
    assert "stocktake add" in result.output


def test_rows_of_another_reader_are_not_loaded(built_here: Path, tmp_path: Path) -> None:
    file = files_in(built_here)[0]
    lines = gzip.decompress(file.read_bytes()).replace(versions.reader().id.encode(), b"v-other")
    folder = tmp_path / "rows"
    folder.mkdir()
    (folder / file.name).write_bytes(gzip.compress(lines))
    told = _run("--register", str(tmp_path / "r.db"), "load", str(folder), code=2)
    assert "another version of Stocktake" in told


CAKE = (
    "<html><body><article><h1>A lemon cake</h1><p>Fold the egg whites into the batter, bake for "
    "forty minutes and let the cake cool before serving it with cream.</p></article></body></html>"
)
FOOTBALL = (
    "<html><body><nav><p>Brazil and Norway hold talks on trade, and their ministers agree</p></nav>"
    "<article><h1>A late goal decides the final</h1><p>The striker scored twice in the second "
    "half, and the crowd sang until the lights went out. Nobody at the club had foreseen it.</p>"
    "</article></body></html>"
)


@pytest.fixture
def stream(press: Path, tmp_path: Path) -> Path:
    """Give a shard of three pages, of which the last one matters."""
    page = (press / "page-00.txt").read_text(encoding="utf-8")
    records = [
        {"url": "https://kitchen.example/cake", "html": CAKE},
        {"url": "https://sport.example/final", "html": FOOTBALL},
        {"url": "https://gazette.example/dialogue", "text": page},
    ]
    shard = tmp_path / "stream.jsonl"
    shard.write_text("\n".join(map(json.dumps, records)), encoding="utf-8")
    return shard


def test_pages_without_a_chance_are_kept_with_the_reason_and_not_loaded(
    stream: Path, tmp_path: Path
) -> None:
    rows, place = tmp_path / "rows", str(tmp_path / "register.db")
    assert "2 screened out" in _run("build", str(stream), "--into", str(rows), "--jobs", "1")
    with rows_of(files_in(rows)[0]) as (_, found):
        reasons = [row.screened for row in found]
    assert reasons == [NO_WORD, NO_STRETCH, None]
    _run("--register", place, "load", str(rows))
    assert [page["location"] for page in _export(place)["pages"]] == [
        "https://gazette.example/dialogue"
    ]


def test_without_the_screen_every_page_is_read(stream: Path, tmp_path: Path) -> None:
    rows = str(tmp_path / "rows")
    told = _run("build", str(stream), "--into", rows, "--jobs", "1", "--no-screen")
    assert "0 screened out" in told
    _run("build", str(stream), "--into", rows, "--jobs", "1")
    assert len(files_in(Path(rows))) == 2, "the same shard, read in another way, is another file"


@pytest.fixture(scope="module")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    lack = missing()
    if lack:
        pytest.skip(lack)
    running = Cluster(tmp_path_factory.mktemp("cluster"))
    try:
        running.start(2)
        yield running
    finally:
        running.stop()


def test_spark_writes_the_same_bytes_when_its_driver_and_then_a_worker_are_killed(
    cluster: Cluster, archives: Path, built_here: Path, tmp_path: Path
) -> None:
    driver = _build_on(cluster, archives, tmp_path)
    _wait_for_rows(tmp_path, driver)
    os.killpg(driver.pid, signal.SIGKILL)
    driver.wait()
    left = len(files_in(tmp_path))
    driver = _build_on(cluster, archives, tmp_path)
    _wait_for_rows(tmp_path, driver, left)
    cluster.kill_worker()
    output, _ = driver.communicate(timeout=600)
    assert driver.returncode in {0, 3}, output
    assert b"6 shards" in output
    assert _bytes(tmp_path) == _bytes(built_here)


def _build_on(cluster: Cluster, archives: Path, folder: Path) -> "subprocess.Popen[bytes]":
    told = ("--into", str(folder), "--engine", "spark", "--master", cluster.url)
    command = (sys.executable, "-c", "from stocktake.cli import main; main()", "build")
    return subprocess.Popen(
        [*command, str(archives), *told],
        env=environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        start_new_session=True,
    )


def _wait_for_rows(folder: Path, driver: "subprocess.Popen[bytes]", more_than: int = 0) -> None:
    end = time.monotonic() + 300
    while len(files_in(folder)) <= more_than and driver.poll() is None:
        assert time.monotonic() < end, "no rows came"
        time.sleep(0.05)


def _plan(folder: Path) -> Plan:
    return Plan(str(folder), versions.reader())


def _shards(archives: Path) -> list[str]:
    return list(shards_in([str(archives)]))


def _bytes(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def _run(*arguments: str, code: int = 0) -> str:
    result = CliRunner().invoke(main, arguments)
    assert result.exit_code == code, result.output
    return result.output


def _export(place: str) -> dict[str, list[Record]]:
    told: dict[str, list[Record]] = json.loads(_run("--register", place, "export"))
    del told["generated"]  # type: ignore[arg-type]  # the one field that is no list
    return told
