"""What was looked at for the fate of a commitment: the later reports on its format or parties."""

from dataclasses import dataclass
from datetime import date

from stocktake.model import Commitment, Meeting
from stocktake.serve.catalogue import Catalogue, counted
from stocktake.serve.days import span, written
from stocktake.serve.exchange import ArticleRecord


@dataclass(frozen=True, slots=True)
class Reach:
    """How many reports since a commitment were looked at, and the newest of their days.

    `since` is the day of its first report; None where that is not known.
    """

    since: date | None
    reports: int
    newest: date | None


def reach_of(commitment: Commitment, catalogue: Catalogue, as_of: date) -> Reach:
    """Give how far the register looked for the fate of a commitment, up to a day."""
    days = [day for a in catalogue.articles_of(commitment) if (day := _day(a)) is not None]
    if not days:
        return Reach(None, 0, None)
    since = min(days)
    later = [
        day
        for article in reports_on(commitment, catalogue)
        if (day := _day(article)) is not None and since < day <= as_of
    ]
    return Reach(since, len(later), max(later, default=None))


def searched(commitment: Commitment, catalogue: Catalogue, as_of: date) -> str:
    """Say how many reports since a commitment were looked at up to a day, and how new they are."""
    reach = reach_of(commitment, catalogue, as_of)
    if reach.since is None:
        return "When it was made is not known, so that no report counts as later."
    whom = _whom(commitment, catalogue)
    if reach.newest is None:
        return f"No later report on {whom} has been read."
    told = written(reach.newest.isoformat())
    return f"Looked for in {counted(reach.reports, 'report')} on {whom} since, newest {told}."


def in_short(commitment: Commitment, catalogue: Catalogue, as_of: date) -> str:
    """Say the same in the few words that a table has room for."""
    reach = reach_of(commitment, catalogue, as_of)
    if reach.newest is None:
        return "no later report read"
    told = written(reach.newest.isoformat())
    return f"looked for in {counted(reach.reports, 'report')} since, up to {told}"


def reports_on(commitment: Commitment, catalogue: Catalogue) -> list[ArticleRecord]:
    """Give the reports of meetings of a commitment's format or parties, but not its own."""
    made = catalogue.by_id.get(commitment.meeting or "")
    own = {quote.article for quote in commitment.evidence}
    met = [m for m in catalogue.records.meetings if _bears_on(m, commitment, made)]
    ids = sorted({report for meeting in met for report in meeting.reports} - own)
    return [catalogue.articles[i] for i in ids if i in catalogue.articles]


def _bears_on(meeting: Meeting, commitment: Commitment, made: object) -> bool:
    """Tell whether a meeting is one of the same format, or of all the parties of a commitment."""
    round_ = made if isinstance(made, Meeting) else None
    if round_ and round_.mechanism is not None and meeting.mechanism == round_.mechanism:
        return True
    named = {*commitment.actors, *commitment.counterparts}
    parties = set(round_.parties if round_ else ()) or named
    return len(parties) > 1 and parties == set(meeting.parties)


def _whom(commitment: Commitment, catalogue: Catalogue) -> str:
    made = catalogue.by_id.get(commitment.meeting or "")
    if isinstance(made, Meeting) and made.mechanism in catalogue.by_id:
        return f"the {catalogue.label(made.mechanism).removeprefix('the ')} or these parties"
    return "these parties"


def _day(article: ArticleRecord) -> date | None:
    days = span(article.published)
    return days.first if days else None
