"""Holds scores to their floors, which may rise and never fall silently."""

import argparse
import json
import pathlib
from collections.abc import Iterator, Mapping

FLOORS = pathlib.Path(__file__).resolve().parent / "floors.json"
#: Two processors may part at the last bit of a parse; one label of the smaller set weighs 0.006.
SLACK = 0.006

Scores = Mapping[str, Mapping[str, Mapping[str, float]]]


def add_option(parser: argparse.ArgumentParser) -> None:
    """Let a command take `--raise`."""
    parser.add_argument(
        "--raise",
        dest="raise_floors",
        action="store_true",
        help="raise the floors of what was scored to what was reached",
    )


def hold(reached: Scores, raise_floors: bool) -> int:
    """Print what fell below its floor, else raise the floors if asked; give the exit code.

    `reached` gives figures by set, part and measure, all of them the better the higher.
    """
    floors = json.loads(FLOORS.read_text(encoding="utf-8")) if FLOORS.exists() else {}
    fallen = list(_fallen(reached, {name: floors.get(name, {}) for name in reached}))
    print("\n".join(fallen) or "No score is below its floor.")
    if raise_floors and not fallen:
        text = json.dumps({**floors, **reached}, indent=1, sort_keys=True)
        FLOORS.write_text(f"{text}\n", encoding="utf-8")
    return 1 if fallen else 0


def _fallen(reached: Scores, floors: Scores) -> Iterator[str]:
    """Give a line for each score below its floor, and for each floor that is no longer measured."""
    for name, parts in floors.items():
        for part, measures in parts.items():
            for measure, floor in measures.items():
                now = reached[name].get(part, {}).get(measure)
                if now is None or now < floor - SLACK:
                    yield f"{name}, {part}, {measure}: {now} is below its floor {floor}"
