"""`stocktake watch`: feeds, sitemaps and other places, read again and again."""

import re
from dataclasses import replace
from datetime import timedelta
from time import sleep as wait

import click

from stocktake.cli.adding import SKIPPED, Reading, at_jobs, reading_of
from stocktake.cli.fetching import private_addresses
from stocktake.cli.options import at_register
from stocktake.errors import BadQuestion
from stocktake.serve.news import News, written_news
from stocktake.settings import Settings

SHORTEST = timedelta(minutes=1)  # hosts are to be asked no more often
_LONGEST = timedelta(days=366)
_SPAN = re.compile(r"([0-9]{1,6})\s*([mhd])")
_UNITS = {"m": timedelta(minutes=1), "h": timedelta(hours=1), "d": timedelta(days=1)}


@click.command()
@click.argument("places", metavar="SOURCE...", nargs=-1, required=True)
@click.option(
    "--every",
    metavar="SPAN",
    default="1h",
    show_default=True,
    help="How long to wait between two rounds: 30m, 6h, 1d.",
)
@click.option("--once", "rounds", flag_value=1, type=int, help="One round only.")
@at_jobs
@private_addresses
@at_register
@click.pass_context
def watch(  # noqa: PLR0913 - one parameter an option
    ctx: click.Context,
    *,
    places: tuple[str, ...],
    every: str,
    rounds: int | None,
    jobs: int | None,
    allow_private_addresses: bool,
) -> None:
    """Read feeds on a schedule and add what is new, until interrupted.

    SOURCE is an address of a feed, a sitemap or a page, or a file or folder.  Each round asks only
    for what has changed, and tells what is new; a page that cannot be read is told once.

    \b
    Examples:
      stocktake watch https://example.org/feed.xml
      stocktake watch --every 6h https://example.org/sitemap.xml inbox/
      stocktake watch --once https://example.org/feed.xml

    \b
    Exit codes:
      0    with --once: every page was read
      2    a wrong option, or a register that cannot be used
      3    with --once: some page could not be read and is listed
      130  interrupted; what was stored is kept
    """  # noqa: D301 - click keeps the lines after \b
    settings: Settings = ctx.obj
    pause = span_of(every)
    reading = reading_of(settings, jobs, allow_private_addresses)
    if rounds is not None:
        news = reading.read(places)
        click.echo(written_news(news))
        ctx.exit(SKIPPED if news.problems else 0)
    _keep_watching(reading, places, pause)


def span_of(text: str) -> timedelta:
    """Read a span of time such as 30m, 6h or 1d; raise `BadQuestion` for anything else."""
    match = _SPAN.fullmatch(text.strip())
    span = int(match[1]) * _UNITS[match[2]] if match else timedelta(0)
    if not SHORTEST <= span <= _LONGEST:
        raise BadQuestion(
            f"--every {text!r} cannot be followed; write a span from 1m to 366d, such as 30m or 6h"
        )
    return span


def _keep_watching(reading: Reading, places: tuple[str, ...], pause: timedelta) -> None:
    told: set[tuple[str, str | None]] = set()
    while True:
        news = _untold(reading.read(places), told)
        if news.problems or any(count for _, count in news.counts):
            click.echo(written_news(news))
        told.update((page.location, page.problem) for page in news.problems)
        wait(pause.total_seconds())


def _untold(news: News, told: set[tuple[str, str | None]]) -> News:
    """Leave out the problems that an earlier round has told."""
    fresh = (page for page in news.problems if (page.location, page.problem) not in told)
    return replace(news, problems=tuple(fresh))
