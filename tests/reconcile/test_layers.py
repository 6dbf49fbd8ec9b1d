"""What holds for every layer: the set of items decides, not their order or company."""

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from telling import (
    article,
    commitment,
    mechanism,
    meeting,
    person,
    report,
)

from stocktake.model import Layer, Report, Resolved, Seat
from stocktake.reconcile import LAYERS
from stocktake.reconcile.grouping import connected

PARTIES = (("KEN", "NOR"), ("CHL", "NOR"), ("FJI", "KEN"))
PEOPLE = ("Ola Berg", "O. Berg", "Amina Otieno", "Amina Otyeno", "Berg")
FORMATS = ("Fisheries Dialogue", "Joint Fisheries Dialogue", "Coastal Survey Commission")
PROMISES = (
    "Norway will train forty coast guards",
    "Norway is to train 40 officers of the coast guard",
    "Norway will protect the premises of the survey",
    "Kenya will publish the survey by June",
)


@st.composite
def reports(draw: st.DrawFn) -> list[Report]:
    return [_report(draw, number) for number in range(draw(st.integers(1, 7)))]


def _report(draw: st.DrawFn, number: int) -> Report:
    who = draw(st.lists(st.sampled_from(PEOPLE), unique=True, max_size=3))
    formats = draw(st.lists(st.sampled_from(FORMATS), unique=True, max_size=2))
    promises = draw(st.lists(st.sampled_from(PROMISES), unique=True, max_size=3))
    met = draw(st.sampled_from(PARTIES))
    day = draw(st.integers(1, 9))
    text = f"Report {number}. They met in Oslo. " + ". ".join([*who, *formats, *promises]) + "."
    told = article(text, draw(st.sampled_from([None, f"2031-05-0{day}", "2032-05-04"])))
    sitting = meeting(
        told, "They met in Oslo", parties=met,
        when=draw(st.sampled_from([None, f"2031-05-0{day}"])),
        mechanism=formats[0] if formats else None, ordinal=draw(st.sampled_from([None, 1, 2])),
        place="Oslo", seats=tuple(Seat(name, None, None, head=False) for name in who),
    )  # fmt: skip
    return report(
        told,
        meetings=[sitting] if draw(st.booleans()) else [],
        mechanisms=[mechanism(told, name) for name in formats],
        people=[
            person(told, name, "minister", draw(st.sampled_from(["NOR", None]))) for name in who
        ],
        commitments=[commitment(told, words) for words in promises],
    )


def _in_turn(told: list[Report]) -> list[tuple[Layer, list[Resolved]]]:
    """Run the layers, each on shuffled items and on its groups one by one."""
    links: dict[str, dict[str, str]] = {r.article.id: {} for r in told}
    results = []
    for layer in LAYERS:
        items = [i for r in told for i in layer.items(r, links[r.article.id])]
        whole = layer.resolve(items, ())
        shuffled = list(items)
        random.Random(7).shuffle(shuffled)
        parts = [layer.resolve(group, ()) for group in connected(shuffled)]
        joined = Resolved(
            tuple(e for p in parts for e in p.entries), tuple(x for p in parts for x in p.links)
        )
        results.append((layer, [whole, layer.resolve(shuffled, ()), joined]))
        for link in whole.links:
            links[link.article][link.name] = link.value
    return results


def _as_set(resolved: Resolved) -> tuple[list[str], list[str]]:
    return sorted(map(repr, resolved.entries)), sorted(map(repr, resolved.links))


@settings(deadline=None)  # a busy machine is no failure
@given(reports())
def test_any_order_and_any_split_into_groups_gives_the_same_entries(told: list[Report]) -> None:
    for layer, (whole, shuffled, joined) in _in_turn(told):
        assert _as_set(shuffled) == _as_set(whole), layer.name
        assert _as_set(joined) == _as_set(whole), layer.name


@settings(deadline=None)  # a busy machine is no failure
@given(reports())
def test_every_entry_has_an_id_of_its_own_and_evidence(told: list[Report]) -> None:
    texts = {r.article.id: r.article.text for r in told}
    entries = [e for _, (whole, _, _) in _in_turn(told) for e in whole.entries]
    assert len({e.id for e in entries}) == len(entries)
    for entry in entries:
        assert entry.evidence
        for e in entry.evidence:
            assert texts[e.article][e.start : e.end] == e.quote


@settings(deadline=None)  # a busy machine is no failure
@given(reports())
def test_every_item_and_quote_is_used_exactly_once(told: list[Report]) -> None:
    for layer, (whole, _, _) in _in_turn(told):
        if layer.name == "people":
            linked = [link.item for link in whole.links]
            assert len(linked) == len(set(linked))


@pytest.mark.parametrize("layer", LAYERS, ids=lambda layer: layer.name)
def test_no_items_give_no_entries(layer: Layer) -> None:
    assert layer.resolve((), ()) == Resolved((), ())
