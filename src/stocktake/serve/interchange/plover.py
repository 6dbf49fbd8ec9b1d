"""The register as PLOVER event rows: who did what to whom, when, for event-data tools.

A row is one actor towards one recipient, as event data has it.  Meetings become CONSULT, promises
AGREE (a launch COOPERATE, a signing SUPPORT, a request REQUEST), signed texts SUPPORT and
programmes AID.  Announced meetings bear the context "future".  Nothing is read into a record: an
event without a recipient has an empty one, one without a day an empty day.
"""

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import astuple, dataclass, fields
from functools import cache
from importlib.resources import files
from itertools import permutations
from typing import Any

from stocktake.model import Agreement, Commitment, Meeting, Programme
from stocktake.serve.catalogue import Catalogue
from stocktake.serve.exchange import ArticleRecord, Record
from stocktake.serve.papers.matrix import made_on
from stocktake.serve.papers.rounds import is_held
from stocktake.serve.quotes import evidence_of
from stocktake.serve.spreadsheets import written_rows

_SIGNED = ("signed", "in force", "ended")


@dataclass(frozen=True, slots=True)
class EventRow:
    """One event row: days are EDTF, countries ISO 3166-1 alpha-3, lists joined by semicolons."""

    event_id: str
    event_date: str
    event_type: str
    event_mode: str
    contexts: str
    actor_name: str
    actor_country: str
    recipient_name: str
    recipient_country: str
    placename: str
    event_text: str
    publication_date: str
    source: str
    language: str
    story_ids: str
    record: str


def as_plover(catalogue: Catalogue) -> Iterator[bytes]:
    """Give the rows as CSV, with a head."""
    head = [field.name for field in fields(EventRow)]
    rows = (astuple(row) for row in event_rows(catalogue))
    for line in written_rows([head, *rows]):
        yield line.encode()


def event_rows(catalogue: Catalogue) -> Iterator[EventRow]:
    """Give the events of the register, in the order of their records."""
    records = catalogue.records
    for meeting in records.meetings:
        yield from _meeting(meeting, catalogue)
    for commitment in records.commitments:
        yield from _commitment(commitment, catalogue)
    for agreement in records.agreements:
        if agreement.status in _SIGNED:
            yield from _signed(agreement, catalogue)
    for programme in records.programmes:
        yield from _programme(programme, catalogue)


@cache
def vocabulary() -> Mapping[str, Mapping[str, str]]:
    """Give the types of events and the contexts of themes."""
    text = files("stocktake.serve.interchange").joinpath("plover.toml").read_text(encoding="utf-8")
    loaded: dict[str, Any] = tomllib.loads(text)
    return loaded


def _meeting(meeting: Meeting, catalogue: Catalogue) -> Iterator[EventRow]:
    contexts = ["diplomatic"] if is_held(meeting, catalogue) else ["diplomatic", "future"]
    mode = "multilateral" if len(meeting.parties) > 2 else ""
    told = _Told(meeting, meeting.when or "", "meeting", mode, tuple(contexts), meeting.place or "")
    yield from _rows(told, permutations(sorted(meeting.parties), 2), catalogue)


def _commitment(commitment: Commitment, catalogue: Catalogue) -> Iterator[EventRow]:
    made = made_on(commitment, catalogue)
    context = vocabulary()["contexts"].get(commitment.theme or "")
    told = _Told(
        commitment, made.isoformat() if made else "", commitment.kind, "",
        (context,) if context else (), "",
    )  # fmt: skip
    others = commitment.counterparts or tuple(
        p for p in commitment.actors if len(commitment.actors) > 1
    )
    pairs = [(a, o) for a in commitment.actors for o in others or ("",) if a != o]
    yield from _rows(told, pairs or [(a, "") for a in commitment.actors], catalogue)


def _signed(agreement: Agreement, catalogue: Catalogue) -> Iterator[EventRow]:
    told = _Told(agreement, agreement.when or "", "agreement", "", ("legal",), "")
    yield from _rows(told, permutations(sorted(agreement.parties), 2), catalogue)


def _programme(programme: Programme, catalogue: Catalogue) -> Iterator[EventRow]:
    if programme.donor is not None:
        told = _Told(programme, programme.when or "", "programme", "", ("economic",), "")
        yield from _rows(told, [(programme.donor, programme.recipient or "")], catalogue)


@dataclass(frozen=True, slots=True)
class _Told:
    record: Record
    day: str
    kind: str
    mode: str
    contexts: tuple[str, ...]
    place: str


def _rows(
    told: _Told, pairs: Iterable[tuple[str, str]], catalogue: Catalogue
) -> Iterator[EventRow]:
    articles = catalogue.articles_of(told.record)
    first = min(articles, key=lambda a: (a.published or "9", a.id), default=None)
    for actor, recipient in pairs:
        yield EventRow(
            event_id="-".join(filter(None, (told.record.id, *actor.split(), *recipient.split()))),
            event_date=told.day,
            event_type=vocabulary()["events"][told.kind],
            event_mode=told.mode,
            contexts=";".join(told.contexts),
            actor_name=catalogue.party(actor),
            actor_country=_country(actor, catalogue),
            recipient_name=catalogue.party(recipient),
            recipient_country=_country(recipient, catalogue),
            placename=told.place,
            event_text=_words(told.record, first),
            publication_date=(first.published if first else None) or "",
            source=(first.outlet if first else None) or "",
            language=(first.language if first else None) or "",
            story_ids=";".join(article.id for article in articles),
            record=told.record.id,
        )


def _words(record: Record, article: ArticleRecord | None) -> str:
    quotes = [e.quote for e in evidence_of(record) if article and e.article == article.id]
    return " ".join(quotes[0].split()) if quotes else ""


def _country(party: str, catalogue: Catalogue) -> str:
    kind = getattr(catalogue.by_id.get(party), "kind", None)
    return party if kind == "state" else ""
