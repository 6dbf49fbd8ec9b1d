"""Where the speakers of a transcript stood, from the lines before the first turn."""

import pytest

from stocktake.extract.document import Document, prepare
from stocktake.extract.transcripts import is_transcript, place_at_head
from stocktake.model import Article

TITLE = "Foreign Minister Kari Moen and Kenyan Foreign Minister Daniel Otieno Before Their Meeting"


def document_of(text: str) -> Document:
    return prepare(
        Article("a-1", "p-1", 0, TITLE, None, None, "2024-05-16", None, "en", text, False)
    )


@pytest.mark.parametrize(
    ("head", "place"),
    [
        ("Kari Moen, Foreign Minister\nOslo, Norway\nFjord Room", "Oslo"),
        ("Kari Moen, Foreign Minister\nWashington, D.C.\nTreaty Room", "Washington, D.C."),
        ("Kari Moen, Foreign Minister\nPress Hall\nNairobi, Kenya", "Nairobi"),
        ("Kari Moen, Foreign Minister\nVia Teleconference", "virtual"),
        ("Kari Moen, Foreign Minister", None),
    ],
)
def test_the_line_that_names_a_place_and_no_office_is_where_it_was(
    head: str, place: str | None
) -> None:
    assert place_at_head(document_of(f"{head}\nMINISTER MOEN: Good morning. Welcome.")) == place


def test_the_city_of_a_dateline_begins_no_turn() -> None:
    assert not is_transcript(document_of("NEW DELHI: Norway and Kenya met on Monday."))


def test_a_moderator_has_a_turn_without_an_office() -> None:
    assert is_transcript(document_of("Oslo, Norway\nMODERATOR: Good morning, Excellencies."))
