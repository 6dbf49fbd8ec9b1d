"""A brief as one plain table, for a spreadsheet."""

from collections.abc import Iterable, Iterator

from stocktake.serve.papers.brief import Brief
from stocktake.serve.papers.items import Item
from stocktake.serve.papers.paper import SAID_BY, Sheet

COLUMNS = (
    "section", "no", "who", "partner", "what", "made", "due", "state of play", "detail",
    "promise said by", "state said by", "sources", "reports", "id",
)  # fmt: skip


def sheet_of(brief: Brief) -> Sheet:
    """Give a row a promise, disagreement, delegate and text."""
    rows = [
        *_promises("carried forward", brief.open),
        *_promises("delivered or ended", brief.closed),
        *_promises("nothing to check", brief.general),
        *_promises("journeys announced", brief.journeys),
        *_hanging(brief),
        *_others(brief),
    ]
    return Sheet(COLUMNS, tuple(rows))


def _promises(section: str, items: Iterable[Item]) -> Iterator[tuple[str, ...]]:
    for item in items:
        yield (
            section, str(item.number), item.owner, item.partner, item.what, item.made, item.due,
            item.state, item.detail, SAID_BY[item.by], SAID_BY[item.state_by], item.references,
            item.reports, item.id,
        )  # fmt: skip


def _hanging(brief: Brief) -> Iterator[tuple[str, ...]]:
    section = "assessments and timetable"
    for assessed in brief.assessments:
        told = {"who": assessed.body, "what": "; ".join(assessed.subjects)}
        sources = brief.sources.references(assessed.evidence)
        yield _row(section, "", **told, state=assessed.state, sources=sources)
    for line in brief.timetable:
        hangs = f"hangs on: {line.condition}" if line.condition else ""
        yield _row(
            section,
            " ".join(line.promises),
            who=line.body,
            what=f"{line.what} {line.edge}",
            due=line.when,
            state=line.state,
            detail="; ".join(filter(None, (line.note, hangs))),
            sources=brief.sources.references(line.evidence),
        )


def _others(brief: Brief) -> Iterator[tuple[str, ...]]:
    for dispute in brief.disputes:
        readings = " or ".join(f"{r.words} {r.references}" for r in dispute.readings)
        about, detail = f"{dispute.head}: {dispute.about}", f"{readings}. {dispute.verdict}"
        yield _row("where the record disagrees", dispute.id, what=about, detail=detail)
    for attendee in brief.attendees:
        parts = zip(brief.rounds.held, attendee.parts, strict=True)
        told = "; ".join(f"{r.name.removeprefix('the ')}: {part}" for r, part in parts if part)
        yield _row(
            "who was in the room",
            attendee.id,
            who=attendee.name,
            what=", ".join(filter(None, (attendee.role, attendee.party_name))),
            detail=told or attendee.since,
            sources=attendee.references,
        )
    for text in brief.texts:
        status = f"{text.form}, {text.status}, {text.when}"
        yield _row("texts", text.id, what=text.title, detail=status, sources=text.references)


def _row(section: str, id_: str, **cells: str) -> tuple[str, ...]:
    told = {**cells, "section": section, "id": id_, "state of play": cells.get("state", "")}
    return tuple(told.get(column, "") for column in COLUMNS)
