"""`stocktake due`: what falls due, as of a day."""

import click

from stocktake.cli.lists import OPTIONS
from stocktake.cli.options import asked_day, at_register, given_day, held, known_then, tell
from stocktake.serve import lists
from stocktake.serve.catalogue import catalogue_of
from stocktake.serve.days import written
from stocktake.serve.exchange import records_of
from stocktake.serve.export import as_array
from stocktake.serve.filters import Filters, chosen
from stocktake.serve.state import was_made
from stocktake.serve.tables import written_table
from stocktake.settings import Settings


@click.command()
@click.option("--as-of", metavar="DAY", help="The day to ask for.  Default: today.")
@OPTIONS["party"]
@OPTIONS["mechanism"]
@OPTIONS["theme"]
@click.option("--json", "form", flag_value="json", default="", help="A JSON list of commitments.")
@known_then
@at_register
@click.pass_obj
def due(settings: Settings, /, as_of: str | None, form: str, **filters: str | None) -> None:
    """List commitments by their date, with what is known of each as of a day.

    "Date passed, nothing found" says only that: no text in the register, up to that day, speaks of
    the deed.  Promises that were first reported after that day are left out.

    \b
    Examples:
      stocktake due
      stocktake due --as-of 2025-06-30 --party Iraq
    """  # noqa: D301 - click keeps the lines after \b
    given = given_day(as_of)
    day = given or asked_day(settings)
    catalogue = catalogue_of(records_of(held(settings, given)))
    made = [c for c in catalogue.records.commitments if was_made(c, catalogue, day)]
    asked = lists.by_last_day(chosen(made, Filters(**filters), catalogue))
    if form == "json":
        tell(as_array(asked))
        return
    tell([f"As of {written(day.isoformat())}", written_table(lists.due(asked, catalogue, day))])
