"""Spark on two workers of this machine beside two processes here: what is fixed, what grows.

    python evaluation/speed_of_engines.py --sizes 1600 8000      minutes; needs Java and ../shared

Each size is built by both engines, one after the other; from the two sizes follow the cost of
beginning at all and that of a thousand pages more.  Processor time is that of all processes of a
build, those of the cluster included; it says what wall time says, but not what else runs here.
"""

import argparse
import filecmp
import os
import subprocess
import sys
import tempfile
import threading
import time
from dataclasses import dataclass
from pathlib import Path

import speed

TESTS = Path(__file__).resolve().parent.parent / "tests"
TICKS = os.sysconf("SC_CLK_TCK")
SHARDS = 8


@dataclass(frozen=True, slots=True)
class Cost:
    """Seconds of a build: by the wall's clock and of processors."""

    wall: float
    processor: float


def main() -> None:
    """Build each size on both engines, compare the bytes, and print the costs."""
    options = _options()
    sys.path.insert(0, str(TESTS))
    costs: dict[str, list[Cost]] = {"here": [], "spark": []}
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for size in options.sizes:
            _write(folder / f"pages-{size}", size)
            for engine, measured in costs.items():
                measured.append(_built(engine, folder, size))
                print(f"{engine}, {size:,} pages: {_told(measured[-1])}", flush=True)
            here, spark = (folder / f"{engine}-{size}" for engine in costs)
            names = sorted(path.name for path in here.iterdir())
            same, *_ = filecmp.cmpfiles(here, spark, names, shallow=False)
            print(f"files of equal bytes: {len(same)} of {len(names)}")
    more = (options.sizes[-1] - options.sizes[0]) / 1000
    for engine, (first, *_, last) in costs.items():
        wall, processor = last.wall - first.wall, last.processor - first.processor
        print(f"{engine}, a thousand pages more: {_told(Cost(wall / more, processor / more))}")


def _told(cost: Cost) -> str:
    return f"{cost.wall:.1f} s of wall time, {cost.processor:.1f} s of processor time"


def _built(engine: str, folder: Path, size: int) -> Cost:
    from sparking import Cluster, environment

    command = [sys.executable, "-c", "from stocktake.cli import main; main()", "build"]
    told = [str(folder / f"pages-{size}"), "--into", str(folder / f"{engine}-{size}")]
    if engine == "here":
        return _run([*command, *told, "--jobs", "2"], environment())
    logs = folder / f"cluster-{size}"
    logs.mkdir()
    cluster = Cluster(logs)
    try:
        cluster.start(2)
        sessions = [process.pid for process in (cluster.master, *cluster.workers) if process]
        return _run(
            [*command, *told, "--engine", "spark", "--master", cluster.url], environment(), sessions
        )
    finally:
        cluster.stop()


def _run(
    command: list[str], environment: dict[str, str], sessions: list[int] | None = None
) -> Cost:
    """Run a command in a session of its own; watch what it and the other sessions take."""
    began = time.monotonic()
    process = subprocess.Popen(
        command, env=environment, stdout=subprocess.DEVNULL, start_new_session=True
    )
    watched = {process.pid, *(sessions or ())}
    before = sum(_ticks(watched).values())
    taken: dict[int, int] = {}
    ended = threading.Event()

    def watch() -> None:
        while not ended.wait(0.3):
            taken.update(_ticks(watched))

    watcher = threading.Thread(target=watch)
    watcher.start()
    code = process.wait()
    took = time.monotonic() - began
    ended.set()
    watcher.join()
    if code != 0:
        raise SystemExit(f"the build ended with code {code}")
    return Cost(took, (sum(taken.values()) - before) / TICKS)


def _ticks(sessions: set[int]) -> dict[int, int]:
    """Give the ticks of processor time that each process of some sessions has taken itself."""
    ticks = {}
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = path.read_text().rpartition(")")[2].split()
        except (FileNotFoundError, ProcessLookupError):
            continue
        if int(fields[3]) in sessions:
            ticks[int(path.parent.name)] = int(fields[11]) + int(fields[12])
    return ticks


def _write(folder: Path, size: int) -> None:
    folder.mkdir()
    for shard in range(SHARDS):
        speed.write_archive(folder / f"pages-{shard}.jsonl.gz", size // SHARDS, f"shard-{shard}")


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--sizes", type=int, nargs=2, default=[1600, 8000])
    return parser.parse_args()


if __name__ == "__main__":
    main()
