"""`stocktake export` and `stocktake verify`."""

import sys
from datetime import UTC, datetime
from pathlib import Path

import click

from stocktake.cli.options import at_register, held
from stocktake.errors import BadQuestion
from stocktake.register import open_existing
from stocktake.serve.exchange import records_of
from stocktake.serve.export import as_json
from stocktake.serve.quotes import faults_of
from stocktake.settings import Settings


@click.command()
@click.option("--format", "form", type=click.Choice(["json"]), default="json", show_default=True)
@click.option(
    "--output",
    metavar="FILE",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Write to this file instead of standard output.",
)
@at_register
@click.pass_obj
def export(settings: Settings, form: str, output: Path | None) -> None:  # noqa: ARG001 - one so far
    """Write the whole register in the exchange format.

    Two exports of the same pages are the same bytes, save the moment called "generated".

    \b
    Examples:
      stocktake export > register.json
      stocktake export --format json --output register.json
    """  # noqa: D301 - click keeps the lines after \b
    records = records_of(held(settings))
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
