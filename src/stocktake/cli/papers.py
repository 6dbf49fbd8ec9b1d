"""The desk's papers: `stocktake brief`, `matrix`, `chronology`, `timetable` and `compare`."""

import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import wraps
from pathlib import Path
from typing import Any

import click

from stocktake.cli.lists import OPTIONS
from stocktake.cli.options import asked_day, at_register, held, known_then, of_a_day
from stocktake.errors import BadQuestion
from stocktake.serve.catalogue import Catalogue, catalogue_of
from stocktake.serve.days import written as written_day
from stocktake.serve.exchange import records_of
from stocktake.serve.filters import Filters, chosen
from stocktake.serve.papers.naming import (
    mechanism_called,
    mechanism_word,
    meeting_called,
    party_called,
)
from stocktake.serve.papers.paper import Paper
from stocktake.settings import Settings

FORMATS = ("md", "html", "docx", "csv")
_SPANS = {"since": "from", "until": "until"}


@dataclass(frozen=True, slots=True)
class Order:
    """How a paper is asked for: in which format, to which file."""

    form: str
    output: Path | None


_OPTIONS = (
    of_a_day,
    known_then,
    click.option(
        "--format",
        "form",
        type=click.Choice(FORMATS),
        help="Default: what --output ends in, else md.",
    ),
    click.option(
        "--output",
        metavar="FILE",
        type=click.Path(dir_okay=False, path_type=Path),
        help="Write to this file instead of standard output.",
    ),
    at_register,
)


def paper_options(verb: Callable[..., None]) -> Callable[..., None]:
    """Let a verb take the options that all papers share, format and file as one `Order`."""

    @wraps(verb)
    def run(*args: Any, form: str | None, output: Path | None, **rest: Any) -> None:
        verb(*args, order=Order(form or _form_of(output), output), **rest)

    taking: Callable[..., None] = run
    for option in reversed(_OPTIONS):
        taking = option(taking)
    return taking


@click.command()
@click.argument("mechanism")
@click.option("--for", "party", metavar="PARTY", help="Whose desk it is for: IRQ, or Iraq.")
@click.option("--round", "number", type=click.IntRange(min=1), help="Before this round.")
@paper_options
@click.pass_obj
def brief(
    settings: Settings, mechanism: str, party: str | None, number: int | None, order: Order
) -> None:
    """Write the brief before a round: what was promised, what became of it, who will be there.

    MECHANISM is its id, acronym or name.  With --round and no --as-of, the brief stands as of the
    day before that round.  Formats: md, html (prints on A4), docx (Word, LibreOffice), csv.

    \b
    Examples:
      stocktake brief JSCD
      stocktake brief "security dialogue" --for Iraq --output brief.docx
      stocktake brief JSCD --round 2 --output brief.html
    """  # noqa: D301 - click keeps the lines after \b
    from stocktake.serve.papers.brief import Asked, brief_of, day_before
    from stocktake.serve.papers.brief_layout import laid_out

    records = records_of(held(settings))
    catalogue = catalogue_of(records)
    found, day = mechanism_called(mechanism, catalogue), asked_day(settings)
    reader = party_called(party, catalogue) if party else None
    if number is not None and settings.as_of is None:
        eve = day_before(found, number, catalogue)
        if eve is not None:
            records, day = records_of(held(settings, eve)), eve
            found = mechanism_called(mechanism, catalogue_of(records))
    deliver(laid_out(brief_of(found, records, Asked(day, reader, number))), order)


@click.command()
@OPTIONS["party"]
@OPTIONS["mechanism"]
@OPTIONS["theme"]
@OPTIONS["since"]
@OPTIONS["until"]
@paper_options
@click.pass_obj
def matrix(settings: Settings, /, order: Order, **filters: str | None) -> None:
    """Write the matrix: each promise with its meeting, text, owner, means, deadline and state.

    \b
    Examples:
      stocktake matrix --mechanism JSCD --output matrix.docx
      stocktake matrix --party Iraq --theme training --format csv
    """  # noqa: D301 - click keeps the lines after \b
    from stocktake.serve.papers.matrix import matrix_of
    from stocktake.serve.papers.matrix_layout import laid_out

    catalogue, day = catalogue_of(records_of(held(settings))), asked_day(settings)
    found = chosen(catalogue.records.commitments, Filters(**filters), catalogue)
    deliver(laid_out(matrix_of(found, catalogue, day), _about(filters, catalogue)), order)


