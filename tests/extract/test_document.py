"""An article made ready for reading, and the day that it is read from."""

import pytest

from stocktake.extract.document import prepare
from stocktake.model import Article

POST = "The minister left on Tuesday. Thank you, Oslo! — Ole Vik (@olevik) May 14, 2024"


def reference(text: str, published: str | None = None) -> str | None:
    article = Article("a-1", "p-1", 0, None, None, None, published, None, "en", text, False)
    return prepare(article).article.published


def test_the_day_of_an_embedded_post_is_the_reference_of_an_undated_article() -> None:
    assert reference(POST) == "2024-05-14"


def test_the_articles_own_date_outranks_that_of_a_post() -> None:
    assert reference(POST, "2024-05-16") == "2024-05-16"


@pytest.mark.parametrize(
    "text",
    ["The cable was laid on May 14, 2024.", "Write to us (@olevik) or come on May 14, 2024."],
    ids=["a date of the text", "a handle without a date behind it"],
)
def test_no_other_date_in_the_text_is_taken_for_it(text: str) -> None:
    assert reference(text) is None
