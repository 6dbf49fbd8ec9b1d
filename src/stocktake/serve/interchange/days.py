"""The days of records as other formats want them."""

import re
from collections.abc import Iterable
from datetime import UTC, date, datetime

from stocktake.model import Evidence
from stocktake.serve.catalogue import Catalogue
from stocktake.serve.days import Span, span
from stocktake.serve.exchange import Record

_PLAIN = re.compile(r"\d{4}(?:-\d\d){0,2}")
EPOCH = date(1970, 1, 1)  # for what bears no day, where a format must have one


def closed(edtf: str | None) -> tuple[date, date] | None:
    """Give the first and the last day of a date; None where either is open or unknown."""
    days = span(edtf)
    if days is None or days.first is None or days.last is None:
        return None
    return days.first, days.last


def is_exact(edtf: str | None) -> bool:
    """Tell whether a date names its days, and not only a month, a season or a year."""
    return bool(edtf) and all(len(part) == 10 for part in (edtf or "").split("/"))


def reported(record: Record, catalogue: Catalogue) -> date | None:
    """Give the day of the newest report that a record rests on."""
    return _newest(span(article.published) for article in catalogue.articles_of(record))


def reported_on(evidence: Evidence, catalogue: Catalogue) -> date | None:
    """Give the day of the report that a quote is from."""
    article = catalogue.articles.get(evidence.article)
    return None if article is None else _newest([span(article.published)])


def moment(day: date | None) -> datetime:
    """Give the beginning of a day, in UTC; of the epoch for no day."""
    day = day or EPOCH
    return datetime(day.year, day.month, day.day, tzinfo=UTC)


def iso(edtf: str | None) -> str | None:
    """Give a single date in ISO 8601 with the precision it has; None for any other."""
    if not _PLAIN.fullmatch(edtf or "") or span(edtf) is None:
        return None
    # EDTF writes a season as a month beyond the twelfth, which ISO 8601-1 does not know.
    return None if edtf and len(edtf) == 7 and int(edtf[5:]) > 12 else edtf


def ends(edtf: str | None) -> tuple[str | None, str | None]:
    """Give both ends of a date in ISO 8601; a single date is its own end."""
    start, slash, end = (edtf or "").partition("/")
    return iso(start), iso(end if slash else start)


def _newest(spans: Iterable[Span | None]) -> date | None:
    return max((days.first for days in spans if days is not None and days.first), default=None)
