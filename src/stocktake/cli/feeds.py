"""The formats of `stocktake export` beside the exchange format: for the programs users work in."""

import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import click

from stocktake.errors import BadQuestion
from stocktake.serve.catalogue import Catalogue

#: The formats, as `stocktake export --help` tells them.
FORMATS = ("ics", "atom", "atom-due", "jsonld", "ftm", "plover", "csv", "parquet", "sqlite")
_PACKAGES = ("csv", "parquet")
_EPOCH = (1980, 1, 1, 0, 0, 0)  # the earliest moment that a ZIP can bear


def export_as(form: str, catalogue: Catalogue, as_of: date, output: Path | None) -> None:
    """Write the register in one of the formats; raise `BadQuestion` where that cannot be."""
    try:
        if form == "sqlite":
            _to_sqlite(catalogue, as_of, output)
        elif form in _PACKAGES:
            _to_package(form, catalogue, as_of, output)
        else:
            _to_file(_STREAMS[form](catalogue, as_of), output)
    except OSError as error:
        raise BadQuestion(f"cannot write {output}: {error.strerror}; name another place") from error


def _calendar(catalogue: Catalogue, as_of: date) -> Iterator[bytes]:
    from stocktake.serve.interchange.calendar import as_calendar, undated

    meetings, promises = undated(catalogue)
    if meetings or promises:
        click.echo(
            f"Left out, for want of a day: {meetings} meetings, {promises} promises.", err=True
        )
    yield as_calendar(catalogue, as_of)


def _latest(catalogue: Catalogue, _: date) -> Iterator[bytes]:
    from stocktake.serve.interchange.atom import as_atom, latest_feed

    yield as_atom(latest_feed(catalogue))


def _due(catalogue: Catalogue, as_of: date) -> Iterator[bytes]:
    from stocktake.serve.interchange.atom import as_atom, due_feed

    yield as_atom(due_feed(catalogue, as_of))


def _linked(catalogue: Catalogue, _: date) -> Iterator[bytes]:
    from stocktake.serve.interchange.linked import as_json_ld

    return as_json_ld(catalogue)


def _entities(catalogue: Catalogue, _: date) -> Iterator[bytes]:
    from stocktake.serve.interchange.followthemoney import as_entities

    return as_entities(catalogue)


def _events(catalogue: Catalogue, _: date) -> Iterator[bytes]:
    from stocktake.serve.interchange.plover import as_plover

    return as_plover(catalogue)


_STREAMS: Mapping[str, Callable[[Catalogue, date], Iterator[bytes]]] = {
    "ics": _calendar,
    "atom": _latest,
    "atom-due": _due,
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


def _to_package(form: str, catalogue: Catalogue, as_of: date, output: Path | None) -> None:
    from stocktake.serve.interchange.package import as_package
    from stocktake.serve.interchange.tabular import tables_of

    if output is None:
        raise BadQuestion(f"{form} is several files; name a folder or a .zip with --output")
    made = as_package(tables_of(catalogue, as_of), "csv" if form == "csv" else "parquet")
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


def _to_sqlite(catalogue: Catalogue, as_of: date, output: Path | None) -> None:
    from stocktake.serve.interchange.sqlite import write_sqlite
    from stocktake.serve.interchange.tabular import tables_of

    if output is None:
        raise BadQuestion("an SQLite file needs a place; name it with --output")
    if output.exists() and not _is_ours(output):
        raise BadQuestion(f"{output} exists and is no export of Stocktake's; name another place")
    beside = write_sqlite(tables_of(catalogue, as_of), output)
    click.echo(f"datasette {output} --metadata {beside}", err=True)


def _is_ours(output: Path) -> bool:
    """Tell whether a file is an earlier export, and not a register or somebody's database."""
    return output.with_suffix(".metadata.json").exists()
