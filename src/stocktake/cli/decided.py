"""`stocktake judgements`: what people decided, and how it stands."""

import click

from stocktake.cli.options import at_register, held, tell
from stocktake.register import Register
from stocktake.serve.catalogue import catalogue_of
from stocktake.serve.decided import judgement_records
from stocktake.serve.exchange import records_of
from stocktake.serve.export import as_array
from stocktake.serve.judged import table_of, vanished
from stocktake.serve.tables import written_table
from stocktake.settings import Settings


@click.command()
@click.option("--json", "form", flag_value="json", default="", help="A JSON list of judgements.")
@at_register
@click.pass_obj
def judgements(settings: Settings, form: str) -> None:
    """List what people decided: it holds, gave way to a later word, was taken back, or waits.

    A judgement is found again by the words that its record rested on.  One whose record has
    vanished, because a page was forgotten or better rules no longer find it, is listed as such and
    holds again when the record is back.

    \b
    Example:
      stocktake judgements
    """  # noqa: D301 - click keeps the lines after \b
    holdings = held(settings)
    records = records_of(holdings)
    if form == "json":
        tell(as_array(records.judgements))
        return
    tell([written_table(table_of(records.judgements, catalogue_of(records, holdings.rejected)))])


def warn_of_vanished(register: Register) -> None:
    """Say on standard error which judgements bear on nothing that the register holds now."""
    # Only where somebody decided something need all entries be looked through.
    lost = vanished(judgement_records(register.holdings())) if register.judgements() else []
    for judgement in lost:
        click.echo(
            f"Judgement {judgement.id} ({judgement.action} {judgement.judged_as}"
            f"{f', {judgement.told}' if judgement.told else ''}; {judgement.by}) bears on nothing "
            "in the register now; it is kept and `stocktake judgements` lists it.",
            err=True,
        )
