"""`stocktake show`: one record whole."""

import click

from stocktake.cli.options import asked_day, at_register, held, known_then, of_a_day, tell
from stocktake.serve.card import written_card
from stocktake.serve.catalogue import catalogue_of
from stocktake.serve.exchange import records_of
from stocktake.serve.export import as_object
from stocktake.settings import Settings


@click.command()
@click.argument("record", metavar="ID")
@click.option("--json", "form", flag_value="json", default="", help="The record as JSON.")
@of_a_day
@known_then
@at_register
@click.pass_obj
def show(settings: Settings, record: str, form: str) -> None:
    """Show one record with its quotes in context, its sources and its history.

    ID is the id of any record: a commitment, a meeting, a person, an article, a page.

    \b
    Examples:
      stocktake show c-abcdefghij
      stocktake show m-abcdefghij --json
    """  # noqa: D301 - click keeps the lines after \b
    holdings = held(settings)
    catalogue = catalogue_of(records_of(holdings), holdings.rejected)
    found = catalogue.record(record)
    tell(
        [as_object(found)]
        if form == "json"
        else [written_card(found, catalogue, asked_day(settings))]
    )
