"""Walks from places to pages."""
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import BinaryIO
from stocktake.model import Source, Unreadable

def sources(locations: Iterable[str], stdin: BinaryIO | None = None) -> Iterator[Source | Unreadable]:
    """Give each page that the locations lead to."""
    for location in locations:
        path=Path(location)
        for file in ([path] if path.is_file() else sorted(p for p in path.rglob('*') if p.is_file())):
            yield Source(str(file), file.read_bytes())
