"""`stocktake build` and `stocktake load`: archives read shard by shard, on one machine or many."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import click

from stocktake import versions
from stocktake.cli.adding import SKIPPED, at_jobs
from stocktake.cli.decided import warn_of_vanished
from stocktake.cli.options import at_register
from stocktake.cli.progress import counting
from stocktake.engine.shards import Here, ShardEngine
from stocktake.errors import BadQuestion, EngineProblem
from stocktake.model import Page
from stocktake.register import create_or_open
from stocktake.serve.exchange import records_of
from stocktake.serve.news import news_of, written_news
from stocktake.settings import Settings, usable_cores
from stocktake.shards.shard import Plan, shards_in

if TYPE_CHECKING:
    from stocktake.engine.spark import Spark


@click.command()
@click.argument("archives", metavar="ARCHIVE...", nargs=-1, required=True)
@click.option("--into", required=True, metavar="FOLDER", help="Where the rows are written.")
@click.option(
    "--engine",
    type=click.Choice(["here", "spark"]),
    default="here",
    show_default=True,
    help="Processes of this machine, or a Spark cluster.",
)
@click.option("--master", metavar="URL", help="The cluster's master: spark://host:7077, local[2].")
@click.option(
    "--no-screen",
    "pages",
    flag_value="all",
    default="those with a chance",
    help="Also read pages whose words leave no chance that they matter.",
)
@at_jobs
@click.pass_context
def build(  # noqa: PLR0913, PLR0917 - click gives each option as a parameter
    ctx: click.Context,
    archives: tuple[str, ...],
    into: str,
    engine: str,
    master: str | None,
    pages: Literal["those with a chance", "all"],
    jobs: int | None,
) -> None:
    """Read large archives into a folder of rows, which `stocktake load` takes into a register.

    ARCHIVE is a web archive, a file of JSON lines or Parquet, or a folder of them; each file is a
    shard, written whole or not at all.  Shards already there are passed over, so that a build that
    was ended, on whatever engine, is completed by running it again.

    A page whose words leave no chance that it reports a dialogue, an agreement or a promise is not
    read, and stays in the folder with that reason; --no-screen reads all.

    \b
    Examples:
      stocktake build crawl/ --into rows/
      stocktake build crawl/ --into rows/ --engine spark --master spark://hub:7077
      stocktake load rows/

    \b
    Exit codes:
      0  every page was read
      2  a wrong option, or a cluster that cannot be used
      3  some page or shard could not be read; the others are written
    """  # noqa: D301 - click keeps the lines after \b
    # Reading an archive's shards loads libraries; only those who build shall wait for them.
    from stocktake.shards.building import build as build_shards

    # By their full paths, since a cluster's processes work in folders of their own.
    shards = list(shards_in(str(Path(place).absolute()) for place in archives))
    plan = Plan(str(Path(into).absolute()), versions.reader(), pages)
    with _engine(engine, master, jobs) as chosen, counting("shards", len(shards)) as advance:
        outcome = build_shards(chosen, plan, shards, lambda _: advance())
    fresh = [one for one in outcome.built if one.fresh]
    problems = sum(one.problems for one in fresh)
    click.echo(
        f"{len(shards)} shards: {len(fresh)} read now, {len(outcome.built) - len(fresh)} were "
        f"there.\n{sum(one.pages for one in fresh)} pages: "
        f"{sum(one.screened for one in fresh)} screened out, {problems} could not be read."
    )
    for shard, why in outcome.lost:
        click.echo(f"Could not be read: {shard}\n    {why}")
    ctx.exit(SKIPPED if problems or outcome.lost else 0)


@click.command()
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
@at_register
@click.pass_context
def load(ctx: click.Context, folder: Path) -> None:
    """Take the rows of a folder into the register, as if their pages had been added.

    Interrupted, it is completed by running it again.

    \b
    Example:
      stocktake load rows/
    """  # noqa: D301 - click keeps the lines after \b
    from stocktake.shards.loading import load_folder

    settings: Settings = ctx.obj
    register = create_or_open(settings.register)
    before = register.ids()
    problems: list[Page] = []
    with counting("pages", None) as advance:

        def seen(page: Page) -> None:
            if page.problem is not None:
                problems.append(page)
            advance()

        load_folder(register, folder, versions.reader(), seen)
    warn_of_vanished(register)
    news = news_of(records_of(register.holdings_beyond(before)), before, problems)
    click.echo(written_news(news))
    ctx.exit(SKIPPED if news.problems else 0)


@contextmanager
def _engine(name: str, master: str | None, jobs: int | None) -> Iterator[ShardEngine]:
    if name == "here":
        if master:
            raise BadQuestion("--master is of a Spark cluster; add --engine spark")
        yield Here(jobs or usable_cores())
        return
    if not master:
        raise BadQuestion("--engine spark needs --master, such as spark://host:7077 or local[2]")
    made = _spark()
    spark = made(master)
    try:
        yield spark
    finally:
        spark.close()


def _spark() -> "type[Spark]":
    try:
        from stocktake.engine.spark import Spark
    except ImportError as error:
        raise EngineProblem(
            f"Spark is not installed ({error}); `pip install 'stocktake[spark]'`, with Java 17"
        ) from error
    return Spark
