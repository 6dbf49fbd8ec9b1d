"""How likely the rules and the judge together hold clauses to be commitments.

They err on different sentences: the rules know who acts and how, the judge how such sentences are
read.  Both beliefs are added up as logits, with weights fitted on texts that neither was trained on
(`evaluation/judge_together.py`, kept in `weights/judge.json`).
"""

from collections.abc import Sequence
from dataclasses import dataclass

from stocktake.errors import MissingModel
from stocktake.extract.document import Document
from stocktake.extract.judge import Judge, Passage, load_judge, passages_of


@dataclass(frozen=True, slots=True)
class Clause:
    """A clause from `start` to `end` of the text, with the rules' belief in it, 0 to 1."""

    start: int
    end: int
    belief: float


def weigh(document: Document, clauses: Sequence[Clause]) -> tuple[float, ...]:
    """Give the likelihood of each clause; without a judge it is the rules' own belief."""
    try:
        judge = load_judge()
    except MissingModel:
        return tuple(c.belief for c in clauses)
    return weigh_by(judge, document, clauses)


def weigh_by(judge: Judge, document: Document, clauses: Sequence[Clause]) -> tuple[float, ...]:
    """Give the likelihood of each clause by the rules and a judge, who reads each clause once."""
    held = [clause_passage(document, c.start, c.end) for c in clauses]
    asked = tuple(dict.fromkeys(p for p in held if p is not None))
    answers = dict(zip(asked, judge.likelihoods(document.article.title or "", asked), strict=True))
    return tuple(
        c.belief if p is None else judge.combination.likelihood(c.belief, answers[p])
        for c, p in zip(clauses, held, strict=True)
    )


def clause_passage(document: Document, start: int, end: int) -> Passage | None:
    """Give a clause as the judge reads it: after the sentence before and the words before its own.

    None where no sentence holds a word of it.
    """
    passages = passages_of(document.doc)

    def shared(place: int) -> int:
        return min(end, passages[place].end) - max(start, passages[place].start)

    best = max(range(len(passages)), key=shared, default=None)
    if best is None or shared(best) <= 0:
        return None
    text, begin = document.article.text, min(passages[max(best - 1, 0)].start, start)
    return Passage(text[begin:start].strip(), text[start:end], start, end, passages[best].lead)
