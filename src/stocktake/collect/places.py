"""Walks from places to pages: files, folders, archives, standard input, and the web."""

import codecs
import gzip
import io
import os
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import BinaryIO, cast

from stocktake.collect.archives import read_archive
from stocktake.collect.letters import LETTER_SUFFIXES, read_letter
from stocktake.collect.limits import MOST_BYTES, in_megabytes
from stocktake.collect.web.addresses import is_address
from stocktake.model import Source, Unreadable

PAGE_SUFFIXES = (".html", ".htm", ".xhtml", ".txt", ".md", ".markdown", ".pdf", ".docx")
ARCHIVE_SUFFIXES = (".jsonl", ".jsonl.gz")
WEB_ARCHIVE_SUFFIXES = (".warc", ".warc.gz")
TABLE_SUFFIXES = (".parquet",)
SHARD_SUFFIXES = (*ARCHIVE_SUFFIXES, *WEB_ARCHIVE_SUFFIXES, *TABLE_SUFFIXES)
SUFFIXES = (*PAGE_SUFFIXES, *SHARD_SUFFIXES, *LETTER_SUFFIXES)
STANDARD_INPUT = "-"

Walk = Callable[[str], Iterator[Source | Unreadable]]
"""Gives the pages that an address on the web leads to."""

# Browsers save the pictures and frames of `Name.html` beside it, each in its own language.
_SAVED_WITH_PAGE = (
    *("_files", "-files", ".files", "_file", "_fichiers", "-Dateien", "_archivos", "_bestanden"),
    *("_ficheiros", "_arquivos", "_pliki", "_dosyalar", "_filer", "_soubory", "_ملفات"),
)


def sources(
    locations: Iterable[str], stdin: BinaryIO | None = None, walk: Walk | None = None
) -> Iterator[Source | Unreadable]:
    """Give each page that the locations lead to, one at a time and in a stable order.

    A location is a file, a folder (read with its sub-folders, by name), an archive, an address
    that `walk` fetches, or ``-`` for `stdin`.  What cannot be opened comes as `Unreadable`;
    nothing is raised.
    """
    for location in locations:
        if location == STANDARD_INPUT:
            yield from _from_stream(stdin)
        elif is_address(location):
            yield from walk(location) if walk else [Unreadable(location, _NO_WEB)]
        elif Path(location).is_dir():
            yield from _from_folder(Path(location))
        else:
            yield from _from_file(Path(location))


_NO_WEB = "addresses are not fetched here; save the page and add the file"


def _from_stream(stdin: BinaryIO | None) -> Iterator[Source | Unreadable]:
    if stdin is None:
        yield Unreadable(STANDARD_INPUT, "there is no standard input; name a file or a folder")
        return
    stream = io.BufferedReader(stdin)  # type: ignore[type-var]  # any binary reader will do
    if stream.peek(4).lstrip(codecs.BOM_UTF8).startswith(b"{"):
        yield from read_archive(STANDARD_INPUT, stream)
    else:
        yield _checked(STANDARD_INPUT, stream.read(MOST_BYTES + 1))
    stream.detach()


def _from_folder(folder: Path) -> Iterator[Source | Unreadable]:
    """Give the pages of a folder by name; hidden files and other kinds are passed by."""
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except OSError as error:
        yield Unreadable(str(folder), _why(f"the folder {folder}", error))
        return
    names = frozenset(entry.name for entry in entries)
    for entry in entries:
        path = folder / entry.name
        if entry.name.startswith(".") or _belongs_to_page(entry.name, names):
            continue
        if entry.is_dir(follow_symlinks=False):
            yield from _from_folder(path)
        elif entry.name.lower().endswith(SUFFIXES):
            yield from _from_file(path)


def _belongs_to_page(name: str, names: frozenset[str]) -> bool:
    """Tell a folder that a browser saved with a page beside it."""
    return any(
        name.endswith(ending) and f"{name.removesuffix(ending)}{suffix}" in names
        for ending in _SAVED_WITH_PAGE
        for suffix in (".html", ".htm", ".xhtml")
    )


def _from_file(path: Path) -> Iterator[Source | Unreadable]:
    try:
        stream = path.open("rb")
    except (OSError, ValueError) as error:
        yield Unreadable(str(path), _why(str(path), error))
        return
    name = path.name.lower()
    with stream:
        if name.endswith(".jsonl"):
            yield from read_archive(str(path), stream)
        elif name.endswith(".jsonl.gz"):
            with gzip.GzipFile(fileobj=stream) as unpacked:
                yield from read_archive(str(path), cast(BinaryIO, unpacked))
        elif name.endswith(WEB_ARCHIVE_SUFFIXES):
            # Its library is of no use to those who have no web archive.
            from stocktake.collect.webarchives import read_web_archive

            yield from read_web_archive(str(path), stream)
        elif name.endswith(TABLE_SUFFIXES):
            from stocktake.collect.parquet import read_parquet

            yield from read_parquet(str(path), stream)
        elif name.endswith(LETTER_SUFFIXES):
            yield from _letter(_read(path, stream))
        else:
            yield _read(path, stream)


def _letter(page: Source | Unreadable) -> Iterator[Source | Unreadable]:
    if isinstance(page, Unreadable):
        yield page
    else:
        yield from read_letter(page.location, page.content)


def _read(path: Path, stream: BinaryIO) -> Source | Unreadable:
    try:
        content = stream.read(MOST_BYTES + 1)
    except OSError as error:
        return Unreadable(str(path), _why(str(path), error))
    return _checked(str(path), content)


def _checked(location: str, content: bytes) -> Source | Unreadable:
    if len(content) > MOST_BYTES:
        return Unreadable(
            location,
            f"{location} is larger than {in_megabytes(MOST_BYTES)}; split it, or save the one page",
        )
    return Source(location, content)


def _why(place: str, error: OSError | ValueError) -> str:
    """Say what kept a place from being opened, and the remedy."""
    if isinstance(error, FileNotFoundError):
        return f"{place} does not exist; check the path"
    if isinstance(error, PermissionError):
        return f"{place} may not be read; grant yourself the right to read it"
    return f"{place} cannot be read ({error}); check the path and the disk"
