"""The office of somebody whom the text names without one, as the title gives it."""

import pytest

from stocktake.extract.document import prepare
from stocktake.extract.people import find_people
from stocktake.model import Article


def roles(title: str, text: str) -> list[tuple[str, str | None]]:
    article = Article("a-1", "p-1", 0, title, None, None, None, None, "en", text, False)
    return [(p.name, p.role) for p in find_people(prepare(article))]


@pytest.mark.parametrize(
    ("title", "role"),
    [
        ("Foreign Secretary meets Kenyan Trade Minister", "Foreign Secretary"),
        ("Norway’s Energy Minister Michael Harris visits Kenya", "Energy Minister"),
        ("Norway welcomes the cable", None),
    ],
)
def test_the_title_gives_the_office_that_the_text_leaves_out(title: str, role: str | None) -> None:
    assert roles(title, "Michael Harris met the engineers in Oslo.") == [("Michael Harris", role)]


def test_an_office_in_the_text_outranks_the_title_and_a_second_person_has_none_of_it() -> None:
    text = "Trade Minister Ole Vik spoke first. Michael Harris said little."
    found = roles("Foreign Secretary visits Oslo", text)
    assert found == [("Ole Vik", "Trade Minister"), ("Michael Harris", None)]
