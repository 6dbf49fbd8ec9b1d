"""Files of rows: one page a line with all that was read from it, as packed JSON.

The first line tells the shard and its reader.  A page is one value of nested lists, which Parquet
would hold as JSON in one column all the same; lines can be read with `zcat` and `jq` alone.
"""

import gzip
import io
import os
import secrets
import zlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import msgspec

from stocktake.errors import EngineProblem
from stocktake.model import Reader, ReadPage
from stocktake.shards.shard import ROWS

PART = ".part"
_LEVEL = 6


@dataclass(frozen=True, slots=True)
class Heading:
    """What stands at the head of a file of rows."""

    shard: str
    reader: Reader


@dataclass(frozen=True, slots=True)
class Row:
    """A page as a file of rows holds it; `screened` says why it was not read, or is None."""

    read: ReadPage
    screened: str | None = None


def write_rows(file: Path, heading: Heading, rows: Iterable[bytes]) -> None:
    """Write a file of rows whole or not at all; the same rows give the same bytes."""
    part = file.with_name(f".{file.name}.{secrets.token_hex(8)}{PART}")
    try:
        with part.open("xb") as stream:
            # No name and no time in the packed file, so that its bytes tell nothing but the rows.
            with gzip.GzipFile("", "wb", _LEVEL, stream, mtime=0) as packed:
                packed.write(msgspec.json.encode(heading) + b"\n")
                for row in rows:
                    packed.write(row + b"\n")
            stream.flush()
            os.fsync(stream.fileno())
        _put(part, file)
    finally:
        with suppress(FileNotFoundError):
            part.unlink()


@contextmanager
def rows_of(file: Path) -> Iterator[tuple[Heading, Iterator[Row]]]:
    """Give the heading and the rows of a file of rows; raise `EngineProblem` if it is damaged."""
    remedy = f"{file} is damaged; remove it and run `stocktake build` again"
    try:
        with gzip.open(file) as packed:
            lines = io.BufferedReader(packed)
            heading = msgspec.json.decode(lines.readline(), type=Heading)
            decoder = msgspec.json.Decoder(Row)
            yield heading, (decoder.decode(line) for line in lines)
    except (OSError, EOFError, zlib.error, msgspec.DecodeError) as error:
        raise EngineProblem(f"{remedy} ({error})") from error


def files_in(folder: Path) -> list[Path]:
    """Give the files of rows of a folder by name."""
    return sorted(p for p in folder.glob(f"*{ROWS}") if not p.name.startswith("."))


def clear_parts(folder: Path) -> None:
    """Remove what killed writers left of files that others have finished since."""
    for part in sorted(folder.glob(f".*{ROWS}.*{PART}")):
        whole = part.name[1:].partition(ROWS)[0] + ROWS
        if (folder / whole).exists():
            with suppress(FileNotFoundError):
                part.unlink()


def _put(part: Path, file: Path) -> None:
    try:
        part.replace(file)
    except FileNotFoundError:
        # Another writer of the same rows was first and has cleared ours away.
        if not file.exists():
            raise
    folder = os.open(file.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)
