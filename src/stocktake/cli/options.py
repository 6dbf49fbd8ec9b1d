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


def of_a_day(verb: Verb) -> Verb:
    """Let a verb take `--as-of`: what the world's record said on a day."""
    return click.option(
        "--as-of",
        metavar="DAY",
        expose_value=False,
        callback=_settle_as_of,
        help="What the reports published up to that day say, and nothing later.",
    )(verb)


def known_then(verb: Verb) -> Verb:
    """Let a verb take `--known-at`: what this register held on a day."""
    return click.option(
        "--known-at",
        metavar="DAY",
        expose_value=False,
        callback=_settle_known_at,
        help="What this register held at the end of that day.",
    )(verb)


def _settle_as_of(ctx: click.Context, _param: click.Parameter, value: str | None) -> None:
    ctx.obj = replace(ctx.obj, as_of=day_of(value, "--as-of"))


def _settle_known_at(ctx: click.Context, _param: click.Parameter, value: str | None) -> None:
    ctx.obj = replace(ctx.obj, known_at=day_of(value, "--known-at"))


def held(settings: Settings, as_of: date | None = None) -> Holdings:
    """Give all that the register holds; say on standard error when some of it is yet to come.

    What it held on another day, or what is known from reports up to one, where that is asked for.
    """
    register = open_existing(settings.register)
    day, then = as_of or settings.as_of, settings.known_at
    if day is None and then is None:
        return _whole(register.holdings())
    # Deriving loads all layers; only those who ask for another day shall wait for them.
    from stocktake import as_of as past

    held_then = register.holdings_at(past.moment_at_the_end_of(then)) if then else None
    holdings = held_then or _whole(register.holdings())
    return holdings if day is None else past.as_of(register, day, holdings)


def asked_day(settings: Settings) -> date:
    """Give the day that is asked for, today unless another one is."""
    return settings.as_of or settings.known_at or own_day()


def _whole(holdings: Holdings) -> Holdings:
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
    return day_of(as_of, "--as-of")


def day_of(words: str | None, option: str) -> date | None:
    """Give the day of an option, None for none given; raise `BadQuestion` when it is none."""
    if words is None:
        return None
    try:
        return date.fromisoformat(words)
    except ValueError as error:
        raise BadQuestion(f"{option} {words!r} is no day; write it as 2025-06-30") from error
