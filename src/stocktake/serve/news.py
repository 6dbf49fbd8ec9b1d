"""What an addition brought: the short table at its end."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from stocktake.model import Commitment, Page
from stocktake.serve.exchange import Record, Records
from stocktake.serve.tables import showable


@dataclass(frozen=True, slots=True)
class News:
    """Counts of what is new, in the order of the table, and the pages that could not be read."""

    counts: tuple[tuple[str, int], ...]
    problems: tuple[Page, ...]


def news_of(records: Records, before: Collection[str], problems: Iterable[Page]) -> News:
    """Count the records that were not there before."""
    promises = [c for c in records.commitments if c.id not in before]
    articles = [a for a in records.articles if a.id not in before]
    counts = (
        ("articles", len(articles)),
        ("of them reports of a dialogue", sum(a.relevant for a in articles)),
        ("meetings", _new(records.meetings, before)),
        ("commitments with a date", _dated(promises)),
        ("commitments without a date", len(promises) - _dated(promises)),
        ("agreements", _new(records.agreements, before)),
        ("programmes", _new(records.programmes, before)),
        ("disagreements", _new(records.discrepancies, before)),
    )
    return News(counts, tuple(sorted(problems, key=lambda page: (page.location, page.id))))


def written_news(news: News) -> str:
    """Write the table, then the pages that could not be read with the reason of each."""
    if any(count for _, count in news.counts):
        lines = ["New in the register", *(f"{n:>7}  {what}" for what, n in news.counts)]
    else:
        lines = ["Nothing new in the register."]
    if news.problems:
        lines += ["", f"Could not be read: {_pages(len(news.problems))}"]
        for page in news.problems:
            lines += [showable(f"  {page.location}"), showable(f"    {page.problem}")]
    return "\n".join(lines)


def _new(records: Sequence[Record], before: Collection[str]) -> int:
    return sum(record.id not in before for record in records)


def _dated(commitments: Iterable[Commitment]) -> int:
    return sum(commitment.deadline is not None for commitment in commitments)


def _pages(count: int) -> str:
    return "1 page" if count == 1 else f"{count} pages"
