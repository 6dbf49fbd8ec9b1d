import pytest

from stocktake.errors import BadQuestion
from stocktake.serve.filters import Filters, chosen


def ids(kind, catalogue, **filters):
    records = getattr(catalogue.records, kind)
    return [record.id for record in chosen(records, Filters(**filters), catalogue)]


def test_without_filters_all_pass(catalogue):
    assert ids("commitments", catalogue) == ["c-1", "c-2", "c-3"]


@pytest.mark.parametrize("party", ["NOR", "nor", "norway", "Kingdom of Norway"])
def test_a_party_is_found_by_id_name_and_other_names(catalogue, party):
    assert ids("commitments", catalogue, party=party) == ["c-1", "c-2"]


@pytest.mark.parametrize(
    ("kind", "found"),
    [
        ("people", ["p-1"]),
        ("programmes", ["q-1"]),
        ("agreements", []),
        ("mechanisms", ["k-1"]),
        ("discrepancies", ["d-1"]),
    ],
)
def test_every_kind_knows_its_parties(catalogue, kind, found):
    assert ids(kind, catalogue, party="NOR") == found


@pytest.mark.parametrize("mechanism", ["k-1", "ocean", "OD"])
def test_a_mechanism_is_found_by_id_and_part_of_a_name(catalogue, mechanism):
    assert ids("commitments", catalogue, mechanism=mechanism) == ["c-1", "c-2", "c-3"]
    assert ids("meetings", catalogue, mechanism=mechanism) == ["m-1", "m-2"]


def test_themes_and_outlets_narrow_a_list(catalogue):
    assert ids("commitments", catalogue, theme="culture-education") == ["c-3"]
    assert ids("commitments", catalogue, outlet="harbour") == ["c-3"]
    assert ids("pages", catalogue, outlet="fjord") == ["pg-1"]


def test_days_are_those_of_the_record_or_else_of_its_reports(catalogue):
    assert ids("meetings", catalogue, since="2024-06") == ["m-2"]
    assert ids("meetings", catalogue, until="2024-05-07") == ["m-1"]
    assert ids("commitments", catalogue, since="2024-11") == ["c-3"]
    assert ids("commitments", catalogue, since="2024-05", until="2024-05") == ["c-1", "c-2"]


@pytest.mark.parametrize(
    ("filters", "remedy"),
    [
        ({"since": "soon"}, "write it as 2024-07-22"),
        ({"party": "Atlantis"}, "among those it knows"),
        ({"mechanism": "tea party"}, "stocktake mechanisms"),
    ],
)
def test_a_question_that_cannot_be_understood_says_what_can(catalogue, filters, remedy):
    with pytest.raises(BadQuestion, match=remedy):
        ids("meetings", catalogue, **filters)
