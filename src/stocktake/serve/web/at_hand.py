"""The records of one page, as the reports that were out on the day asked for support them."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Protocol, TypeVar

from stocktake.errors import NoSuchRecord
from stocktake.model import Holdings
from stocktake.questions import Step
from stocktake.serve.catalogue import Catalogue, catalogue_of
from stocktake.serve.exchange import Record, Records, records_of
from stocktake.serve.papers.known import known_by
from stocktake.serve.web.showing import Asked

R = TypeVar("R", bound=Record)


class _Held(Protocol):
    @property
    def id(self) -> str: ...


T = TypeVar("T", bound=_Held)


def at_hand(question: Asked, ids: Iterable[str], steps: Sequence[Step]) -> Catalogue:
    """Give the records of some ids and those that the steps lead to."""
    if _must_be_cut(question) and "reports" not in steps:
        steps = (*steps, "reports")  # by whose days later words are told from earlier ones
    return catalogue(question, question.desk.shelf.gather(ids, steps))


def one(question: Asked, kind: type[R], wanted: str, steps: Sequence[Step]) -> tuple[R, Catalogue]:
    """Give a record of a kind and those beside it; raise `NoSuchRecord` if there is none."""
    found = at_hand(question, [wanted], steps)
    return the(kind, wanted, found), found


def the(kind: type[R], wanted: str, held: Catalogue) -> R:
    """Give the record of a kind and an id; raise `NoSuchRecord` if there is none."""
    record = held.by_id.get(wanted)
    if not isinstance(record, kind):
        raise NoSuchRecord(f"the register holds nothing called {wanted}")
    return record


def catalogue(question: Asked, *held: Holdings) -> Catalogue:
    """Give what several gatherings found, as it was known on the day asked for."""
    records = records_of(_joined(held))
    if _must_be_cut(question):
        records = _known(records, question)
    return catalogue_of(records)


def _must_be_cut(question: Asked) -> bool:
    """Tell whether the records at hand may know what came after the day asked for."""
    return question.as_of < question.desk.today() and not question.desk.is_then


def _known(records: Records, question: Asked) -> Records:
    # Who somebody is and what a format is called rests on more reports than a page has at hand.
    known = known_by(records, question.as_of)
    return replace(
        known,
        parties=records.parties,
        people=records.people,
        mechanisms=records.mechanisms,
        pages=records.pages,
    )


def _joined(held: Sequence[Holdings]) -> Holdings:
    if len(held) == 1:
        return held[0]
    articles = {a.id: a for h in held for a in h.articles}
    articles.update({a.id: a for h in held for a in h.articles if a.text})
    return replace(
        held[0],
        pages=_each(p for h in held for p in h.pages),
        articles=_each(articles.values()),
        relevant=frozenset(a for h in held for a in h.relevant),
        entries=_each(e for h in held for e in h.entries),
        judgements=_each(j for h in held for j in h.judgements),
    )


def _each(values: Iterable[T]) -> tuple[T, ...]:
    """Give values each once, in the order of their ids."""
    found = {value.id: value for value in values}
    return tuple(found[i] for i in sorted(found))
