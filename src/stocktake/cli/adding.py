"""`stocktake add`: pages in, a short table of what is new out."""

import sys

import click

from stocktake.cli.options import at_register
from stocktake.cli.progress import progress
from stocktake.collect import sources
from stocktake.engine import engine_of
from stocktake.model import Page
from stocktake.pipeline import add as read_pages
from stocktake.register import create_or_open
from stocktake.serve.exchange import records_of
from stocktake.serve.news import news_of, written_news
from stocktake.settings import Settings, usable_cores

SKIPPED = 3


@click.command()
@click.argument("places", metavar="SOURCE...", nargs=-1, required=True)
@click.option(
    "--jobs",
    type=click.IntRange(min=1),
    help="How many processes read at a time.  Default: one for each core.",
)
@at_register
@click.pass_context
def add(ctx: click.Context, places: tuple[str, ...], jobs: int | None) -> None:
    """Read pages into the register and tell what is new.

    SOURCE is a file (.html, .txt, .md, .pdf, .docx), an archive with one page a line (.jsonl,
    .jsonl.gz), a folder, or - for standard input.  Pages already in the register are passed over.

    \b
    Examples:
      stocktake add pages/ report.pdf
      stocktake add archive.jsonl.gz
      curl -s https://example.org/statement.html | stocktake add -

    \b
    Exit codes:
      0  every page was read
      2  a wrong option, or a register that cannot be used
      3  some page could not be read and is listed; the others are stored
    """  # noqa: D301 - click keeps the lines after \b
    settings: Settings = ctx.obj
    register = create_or_open(settings.register)
    before = register.ids()
    problems: list[Page] = []
    with progress(places) as advance:

        def seen(page: Page) -> None:
            if page.problem is not None:
                problems.append(page)
            advance()

        found = sources(places, sys.stdin.buffer)
        read_pages(register, found, engine_of(jobs or usable_cores()), seen)
    news = news_of(records_of(register.holdings()), before, problems)
    click.echo(written_news(news))
    ctx.exit(SKIPPED if problems else 0)
