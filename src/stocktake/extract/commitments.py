"""Who promised what: the commitments that one article reports."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from spacy.tokens import Span, Token

from stocktake.extract.actors import actors_of, counterparts_of
from stocktake.extract.attributes import (
    condition_in,
    core_of,
    kind_of,
    novelty_of,
    promised_act,
    specificity_of,
    strength_of,
)
from stocktake.extract.clauses import clause_span
from stocktake.extract.datelines import dateline_end
from stocktake.extract.deadlines import deadline_of
from stocktake.extract.discourse import Sides
from stocktake.extract.document import Document
from stocktake.extract.filters import features_of, filters, likelihood_of
from stocktake.extract.judged_themes import judged_themes
from stocktake.extract.judgement_of_candidates import Clause, weigh
from stocktake.extract.money import find_sums
from stocktake.extract.phrases import find_phrase_commitments, phrase_book
from stocktake.extract.points import find_points, leads_into_points, point_span
from stocktake.extract.refusals import refused
from stocktake.extract.requests import asked_of, find_requests
from stocktake.extract.rules_of_commitment import Trigger
from stocktake.extract.summaries import summary_of
from stocktake.extract.themes import leaning_of, theme_of
from stocktake.extract.triggers import find_triggers
from stocktake.extract.turns import is_asked
from stocktake.model import CommitmentFinding, Theme

# Below this belief of the rules no judge has been seen to bring a clause over the threshold.
WORTH_JUDGING = 0.08
# The share of the shorter one's words from which on two clauses tell of one act.
SAME_WORDS = 0.5
# What a request counts for beside promises that the same words may hold.
ASKED = 0.5


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
    language = (document.article.language or "en").split("-")[0]
    if language != "en":
        book = phrase_book(language)
        return find_phrase_commitments(document, sides, book) if book else ()
    found = decide(judged(document, candidates(document, sides)))
    leaning = leaning_of(document.article.title or "", document.article.text) if found else {}
    return tuple(_finding(document, sides, candidate, leaning) for candidate in found)


def candidates(document: Document, sides: Sides) -> tuple[Candidate, ...]:
    """Give every clause that may hold a commitment, in the order of the text."""
    triggers = tuple(
        t
        for t in find_triggers(document.doc)
        if refused(t) is None and not is_asked(sides.turns, t.verb.idx)
    )
    points = tuple(find_points(document.doc, triggers))
    verbs = frozenset(t.verb.i for t in triggers)
    found = [_candidate(document, sides, t, verbs) for t in (*triggers, *points)]
    asked = (t for t in find_requests(document, sides) if _is_of_the_talks(t, sides))
    found += [_request(t, verbs) for t in asked]
    ordered = sorted(found, key=lambda c: (c.start, c.end, c.trigger.rule.id))
    return tuple(_with_first_visit(c for c in ordered if not leads_into_points(c.trigger, points)))


def _is_of_the_talks(request: Trigger, sides: Sides) -> bool:
    """Tell a request from a reporter's question and from what a chair asks of a speaker."""
    return not is_asked(sides.turns, request.verb.idx) and refused(request) != "housekeeping"


def judged(document: Document, found: tuple[Candidate, ...]) -> tuple[Candidate, ...]:
    """Give the candidates with the likelihood that the rules and the judge give them together.

    Those that the rules hold for all but impossible are not judged: reading costs time.
    """
    worth = tuple(c for c in found if c.score >= WORTH_JUDGING)
    own = tuple(c for c in worth if not _binds_another(document, c))
    beliefs = weigh(document, tuple(Clause(c.start, c.end, c.score) for c in own))
    weighed = dict(zip(own, beliefs, strict=True))
    return tuple(replace(c, score=weighed.get(c, c.score)) for c in worth)


def _binds_another(document: Document, candidate: Candidate) -> bool:
    """Tell what one side says or asks of the other: the judge learned only who binds himself."""
    wording = document.article.text[candidate.start : candidate.end]
    return kind_of(candidate.trigger, wording) in {"acknowledged", "request"}


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
    shared = min(one.end, other.end) - max(one.start, other.start)
    return shared > 0 and shared >= SAME_WORDS * min(one.end - one.start, other.end - other.start)


def _candidate(
    document: Document, sides: Sides, trigger: Trigger, verbs: frozenset[int]
) -> Candidate:
    span = point_span(trigger) if trigger.lead is not None else clause_span(trigger.verb, verbs)
    features = features_of(document, sides, trigger, span)
    start = min(dateline_end(document.article.text, span.start_char), trigger.word.idx)
    return Candidate(trigger, start, span.end_char, likelihood_of(trigger, features), features)


def _request(trigger: Trigger, verbs: frozenset[int]) -> Candidate:
    """Give what is asked of another, which is as sure as that it is asked."""
    span = clause_span(trigger.verb, verbs)
    return Candidate(trigger, span.start_char, span.end_char, ASKED, ("asked",))


def _finding(
    document: Document, sides: Sides, candidate: Candidate, leaning: Mapping[Theme, float]
) -> CommitmentFinding:
    """Give a candidate as a finding, with all that its words tell."""
    trigger, start, end = candidate.trigger, candidate.start, candidate.end
    article = document.article
    wording = article.text[start:end]
    clause = document.doc.char_span(start, end, alignment_mode="expand")
    assert clause is not None  # a candidate was cut from this very parse
    actors = actors_of(document, sides, trigger)
    kind = kind_of(trigger, wording)
    deadline = deadline_of(document, trigger, start, end)
    amount = next((s.amount for s in find_sums(wording)), None)
    condition = condition_in(wording)
    act = promised_act(trigger)
    specificity, lacks = specificity_of(
        actors, act, bool(deadline and deadline.edtf), amount is not None
    )
    return CommitmentFinding(
        actors=actors,
        counterparts=_owed_to(document, sides, trigger, clause, actors),
        kind=kind,
        summary=summary_of(document, trigger, actors, clause),
        theme=theme_of(
            article.text[_object_start(trigger, act, start) : end],
            leaning,
            judged_themes(document, start, end),
        ),
        deadline=deadline.edtf if deadline else None,
        deadline_words=deadline.words if deadline else None,
        amount=amount,
        condition=wording[slice(*condition)] if condition else None,
        strength=strength_of(trigger, kind),
        specificity=specificity,
        lacks=lacks,
        novelty=novelty_of(wording, kind),
        core=core_of(clause, trigger),
        rule=trigger.rule.id,
        likelihood=round(candidate.score, 3),
        evidence=article.quote(start, end),
    )


def _owed_to(
    document: Document, sides: Sides, trigger: Trigger, clause: Span, actors: tuple[str, ...]
) -> tuple[str, ...]:
    if trigger.rule.kind == "request":
        return tuple(p for p in asked_of(document, sides, trigger) if p not in actors)
    return counterparts_of(document, sides, trigger, clause, actors)


def _object_start(trigger: Trigger, act: Token, start: int) -> int:
    """Give where the wording of what is promised starts: a passive's subject is its object."""
    passive = any(
        c.dep_ in {"nsubjpass", "auxpass"} for c in (*act.children, *trigger.verb.children)
    )
    return start if passive or trigger.rule.shape in {"passive", "is-to"} else max(act.idx, start)
