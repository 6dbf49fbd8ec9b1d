"""The OpenAPI document of the interface, made from the types of the exchange format."""

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any, get_args

import msgspec
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from stocktake.questions import Kind, Order
from stocktake.serve.schema import schema
from stocktake.serve.web.api.records import MOST, ROOT, USUAL
from stocktake.serve.web.asking import FILTERS, KINDS, VOCABULARIES

_SHAPES: Mapping[Kind, str] = {
    "articles": "ArticleRecord",
    "pages": "PageRecord",
    "origins": "Origin",
    "parties": "Party",
    "people": "Person",
    "mechanisms": "Mechanism",
    "meetings": "Meeting",
    "commitments": "Commitment",
    "agreements": "Agreement",
    "programmes": "Programme",
    "discrepancies": "Discrepancy",
    "follow_through": "FollowThrough",
}
_TOLD = {
    "party": "A party's id, such as IRQ",
    "mechanism": "A mechanism's id",
    "since": "Records from this day, month or year on (EDTF)",
    "until": "Records up to this day, month or year (EDTF)",
    "outlet": "The printed name of an outlet",
    "theme": "The theme of a commitment",
    "delivery": "What became of a commitment",
    "strength": "How firmly it was put",
    "standing": "Whether a person confirmed it or the tool suggests it",
}


@cache
def document() -> bytes:
    """Give the document as JSON."""
    made = schema()
    shapes = {name: _moved(shape) for name, shape in made["$defs"].items()}
    return msgspec.json.encode(
        {
            "openapi": "3.1.0",
            "info": {
                "title": "Stocktake",
                "version": "1",
                "description": "Who promised what to whom, every record with its quotes.",
            },
            "paths": dict(_paths()),
            "components": {
                "schemas": {**shapes, "Problem": _PROBLEM},
                "responses": {
                    "Problem": {
                        "description": "What is wrong with the question, and the remedy",
                        "content": _json({"$ref": "#/components/schemas/Problem"}),
                    }
                },
            },
        }
    )


def openapi(_request: Request) -> Response:
    """Give the document."""
    return Response(document(), media_type="application/json")


_PROBLEM = {
    "type": "object",
    "required": ["problem"],
    "properties": {"problem": {"type": "string"}},
}


def _paths() -> Iterator[tuple[str, Any]]:
    yield ROOT, _get("What can be asked for", [], {"type": "object"})
    words = {"type": "string", "minLength": 1, "maxLength": 300, "pattern": r"\S"}
    asked = {"name": "q", "in": "query", "required": True, "schema": words,
             "description": "Words; the beginning of each is enough"}  # fmt: skip
    yield f"{ROOT}/search", _get("Words found in records and articles", [asked], _FOUND)
    yield f"{ROOT}/openapi.json", _get("This document", [], {"type": "object"})
    for kind in KINDS:
        shape = {"$ref": f"#/components/schemas/{_SHAPES[kind]}"}
        yield f"{ROOT}/{kind}", _get(f"The {_said(kind)}", _filters(kind), _portion(shape))
        wanted = {"name": "id", "in": "path", "required": True,
                  "schema": {"type": "string", "minLength": 1}}  # fmt: skip
        yield f"{ROOT}/{kind}/{{id}}", _get(f"One of the {_said(kind)}", [wanted], shape)


def _get(summary: str, parameters: list[Any], shape: Any) -> dict[str, Any]:
    problem = {"$ref": "#/components/responses/Problem"}
    answers = {
        "200": {"description": "The answer", "content": _json(shape)},
        "304": {"description": "It is as it was, told by If-None-Match"},
        "400": problem,
        "404": problem,
    }
    as_of = {"name": "as_of", "in": "query", "schema": {"type": "string", "format": "date"},
             "description": "As the reports out by this day support it"}  # fmt: skip
    return {"get": {"summary": summary, "parameters": [*parameters, as_of], "responses": answers}}


def _filters(kind: Kind) -> list[Any]:
    made = [
        {"name": name, "in": "query", "description": _TOLD[name], "schema": _values(name)}
        for name in FILTERS[kind]
    ]
    orders = [order for order in get_args(Order) if kind == "commitments" or "due" not in order]
    made.append({"name": "order", "in": "query", "schema": {"enum": orders}})
    numbers = {"type": "integer", "minimum": 1, "maximum": MOST, "default": USUAL}
    made.append({"name": "limit", "in": "query", "schema": numbers})
    after = {"type": "string", "pattern": "~", "maxLength": 400}
    told = "Go on after this place; `next` of an answer holds it"
    made.append({"name": "after", "in": "query", "schema": after, "description": told})
    return made


def _values(name: str) -> dict[str, Any]:
    if name in VOCABULARIES:
        return {"type": "string", "enum": list(VOCABULARIES[name])}
    if name in ("since", "until"):
        return {"type": "string", "pattern": r"^\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|1\d|2[0-8]))?)?$"}
    return {"type": "string", "minLength": 1, "maxLength": 200}


def _portion(shape: Any) -> dict[str, Any]:
    return {
        "type": "object",
        "required": ["records", "total", "next"],
        "properties": {
            "records": {"type": "array", "items": shape, "maxItems": MOST},
            "total": {"type": ["integer", "null"],
                      "description": "How many there are; null where they are too many to count"},
            "next": {"type": ["string", "null"], "description": "The address that goes on"},
        },
    }  # fmt: skip


_FOUND = {
    "type": "object",
    "required": ["hits", "instead"],
    "properties": {
        "hits": {"type": "array", "items": {"type": "object"}},
        "instead": {"type": "object", "additionalProperties": {"type": "string"}},
    },
}


def _json(shape: Any) -> dict[str, Any]:
    return {"application/json": {"schema": shape}}


def _said(kind: Kind) -> str:
    return kind.replace("_", " ")


def _moved(value: Any) -> Any:
    """Point references at where OpenAPI keeps its shapes."""
    if isinstance(value, dict):
        return {
            key: part.replace("#/$defs/", "#/components/schemas/")
            if key == "$ref"
            else _moved(part)
            for key, part in value.items()
        }
    return [_moved(part) for part in value] if isinstance(value, list) else value


ROUTES = (Route(f"{ROOT}/openapi.json", openapi),)
