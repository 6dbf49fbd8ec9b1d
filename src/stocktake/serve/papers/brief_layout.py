"""A brief laid out as a paper of one or two pages."""

from collections.abc import Iterator

from stocktake.serve.days import written
from stocktake.serve.papers import brief_words
from stocktake.serve.papers.brief import Brief, Wish
from stocktake.serve.papers.brief_sheet import sheet_of
from stocktake.serve.papers.delegates import Attendee
from stocktake.serve.papers.dispute_layout import dispute_in_words
from stocktake.serve.papers.item_layout import banded, due, source_of, state_of_play
from stocktake.serve.papers.items import Item
from stocktake.serve.papers.numbers import lower, numbered
from stocktake.serve.papers.paper import (
    DRAWN,
    Block,
    Column,
    Grid,
    Heading,
    Lanes,
    Paper,
    Paragraph,
    Row,
    Run,
    quiet,
    said,
    strong,
)
from stocktake.serve.papers.source_layout import source_list
from stocktake.serve.papers.timetable_layout import blocks_of
from stocktake.serve.picture import scale_of

_SHOWN = 5  # so many of the things that a party is owed are named; the table has them all
_ROUNDS = 4  # so many of the latest rounds have a column of their own


def laid_out(brief: Brief) -> Paper:
    """Lay a brief out."""
    timetable = blocks_of(brief.assessments, brief.timetable, brief.sources)
    hanging = (("Assessments and timetable", timetable),)
    sections: tuple[tuple[str, Iterator[Block]], ...] = (
        ("Carried forward", _carried(brief)),
        ("Delivered or ended", _closed(brief)),
        *(hanging if brief.assessments or brief.timetable else ()),
        ("What each may raise", _wishes(brief)),
        ("Where the record disagrees", _disputes(brief)),
        ("Who was in the room", _room(brief)),
        ("Texts", _texts(brief)),
    )
    blocks: list[Block] = [
        Paragraph(tuple(brief_words.in_short(brief)), "box"),
        Paragraph(tuple(brief_words.key(brief)), "box"),
    ]
    for number, (heading, parts) in enumerate(sections, start=1):
        blocks += [Heading(f"{number} {heading}"), *parts]
    blocks += [Heading("Sources"), source_list(brief.sources)]
    return Paper(
        kind=f"Brief for {brief.reader_name}" if brief.reader else "Brief",
        state_of_play=f"State of play on {written(brief.as_of.isoformat())}",
        title=brief_words.title(brief),
        lede=brief_words.lede(brief),
        blocks=tuple(blocks),
        sheet=sheet_of(brief),
    )


def _carried(brief: Brief) -> Iterator[Block]:
    if not brief.open:
        yield _line("No promise of the rounds before is open.")
    else:
        lanes = _lanes(brief)
        drawn = (Column(DRAWN, 16),) if lanes else ()
        columns = (
            Column("No.", 4), Column("Promise", 30), Column("Due", 11), *drawn,
            Column("State of play", 26), Column("Source", 13),
        )  # fmt: skip
        rows = banded(brief.open, brief.joint, lanes is not None)
        yield Grid(columns, tuple(rows), lanes)
    if brief.general:
        one = len(brief.general) == 1
        are = "is a general reaffirmation" if one else "are general reaffirmations"
        told = f"{numbered(i.number for i in brief.general)} {are} with nothing to check, and"
        yield _line(f"{told} {'is' if one else 'are'} left out here.")
    if brief.journeys:
        one = len(brief.journeys) == 1
        only = "only announces a journey, and is" if one else "only announce journeys, and are"
        yield _line(f"{numbered(i.number for i in brief.journeys)} {only} left out here.")


def _lanes(brief: Brief) -> Lanes | None:
    lines = [item.line for item in brief.open if item.line]
    if not lines:
        return None
    labels = tuple(r.label for r in brief.rounds.held)
    return Lanes(labels, brief.rules, scale_of(lines, brief.rules, brief.as_of))


