"""Which leads tell of a meeting of parties."""

import pytest

from stocktake.extract.discourse import sides_of
from stocktake.extract.document import prepare
from stocktake.extract.meeting_told import lead_tells_of_meeting
from stocktake.extract.people import find_people
from stocktake.model import Article


def tells(text: str) -> bool:
    article = Article("a-1", "p-1", 0, None, None, None, "2024-05-16", None, "en", text, False)
    document = prepare(article)
    sides = sides_of(document, find_people(document), ())
    return lead_tells_of_meeting(document, sides, len(text))


@pytest.mark.parametrize(
    "text",
    [
        "Norwegian Foreign Minister Kari Moen met Kenyan Foreign Minister Daniel Otieno in Oslo.",
        "Minister Kari Moen of Norway flew to Nairobi and will meet with Kenyan officials.",
        "Norway and Kenya held a second round of consultations on ports.",
        "Talks were held in Oslo between Norway and Kenya.",
        "The Norwegian and Kenyan foreign ministers met on Monday.",
        "I spoke this morning with Kenyan Foreign Minister Daniel Otieno.",
    ],
)
def test_a_party_that_meets_another_is_told(text: str) -> None:
    assert tells(text)


@pytest.mark.parametrize(
    "text",
    [
        "Norway regrets the failure of Kenya to meet another deadline.",
        "In Kenya marchers were met with violence, and Norway is concerned.",
        "Norway received word of the storm from Kenya.",
        "The Norwegian ministers did not meet Kenyan officials.",
        "Norway convened a board of its own to review the loss of a ship off Kenya.",
        "Norway welcomes the unity of the parties in Kenya.",
    ],
)
def test_what_only_sounds_like_a_meeting_is_not(text: str) -> None:
    assert not tells(text)
