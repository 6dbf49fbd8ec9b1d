"""The JSON Schema of the exchange format, made from the types; `register.schema.json` is its copy.

``python -m stocktake.serve.schema`` writes that copy anew.
"""

import json
from pathlib import Path
from typing import Any

import msgspec

from stocktake.serve.exchange import FORMAT, Records

COPY = Path(__file__).with_name("register.schema.json")

_DAY = r"(\d{3}X|\d{4}(-\d\d(-\d\d)?)?)"
_EDTF = rf"^({_DAY}|(\.\.)?/{_DAY}|{_DAY}/(\.\.)?|{_DAY}/{_DAY})$"
_DATES = frozenset({"when", "deadline", "published", "as_of"})
_MAY_BE_EMPTY = frozenset({"text"})


def schema() -> dict[str, Any]:
    """Give the schema: JSON Schema 2020-12, open to fields of later versions."""
    made = msgspec.json.schema(Records)
    definitions: dict[str, Any] = made["$defs"]
    top = definitions.pop("Records")
    for definition in definitions.values():
        for name, field in definition.get("properties", {}).items():
            _narrow(name, field)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "A register of Stocktake",
        "type": "object",
        "properties": {
            **top["properties"],
            "format": {"const": FORMAT},
            "generated": {"type": "string", "format": "date-time"},
        },
        "required": [*top["required"], "generated"],
        "$defs": dict(sorted(definitions.items())),
    }


def written_schema() -> str:
    """Write the schema as the copy holds it."""
    return json.dumps(schema(), indent=1, sort_keys=True, ensure_ascii=False) + "\n"


def _narrow(name: str, field: dict[str, Any]) -> None:
    """Say that text is never empty and that dates are EDTF."""
    for form in (field, *field.get("anyOf", ()), field.get("items", {})):
        if form.get("type") != "string":
            continue
        if name in _DATES:
            form["pattern"] = _EDTF
        elif name not in _MAY_BE_EMPTY:
            form["minLength"] = 1


if __name__ == "__main__":
    COPY.write_text(written_schema(), encoding="utf-8")
