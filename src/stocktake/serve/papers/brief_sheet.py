"""A brief as one plain table, for a spreadsheet."""

from collections.abc import Iterable, Iterator

from stocktake.serve.papers.brief import Brief
from stocktake.serve.papers.items import Item
from stocktake.serve.papers.paper import Sheet

COLUMNS = (
    "section", "no", "who", "partner", "what", "made", "due", "state of play", "detail",
    "promise said by", "state said by", "sources", "reports", "id",
)  # fmt: skip
_BY = {"person": "confirmed by a person", "tool": "suggested by the tool"}


def sheet_of(brief: Brief) -> Sheet:
    """Give a row a promise, disagreement, delegate and text."""
    rows = [
        *_promises("carried forward", brief.open),
        *_promises("delivered or ended", brief.closed),
        *_promises("nothing to check", brief.general),
        *_others(brief),
    ]
    return Sheet(COLUMNS, tuple(rows))


def _promises(section: str, items: Iterable[Item]) -> Iterator[tuple[str, ...]]:
    for item in items:
        yield (
            section, str(item.number), item.owner, item.partner, item.what, item.made, item.due,
            item.state, item.detail, _BY[item.by], _BY[item.state_by], item.references,
            item.reports, item.id,
        )  # fmt: skip


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
    told = {**cells, "section": section, "id": id_}
    return tuple(told.get(column, "") for column in COLUMNS)
