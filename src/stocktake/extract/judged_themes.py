"""What the judge reads a clause to be about."""

from typing import cast, get_args

from stocktake.errors import MissingModel
from stocktake.extract.document import Document
from stocktake.extract.judge import load_judge
from stocktake.extract.judgement_of_candidates import clause_passage
from stocktake.model import Theme


def judged_themes(document: Document, start: int, end: int) -> dict[Theme, float]:
    """Give the judge's shares of themes in the sentence that holds a clause; {} without a judge."""
    try:
        judge = load_judge()
    except MissingModel:
        return {}
    passage = clause_passage(document, start, end)
    if passage is None:
        return {}
    shares = judge.shares(document.article.title or "", passage, get_args(Theme))
    return {cast(Theme, name): share for name, share in shares}