def _closed(brief: Brief) -> Iterator[Block]:
    if not brief.closed:
        yield _line("No report read says that a promise was delivered or ended.")
        return
    columns = (
        Column("No.", 4.5), Column("Promise", 38.5), Column("Due", 12),
        Column("State of play", 32), Column("Source", 13),
    )  # fmt: skip
    rows = tuple(
        Row(
            (
                (said(str(item.number)),),
                (said(item.act, item.lang),),
                (said(due(item)),),
                tuple(state_of_play(item)),
                tuple(source_of(item)),
            )
        )
        for item in brief.closed
    )
    yield Grid(columns, rows)


def _wishes(brief: Brief) -> Iterator[Block]:
    yield _line("From what each asked for last, and what others owe it that was not seen done.")
    for wish in brief.wishes:
        yield Paragraph(tuple(_wish(wish)))
    if not any(wish.asked for wish in brief.wishes):
        yield _line("No report read says what a party asked for.")


def _wish(wish: Wish) -> Iterator[Run]:
    yield strong(f"{wish.name}: ")
    if wish.asked:
        asked = "; ".join(f"{lower(i.act)} {i.places}" for i in wish.asked)
        yield said(f"asked for last: {asked}. ")
    yield from _owed(wish.owed)


def _owed(owed: tuple[Item, ...]) -> Iterator[Run]:
    if not owed:
        yield said("nothing open is owed to it by others.")
        return
    for position, item in enumerate(owed[:_SHOWN]):
        yield said("; " if position else "")
        yield said(lower(item.act), item.lang)
        yield said(f" ({item.number})")
    more = [item.number for item in owed[_SHOWN:]]
    yield said(f"; also {numbered(more)}." if more else ".")


def _disputes(brief: Brief) -> Iterator[Block]:
    if not brief.disputes:
        one = len(brief.sources.cited) == 1
        nothing = "One report: nothing to compare." if one else "The reports read do not disagree."
        yield _line(nothing)
    for dispute in brief.disputes:
        yield Paragraph(tuple(dispute_in_words(dispute)))


def _room(brief: Brief) -> Iterator[Block]:
    if not brief.attendees:
        yield _line("No report read names anybody in the room.")
        return
    shown = brief.rounds.held[-_ROUNDS:]
    wide = 36 / max(len(shown), 1)
    columns = (
        Column("Person", 22), Column("Role when reported; check before use", 32),
        *(Column(r.heading, wide) for r in shown), Column("Source", 10),
    )  # fmt: skip
    start = len(brief.rounds.held) - len(shown)
    rows = tuple(
        Row(
            (
                (strong(a.name, lang=a.lang),),
                tuple(_role(a)),
                *((said(part),) for part in a.parts[start:]),
                (quiet(a.references),),
            )
        )
        for a in brief.attendees
        if any(a.parts[start:]) or a.since
    )
    yield Grid(columns, rows)


def _role(attendee: Attendee) -> Iterator[Run]:
    yield said(attendee.role, attendee.role_lang)
    if attendee.party_name:
        yield said(f", {attendee.party_name}")
    if attendee.since:
        yield quiet(f"; {attendee.since}")


def _texts(brief: Brief) -> Iterator[Block]:
    if not brief.texts:
        yield _line("No report read names a text between the parties.")
        return
    columns = (
        Column("Text", 50), Column("Form, status", 26), Column("When", 13.5),
        Column("Source", 10.5),
    )  # fmt: skip
    rows = tuple(
        Row(
            (
                (said(text.title, text.lang),),
                (said(f"{text.form}, {text.status}"),),
                (said(text.when),),
                (quiet(text.references),),
            )
        )
        for text in brief.texts
    )
    yield Grid(columns, rows)


def _line(sentence: str) -> Paragraph:
    return Paragraph((quiet(sentence),))
