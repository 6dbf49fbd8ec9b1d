"""Who promised what: the commitments that one article reports."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from stocktake.extract.clauses import clause_span, subject_of
from stocktake.extract.discourse import Sides, resolve_actors
from stocktake.extract.document import Document
from stocktake.extract.filters import features_of, filters, likelihood_of
from stocktake.extract.points import find_points, leads_into_points, point_span
from stocktake.extract.triggers import Trigger, find_triggers
from stocktake.model import CommitmentFinding


@dataclass(frozen=True, slots=True)
class Candidate:
    """A clause that may hold a commitment: where, by which rule, and what speaks for it.

    `start` and `end` are positions of the quote in the article's text; `score` is the rules' belief
    between 0 and 1; `features` are the names of what was weighed.
    """

    trigger: Trigger
    start: int
    end: int
    score: float
    features: tuple[str, ...]

    def marked(self, feature: str) -> "Candidate":
        """Give the same candidate with one more feature, weighed."""
        features = (*self.features, feature)
        return replace(self, features=features, score=likelihood_of(self.trigger, features))


def find_commitments(document: Document, sides: Sides) -> tuple[CommitmentFinding, ...]:
    """Give the commitments that an article reports, in the order of the text."""
    found = decide(candidates(document, sides))
    return tuple(_finding(document, sides, candidate) for candidate in found)


def candidates(document: Document, sides: Sides) -> tuple[Candidate, ...]:
    """Give every clause that may hold a commitment, in the order of the text."""
    triggers = tuple(find_triggers(document.doc))
    points = tuple(find_points(document.doc, triggers))
    verbs = frozenset(t.verb.i for t in triggers)
    found = [_candidate(document, sides, t, verbs) for t in (*triggers, *points)]
    ordered = sorted(found, key=lambda c: (c.start, c.end, c.trigger.rule.id))
    return tuple(_with_first_visit(c for c in ordered if not leads_into_points(c.trigger, points)))


def _with_first_visit(found: Iterable[Candidate]) -> Iterator[Candidate]:
    """Mark the sentence that fixes a visit, and the later ones that only tell its logistics."""
    seen = False
    for candidate in found:
        if "act:logistics" in candidate.features and not seen:
            seen = True
            yield candidate.marked("preview:first")
        elif seen and candidate.trigger.rule.shape == "modal":
            yield candidate.marked("preview:later")
        else:
            yield candidate


def decide(found: tuple[Candidate, ...]) -> tuple[Candidate, ...]:
    """Keep the candidates that are likely enough, one for each act."""
    keep: list[Candidate] = []
    for candidate in sorted(found, key=lambda c: (-c.score, c.start, c.end, c.trigger.rule.id)):
        if candidate.score >= filters().keep and not any(_clash(candidate, k) for k in keep):
            keep.append(candidate)
    return tuple(sorted(keep, key=lambda c: (c.start, c.end)))


def _clash(one: Candidate, other: Candidate) -> bool:
    if one.trigger.verb.i == other.trigger.verb.i or one.trigger.act.i == other.trigger.act.i:
        return True
    inner, outer = sorted((one, other), key=lambda c: c.end - c.start)
    return outer.start <= inner.start and inner.end <= outer.end


def _candidate(
    document: Document, sides: Sides, trigger: Trigger, verbs: frozenset[int]
) -> Candidate:
    span = point_span(trigger) if trigger.lead is not None else clause_span(trigger.verb, verbs)
    features = features_of(document, sides, trigger, span)
    return Candidate(
        trigger, span.start_char, span.end_char, likelihood_of(trigger, features), features
    )


def _finding(document: Document, sides: Sides, candidate: Candidate) -> CommitmentFinding:
    rule = candidate.trigger.rule
    subject = subject_of(candidate.trigger.lead or candidate.trigger.verb)
    actors: tuple[str, ...] = ()
    if subject is not None:
        span = document.doc[subject.left_edge.i : subject.right_edge.i + 1]
        actors = resolve_actors(document, sides, span.start_char, span.end_char)
    return CommitmentFinding(
        actors=actors,
        counterparts=(),
        kind=rule.kind,
        summary="",
        theme=None,
        deadline=None,
        deadline_words=None,
        amount=None,
        condition=None,
        strength=rule.strength,
        specificity="not verifiable",
        lacks=(),
        novelty="unknown",
        core=(),
        rule=rule.id,
        likelihood=None,
        evidence=document.article.quote(candidate.start, candidate.end),
    )
