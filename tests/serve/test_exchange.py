import dataclasses
import json
from pathlib import Path

import jsonschema
import pytest

from stocktake.collect import sources
from stocktake.engine import here
from stocktake.pipeline import add
from stocktake.register import create_or_open
from stocktake.serve.exchange import records_of
from stocktake.serve.export import as_array, as_json, as_object
from stocktake.serve.schema import COPY, written_schema

NOW = "2025-01-01T00:00:00+00:00"
SEEDS = Path(__file__).parents[3] / "shared" / "seeds"
LISTS = [
    "pages",
    "articles",
    "origins",
    "parties",
    "people",
    "mechanisms",
    "meetings",
    "commitments",
    "agreements",
    "programmes",
    "discrepancies",
    "follow_through",
    "judgements",
]


def exported(records):
    return b"".join(as_json(records, NOW))


@pytest.fixture(scope="module")
def validator():
    shipped = json.loads(COPY.read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator.check_schema(shipped)
    return jsonschema.Draft202012Validator(shipped)


def test_the_shipped_schema_is_the_one_that_the_types_give():
    assert COPY.read_text(encoding="utf-8") == written_schema(), (
        "run `python -m stocktake.serve.schema`"
    )


def test_an_export_keeps_to_the_schema(records, validator):
    validator.validate(json.loads(exported(records)))


def test_an_export_of_real_pages_keeps_to_the_schema(press, tmp_path, validator):
    folder = SEEDS if SEEDS.is_dir() else press
    register = create_or_open(str(tmp_path / "real.db"))
    add(register, sources([str(folder)]), here, lambda _page: None)
    validator.validate(json.loads(exported(records_of(register.holdings()))))


@pytest.mark.parametrize(
    ("kind", "field", "value"),
    [
        ("meetings", "when", "22 July"),
        ("meetings", "place", ""),
        ("commitments", "kind", "promise"),
        ("commitments", "theme", "weather"),
        ("articles", "text", None),
    ],
)
def test_the_schema_refuses_what_the_contract_does(records, validator, kind, field, value):
    export = json.loads(exported(records))
    export[kind][0][field] = value
    assert not validator.is_valid(export)


def test_every_list_of_the_contract_is_there_even_when_empty(holdings):
    empty = dataclasses.replace(
        holdings, pages=(), articles=(), entries=(), judgements=(), relevant=frozenset()
    )
    export = json.loads(exported(records_of(empty)))
    assert [export[name] for name in LISTS] == [[]] * len(LISTS)
    assert export["generated"] == NOW


def test_records_stand_in_the_order_of_their_ids_one_on_a_line(records):
    lines = exported(records).decode().splitlines()
    export = json.loads("\n".join(lines))
    for name in LISTS:
        ids = [record["id"] for record in export[name]]
        assert ids == sorted(ids)
        assert all(f'"id":"{i}"' in "\n".join(lines) for i in ids)


def test_whole_sums_are_written_without_a_point_and_others_with_theirs(records):
    text = exported(records).decode()
    assert '"value":12500000,' in text
    assert '"value":12.5,' in text


def test_joins_are_made_where_records_meet(records):
    by_id = {record.id: record for record in (*records.pages, *records.articles)}
    assert by_id["pg-1"].articles == ("a-1",)
    assert by_id["pg-3"].articles == ()
    assert (by_id["a-1"].origin, by_id["a-1"].relevant) == ("o-1", True)
    assert (by_id["a-2"].origin, by_id["a-2"].relevant) == ("o-2", False)
    assert records.mechanisms[0].meetings == ("m-1", "m-2"), "in the order of time, not of ids"


def test_a_json_list_can_be_read_whole_and_line_by_line(records):
    lines = list(as_array(records.meetings))
    assert [m["id"] for m in json.loads("\n".join(lines))] == ["m-1", "m-2"]
    assert json.loads(lines[1].rstrip(",")) == json.loads(as_object(records.meetings[0]))
    assert list(as_array([])) == ["[", "]"]
