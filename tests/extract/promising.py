"""An article of a dialogue to which the tests add a sentence that may promise something."""

from stocktake.extract.commitments import find_commitments
from stocktake.extract.discourse import Sides, sides_of
from stocktake.extract.document import Document, prepare
from stocktake.extract.mechanisms import find_mechanisms
from stocktake.extract.people import find_people
from stocktake.model import Article, CommitmentFinding

OPENING = (
    "Norway and Jordan held the third Norway-Jordan Water Dialogue in Amman on March 4, 2031. "
)


def read(
    text: str, language: str = "en", title: str = "Norway-Jordan Water Dialogue"
) -> tuple[Document, Sides]:
    article = Article(
        id="a1",
        page="p1",
        position=0,
        title=title,
        outlet=None,
        byline=None,
        published="2031-03-05",
        dateline=None,
        language=language,
        text=text,
        truncated=False,
    )
    document = prepare(article)
    people, mechanisms = find_people(document), find_mechanisms(document)
    return document, sides_of(document, people, mechanisms)


def found(sentence: str) -> tuple[CommitmentFinding, ...]:
    return find_commitments(*read(OPENING + sentence))
