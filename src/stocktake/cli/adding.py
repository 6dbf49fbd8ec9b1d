"""`stocktake add`: pages in, a short table of what is new out."""

import sys
from collections.abc import Sequence
from dataclasses import dataclass

import click

from stocktake.cli.decided import warn_of_vanished
from stocktake.cli.fetching import private_addresses, walk_of
from stocktake.cli.options import at_register
from stocktake.cli.progress import progress
from stocktake.collect import is_address, sources
from stocktake.engine import Engine, engine_of
from stocktake.model import Page
from stocktake.pipeline import add as read_pages
from stocktake.register import Register, create_or_open
from stocktake.serve.exchange import records_of
from stocktake.serve.news import News, news_of, written_news
from stocktake.settings import Settings, usable_cores

SKIPPED = 3

at_jobs = click.option(
    "--jobs",
    type=click.IntRange(min=1),
    help="How many processes read at a time.  Default: one for each core.",
)


@dataclass(frozen=True, slots=True)
class Reading:
    """How a command reads: into which register, where, and from which hosts."""

    register: Register
    engine: Engine
    private_allowed: bool = False

    def read(self, places: Sequence[str]) -> News:
        """Read what is new at some places into the register, and tell it."""
        before = self.register.ids()
        problems: list[Page] = []
        fetches = any(is_address(place) for place in places)
        walk = walk_of(self.register, self.private_allowed) if fetches else None
        with progress(places) as advance:

            def seen(page: Page) -> None:
                if page.problem is not None:
                    problems.append(page)
                advance()

            found = sources(places, sys.stdin.buffer, walk)
            read_pages(self.register, found, self.engine, seen)
        warn_of_vanished(self.register)
        return news_of(records_of(self.register.holdings_beyond(before)), before, problems)


def reading_of(settings: Settings, jobs: int | None, private_allowed: bool) -> Reading:
    """Open the register for reading pages into it."""
    engine = engine_of(jobs or usable_cores())
    return Reading(create_or_open(settings.register), engine, private_allowed)


@click.command()
@click.argument("places", metavar="SOURCE...", nargs=-1, required=True)
@at_jobs
@private_addresses
@at_register
@click.pass_context
def add(
    ctx: click.Context, places: tuple[str, ...], jobs: int | None, allow_private_addresses: bool
) -> None:
    """Read pages into the register and tell what is new.

    SOURCE is a file (.html, .txt, .md, .pdf, .docx, .eml, .mhtml), an archive (.jsonl, .jsonl.gz,
    .warc, .warc.gz, .parquet), a folder, - for standard input, or an address on the web: of a page,
    a feed (RSS, Atom) or a sitemap.  Pages already in the register are passed over.

    \b
    Examples:
      stocktake add pages/ report.pdf
      stocktake add archive.jsonl.gz
      stocktake add https://example.org/statement.html
      curl -s https://example.org/statement.html | stocktake add -

    \b
    Exit codes:
      0  every page was read
      2  a wrong option, or a register that cannot be used
      3  some page could not be read and is listed; the others are stored
    """  # noqa: D301 - click keeps the lines after \b
    settings: Settings = ctx.obj
    news = reading_of(settings, jobs, allow_private_addresses).read(places)
    click.echo(written_news(news))
    ctx.exit(SKIPPED if news.problems else 0)
