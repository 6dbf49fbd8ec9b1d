"""What each article was found to say of a record: the findings behind it, with their words."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields
from typing import Any

from stocktake.model import (
    AgreementFinding,
    Amount,
    CommitmentFinding,
    Discrepancy,
    Entry,
    Evidence,
    FollowThrough,
    MechanismFinding,
    MeetingFinding,
    OutcomeFinding,
    PersonFinding,
    ProgrammeFinding,
    Reading,
    Report,
    Seat,
)

Finding = (
    PersonFinding | MechanismFinding | MeetingFinding | CommitmentFinding | AgreementFinding
    | ProgrammeFinding | OutcomeFinding
)  # fmt: skip
_KIND_OF = {
    "Person": (PersonFinding,),
    "Mechanism": (MechanismFinding,),
    "Meeting": (MeetingFinding,),
    "Commitment": (CommitmentFinding,),
    "Agreement": (AgreementFinding,),
    "Programme": (ProgrammeFinding,),
    "FollowThrough": (OutcomeFinding, MeetingFinding, AgreementFinding),
}
_APART = frozenset({"evidence", "mentions", "rests_on", "core"})


@dataclass(frozen=True, slots=True)
class Told:
    """One article's word on a record: a heading, and its fields by name, in words."""

    heading: str
    fields: tuple[tuple[str, str], ...]


def readings_behind(entry: Entry, reports: Iterable[Report]) -> tuple[Told, ...]:
    """Give what each of some articles was found to say of an entry, in the order of the quotes."""
    by_id = {report.article.id: report for report in reports}
    told = list(_reasons(entry))
    for quote in entry.evidence:
        report = by_id[quote.article]
        findings = [f for f in _findings(report.reading, entry) if _rests_on(f, quote)]
        told += [_told(report, finding, quote) for finding in findings]
    return tuple(dict.fromkeys(told))


def _reasons(entry: Entry) -> Iterator[Told]:
    if isinstance(entry, Discrepancy | FollowThrough):
        yield Told(f"{type(entry).__name__} {entry.id}", (("why", entry.why),))


def _findings(reading: Reading, entry: Entry) -> tuple[Finding, ...]:
    wanted = _KIND_OF.get(type(entry).__name__, ())
    found: tuple[Finding, ...] = (
        *reading.people,
        *reading.mechanisms,
        *reading.meetings,
        *reading.commitments,
        *reading.agreements,
        *reading.programmes,
        *reading.outcomes,
    )
    return tuple(finding for finding in found if isinstance(finding, wanted))


def _rests_on(finding: Finding, quote: Evidence) -> bool:
    if isinstance(finding, PersonFinding | MechanismFinding):
        places: tuple[Evidence, ...] = finding.mentions
    elif isinstance(finding, MeetingFinding):
        places = (finding.evidence, *(words for _, words in finding.rests_on))
    else:
        places = (finding.evidence,)
    return any(p.start < quote.end and quote.start < p.end for p in places)


def _told(report: Report, finding: Finding, quote: Evidence) -> Told:
    article = report.article
    source = article.outlet or "an outlet not printed"
    heading = (
        f"{source}, {article.published or 'day not printed'} ({article.id}) says “{quote.quote}”"
    )
    return Told(" ".join(heading.split()), tuple(_fields(finding)))


def _fields(finding: Finding) -> Iterator[tuple[str, str]]:
    words = dict(finding.rests_on) if isinstance(finding, MeetingFinding) else {}
    for field in fields(finding):
        value = getattr(finding, field.name)
        if field.name in _APART or value in (None, ()):
            continue
        written = _written(value)
        if field.name in words:
            written += f", from “{' '.join(words[field.name].quote.split())}”"
        yield field.name.replace("_", " "), written


def _written(value: Any) -> str:
    match value:
        case tuple():
            return "; ".join(_written(part) for part in value)
        case Amount():
            return f"{value.value:,.0f} {value.currency}"
        case Seat():
            return ", ".join(filter(None, (value.person, value.role, value.party)))
        case bool():
            return "yes" if value else "no"
    return str(value)
