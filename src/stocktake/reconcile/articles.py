"""What the layers need of an article beside its findings."""

from stocktake.model import Evidence, Report
from stocktake.reconcile.periods import Period, period

_NO_DATE = "9999"


def published_days(published: str | None) -> Period | None:
    """Give the day of publication as a period; None when the article bears no date."""
    return period(published[:10]) if published else None


def earliest_first(published: str | None, tie: str) -> tuple[str, str]:
    """Give a sorting key that puts the earliest publication first and undated ones last."""
    return (published or _NO_DATE, tie)


def meeting_parties(report: Report) -> tuple[str, ...]:
    """Give the parties of the meeting that the article is about, sorted; else nothing."""
    for meeting in report.reading.meetings:
        if meeting.standing == "main" and len(meeting.parties) > 1:
            return tuple(sorted(set(meeting.parties)))
    return ()


def distinct(evidence: tuple[Evidence, ...]) -> tuple[Evidence, ...]:
    """Give each quote once, sorted by article and place."""
    return tuple(sorted(set(evidence), key=lambda e: (e.article, e.start, e.end)))
