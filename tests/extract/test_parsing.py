"""The parse by single lines, beside that of the whole text by the pipeline itself."""

import pytest
import spacy
from spacy.language import Language
from spacy.ml.models.tok2vec import MaxoutWindowEncoder, MultiHashEmbed, build_Tok2Vec_model
from spacy.tokens import Doc

from stocktake.extract.encoder import Encoder, NotThisKind
from stocktake.extract.installed import installed_english
from stocktake.extract.language import PARAGRAPHS, load_grammar

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


def parse(text: str = TEXT) -> Doc:
    grammar = load_grammar()
    assert grammar is not None
    return grammar.parsed(text)


def columns(doc: Doc) -> list[list[int]]:
    found: list[list[int]] = doc.to_array(COLUMNS).tolist()
    return found


def test_the_whole_parse_is_that_of_the_pipeline(pipeline: Language) -> None:
    assert columns(parse()) == columns(pipeline(TEXT))


@pytest.mark.parametrize("text", ["", " ", "\n", "Oslo", "\n\nOslo\n"])
def test_a_text_of_hardly_a_word_is_parsed_like_any_other(text: str, pipeline: Language) -> None:
    found = parse(text)
    assert columns(found) == columns(pipeline(text))
    assert [s.text for s in found.sents] == [s.text for s in pipeline(text).sents]


def test_a_line_is_parsed_alike_whatever_stands_before_it() -> None:
    line = "Deputy Minister Ole Vik will travel to Chad on Monday."
    alone, behind = parse(line), parse(f"Readout of a Call\n{line}")
    last = columns(behind)[-len(alone) :]
    assert [row[:4] for row in last] == [row[:4] for row in columns(alone)]


def test_no_text_depends_on_those_parsed_before() -> None:
    first = columns(parse())
    parse("Quite another text, with words of its own.")
    assert columns(parse()) == first


def test_an_encoder_of_another_kind_is_not_taken_over() -> None:
    embed = MultiHashEmbed(8, attrs=["NORM"], rows=[10], include_static_vectors=True)
    with pytest.raises(NotThisKind):
        Encoder(build_Tok2Vec_model(embed, MaxoutWindowEncoder(8, 1, 3, 1)))
