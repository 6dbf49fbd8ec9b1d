"""The house that a person holds office in."""

import pytest

from stocktake.extract.document import prepare
from stocktake.extract.people import find_people
from stocktake.model import Article


def houses(text: str) -> list[str | None]:
    article = Article("a-1", "p-1", 0, None, None, None, "2024-05-16", None, "en", text, False)
    return [p.organisation for p in find_people(prepare(article))]


@pytest.mark.parametrize(
    ("text", "house"),
    [
        ("Political Director Anna Lind, Kenyan Ministry of Energy, spoke.", "Kenyan Ministry of"),
        ("Arctic Harbour Secretariat Director Anna Lind spoke.", "Arctic Harbour Secretariat"),
        ("The spokesperson of the Ministry of Ports, Anna Lind, spoke.", "Ministry of"),
        ("The NATO team was led by Special Envoy Anna Lind.", "NATO"),
    ],
)
def test_the_house_printed_beside_an_office_is_kept(text: str, house: str) -> None:
    (found,) = houses(text)
    assert found is not None
    assert found.startswith(house)


def test_what_a_minister_is_for_is_no_house() -> None:
    assert houses("Norwegian Minister of Trade Ole Vik met the press.") == [None]
