"""The parse of single lines, beside that of the whole text by the pipeline itself."""

import numpy as np
import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc

from stocktake.extract.installed import installed_english
from stocktake.extract.language import PARAGRAPHS, load_grammar
from stocktake.extract.parsing import Parse

TEXT = (
    "Joint Statement on the Strategic Dialogue\n"
    "Foreign Minister Ann Moen met Ole Vik in Oslo on 5 May 2024. The two sides agreed to meet\n"
    "They'll send $3 million to Chad and let's say it ain't over; is there any doubt?\n"
    "\n"
    "The United States is committed to training guards, and will keep doing so by June 2025."
)
COLUMNS = ["DEP", "TAG", "POS", "LEMMA", "HEAD", "SENT_START", "ENT_IOB", "ENT_TYPE"]


@pytest.fixture(scope="module")
def pipeline() -> Language:
    """Load the pipeline as it comes, with none of its steps replaced."""
    nlp = spacy.load(installed_english().name)
    nlp.add_pipe(PARAGRAPHS, before="parser")
    return nlp


def parse(text: str = TEXT) -> Parse:
    grammar = load_grammar()
    assert grammar is not None
    return Parse(grammar, text)


def columns(doc: Doc, start: int = 0, end: int | None = None) -> list[list[int]]:
    found: list[list[int]] = doc.to_array(COLUMNS)[start:end].tolist()
    return found


def test_the_whole_parse_is_that_of_the_pipeline(pipeline: Language) -> None:
    found = parse()
    found.name_all()
    assert columns(found.doc) == columns(pipeline(TEXT))


@pytest.mark.parametrize("text", ["", " ", "\n", "Oslo", "\n\nOslo\n"])
def test_a_text_of_hardly_a_word_is_parsed_like_any_other(text: str, pipeline: Language) -> None:
    found = parse(text)
    found.name_all()
    assert columns(found.doc) == columns(pipeline(text))
    assert [s.text for s in found.doc.sents] == [s.text for s in pipeline(text).sents]


def test_no_text_depends_on_those_parsed_before() -> None:
    first, again = parse(), parse()
    first.name_all()
    parse("Quite another text, with words of its own.").name_all()
    again.name_all()
    assert np.array_equal(columns(first.doc), columns(again.doc))
