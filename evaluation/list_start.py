"""Measures how long a list takes to start: ``python evaluation/list_start.py REGISTER``.

Prints the least and the middle processor time of a whole `stocktake people`, in milliseconds.
"""

import argparse
import os
import subprocess
import sys
from pathlib import Path

ROUNDS = 9


def work(place: str) -> float:
    """Give the milliseconds of a processor that one list takes from its start to its end."""
    program = [str(Path(sys.executable).with_name("stocktake")), "--register", place, "people"]
    before = os.times()
    subprocess.run(program, check=True, stdout=subprocess.DEVNULL)
    after = os.times()
    spent = after.children_user + after.children_system
    return 1000 * (spent - before.children_user - before.children_system)


def main() -> None:
    """Measure the register that the command line names."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("register")
    place = parser.parse_args().register
    took = sorted(work(place) for _ in range(ROUNDS))
    print(f"least {took[0]:.0f} ms, middle {took[ROUNDS // 2]:.0f} ms of a processor")


if __name__ == "__main__":
    main()
