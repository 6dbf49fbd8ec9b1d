"""Shows what a change of the reader changes: every finding of two source trees, side by side.

    git worktree add /tmp/before COMMIT
    python evaluation/same_findings.py /tmp/before/src src --every 3

Each tree reads the labelled texts and stories and one in six releases of the corpus, as cut by this
one; prints each finding that differs, field by field, and the processor seconds of both.
"""

import argparse
import dataclasses
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any

SHARED = Path(__file__).resolve().parent.parent.parent / "shared"
PLACES = ("gold/press/texts", "gold/stories/pages", "corpus/state-press.jsonl")
ONE_IN = 6
SHOWN = 160

Reading = dict[str, Any]


def main() -> None:
    """Cut the texts, let both trees read them, and tell the differences."""
    options = _options()
    if options.read:
        _read(*options.read)
        return
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        articles = list(islice(_articles(), 0, None, options.every))
        (folder / "articles.json").write_text(json.dumps(articles), encoding="utf-8")
        before, after = (_readings(Path(tree), folder) for tree in options.trees)
    differing = sum(_tell(one, other) for one, other in zip(before, after, strict=True))
    print(f"{differing} of {len(before)} articles differ")


def _articles() -> Iterator[Reading]:
    from stocktake.collect import cut, sources
    from stocktake.model import Source

    for place in PLACES:
        step = ONE_IN if place.endswith(".jsonl") else 1
        for source in islice(sources([str(SHARED / place)]), 0, None, step):
            if isinstance(source, Source):
                yield from (dataclasses.asdict(article) for article in cut(source).articles)


def _readings(tree: Path, folder: Path) -> list[Reading]:
    """Read all articles by the code of a tree, in a process of its own."""
    out = folder / f"{len(list(folder.iterdir()))}.jsonl"
    environment = {**os.environ, "PYTHONPATH": str(tree.resolve()), "OMP_NUM_THREADS": "1"}
    command = [sys.executable, __file__, "--read", str(folder / "articles.json"), str(out)]
    subprocess.run(command, check=True, env=environment)
    return [json.loads(line) for line in out.read_text(encoding="utf-8").splitlines()]


def _read(articles: str, out: str) -> None:
    from stocktake.extract.reader import read
    from stocktake.model import Article

    fields = {field.name for field in dataclasses.fields(Article)}
    began = time.process_time()
    with Path(out).open("w", encoding="utf-8") as lines:
        for record in json.loads(Path(articles).read_text(encoding="utf-8")):
            known = {name: value for name, value in record.items() if name in fields}
            held = {n: tuple(v) if isinstance(v, list) else v for n, v in known.items()}
            lines.write(json.dumps(dataclasses.asdict(read(Article(**held)))) + "\n")
    print(f"{time.process_time() - began:.1f} processor seconds")


def _tell(one: Reading, other: Reading) -> bool:
    """Print what two readings of an article have not in common."""
    for kind in sorted(one.keys() & other.keys()):
        if isinstance(one[kind], list):
            lost = [f for f in one[kind] if f not in other[kind]]
            new = [f for f in other[kind] if f not in one[kind]]
            for line in _differences(lost, new):
                print(one["article"], kind, line)
        elif one[kind] != other[kind]:
            print(one["article"], kind, one[kind], "->", other[kind])
    return any(one[kind] != other[kind] for kind in one.keys() & other.keys())


def _differences(lost: list[Any], new: list[Any]) -> Iterator[str]:
    if len(lost) != len(new) or not all(isinstance(f, dict) for f in (*lost, *new)):
        yield from (f"{mark} {_short(f)}" for mark, some in (("-", lost), ("+", new)) for f in some)
        return
    for one, other in zip(lost, new, strict=True):
        for field in sorted(one.keys() & other.keys()):
            if one[field] != other[field]:
                yield f"{field}: {_short(one[field])} -> {_short(other[field])}"


def _short(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)[:SHOWN]


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("trees", nargs="*", help="the source folders of both trees")
    parser.add_argument("--every", type=int, default=1, help="read one article in so many")
    parser.add_argument("--read", nargs=2, help=argparse.SUPPRESS)
    return parser.parse_args()


if __name__ == "__main__":
    main()
