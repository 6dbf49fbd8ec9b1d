"""The words that a meeting's day and place rest on."""

from stocktake.extract.reader import read
from stocktake.model import Article

TEXT = (
    "Norway and Jordan have wrapped up the first round of their Water Dialogue. Relations between "
    "the two countries go back a long way.\n"
    "The Water Dialogue took place in Amman on May 8 and 9. Norwegian Foreign Minister Kari Lund "
    "received Jordanian Water Minister Omar Haddad."
)


def test_the_day_and_the_place_are_quoted_where_the_text_gives_them() -> None:
    article = Article(
        "a1", "p1", 0, "Norway and Jordan conclude first Water Dialogue", None, None,
        "2023-05-10", None, "en", TEXT, False,
    )  # fmt: skip
    main = read(article).meetings[0]
    words = {field: evidence.quote for field, evidence in main.rests_on}
    assert main.when == "2023-05-08/2023-05-09"
    assert words["when"] == "May 8 and 9"
    assert words["place"] == "Amman"
