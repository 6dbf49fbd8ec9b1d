"""The register as JSON-LD: schema.org for what is told, Web Annotation for quotes, PROV."""

from collections.abc import Iterable, Iterator
from typing import Any, Final

import msgspec

from stocktake.model import Agreement, Commitment, Evidence, Mechanism, Meeting, Party, Person
from stocktake.serve.catalogue import Catalogue, label
from stocktake.serve.exchange import ArticleRecord, PageRecord
from stocktake.serve.interchange.days import ends, iso
from stocktake.serve.interchange.naming import iri
from stocktake.serve.quotes import evidence_of

Node = dict[str, Any]
_AROUND = 32  # letters of a quote's context on either side, by which it is found again
_EDTF = "http://id.loc.gov/datatypes/edtf/EDTF"
CONTEXT: Final[Node] = {
    "schema": "https://schema.org/",
    "oa": "http://www.w3.org/ns/oa#",
    "prov": "http://www.w3.org/ns/prov#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "stocktake": "urn:x-stocktake:term:",
    "stocktake:when": {"@type": _EDTF},
    "stocktake:deadline": {"@type": _EDTF},
    "oa:start": {"@type": "xsd:nonNegativeInteger"},
    "oa:end": {"@type": "xsd:nonNegativeInteger"},
}


def as_json_ld(catalogue: Catalogue) -> Iterator[bytes]:
    """Give the document piece by piece, one node a line; it needs no context from the web."""
    yield b'{"@context": ' + msgspec.json.encode(CONTEXT) + b',\n"@graph": [\n'
    for number, node in enumerate(nodes(catalogue)):
        yield (b",\n" if number else b"") + msgspec.json.encode(_full(node))
    yield b"\n]}\n"


def nodes(catalogue: Catalogue) -> Iterator[Node]:
    """Give every node: readers, pages, articles, records, and an annotation for each quote."""
    records = catalogue.records
    for reader in records.readers:
        yield {"@id": iri(reader.id), "@type": "prov:SoftwareAgent", "schema:name": "Stocktake",
               "schema:softwareVersion": f"{reader.model} {reader.version}",
               "stocktake:rules": reader.rules}  # fmt: skip
    yield from map(_page, records.pages)
    yield from (_article(article, catalogue) for article in records.articles)
    yield from map(_party, records.parties)
    yield from map(_person, records.people)
    yield from map(_mechanism, records.mechanisms)
    yield from (_meeting(meeting, catalogue) for meeting in records.meetings)
    yield from (_commitment(commitment, catalogue) for commitment in records.commitments)
    yield from map(_agreement, records.agreements)
    yield from _follow_through(catalogue)
    yield from _judgements(catalogue)
    yield from _annotations(catalogue)


def _page(page: PageRecord) -> Node:
    return {
        "@id": iri(page.id), "@type": ["prov:Entity", "schema:WebPage"],
        "schema:url": page.location if "://" in page.location else None,
        "schema:name": page.location, "schema:encodingFormat": page.media_type,
        "schema:sha256": page.sha256,
    }  # fmt: skip


def _article(article: ArticleRecord, catalogue: Catalogue) -> Node:
    origin = catalogue.by_id.get(article.origin or "")
    first = getattr(origin, "articles", ())
    others = [a for a in first if a != article.id]
    return {
        "@id": iri(article.id), "@type": ["prov:Entity", "schema:NewsArticle"],
        "schema:headline": article.title, "schema:datePublished": iso(article.published),
        "schema:inLanguage": article.language,
        "schema:publisher": _named("schema:Organization", article.outlet),
        "schema:author": _named("schema:Person", article.byline),
        "prov:wasDerivedFrom": _refs([article.page]),
        "stocktake:sameOriginAs": _refs(others),
    }  # fmt: skip


def _party(party: Party) -> Node:
    kind = "schema:Country" if party.kind == "state" else "schema:Organization"
    return {
        "@id": iri(party.id), "@type": [kind, "prov:Agent"], "schema:name": party.name,
        "schema:identifier": party.id, "schema:alternateName": list(party.aliases),
        **_lineage(party),
    }  # fmt: skip


def _person(person: Person) -> Node:
    roles = [
        {"@type": "schema:Role", "schema:roleName": role.role, "schema:startDate": None,
         "schema:memberOf": _refs([role.party]) if role.party else None,
         "stocktake:asOf": role.as_of}
        for role in person.roles
    ]  # fmt: skip
    return {
        "@id": iri(person.id), "@type": ["schema:Person", "prov:Agent"], "schema:name": person.name,
        "schema:alternateName": list(person.aliases), "schema:hasOccupation": roles,
        **_lineage(person),
    }  # fmt: skip


def _mechanism(mechanism: Mechanism) -> Node:
    return {
        "@id": iri(mechanism.id), "@type": ["schema:EventSeries", "prov:Entity"],
        "schema:name": mechanism.name,
        "schema:alternateName": [*filter(None, [mechanism.acronym]), *mechanism.aliases],
        "schema:organizer": _refs(mechanism.parties),
        "schema:superEvent": _refs([mechanism.parent]) if mechanism.parent else None,
        "schema:subEvent": _refs(mechanism.meetings), **_lineage(mechanism),
    }  # fmt: skip


