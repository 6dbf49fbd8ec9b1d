"""Where something was."""

import pytest

from stocktake.extract.document import prepare
from stocktake.extract.places import place_of
from stocktake.model import Article


def place(text: str, dateline: str | None, outlet: str | None = None) -> str | None:
    article = Article(
        "a-1", "p-1", 0, None, outlet, None, "2024-05-16", dateline, "en", text, False
    )
    document = prepare(article)
    return place_of(document, (0, len(text)))


@pytest.mark.parametrize("dateline", ["Nairobi-KBC", "Nairobi / KBC /", "Nairobi (KBC) –"])
def test_the_agency_behind_the_city_of_a_dateline_is_no_part_of_the_place(dateline: str) -> None:
    assert place("The second dialogue with Norway was opened today.", dateline) == "Nairobi"


def test_a_line_of_its_own_gives_its_city_without_the_agency() -> None:
    assert place("Nairobi-KBC\nThe dialogue with Norway was opened.", None) == "Nairobi"


@pytest.mark.parametrize("dateline", ["Fjord News/", "The Fjord"])
def test_an_outlet_is_no_place(dateline: str) -> None:
    assert place("Norway and Kenya met on Monday.", dateline, "The Fjord") is None
