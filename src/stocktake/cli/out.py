"""`stocktake export` and `stocktake verify`."""

import sys
from datetime import UTC, datetime
from pathlib import Path

import click

from stocktake.cli.feeds import FORMATS, Shown, export_as
from stocktake.cli.options import asked_day, at_register, held, known_then, of_a_day
from stocktake.errors import BadQuestion
from stocktake.register import open_existing
from stocktake.serve.catalogue import catalogue_of
from stocktake.serve.exchange import records_of
from stocktake.serve.export import as_json
from stocktake.serve.quotes import faults_of
from stocktake.settings import Settings

_EVER = "0001-01-01"  # before the first change of any register


@click.command()
@click.option(
    "--format",
    "form",
    type=click.Choice(["json", *FORMATS]),
    metavar="FORMAT",
    default="json",
    show_default=True,
    help="Which format, of those below.",
)
@click.option(
    "--output",
    metavar="FILE",
    type=click.Path(path_type=Path),
    help="Write to this file instead of standard output; csv and parquet take a folder.",
)
@of_a_day
@known_then
@at_register
@click.pass_obj
def export(settings: Settings, form: str, output: Path | None) -> None:
    """Write the whole register in the exchange format, or in one of other programs.

    Two exports of the same pages are the same bytes, save the moment called "generated" in the
    exchange format, and states of play, which are those of the day.

    \b
    Formats:
      json      the exchange format, with everything
      ics       iCalendar: meetings as events, what falls due as tasks
      atom      an Atom feed of what changed in the register
      atom-due  an Atom feed of what falls due
      atom-latest  an Atom feed of what the newest reports brought
      jsonld    JSON-LD: schema.org, Web Annotation, PROV
      ftm       FollowTheMoney entities, one a line
      plover    PLOVER event rows, as CSV
      csv       a Frictionless data package of CSV, to a folder or a .zip
      parquet   the same in Parquet
      sqlite    an SQLite file with metadata, which opens as it is in Datasette

    \b
    Examples:
      stocktake export > register.json
      stocktake export --format ics --output dates.ics
      stocktake export --format csv --output register.zip
      stocktake export --format sqlite --output desk.db
    """  # noqa: D301 - click keeps the lines after \b
    records = records_of(held(settings))
    if form != "json":
        log = open_existing(settings.register).changes_since
        shown = Shown(catalogue_of(records), asked_day(settings), lambda: log(_EVER))
        export_as(form, shown, output)
        return
    generated = datetime.now(UTC).isoformat(timespec="seconds")
    pieces = as_json(records, generated)
    if output is None:
        stream = sys.stdout.buffer
        for piece in pieces:
            stream.write(piece)
        stream.flush()
        return
    try:
        with output.open("wb") as file:
            file.writelines(pieces)
    except OSError as error:
        raise BadQuestion(f"cannot write {output}: {error.strerror}; name another file") from error


@click.command()
@at_register
@click.pass_context
def verify(ctx: click.Context) -> None:
    """Re-read every quote at its position, and every text against its hash.

    \b
    Exit codes:
      0  every quote stands in its text as it was cut
      1  some do not; each is listed
    """  # noqa: D301 - click keeps the lines after \b
    register = open_existing(ctx.obj.register)
    records = records_of(register.holdings())
    checked, faults = faults_of(records, register.altered_texts())
    for fault in faults:
        click.echo(fault)
    click.echo(f"{checked} quotes in {len(records.articles)} articles; {len(faults)} not as stored")
    ctx.exit(1 if faults else 0)
