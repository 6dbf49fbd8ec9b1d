"""Atom feeds (RFC 4287): what changed, what falls due, and what the newest reports brought."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Final

from lxml import etree

from stocktake.model import Changed, Commitment, Meeting
from stocktake.serve.catalogue import Catalogue, label
from stocktake.serve.days import span, written
from stocktake.serve.interchange.days import moment, reported
from stocktake.serve.interchange.naming import iri, sources_in_words
from stocktake.serve.lists import by_last_day
from stocktake.serve.papers.promises import is_promise
from stocktake.serve.state import is_passed, state_of

_ATOM: Final = "http://www.w3.org/2005/Atom"
_LATEST = 100  # so many entries a feed has at most
#: What a feed calls the records of each list, in the order in which it tells them.
_KINDS: Final = {
    "commitments": "Promise", "follow_through": "Deed", "meetings": "Meeting",
    "agreements": "Text", "discrepancies": "Disagreement", "programmes": "Programme",
    "mechanisms": "Mechanism", "people": "Person", "parties": "Party", "articles": "Article",
    "pages": "Page", "origins": "Origin",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class FeedEntry:
    """One entry of a feed, before it is written."""

    id: str
    title: str
    updated: datetime
    summary: str
    category: str
    author: str


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed before it is written; `name` tells it from the register's other feeds."""

    name: str
    title: str
    entries: tuple[FeedEntry, ...]


def due_feed(catalogue: Catalogue, as_of: date) -> Feed:
    """Give what falls due after a day, soonest first, then what is past with nothing found."""
    dated = by_last_day(filter(is_promise, catalogue.records.commitments))
    ahead = [c for c in dated if not is_passed(c, as_of)]
    past = [c for c in reversed(dated) if is_passed(c, as_of)]
    entries = [_due(c, catalogue, as_of) for c in [*ahead, *past]]
    return Feed("due", "Stocktake: what falls due", tuple(entries[:_LATEST]))


def latest_feed(catalogue: Catalogue) -> Feed:
    """Give the meetings and promises of the newest reports, newest first."""
    records: list[Meeting | Commitment] = list(catalogue.records.meetings)
    records += catalogue.records.commitments
    dated = [(reported(record, catalogue) or date.min, record.id, record) for record in records]
    newest = sorted(dated, key=lambda entry: entry[:2], reverse=True)[:_LATEST]
    entries = tuple(_latest(record, catalogue) for _, _, record in newest)
    return Feed("latest", "Stocktake: what the newest reports brought", entries)


def changes_feed(changes: Sequence[Changed]) -> Feed:
    """Give what came, changed and went in the register, newest first, each with its cause."""
    newest = sorted(sorted(changes, key=_weight), key=lambda c: c.at, reverse=True)[:_LATEST]
    entries = {entry.id: entry for entry in map(_change, newest)}
    return Feed("changes", "Stocktake: what changed in the register", tuple(entries.values()))


def as_atom(feed: Feed) -> bytes:
    """Write a feed."""
    root = etree.Element(f"{{{_ATOM}}}feed", nsmap={None: _ATOM})
    _text(root, "id", iri(f"feed:{feed.name}"))
    _text(root, "title", feed.title)
    _text(root, "updated", _stamp(max((e.updated for e in feed.entries), default=moment(None))))
    author = etree.SubElement(root, f"{{{_ATOM}}}author")
    _text(author, "name", "Stocktake")
    _text(root, "generator", "Stocktake")
    for entry in feed.entries:
        _write(root, entry)
    content: bytes = etree.tostring(root, encoding="utf-8", xml_declaration=True, pretty_print=True)
    return content


def _due(commitment: Commitment, catalogue: Catalogue, as_of: date) -> FeedEntry:
    days = span(commitment.deadline)
    last = days.last if days else None
    state = state_of(commitment, catalogue, as_of)
    # An entry changes when its date passes; before that, when a report speaks of it.
    changed = last if last is not None and last < as_of else reported(commitment, catalogue)
    told = [
        f"Due: {written(commitment.deadline)}. {state}.",
        sources_in_words(commitment, catalogue),
    ]
    return FeedEntry(
        id=iri(commitment.id),
        title=f"{written(commitment.deadline)}: {commitment.summary}",
        updated=moment(changed),
        summary="\n".join(told),
        category="due",
        author=catalogue.parties(commitment.actors),
    )


def _latest(record: Meeting | Commitment, catalogue: Catalogue) -> FeedEntry:
    is_meeting = isinstance(record, Meeting)
    parties = record.parties if isinstance(record, Meeting) else record.actors
    when = record.when if isinstance(record, Meeting) else record.deadline
    told = [
        f"{'Held or announced' if is_meeting else 'Due'}: {written(when)}.",
        sources_in_words(record, catalogue),
    ]
    return FeedEntry(
        id=iri(record.id),
        title=label(record, catalogue),
        updated=moment(reported(record, catalogue)),
        summary="\n".join(told),
        category="meeting" if is_meeting else "promise",
        author=catalogue.parties(parties),
    )


def _weight(changed: Changed) -> tuple[int, str, str]:
    """Order what changed at one moment: promises and meetings before what they rest on."""
    kinds = list(_KINDS)
    rank = kinds.index(changed.kind) if changed.kind in kinds else len(kinds)
    return rank, changed.id, changed.change


def _change(changed: Changed) -> FeedEntry:
    name = changed.name or changed.id
    fields = [
        f"{f.field}: {f.before or 'unknown'} → {f.after or 'unknown'}" for f in changed.fields
    ]
    return FeedEntry(
        id=iri(f"change:{changed.at}:{changed.change}:{changed.id}"),
        title=f"{_KINDS.get(changed.kind, changed.kind.capitalize())} {changed.change}: {name}",
        updated=datetime.fromisoformat(changed.at).astimezone(UTC),
        summary="\n".join([*fields, f"Cause: {changed.cause}", f"Record: {changed.id}"]),
        category=changed.change,
        author="Stocktake",
    )


def _write(root: etree._Element, entry: FeedEntry) -> None:
    element = etree.SubElement(root, f"{{{_ATOM}}}entry")
    _text(element, "id", entry.id)
    _text(element, "title", entry.title)
    _text(element, "updated", _stamp(entry.updated))
    author = etree.SubElement(element, f"{{{_ATOM}}}author")
    _text(author, "name", entry.author)
    etree.SubElement(element, f"{{{_ATOM}}}category", term=entry.category)
    _text(element, "summary", entry.summary)


def _text(parent: etree._Element, name: str, words: str) -> None:
    # XML has no place for control characters, which a badly made page may hold.
    safe = "".join(c for c in words if c in "\t\n\r" or (c >= " " and c not in "\ufffe\uffff"))
    etree.SubElement(parent, f"{{{_ATOM}}}{name}").text = safe


def _stamp(at: datetime) -> str:
    return at.strftime("%Y-%m-%dT%H:%M:%SZ")
