"""All that the page of one question shows."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from stocktake.errors import NoSuchRecord
from stocktake.model import Commitment, Discrepancy, Entry, FollowThrough, Holdings, Person
from stocktake.reviewing import Answer
from stocktake.serve.catalogue import Catalogue, catalogue_of
from stocktake.serve.decided import JudgementRecord
from stocktake.serve.exchange import ArticleRecord, records_of
from stocktake.serve.web.addresses import address
from stocktake.serve.web.review.asking import Effect, ask, effects
from stocktake.serve.web.review.bench import Bench
from stocktake.serve.web.review.passages import (
    Passage,
    left_out_by,
    passages,
    places_of,
    promised,
)
from stocktake.serve.web.review.readings import Field, Readings, fields_to_correct, readings
from stocktake.serve.web.review.reasons import Reason, reasons
from stocktake.serve.web.shelf import Shelf

_LIKE_IT = 6  # records offered as the same
_WORD = re.compile(r"[^\W\d_]{4,30}")


@dataclass(frozen=True, slots=True)
class Question:
    """A record, what is asked of it, and what there is to decide by.

    `about` is the address and the name of what a disagreement is about.
    """

    entry: Entry
    about: tuple[str, str] | None
    label: str
    ask: str
    passages: tuple[Passage, ...]
    promise: tuple[Passage, ...]
    left_out: tuple[ArticleRecord, ...]
    readings: Readings
    fields: tuple[Field, ...]
    reasons: tuple[Reason, ...]
    effects: tuple[Effect, ...]
    like_it: tuple[tuple[str, str], ...]
    history: tuple[JudgementRecord, ...]
    own: Answer | None
    confirmed_by: str | None
    is_rejected: bool
    seen: str

    @property
    def is_at_odds(self) -> bool:
        """Tell whether answers differ, so that one must be taken."""
        return any(column.answer for column in self.readings.columns)


def question_of(record: str, shelf: Shelf, bench: Bench, person: str) -> Question:
    """Make the question of a record; raise `NoSuchRecord` for none.

    What others answered is left out until this person has answered too.
    """
    entry = bench.entry(record)
    if entry is None:
        raise NoSuchRecord(f"the register holds no record {record}; it may have been joined")
    catalogue = _beside(entry, shelf)
    answers = bench.answers(record)
    newest = bench.newest(record)
    at_odds = [a for a in answers if a.state == "differs"]
    found = readings(entry, catalogue, bench, at_odds, newest)
    about = catalogue.by_id.get(getattr(entry, "about", None) or "")
    return Question(
        entry=entry,
        about=None if about is None else (address(about), catalogue.label(about.id)),
        label=catalogue.label(record),
        ask=ask(entry, catalogue, found),
        passages=passages(entry, catalogue),
        promise=promised(entry, catalogue),
        left_out=left_out_by(entry, catalogue),
        readings=found,
        fields=fields_to_correct(entry, catalogue, bench),
        reasons=reasons(entry, catalogue, bench.rule),
        effects=effects(entry, bench.readers),
        like_it=_like(entry, catalogue, bench),
        history=tuple(catalogue.judgements.get(record, ())),
        own=next((a for a in reversed(answers) if a.by == person and a.state != "withdrawn"), None),
        confirmed_by=catalogue.confirmed_by(record),
        is_rejected=record in catalogue.rejected,
        seen=newest.id if newest else "",
    )


def _beside(entry: Entry, shelf: Shelf) -> Catalogue:
    """Gather what a question shows beside its record: whom it names, its texts, its reports."""
    about = getattr(entry, "commitment", None) or getattr(entry, "about", None)
    first = shelf.gather([i for i in (entry.id, about) if i], ("named",))
    shown = [entry, *(e for e in first.entries if e.id == about)]
    texts = [place[0] for each in shown for place in places_of(each)]
    reports = _reports(entry, first)
    heads = shelf.gather([*(e.id for e in first.entries), *reports], ())
    whole = {article.id: article for article in shelf.gather(texts, ("texts",)).articles}
    articles = {**{article.id: article for article in heads.articles}, **whole}
    rejected = () if any(e.id == entry.id for e in heads.entries) else (entry,)
    ordered = tuple(articles[i] for i in sorted(articles))
    held = replace(heads, articles=ordered, rejected=rejected)
    return catalogue_of(records_of(held), rejected)


def _reports(entry: Entry, held: Holdings) -> Sequence[str]:
    meeting = getattr(entry, "meeting", None)
    found = next((e for e in held.entries if e.id == meeting), None)
    reports: tuple[str, ...] = getattr(found, "reports", ())
    return reports[:12]


def _like(entry: Entry, catalogue: Catalogue, bench: Bench) -> tuple[tuple[str, str], ...]:
    """Give records that may be the same, with their names."""
    if isinstance(entry, Discrepancy | FollowThrough):
        return ()
    related = entry.related if isinstance(entry, Commitment) else ()
    told = {i: catalogue.label(i) for i in related if i in catalogue.by_id}
    for words in _telling(entry.name if isinstance(entry, Person) else catalogue.label(entry.id)):
        if len(told) < _LIKE_IT:
            told = {**dict(bench.alike(entry, words, _LIKE_IT)), **told}
    return tuple(told.items())[:_LIKE_IT]


def _telling(words: str) -> tuple[str, ...]:
    """Give what to search for to find the like of a name or a sentence, the closest first."""
    longest = sorted(dict.fromkeys(_WORD.findall(words)), key=lambda word: (-len(word), word))
    return tuple(" ".join(longest[:most]) for most in (3, 2, 1) if longest)