@click.command()
@OPTIONS["party"]
@OPTIONS["mechanism"]
@OPTIONS["since"]
@OPTIONS["until"]
@paper_options
@click.pass_obj
def chronology(settings: Settings, /, order: Order, **filters: str | None) -> None:
    """Write the chronology: meetings, texts, promises, deeds and dates in the order of days.

    \b
    Examples:
      stocktake chronology --mechanism JSCD
      stocktake chronology --party Iraq --since 2024 --output chronology.html
    """  # noqa: D301 - click keeps the lines after \b
    from stocktake.serve.papers.chronology import Chosen, chronology_of
    from stocktake.serve.papers.chronology_layout import laid_out
    from stocktake.serve.timetables import with_bodies

    catalogue = catalogue_of(records_of(held(settings)))
    asked, records = Filters(**filters), catalogue.records
    found = Chosen(
        chosen(records.meetings, asked, catalogue),
        chosen(records.agreements, asked, catalogue),
        chosen(records.commitments, asked, catalogue),
        with_bodies(chosen(records.mechanisms, asked, catalogue), catalogue),
    )
    told = chronology_of(found, catalogue, asked_day(settings))
    deliver(laid_out(told, _about(filters, catalogue)), order)


@click.command()
@click.argument("mechanism")
@paper_options
@click.pass_obj
def timetable(settings: Settings, mechanism: str, order: Order) -> None:
    """Write what hangs on a mechanism: its assessments, phases, target dates and conditions.

    MECHANISM is its id, acronym or name; the bodies that it set up are told with it.

    \b
    Examples:
      stocktake timetable HMC
      stocktake timetable JSCD --as-of 2025-10-01 --output timetable.docx
    """  # noqa: D301 - click keeps the lines after \b
    from stocktake.serve.papers.timetable import timetable_of
    from stocktake.serve.papers.timetable_layout import laid_out

    catalogue = catalogue_of(records_of(held(settings)))
    found = mechanism_called(mechanism, catalogue)
    deliver(laid_out(timetable_of(found, catalogue, asked_day(settings))), order)


@click.command()
@click.argument("meeting")
@paper_options
@click.pass_obj
def compare(settings: Settings, meeting: str, order: Order) -> None:
    """Set the reports of one meeting side by side: what each leaves out, its order, its verbs.

    MEETING is its id, or a name such as "2nd Joint Security Cooperation Dialogue" or "2nd JSCD".

    \b
    Example:
      stocktake compare "2nd JSCD" --output compare.html
    """  # noqa: D301 - click keeps the lines after \b
    from stocktake.serve.papers.comparison import comparison_of
    from stocktake.serve.papers.comparison_layout import laid_out

    records = records_of(held(settings))
    found = meeting_called(meeting, catalogue_of(records))
    deliver(laid_out(comparison_of(found, records, asked_day(settings))), order)


def deliver(paper: Paper, order: Order) -> None:
    """Write a paper in the format asked for, to a file or to standard output."""
    content, output = written(paper, order.form), order.output
    if output is None:
        _to_standard_output(content)
        return
    try:
        output.write_bytes(content)
    except OSError as error:
        raise BadQuestion(f"cannot write {output}: {error.strerror}; name another file") from error


def written(paper: Paper, form: str) -> bytes:
    """Write a paper in one of the formats."""
    # Each face loads its own library; only the one asked for shall be waited for.
    if form == "docx":
        from stocktake.serve.papers.faces.docx import as_docx

        return as_docx(paper)
    if form == "html":
        from stocktake.serve.papers.faces.html import as_html

        return as_html(paper).encode()
    if form == "csv":
        from stocktake.serve.papers.faces.csv import as_csv

        return as_csv(paper).encode()
    from stocktake.serve.papers.faces.markdown import as_markdown

    return as_markdown(paper).encode()


def _about(filters: Mapping[str, str | None], catalogue: Catalogue) -> str:
    """Say what the filters leave, for a title."""
    given = {name: word for name, word in filters.items() if word}
    told = []
    if "mechanism" in given:
        told.append(f" of the {mechanism_word(given['mechanism'], catalogue)}")
    if "party" in given:
        told.append(f" with {catalogue.party(party_called(given['party'], catalogue))}")
    if "theme" in given:
        told.append(f" on {given['theme']}")
    told += [f" {w} {written_day(given[k])}" for k, w in _SPANS.items() if k in given]
    return "".join(told)


def _form_of(output: Path | None) -> str:
    if output is None:
        return "md"
    ending = output.suffix.lower().removeprefix(".")
    if ending not in FORMATS:
        raise BadQuestion(
            f"the name {output} does not tell the format; give --format, or let it end in one of "
            f"{', '.join(FORMATS)}"
        )
    return ending


def _to_standard_output(content: bytes) -> None:
    if content.startswith(b"PK") and sys.stdout.isatty():
        raise BadQuestion("a DOCX is not for a terminal; name a file with --output")
    sys.stdout.buffer.write(content)
    sys.stdout.buffer.flush()
