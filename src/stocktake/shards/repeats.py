"""Pages that several shards hold: crawls fetch the same page again and again.

They are found by grouping all pages by id, on the engine, so that loading need not take in each
copy only to find that it is there.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import msgspec

from stocktake.engine.shards import Keyed, ShardEngine
from stocktake.shards.rows import rows_of

NAME = "repeats.jsonl"


@dataclass(frozen=True, slots=True)
class Repeat:
    """A page of several files: `file` is the one to load it from, `location` the first by name."""

    page: str
    file: str
    location: str


def write_repeats(engine: ShardEngine, folder: Path, files: Sequence[str]) -> None:
    """Find the pages that several of these files of rows hold; write which copy counts."""
    part = folder / f".{NAME}.part"
    with part.open("wb") as stream:
        for row in engine.group(places_of, repeat_of, sorted(files)):
            stream.write(row + b"\n")
    part.replace(folder / NAME)


def read_repeats(folder: Path) -> Mapping[str, Repeat]:
    """Give the repeated pages by id; none where a build has not come to its end."""
    try:
        lines = (folder / NAME).read_bytes().splitlines()
    except FileNotFoundError:
        return {}
    repeats = (msgspec.json.decode(line, type=Repeat) for line in lines)
    return {repeat.page: repeat for repeat in repeats}


def places_of(file: str) -> Iterator[Keyed]:
    """Give the pages that a file of rows could read, by id, with where each stands."""
    with rows_of(Path(file)) as (_, rows):
        for row in rows:
            page = row.read.page
            if page.problem is None and row.screened is None:
                yield page.id, msgspec.json.encode(Repeat(page.id, Path(file).name, page.location))


def repeat_of(page: str, rows: Iterable[bytes]) -> Iterator[bytes]:
    """Give the one row of a page that stands in several files, nothing for one of a single file."""
    first: Repeat | None = None
    several = False
    for row in rows:
        told = msgspec.json.decode(row, type=Repeat)
        first = first or told
        several = several or told.file != first.file
        first = Repeat(page, min(first.file, told.file), min(first.location, told.location))
    if first and several:
        yield msgspec.json.encode(first)
