"""Lasting names of records outside the register, and their sources in words."""

from collections.abc import Iterable
from urllib.parse import quote
from uuid import NAMESPACE_URL, uuid5

from stocktake.model import Evidence
from stocktake.serve.catalogue import Catalogue
from stocktake.serve.days import written
from stocktake.serve.exchange import ArticleRecord, Record
from stocktake.serve.quotes import evidence_of

SCHEME = "urn:x-stocktake:"


def iri(record: str) -> str:
    """Give the name of a record as an IRI: the same on every machine."""
    return f"{SCHEME}{quote(record, safe=':')}"


def uid(record: str) -> str:
    """Give the name of a record as a UUID (RFC 7986 asks for one in calendars)."""
    return str(uuid5(NAMESPACE_URL, iri(record)))


def sources_in_words(record: Record, catalogue: Catalogue) -> str:
    """Write a record's quotes with their outlets, then the count of reports and origins."""
    lines = []
    for evidence in _longest(evidence_of(record)):
        article = catalogue.articles.get(evidence.article)
        words = " ".join(evidence.quote.split())
        lines.append(f"“{words}” ({_outlet(article)})" if article else f"“{words}”")
    return "\n".join([*dict.fromkeys(lines), catalogue.reports(record)])


def _longest(evidence: Iterable[Evidence]) -> list[Evidence]:
    """Give the quotes that no longer quote of the same article holds."""
    listed = list(evidence)
    return [e for e in listed if not any(_holds(other, e) for other in listed)]


def _holds(outer: Evidence, inner: Evidence) -> bool:
    wider = outer.end - outer.start > inner.end - inner.start
    inside = outer.start <= inner.start and inner.end <= outer.end
    return wider and inside and outer.article == inner.article


def _outlet(article: ArticleRecord) -> str:
    day = written(article.published) if article.published else "day not printed"
    return f"{article.outlet or 'outlet not printed'}, {day}"
