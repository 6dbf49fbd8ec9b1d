"""The chronology laid out, a band for each year."""

from collections.abc import Iterator, Mapping

from stocktake.serve.days import written
from stocktake.serve.papers.chronology import Chronology, Event, EventKind
from stocktake.serve.papers.numbers import capital
from stocktake.serve.papers.paper import (
    SAID_BY,
    Band,
    Block,
    Column,
    Grid,
    Heading,
    Mark,
    Paper,
    Paragraph,
    Row,
    Run,
    Sheet,
    quiet,
    said,
    strong,
)
from stocktake.serve.papers.source_layout import source_list
from stocktake.serve.state import PASSED

_KINDS: Mapping[EventKind, str] = {
    "meeting": "Meeting", "announced": "Announced", "text": "Text", "promise": "Promise",
    "deed": "Deed", "due": "Due", "target": "Target",
}  # fmt: skip
_COLUMNS = (
    Column("When", 15), Column("Kind", 13), Column("What", 36), Column("Told of it", 23),
    Column("Source", 13),
)  # fmt: skip


def laid_out(chronology: Chronology, about: str) -> Paper:
    """Lay the chronology out; `about` says of what it is one."""
    return Paper(
        kind="Chronology",
        state_of_play=f"State of play on {written(chronology.as_of.isoformat())}",
        title=f"Chronology of meetings, texts and promises{about}",
        lede="",
        blocks=tuple(_blocks(chronology)),
        sheet=_sheet(chronology),
    )


def _blocks(chronology: Chronology) -> Iterator[Block]:
    if not chronology.events:
        yield Paragraph((said("Nothing in what was read bears a day."),))
    else:
        yield Grid(_COLUMNS, tuple(_rows(chronology)))
    if chronology.undated:
        one = chronology.undated == 1
        told = "1 meeting or text" if one else f"{chronology.undated} meetings and texts"
        yield Paragraph((quiet(f"{told} without a day {'is' if one else 'are'} left out."),))
    if chronology.events:
        yield Heading("Sources")
        yield source_list(chronology.sources)


def _rows(chronology: Chronology) -> Iterator[Row | Band]:
    year, is_past = None, True
    for event in chronology.events:
        if is_past and event.day > chronology.as_of:
            yield Band(f"After {written(chronology.as_of.isoformat())}")
            is_past, year = False, event.day.year
        if event.day.year != year:
            year = event.day.year
            yield Band(str(year))
        yield Row(tuple(_cells(event, chronology)))


def _cells(event: Event, chronology: Chronology) -> Iterator[tuple[Run, ...]]:
    yield (said(event.when),)
    yield (Mark(event.by), said(_KINDS[event.kind]))
    heavy = event.kind in ("meeting", "announced", "text")
    yield (strong(event.what, lang=event.lang) if heavy else said(event.what, event.lang),)
    detail = capital(event.detail)
    yield (strong(detail, "past") if event.detail == PASSED else said(detail),)
    yield (said(chronology.sources.references(event.evidence)),)


def _sheet(chronology: Chronology) -> Sheet:
    columns = ("day", "when", "kind", "what", "told of it", "said by", "sources", "reports", "id")
    rows = tuple(
        (
            event.day.isoformat(), event.when, event.kind, event.what, event.detail,
            SAID_BY[event.by],
            chronology.sources.references(event.evidence),
            chronology.sources.counted(e.article for e in event.evidence), event.id,
        )
        for event in chronology.events
    )  # fmt: skip
    return Sheet(columns, rows)
