"""FollowTheMoney's own library takes what is written for it.

It stands on ICU, which is compiled at installation, so it is tried where it is installed: `.ci/run`
installs it.
"""

import json
from dataclasses import replace

import pytest

from stocktake.serve.catalogue import catalogue_of
from stocktake.serve.exchange import records_of
from stocktake.serve.interchange.followthemoney import as_entities, entities

model = pytest.importorskip("followthemoney", reason="FollowTheMoney is not installed").model


def test_follow_the_money_takes_every_entity(catalogue):
    lines = b"".join(as_entities(catalogue)).splitlines()
    assert len(lines) == len(list(entities(catalogue)))
    seen = set()
    for line in lines:
        data = json.loads(line)
        model.get(data["schema"]).validate(data)
        proxy = model.get_proxy(data, cleaned=False)
        told = sum(len(values) for values in data["properties"].values())
        kept = sum(len(proxy.get(name)) for name in data["properties"])
        assert kept == told, data
        assert proxy.id not in seen
        seen.add(proxy.id)
    schemata = {json.loads(line)["schema"] for line in lines}
    assert {"PublicBody", "Person", "Event", "Project", "Article", "Documentation"} <= schemata


def test_follow_the_money_takes_open_dates_and_names_that_know_no_end(holdings):
    long = {
        "c-1": {"deadline": "2025/.."},
        "c-2": {"summary": "Both will " + "open a school " * 60},
        "m-1": {"when": "../2025"},
    }
    entries = tuple(replace(e, **long.get(e.id, {})) for e in holdings.entries)
    for entity in entities(catalogue_of(records_of(replace(holdings, entries=entries)))):
        model.get(entity.schema).validate({"properties": dict(entity.properties)})
        assert ".." not in entity.properties.get("endDate", [])


def test_every_link_between_entities_leads_somewhere(catalogue):
    made = list(entities(catalogue))
    ids = {entity.id for entity in made}
    for entity in made:
        properties = model.get(entity.schema).properties
        for name, values in entity.properties.items():
            if properties[name].type.name == "entity":
                assert set(values) <= ids
