"""Reads Parquet files of pages: columns `url`, `title`, `published`, and `html` or `text`."""

from collections.abc import Iterator
from typing import BinaryIO

from stocktake.collect.archives import page_of_fields
from stocktake.model import Source, Unreadable

FIELDS = ("url", "title", "published", "html", "text", "retrieved")
_AT_ONCE = 64  # rows that are held


def read_parquet(location: str, stream: BinaryIO) -> Iterator[Source | Unreadable]:
    """Give the page of each row; a row without text, or a damaged file, is `Unreadable`."""
    try:
        import pyarrow as pa
        from pyarrow import parquet
    except ImportError:
        yield Unreadable(location, _NOT_HERE)
        return
    number = 0
    try:
        table = parquet.ParquetFile(stream)
        columns = [name for name in FIELDS if name in table.schema_arrow.names]
        for batch in table.iter_batches(_AT_ONCE, columns=columns):
            for row in batch.to_pylist():
                number += 1
                place = f"{location}#{number}"
                yield page_of_fields(place, row) or Unreadable(place, _empty(number, location))
    except (pa.ArrowException, OSError) as error:
        yield Unreadable(
            f"{location}#{number + 1}",
            f"{location} is damaged after row {number} ({error}); "
            "fetch the file again; the rows before are read",
        )


_NOT_HERE = "Parquet files need pyarrow; install it with `pip install 'stocktake[tables]'`"


def _empty(number: int, location: str) -> str:
    return (
        f"row {number} of {location} has neither html nor text; "
        "fill or remove that row and add the file again; the other rows are read"
    )