def _meeting(meeting: Meeting, catalogue: Catalogue) -> Node:
    start, end = ends(meeting.when)
    return {
        "@id": iri(meeting.id), "@type": ["schema:Event", "prov:Entity"],
        "schema:name": label(meeting, catalogue), "schema:startDate": start,
        "schema:endDate": end, "stocktake:when": meeting.when,
        "schema:location": _named("schema:Place", meeting.place),
        "schema:superEvent": _refs([meeting.mechanism]) if meeting.mechanism else None,
        "schema:organizer": _refs(meeting.parties),
        "schema:attendee": _refs(d.person for d in meeting.delegates),
        "schema:subjectOf": _refs(meeting.reports), **_lineage(meeting),
    }  # fmt: skip


def _commitment(commitment: Commitment, catalogue: Catalogue) -> Node:
    amount = commitment.amount
    articles = [article.id for article in catalogue.articles_of(commitment)]
    return {
        "@id": iri(commitment.id), "@type": ["schema:Claim", "prov:Entity"],
        "schema:text": commitment.summary, "schema:author": _refs(commitment.actors),
        "schema:audience": _refs(commitment.counterparts),
        "schema:appearance": _refs(articles),
        "schema:isPartOf": _refs([commitment.meeting]) if commitment.meeting else None,
        "schema:keywords": commitment.theme, "schema:creativeWorkStatus": commitment.delivery,
        "schema:amount": {"@type": "schema:MonetaryAmount", "schema:currency": amount.currency,
                          "schema:value": amount.value} if amount else None,
        "stocktake:kind": commitment.kind, "stocktake:strength": commitment.strength,
        "stocktake:deadline": commitment.deadline, "stocktake:condition": commitment.condition,
        "stocktake:renews": _refs([commitment.renews]) if commitment.renews else None,
        **_lineage(commitment),
    }  # fmt: skip


def _agreement(agreement: Agreement) -> Node:
    return {
        "@id": iri(agreement.id), "@type": ["schema:CreativeWork", "prov:Entity"],
        "schema:name": agreement.title, "schema:genre": agreement.form,
        "schema:creativeWorkStatus": agreement.status, "schema:author": _refs(agreement.parties),
        "schema:dateCreated": iso(agreement.when), "stocktake:when": agreement.when,
        "schema:isPartOf": _refs([agreement.meeting]) if agreement.meeting else None,
        **_lineage(agreement),
    }  # fmt: skip


def _follow_through(catalogue: Catalogue) -> Iterator[Node]:
    for follow in catalogue.records.follow_through:
        yield {
            "@id": iri(follow.id), "@type": ["schema:Review", "prov:Entity"],
            "schema:itemReviewed": _refs([follow.commitment]),
            "schema:reviewBody": follow.why, "stocktake:delivery": follow.delivery,
            "stocktake:counted": follow.counted, "stocktake:by": follow.by, **_lineage(follow),
        }  # fmt: skip


def _judgements(catalogue: Catalogue) -> Iterator[Node]:
    for judgement in catalogue.records.judgements:
        yield {
            "@id": iri(judgement.id), "@type": "prov:Activity", "schema:name": judgement.action,
            "schema:description": judgement.reason, "prov:used": _refs([judgement.record]),
            "prov:endedAtTime": {"@type": "xsd:dateTime", "@value": judgement.at},
            "prov:wasAssociatedWith": {"@type": ["prov:Person", "prov:Agent"],
                                       "schema:name": judgement.by},
        }  # fmt: skip


def _annotations(catalogue: Catalogue) -> Iterator[Node]:
    """Give an annotation for each place that is quoted, with the records that rest on it."""
    bodies: dict[Evidence, list[str]] = {}
    records = catalogue.records
    for listed in (records.parties, records.people, records.mechanisms, records.meetings,
                   records.commitments, records.agreements, records.programmes,
                   records.follow_through):  # fmt: skip
        for record in listed:
            for evidence in evidence_of(record):
                bodies.setdefault(evidence, []).append(record.id)
    for evidence, resting in sorted(bodies.items(), key=lambda pair: _place(pair[0])):
        article = catalogue.articles.get(evidence.article)
        if article is not None:
            yield _annotation(evidence, resting, article.text)


def _annotation(evidence: Evidence, resting: Iterable[str], text: str) -> Node:
    selectors = [
        {
            "@type": "oa:TextQuoteSelector", "oa:exact": evidence.quote,
            "oa:prefix": text[max(0, evidence.start - _AROUND) : evidence.start],
            "oa:suffix": text[evidence.end : evidence.end + _AROUND],
        },
        {"@type": "oa:TextPositionSelector", "oa:start": evidence.start, "oa:end": evidence.end},
    ]  # fmt: skip
    return {
        "@id": iri(f"quote:{evidence.article}:{evidence.start}-{evidence.end}"),
        "@type": "oa:Annotation", "oa:motivatedBy": {"@id": "oa:identifying"},
        "oa:hasBody": _refs(resting),
        "oa:hasTarget": {
            "@type": "oa:SpecificResource", "oa:hasSource": {"@id": iri(evidence.article)},
            "oa:hasSelector": selectors,
        },
    }  # fmt: skip


def _lineage(record: Any) -> Node:
    articles = dict.fromkeys(evidence.article for evidence in evidence_of(record))
    return {"prov:wasDerivedFrom": _refs(articles)}


def _refs(ids: Iterable[str]) -> list[Node]:
    return [{"@id": iri(id_)} for id_ in ids]


def _named(kind: str, name: str | None) -> Node | None:
    return {"@type": kind, "schema:name": name} if name else None


def _place(evidence: Evidence) -> tuple[str, int, int]:
    return evidence.article, evidence.start, evidence.end


def _full(node: Any) -> Any:
    """Give a node without what is unknown."""
    if isinstance(node, dict):
        return {k: _full(v) for k, v in node.items() if v is not None and v != []}
    return [_full(part) for part in node] if isinstance(node, list) else node
