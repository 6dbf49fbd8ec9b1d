"""Measures the desk: ``python evaluation/desk_speed.py REGISTER`` asks every page, 20 at once.

Prints, for each kind of page, the 50th and 95th percentile in milliseconds, then the memory of the
serving processes.  At first no page is asked for twice, so that none is answered from memory;
then all are asked for once more.
"""

import argparse
import asyncio
import os
import random
import re
import socket
import subprocess
import sys
import time
from collections import defaultdict
from pathlib import Path

import httpx

from stocktake.questions import Question
from stocktake.register import open_existing

AT_ONCE = 20
EACH = 30  # pages of a kind


def addresses(place: str) -> list[tuple[str, str]]:
    """Give addresses of every kind of page, in an order of chance."""
    dice = random.Random(3)
    shelf = open_existing(place).shelf()
    asked: list[tuple[str, str]] = []
    for kind in ("commitments", "meetings", "mechanisms", "people", "articles", "agreements",
                 "programmes", "discrepancies", "parties"):  # fmt: skip
        known = shelf.answer(Question(kind, at_most=200)).ids
        known += shelf.answer(Question(kind, order="name", at_most=200)).ids
        some = dice.sample(sorted(set(known)), min(EACH, len(set(known))))
        asked += [(kind[:-1], f"/{kind}/{wanted}") for wanted in some]
    parties = shelf.answer(Question("parties", order="name", at_most=60)).ids
    themes = ("security", "training", "trade", "energy", "maritime", "health", "borders", "cyber")
    for _ in range(EACH):
        party, theme, year = dice.choice(parties), dice.choice(themes), dice.randint(2010, 2026)
        month = f"{year}-{dice.randint(1, 12):02}"
        day = f"{month}-{dice.randint(1, 28):02}"
        asked += [
            ("today", f"/?as_of={day}"),
            ("list by party", f"/commitments?party={party}&until={month}"),
            ("list by two", f"/commitments?party={party}&theme={theme}&since={month}"),
            ("list by all", f"/commitments?party={party}&theme={theme}&strength=firm&delivery="
                            f"delivered&since={month}&order=oldest"),
            ("list by due", f"/commitments?order=due&party={party}&since={month}"),
            ("list of articles", f"/articles?until={day}"),
            ("list of people", f"/people?party={party}&since={month}"),
            ("list of meetings", f"/meetings?since={month}"),
            ("map", f"/map?party={party}&since={year}&until={day}"),
            ("interface", f"/api/v1/commitments?party={party}&since={month}&limit=50"),
        ]  # fmt: skip
    hits = shelf.answer(Question("people", order="name", at_most=200)).ids
    for wanted in dice.sample(hits, EACH):
        (person,) = shelf.gather([wanted], ()).entries
        one, other = person.name.split()  # type: ignore[union-attr]  # it is a person
        asked += [
            ("search", f"/search?q={one}"),
            ("search two", f"/search?q={one}+{other}"),
            ("search slip", f"/search?q={other[:3]}x{other[3:]}"),
        ]
    dice.shuffle(asked)
    return asked


async def measured(
    origin: str, asked: list[tuple[str, str]], at_once: int
) -> dict[str, list[float]]:
    """Ask for every address, so many at once; give the milliseconds by kind.

    The questions are put as plainly as can be, for who asks has the same processors as who answers.
    """
    took: dict[str, list[float]] = defaultdict(list)
    waiting = iter(asked)
    host, port = origin.removeprefix("http://").split(":")

    async def visit() -> None:
        reader, writer = await asyncio.open_connection(host, int(port))
        for kind, path in waiting:
            began = time.perf_counter()
            writer.write(
                f"GET {path} HTTP/1.1\r\nHost: {host}:{port}\r\n"
                "Accept-Encoding: gzip\r\n\r\n".encode()
            )
            status = await _answer(reader)
            took[kind].append(1000 * (time.perf_counter() - began))
            if status != 200:
                print(status, path)
        writer.close()

    await asyncio.gather(*(visit() for _ in range(at_once)))
    return took


async def _answer(reader: asyncio.StreamReader) -> int:
    """Read an answer to its end and give its status."""
    head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").casefold()
    length = re.search(r"\r\ncontent-length: (\d+)", head)
    if length is None:
        raise ValueError(f"an answer of no told length: {head[:200]}")
    await reader.readexactly(int(length[1]))
    return int(head.split()[1])


def processor_time(pid: int) -> float:
    """Give the seconds of a processor that a process and its children had, whoever else did."""
    ticks = 0
    for one in family(pid):
        fields = Path(f"/proc/{one}/stat").read_text().rpartition(")")[2].split()
        ticks += int(fields[11]) + int(fields[12])
    return ticks / os.sysconf("SC_CLK_TCK")


def family(pid: int) -> list[int]:
    """Give a process and its children."""
    children = subprocess.run(
        ["pgrep", "-P", str(pid)], capture_output=True, text=True, check=False
    )
    return [pid, *(int(word) for word in children.stdout.split())]


def memory(pid: int) -> float:
    """Give the MiB that a process and its children hold, what they share counted once."""
    total = 0
    for one in family(pid):
        for line in Path(f"/proc/{one}/smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                total += int(line.split()[1])
    return total / 1024


def main() -> None:
    """Serve the register, ask it, and print what it took."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("register")
    parser.add_argument("--workers", default="1")
    parser.add_argument("--at-once", type=int, default=AT_ONCE)
    given = parser.parse_args()
    place = given.register
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    asked = addresses(place)
    stocktake = Path(sys.executable).with_name("stocktake")
    program = [str(stocktake), "--register", place, "serve", "--workers", given.workers]
    server = subprocess.Popen([*program, "--port", str(port)], stdout=subprocess.DEVNULL)
    origin = f"http://127.0.0.1:{port}"
    began = time.perf_counter()
    try:
        while True:
            try:
                first = httpx.get(origin, timeout=60)
                break
            except httpx.TransportError:
                time.sleep(0.05)
        print(f"cold start to first page {1000 * (time.perf_counter() - began):.0f} ms, "
              f"{len(first.content)} bytes")  # fmt: skip
        before = processor_time(server.pid)
        took = asyncio.run(measured(origin, asked, given.at_once))
        for kind, all_of_them in sorted(took.items()):
            _line(kind, all_of_them)
        _line("all pages", [ms for some in took.values() for ms in some])
        spent = processor_time(server.pid) - before
        print(f"processor time a page {1000 * spent / len(asked):.1f} ms")
        before = processor_time(server.pid)
        again = asyncio.run(measured(origin, asked, given.at_once))
        _line("the same again", [ms for some in again.values() for ms in some])
        spent = processor_time(server.pid) - before
        print(f"processor time a page asked again {1000 * spent / len(asked):.1f} ms")
        print(f"memory {memory(server.pid):.0f} MiB")
    finally:
        server.terminate()
        server.wait()


def _line(kind: str, took: list[float]) -> None:
    ordered = sorted(took)
    half, most = ordered[len(ordered) // 2], ordered[int(len(ordered) * 0.95)]
    print(f"{kind:<18}{len(took):>5} pages   half {half:7.0f} ms   95 of 100 {most:7.0f} ms")


if __name__ == "__main__":
    main()
