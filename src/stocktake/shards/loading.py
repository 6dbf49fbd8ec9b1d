"""From a folder of rows into a register."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from stocktake.errors import BadQuestion
from stocktake.model import Page, Reader, ReadPage
from stocktake.pipeline import derive, load
from stocktake.register import Register
from stocktake.shards.repeats import Repeat, read_repeats
from stocktake.shards.rows import Row, files_in, rows_of


def load_folder(
    register: Register, folder: Path, reader: Reader, seen: Callable[[Page], None]
) -> None:
    """Store the rows of a folder, and derive what follows, as `add` of the same pages does.

    Pages that the screen held back stay in the folder, with the reason; the register has none of
    them.  May be ended at any moment and begun again.  Raises `BadQuestion` when the folder holds
    no rows, or those of another reader than this installation's.
    """
    files = files_in(folder)
    if not files:
        raise BadQuestion(f"{folder} holds no rows; `stocktake build ARCHIVE --into {folder}`")
    repeats = read_repeats(folder)
    for file in files:
        with rows_of(file) as (heading, rows):
            if heading.reader != reader:
                raise BadQuestion(
                    f"{file} was read by another version of Stocktake; build {heading.shard} "
                    "again into a new folder"
                )
            load(register, _once(rows, file.name, repeats), reader, seen)
    derive(register)


def _once(rows: Iterable[Row], file: str, repeats: Mapping[str, Repeat]) -> Iterator[ReadPage]:
    """Pass by what was screened out, and the copies of a page that another file is to give."""
    for row in rows:
        page = row.read.page
        repeat = repeats.get(page.id)
        if row.screened is not None:
            continue
        if repeat is None or page.problem is not None:
            yield row.read
        elif repeat.file == file:
            yield ReadPage(replace(page, location=repeat.location), row.read.reports)
