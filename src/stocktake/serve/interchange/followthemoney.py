"""The register as FollowTheMoney entities: what investigators' tools load.

Parties are public bodies or organisations, meetings events, promises and programmes projects with
their participants; documentation ties each to the articles that it rests on.  The vocabulary is
that of <https://followthemoney.tech>.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache

import msgspec

from stocktake.model import Commitment, Meeting, Party, Person, Programme
from stocktake.serve.catalogue import Catalogue, label
from stocktake.serve.exchange import ArticleRecord
from stocktake.serve.interchange.days import ends, iso
from stocktake.serve.quotes import evidence_of
from stocktake.states import states

_LONGEST_NAME = 300


@dataclass(frozen=True, slots=True)
class Entity:
    """An entity: its schema and its properties, each with all its values."""

    id: str
    schema: str
    properties: Mapping[str, list[str]]


def as_entities(catalogue: Catalogue) -> Iterator[bytes]:
    """Give one entity a line, as JSON."""
    for entity in entities(catalogue):
        yield msgspec.json.encode(entity) + b"\n"


def entities(catalogue: Catalogue) -> Iterator[Entity]:
    """Give every entity of the register."""
    records = catalogue.records
    yield from (_article(article, catalogue) for article in records.articles)
    yield from map(_party, records.parties)
    yield from map(_person, records.people)
    for meeting in records.meetings:
        yield _meeting(meeting, catalogue)
        yield from _documented(meeting.id, meeting, catalogue)
    for commitment in records.commitments:
        yield _commitment(commitment)
        yield from _participants(commitment.id, commitment.actors, "bound", catalogue)
        yield from _participants(commitment.id, commitment.counterparts, "partner", catalogue)
        yield from _documented(commitment.id, commitment, catalogue)
    for programme in records.programmes:
        yield _programme(programme, catalogue)
        yield from _participants(programme.id, filter(None, [programme.donor]), "donor", catalogue)
        recipients = filter(None, [programme.recipient])
        yield from _participants(programme.id, recipients, "recipient", catalogue)
        yield from _documented(programme.id, programme, catalogue)


def _article(article: ArticleRecord, catalogue: Catalogue) -> Entity:
    page = catalogue.by_id.get(article.page)
    location = getattr(page, "location", "")
    return _entity(
        article.id,
        "Article",
        title=[article.title],
        author=[article.byline],
        publisher=[article.outlet],
        publishedAt=[iso(article.published)],
        language=[_language(article.language)],
        sourceUrl=[location if location.startswith(("http://", "https://")) else None],
    )


def _party(party: Party) -> Entity:
    schema = "PublicBody" if party.kind == "state" else "Organization"
    return _entity(
        _party_id(party.id),
        schema,
        name=[_short(party.name)],
        alias=party.aliases,
        country=[_country(party.id)] if party.kind == "state" else [],
    )


def _person(person: Person) -> Entity:
    return _entity(
        person.id,
        "Person",
        name=[_short(person.name)],
        alias=person.aliases,
        position=[role.role for role in person.roles],
        country=[_country(role.party) for role in person.roles if role.party],
    )


def _meeting(meeting: Meeting, catalogue: Catalogue) -> Entity:
    start, end = ends(meeting.when)
    known = [d.person for d in meeting.delegates if d.person in catalogue.by_id]
    return _entity(
        meeting.id,
        "Event",
        name=[_short(label(meeting, catalogue))],
        startDate=[start],
        endDate=[end],
        location=[meeting.place],
        organizer=[_party_id(p) for p in meeting.parties if p in catalogue.by_id],
        involved=known,
        keywords=["meeting"],
        recordId=[meeting.id],
    )


def _commitment(commitment: Commitment) -> Entity:
    start, end = ends(commitment.deadline)
    amount = commitment.amount
    return _entity(
        commitment.id,
        "Project",
        name=[_short(commitment.summary)],
        status=[commitment.delivery],
        phase=[commitment.strength],
        startDate=[start],
        endDate=[end],
        amount=[f"{amount.value:.0f}"] if amount else [],
        currency=[amount.currency] if amount else [],
        keywords=["promise", commitment.theme],
        recordId=[commitment.id],
    )


def _programme(programme: Programme, catalogue: Catalogue) -> Entity:
    start, end = ends(programme.when)
    amount = programme.amount
    return _entity(
        programme.id,
        "Project",
        name=[_short(label(programme, catalogue))],
        status=[programme.money],
        startDate=[start],
        endDate=[end],
        amount=[f"{amount.value:.0f}"] if amount else [],
        currency=[amount.currency] if amount else [],
        keywords=["programme"],
        recordId=[programme.id],
    )


def _participants(
    project: str, parties: Iterable[str], role: str, catalogue: Catalogue
) -> Iterator[Entity]:
    for party in parties:
        if party in catalogue.by_id:
            yield _entity(
                f"{project}.{role}.{_party_id(party)}",
                "ProjectParticipant",
                project=[project],
                participant=[_party_id(party)],
                role=[role],
            )


def _documented(
    id_: str, record: Meeting | Commitment | Programme, catalogue: Catalogue
) -> Iterator[Entity]:
    quotes: dict[str, list[str]] = {}
    for evidence in evidence_of(record):
        if evidence.article in catalogue.articles:
            quotes.setdefault(evidence.article, []).append(evidence.quote)
    for article, words in quotes.items():
        yield _entity(
            f"{id_}.{article}", "Documentation", document=[article], entity=[id_],
            role=["source"], summary=words,
        )  # fmt: skip


def _entity(id_: str, schema: str, **properties: Iterable[str | None]) -> Entity:
    known = {name: [v for v in dict.fromkeys(all_) if v] for name, all_ in properties.items()}
    return Entity(id_, schema, {name: values for name, values in known.items() if values})


def _short(name: str) -> str:
    """Give a name no longer than the vocabulary allows."""
    return name if len(name) <= _LONGEST_NAME else f"{name[: _LONGEST_NAME - 1]}…"


def _party_id(party: str) -> str:
    """Give a party's id as one that is unlike those of people and articles."""
    return f"party-{'-'.join(party.split()).casefold()}"


@cache
def _country(party: str) -> str | None:
    state = states().get(party)
    return state.letters.casefold() if state else None


def _language(language: str | None) -> str | None:
    """Give the three letters by which the vocabulary knows the languages that are read."""
    known = {"en": "eng", "ar": "ara", "fr": "fra", "fa": "fas", "tr": "tur", "es": "spa",
             "de": "deu", "ru": "rus", "he": "heb", "it": "ita", "pt": "por"}  # fmt: skip
    return known.get((language or "")[:2])
