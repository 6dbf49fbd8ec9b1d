"""Options that several verbs share."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date
from typing import Any, TypeVar

import click

from stocktake.errors import BadQuestion
from stocktake.model import Holdings
from stocktake.register import open_existing
from stocktake.settings import Settings

Verb = TypeVar("Verb", bound=Callable[..., Any])


def at_register(verb: Verb) -> Verb:
    """Let a verb take `--register` after its name as well as before."""
    return click.option(
        "--register",
        metavar="FILE|URL",
        expose_value=False,
        callback=_settle,
        help="The register: a file, or a PostgreSQL address.",
    )(verb)


def _settle(ctx: click.Context, _param: click.Parameter, value: str | None) -> None:
    if value:
        ctx.obj = replace(ctx.obj, register=value)


def held(settings: Settings) -> Holdings:
    """Give all that the register holds; say on standard error when some of it is yet to come."""
    holdings = open_existing(settings.register).holdings()
    if holdings.pending:
        click.echo(
            f"{holdings.pending} articles are read but not yet reconciled with the others; "
            "`stocktake derive` completes that.",
            err=True,
        )
    return holdings


def tell(lines: Iterable[str]) -> None:
    """Write lines to standard output."""
    for line in lines:
        click.echo(line)


def own_day() -> date:
    """Give the day at the place of who asks."""
    return date.today()


def given_day(as_of: str | None) -> date | None:
    """Give the day of --as-of, None for none given; raise `BadQuestion` when it is none."""
    if as_of is None:
        return None
    try:
        return date.fromisoformat(as_of)
    except ValueError as error:
        raise BadQuestion(f"--as-of {as_of!r} is no day; write it as 2025-06-30") from error
