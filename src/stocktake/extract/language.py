"""The English pipeline that the reader stands on, and the name by which the register knows it."""

import importlib
from dataclasses import dataclass
from functools import cache

import spacy
from spacy.language import Language
from spacy.tokens import Doc

from stocktake.extract.encoder import NotThisKind
from stocktake.extract.installed import installed_english
from stocktake.extract.parsing import Grammar

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
    installed = installed_english()
    nlp = importlib.import_module(installed.name).load()
    nlp.add_pipe(PARAGRAPHS, before="parser")
    return Pipeline(installed.name, installed.version, installed.sha256, nlp)


@cache
def load_grammar() -> Grammar | None:
    """Give the English pipeline's steps one by one; None where it is none of the small ones."""
    try:
        return Grammar(load_english().nlp)
    except NotThisKind:
        return None


@cache
def load_other(language: str) -> Language:
    """Give a pipeline that only tells words and sentences, for a language without a parser."""
    try:
        nlp = spacy.blank(language)
    except ImportError:
        nlp = spacy.blank("xx")
    nlp.add_pipe("sentencizer", config={"punct_chars": [".", "!", "?", "؟", "۔", "…", "\n"]})
    return nlp
