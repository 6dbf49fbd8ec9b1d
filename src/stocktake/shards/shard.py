"""What a shard is, and the name of the file that its rows are written to."""

import hashlib
import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from stocktake.collect import SHARD_SUFFIXES
from stocktake.errors import BadQuestion
from stocktake.identity import short_id
from stocktake.model import Reader

ROWS = ".rows.jsonl.gz"


@dataclass(frozen=True, slots=True)
class Plan:
    """Into which folder shards are read, by which reader, and which pages of them."""

    folder: str
    reader: Reader
    pages: Literal["those with a chance", "all"] = "those with a chance"

    def file_of(self, shard: str) -> Path:
        """Give the file of a shard's rows: another one when its content or the reader changes.

        Raises OSError when the shard cannot be opened.
        """
        with Path(shard).open("rb") as stream:
            content = hashlib.file_digest(stream, "sha256").hexdigest()
        told = short_id("s", shard, content, self.reader.id, self.pages)
        return Path(self.folder) / f"{_stem(shard)}-{told}{ROWS}"


def shards_in(places: Iterable[str]) -> Iterator[str]:
    """Give the shards that places lead to, folders walked by name.

    Raises `BadQuestion` for a place that is neither an archive nor a folder of some.
    """
    for place in places:
        path = Path(place)
        if path.is_dir():
            yield from _in_folder(path)
        elif place.lower().endswith(SHARD_SUFFIXES) and path.is_file():
            yield place
        else:
            raise BadQuestion(
                f"{place} is no archive; `build` takes {', '.join(SHARD_SUFFIXES)} and folders "
                "of them, `stocktake add` takes pages"
            )


def _in_folder(folder: Path) -> Iterator[str]:
    for entry in sorted(os.scandir(folder), key=lambda entry: entry.name):
        path = folder / entry.name
        if entry.name.startswith("."):
            continue
        if entry.is_dir(follow_symlinks=False):
            yield from _in_folder(path)
        elif entry.name.lower().endswith(SHARD_SUFFIXES):
            yield str(path)


def _stem(shard: str) -> str:
    name = Path(shard).name
    for suffix in SHARD_SUFFIXES:
        name = name.removesuffix(suffix)
    return "".join(c if c.isalnum() or c in "-_." else "_" for c in name)[:80] or "shard"
