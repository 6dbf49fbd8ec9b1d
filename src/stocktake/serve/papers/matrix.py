"""The matrix: every promise in a line, with its meeting, wording, owner, means, date and state."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from stocktake.model import Commitment, Evidence, Mechanism, Meeting
from stocktake.serve.catalogue import Catalogue, label, ordinal
from stocktake.serve.days import span, written
from stocktake.serve.lists import written_amount
from stocktake.serve.papers.items import language_of, without_date
from stocktake.serve.papers.promises import is_promise
from stocktake.serve.papers.sources import Sources, sources_of
from stocktake.serve.picture import By
from stocktake.serve.searched import in_short
from stocktake.serve.state import PASSED, state_of


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """One commitment; `text` is its wording in its leading source, `renews` the earlier number.

    `reach` says how far was looked for its fate where its date is past and nothing was found.
    """

    number: int
    id: str
    meeting: str
    text: str
    lang: str | None
    owner: str
    partner: str
    means: str
    deadline: str
    state: str
    by: By
    renews: int | None
    references: str
    reports: str
    reach: str = ""


@dataclass(frozen=True, slots=True)
class Matrix:
    """All commitments asked for, in the order in which they were made, as of a day."""

    rows: tuple[MatrixRow, ...]
    sources: Sources
    as_of: date
    read: int


def matrix_of(commitments: Sequence[Commitment], catalogue: Catalogue, as_of: date) -> Matrix:
    """Give the matrix of some commitments of a catalogue."""
    promises = filter(is_promise, commitments)
    ordered = sorted(promises, key=lambda c: _order(c, catalogue))
    sources = sources_of((e.article for c in ordered for e in _evidence(c, catalogue)), catalogue)
    numbers = {c.id: number for number, c in enumerate(ordered, start=1)}
    rows = tuple(
        replace(
            _row(c, catalogue, sources, as_of),
            number=numbers[c.id],
            renews=numbers.get(c.renews or ""),
        )
        for c in ordered
    )
    return Matrix(rows, sources, as_of, len(catalogue.records.articles))


def made_on(commitment: Commitment, catalogue: Catalogue) -> date | None:
    """Give the first day of the meeting at which a promise was made, else of its first report."""
    meeting = catalogue.by_id.get(commitment.meeting or "")
    days = span(meeting.when) if isinstance(meeting, Meeting) else None
    if days is not None and days.first is not None:
        return days.first
    published = [span(article.published) for article in catalogue.articles_of(commitment)]
    return min((p.first for p in published if p is not None and p.first), default=None)


def leading(evidence: Sequence[Evidence], sources: Sources) -> Evidence | None:
    """Give the words of the report with the lowest number."""
    known = [e for e in evidence if e.article in sources.numbers]
    return min(known, key=lambda e: (sources.numbers[e.article], e.start), default=None)


def means_of(commitment: Commitment) -> str:
    """Write the sum and the condition that a promise names."""
    amount = written_amount(commitment.amount) if commitment.amount else ""
    condition = f"condition: “{commitment.condition}”" if commitment.condition else ""
    return "; ".join(filter(None, (amount, condition)))


def _row(commitment: Commitment, catalogue: Catalogue, sources: Sources, as_of: date) -> MatrixRow:
    lead = leading(commitment.evidence, sources)
    evidence = _evidence(commitment, catalogue)
    text = lead.quote if lead else commitment.summary
    state = state_of(commitment, catalogue, as_of)
    return MatrixRow(
        number=0,
        id=commitment.id,
        meeting=_meeting(commitment, catalogue),
        text=" ".join(text.split()),
        lang=language_of(text, commitment, catalogue),
        owner=catalogue.parties(commitment.actors),
        partner=", ".join(map(catalogue.party, commitment.counterparts)),
        means=means_of(commitment),
        deadline=written(commitment.deadline),
        state=without_date(state),
        by="person" if catalogue.confirmed_by(commitment.id) else "tool",
        renews=None,
        references=sources.references(evidence),
        reports=sources.counted(e.article for e in evidence),
        reach=in_short(commitment, catalogue, as_of) if state == PASSED else "",
    )


def _meeting(commitment: Commitment, catalogue: Catalogue) -> str:
    meeting = catalogue.by_id.get(commitment.meeting or "")
    if isinstance(meeting, Meeting):
        where = ", ".join(filter(None, (meeting.place, written(meeting.when))))
        return f"{_short(meeting, catalogue)}, {where}"
    day = made_on(commitment, catalogue)
    return f"no meeting named; reported {written(str(day))}" if day else "no meeting named"


def _short(meeting: Meeting, catalogue: Catalogue) -> str:
    """Name a meeting by its mechanism's acronym where it has one."""
    mechanism = catalogue.by_id.get(meeting.mechanism or "")
    acronym = mechanism.acronym if isinstance(mechanism, Mechanism) else None
    return f"{ordinal(meeting.ordinal)} {acronym}".strip() if acronym else label(meeting, catalogue)


def _evidence(commitment: Commitment, catalogue: Catalogue) -> tuple[Evidence, ...]:
    follow_ups = catalogue.follow_through.get(commitment.id, ())
    deeds = [e for follow in follow_ups if follow.counted for e in follow.evidence]
    return (*commitment.evidence, *deeds)


def _order(commitment: Commitment, catalogue: Catalogue) -> tuple[bool, date, str, int, str]:
    day = made_on(commitment, catalogue)
    first = min((e.start for e in commitment.evidence), default=0)
    return (day is None, day or date.min, commitment.meeting or "~", first, commitment.id)
