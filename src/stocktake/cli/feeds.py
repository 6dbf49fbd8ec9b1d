"""The formats of `stocktake export` beside the exchange format: for the programs users work in."""

import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import click

from stocktake.errors import BadQuestion
from stocktake.model import Changed
from stocktake.serve.catalogue import Catalogue

#: The formats, as `stocktake export --help` tells them.
FORMATS = (
    "ics", "atom", "atom-due", "atom-latest", "jsonld", "ftm", "plover", "csv", "parquet", "sqlite",
)  # fmt: skip
_PACKAGES = ("csv", "parquet")
_EPOCH = (1980, 1, 1, 0, 0, 0)  # the earliest moment that a ZIP can bear


@dataclass(frozen=True, slots=True)
class Shown:
    """What is exported: the records, the day of their states of play, and the log of changes."""

    catalogue: Catalogue
    as_of: date
    changes: Callable[[], Sequence[Changed]]


def export_as(form: str, shown: Shown, output: Path | None) -> None:
    """Write the register in one of the formats; raise `BadQuestion` where that cannot be."""
    try:
        if form == "sqlite":
            _to_sqlite(shown, output)
        elif form in _PACKAGES:
            _to_package(form, shown, output)
        else:
            _to_file(_STREAMS[form](shown), output)
    except OSError as error:
        raise BadQuestion(f"cannot write {output}: {error.strerror}; name another place") from error


def _calendar(shown: Shown) -> Iterator[bytes]:
    from stocktake.serve.interchange.calendar import as_calendar, undated

    meetings, promises = undated(shown.catalogue)
    if meetings or promises:
        click.echo(
            f"Left out, for want of a day: {meetings} meetings, {promises} promises.", err=True
        )
    yield as_calendar(shown.catalogue, shown.as_of)


def _changes(shown: Shown) -> Iterator[bytes]:
    from stocktake.serve.interchange.atom import as_atom, changes_feed

    yield as_atom(changes_feed(shown.changes()))


def _latest(shown: Shown) -> Iterator[bytes]:
    from stocktake.serve.interchange.atom import as_atom, latest_feed

    yield as_atom(latest_feed(shown.catalogue))


def _due(shown: Shown) -> Iterator[bytes]:
    from stocktake.serve.interchange.atom import as_atom, due_feed

    yield as_atom(due_feed(shown.catalogue, shown.as_of))


def _linked(shown: Shown) -> Iterator[bytes]:
    from stocktake.serve.interchange.linked import as_json_ld

    return as_json_ld(shown.catalogue)


def _entities(shown: Shown) -> Iterator[bytes]:
    from stocktake.serve.interchange.followthemoney import as_entities

    return as_entities(shown.catalogue)


def _events(shown: Shown) -> Iterator[bytes]:
    from stocktake.serve.interchange.plover import as_plover

    return as_plover(shown.catalogue)


_STREAMS: Mapping[str, Callable[[Shown], Iterator[bytes]]] = {
    "ics": _calendar,
    "atom": _changes,
    "atom-due": _due,
    "atom-latest": _latest,
    "jsonld": _linked,
    "ftm": _entities,
    "plover": _events,
}


def _to_file(pieces: Iterable[bytes], output: Path | None) -> None:
    if output is None:
        sys.stdout.buffer.writelines(pieces)
        sys.stdout.buffer.flush()
        return
    with output.open("wb") as file:
        file.writelines(pieces)


def _to_package(form: str, shown: Shown, output: Path | None) -> None:
    from stocktake.serve.interchange.package import as_package
    from stocktake.serve.interchange.tabular import tables_of

    if output is None:
        raise BadQuestion(f"{form} is several files; name a folder or a .zip with --output")
    made = as_package(
        tables_of(shown.catalogue, shown.as_of), "csv" if form == "csv" else "parquet"
    )
    if output.suffix.lower() == ".zip":
        output.write_bytes(_zipped(made))
        return
    output.mkdir(parents=True, exist_ok=True)
    for name, content in made:
        (output / name).write_bytes(content)


def _zipped(files: Iterable[tuple[str, bytes]]) -> bytes:
    """Pack files, the same bytes for the same files."""
    out = BytesIO()
    with ZipFile(out, "w") as archive:
        for name, content in files:
            archive.writestr(ZipInfo(name, _EPOCH), content, ZIP_DEFLATED)
    return out.getvalue()


def _to_sqlite(shown: Shown, output: Path | None) -> None:
    from stocktake.serve.interchange.sqlite import write_sqlite
    from stocktake.serve.interchange.tabular import tables_of

    if output is None:
        raise BadQuestion("an SQLite file needs a place; name it with --output")
    if output.exists() and not _is_ours(output):
        raise BadQuestion(f"{output} exists and is no export of Stocktake's; name another place")
    beside = write_sqlite(tables_of(shown.catalogue, shown.as_of), output)
    click.echo(f"datasette {output} --metadata {beside}", err=True)


def _is_ours(output: Path) -> bool:
    """Tell whether a file is an earlier export, and not a register or somebody's database."""
    return output.with_suffix(".metadata.json").exists()
