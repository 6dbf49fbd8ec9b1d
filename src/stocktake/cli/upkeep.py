"""`stocktake forget` and `stocktake derive`."""

import click

from stocktake import pipeline
from stocktake.cli.decided import warn_of_vanished
from stocktake.cli.options import at_register
from stocktake.register import open_existing
from stocktake.settings import Settings


@click.command()
@click.argument("page")
@at_register
@click.pass_obj
def forget(settings: Settings, page: str) -> None:
    """Remove a page and all that rests on it alone.

    PAGE is the page's id, as `stocktake pages` lists it.  What other pages say as well stays; what
    a person decided stays too.

    \b
    Example:
      stocktake forget p-abcdefghij
    """  # noqa: D301 - click keeps the lines after \b
    register = open_existing(settings.register)
    forgotten = pipeline.forget(register, page)
    click.echo(f"Forgotten: {forgotten.location}")
    warn_of_vanished(register)


@click.command()
@at_register
@click.pass_obj
def derive(settings: Settings) -> None:
    """Complete an interrupted addition, and apply changed rules of reconciling.

    Nothing is read again: entries are made anew from what was found in the articles.

    \b
    Example:
      stocktake derive
    """  # noqa: D301 - click keeps the lines after \b
    register = open_existing(settings.register)
    pending = register.pending()
    pipeline.derive(register)
    click.echo(f"Reconciled; {pending} articles had been waiting.")
    warn_of_vanished(register)
