"""Quotes: checked against the texts they were cut from, and shown in their context."""

from collections.abc import Iterable, Iterator
from typing import Any

from stocktake.model import DiscrepancyReading, Evidence, Mechanism
from stocktake.serve.exchange import ArticleRecord, Record, Records


def faults_of(records: Records, altered: Iterable[str]) -> tuple[int, tuple[str, ...]]:
    """Count the quotes and tell which do not stand in their text, and which texts have changed."""
    texts = {article.id: article.text for article in records.articles}
    faults = [f"{article}: the text is not the one that was stored" for article in altered]
    count = 0
    for record in all_records(records):
        for evidence in quotes_of(record):
            count += 1
            text = texts.get(evidence.article)
            if text is None:
                faults.append(f"{record.id}: its article {evidence.article} is not in the register")
            elif text[evidence.start : evidence.end] != evidence.quote or not evidence.quote:
                place = f"{evidence.article}, {evidence.start}-{evidence.end}"
                faults.append(f"{record.id}: the quote is not in its text at {place}")
    return count, tuple(faults)


def all_records(records: Records) -> Iterator[Record]:
    """Give every record of every list."""
    for name in Records.__slots__:
        value: Any = getattr(records, name)
        if name not in ("format", "readers"):
            yield from value


def evidence_of(record: Record) -> tuple[Evidence, ...]:
    """Give the quotes that a record rests on."""
    evidence: tuple[Evidence, ...] = getattr(record, "evidence", ())
    return evidence


def quotes_of(record: Record) -> tuple[Evidence, ...]:
    """Give every quote within a record, also those of the lines of its timetable."""
    if not isinstance(record, Mechanism):
        return evidence_of(record)
    return (*record.evidence, *(e for told in record.hanging for e in told.evidence))


def in_context(evidence: Evidence | DiscrepancyReading, article: ArticleRecord, width: int) -> str:
    """Give the quote between brackets, with some letters of the text on either side."""
    before = article.text[max(0, evidence.start - width) : evidence.start]
    after = article.text[evidence.end : evidence.end + width]
    if evidence.start > width:
        before = "…" + before.partition(" ")[2]
    if evidence.end + width < len(article.text):
        after = after.rpartition(" ")[0] + "…"
    quote = article.text[evidence.start : evidence.end]
    return " ".join(f"{before}[{quote}]{after}".split())
