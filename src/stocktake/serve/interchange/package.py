"""Tables as a Frictionless data package: a file a table and `datapackage.json`."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from io import BytesIO
from typing import Any, Literal

import msgspec

from stocktake.errors import BadQuestion
from stocktake.serve.interchange.tabular import ColumnType, Field, PlainTable, Value
from stocktake.serve.spreadsheets import written_rows

PackageFormat = Literal["csv", "parquet"]
_TYPES: Mapping[ColumnType, str] = {
    "text": "string", "integer": "integer", "number": "number", "yes or no": "boolean",
    "day": "date", "edtf": "string",
}  # fmt: skip
_EDTF = "http://id.loc.gov/datatypes/edtf/EDTF"


def as_package(tables: Iterable[PlainTable], form: PackageFormat) -> Iterator[tuple[str, bytes]]:
    """Give the package's files, each with its name."""
    listed = tuple(tables)
    writing: Callable[[PlainTable], bytes] = _csv if form == "csv" else _parquet
    for table in listed:
        yield f"{table.name}.{form}", writing(table)
    yield "datapackage.json", msgspec.json.format(msgspec.json.encode(_described(listed, form)))


def _described(tables: tuple[PlainTable, ...], form: PackageFormat) -> dict[str, Any]:
    names = {table.name for table in tables}
    return {
        "name": "stocktake-register",
        "title": "A register of what governments promised each other",
        "profile": "data-package" if form == "parquet" else "tabular-data-package",
        "resources": [_resource(table, form, names) for table in tables],
    }


def _resource(table: PlainTable, form: PackageFormat, names: set[str]) -> dict[str, Any]:
    return {
        "name": table.name.replace("_", "-"),
        "title": table.about,
        "path": f"{table.name}.{form}",
        "format": form,
        **({"profile": "tabular-data-resource", "encoding": "utf-8"} if form == "csv" else {}),
        "schema": {
            "fields": [_field(field) for field in table.fields],
            "primaryKey": list(table.key),
            "foreignKeys": [
                {"fields": [f.name], "reference": {
                    "resource": "" if f.refers == table.name else f.refers.replace("_", "-"),
                    "fields": ["id"]}}
                for f in table.fields
                if f.refers in names
            ],
            "missingValues": [""],
        },
    }  # fmt: skip


def _field(field: Field) -> dict[str, str]:
    told = {"name": field.name, "type": _TYPES[field.type], "description": field.about}
    return {**told, "rdfType": _EDTF} if field.type == "edtf" else told


def _csv(table: PlainTable) -> bytes:
    head = [field.name for field in table.fields]
    rows = ([_cell(value) for value in row] for row in table.rows)
    return "".join(written_rows([head, *rows])).encode()


def _cell(value: Value) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)


def _parquet(table: PlainTable) -> bytes:
    try:
        import pyarrow as pa
        import pyarrow.parquet as pq
    except ImportError as error:
        raise BadQuestion(
            "Parquet needs the package pyarrow; install it with: pip install 'stocktake[tables]'"
        ) from error
    types = {"text": pa.string(), "edtf": pa.string(), "integer": pa.int64(),
             "number": pa.float64(), "yes or no": pa.bool_(), "day": pa.string()}  # fmt: skip
    arrays = []
    for position, field in enumerate(table.fields):
        values = pa.array([row[position] for row in table.rows], types[field.type])
        arrays.append(values.cast(pa.date32()) if field.type == "day" else values)
    out = BytesIO()
    pq.write_table(pa.table(arrays, names=[field.name for field in table.fields]), out)
    return out.getvalue()
