"""Parties: what names a state or an organisation of states, and what only looks like it."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rule_examples import examples_of

from stocktake.extract.parties import (
    aliases,
    find_parties,
    party_kind,
    party_name,
    party_of,
)
from stocktake.extract.rule_files import read_rules

RULES: dict[str, Any] = read_rules("parties")
EXAMPLES = examples_of("parties", "example")
NONE = examples_of("parties", "counter_example")


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda e: e["text"][:40])
def test_the_parties_of_an_example_are_found_in_its_order(example: dict[str, Any]) -> None:
    found = find_parties(example["text"], example.get("language", "en"))
    assert [m.party for m in found] == example["parties"]


@pytest.mark.parametrize("example", NONE, ids=lambda e: e["text"][:40])
def test_a_counter_example_names_no_party(example: dict[str, Any]) -> None:
    assert find_parties(example["text"]) == ()


@pytest.mark.parametrize("entry", RULES["party"], ids=lambda e: e["id"])
def test_each_party_is_found_by_its_own_name(entry: dict[str, Any]) -> None:
    assert party_of(entry["name"]) == entry["id"]


def test_no_name_belongs_to_two_parties() -> None:
    holder: dict[str, str] = {}
    for entry in RULES["party"]:
        for name in [*entry["names"], *entry.get("adjectives", ()), *entry.get("seats", ())]:
            assert holder.setdefault(name, entry["id"]) == entry["id"], name


def test_the_form_tells_a_name_from_an_adjective_a_capital_and_an_organisation() -> None:
    found = find_parties("Iraq, the Iraqi side, Baghdad and the Arab League")
    assert [m.form for m in found] == ["name", "adjective", "capital", "organisation"]


def test_the_longest_name_at_a_place_is_taken() -> None:
    text = "the Republic of Korea"
    (mention,) = find_parties(text)
    assert text[mention.start : mention.end] == "Republic of Korea"


def test_a_phrase_with_two_parties_names_none() -> None:
    assert party_of("the Franco-German council") is None
    assert party_of("the ministry") is None


def test_a_capital_gives_way_to_the_party_that_is_named() -> None:
    assert party_of("U.S. Embassy Baghdad") == "USA"
    assert party_of("talks in Baghdad") == "IRQ"


def test_a_party_has_a_name_a_kind_and_other_names() -> None:
    assert party_name("GBR") == "United Kingdom"
    assert party_kind("GBR") == "state"
    assert party_kind("ASEAN") == "organisation"
    assert "UK" in aliases("GBR")
    assert party_name("XYZ") == "XYZ"


@given(st.text(max_size=200), st.sampled_from(["en", "fr", "ar", "de"]))
def test_mentions_lie_in_the_text_in_its_order_and_do_not_overlap(text: str, language: str) -> None:
    end = 0
    for mention in find_parties(text, language):
        assert end <= mention.start < mention.end <= len(text)
        end = mention.end


@given(st.sampled_from(RULES["party"]), st.sampled_from(["{}", "with {}.", "İ {} said", "({})"]))
def test_a_name_is_found_at_its_very_place(entry: dict[str, Any], frame: str) -> None:
    text = frame.format(entry["name"])
    spans = [(m.party, text[m.start : m.end]) for m in find_parties(text)]
    assert spans == [(entry["id"], entry["name"])]


def test_arabic_vowel_signs_do_not_hide_a_name_and_tell_two_like_ones_apart() -> None:
    assert [m.party for m in find_parties("اجتماع في عمّان", "ar")] == ["JOR"]
    assert [m.party for m in find_parties("زيارة إلى عُمان", "ar")] == ["OMN"]
    (mention,) = find_parties("في عمّان.", "ar")
    assert (mention.start, mention.end) == (3, 8)


def test_one_name_for_several_states_gives_each_of_them_at_its_place() -> None:
    found = find_parties("The EU met the five Central Asian republics.")
    assert [m.party for m in found] == ["EU", "KAZ", "KGZ", "TJK", "TKM", "UZB"]
    assert len({(m.start, m.end) for m in found[1:]}) == 1


def test_a_region_that_holds_a_name_speaks_of_no_party() -> None:
    assert find_parties("across the Indo-Pacific region") == ()


def test_a_region_behind_its_city_is_no_state_unless_the_text_means_the_state() -> None:
    assert find_parties("She went to Atlanta and Clarkston, Georgia, on June 24.") == ()
    meant = find_parties("He flew to Tbilisi, Georgia, to meet Georgian ministers.")
    assert {m.party for m in meant} == {"GEO"}


@pytest.mark.parametrize(
    ("name", "adjective"),
    [("كينيا", "الكيني"), ("البرازيل", "البرازيلية"), ("السنغال", "السنغاليين")],
)
def test_the_adjective_of_a_state_is_made_from_its_arabic_name(name: str, adjective: str) -> None:
    (named,) = find_parties(name, "ar")
    (described,) = find_parties(adjective, "ar")
    assert (described.party, described.form) == (named.party, "adjective")


def test_the_adjective_of_a_bureau_names_no_party() -> None:
    text = "The Bureau of European and Eurasian Affairs will write to European ministers."
    assert [text[m.start : m.end] for m in find_parties(text)] == ["European"]
    assert find_parties(text)[0].start > text.index("Affairs")
