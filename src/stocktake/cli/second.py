"""`stocktake second-reading`: a model of one's own beside the rules, never in their place."""

import os
from collections.abc import Sequence

import click

from stocktake.cli.options import at_register
from stocktake.errors import BadQuestion, NoSuchRecord
from stocktake.model import Report, SecondReading
from stocktake.register import Register, open_existing
from stocktake.second_reader import Endpoint, NoProposal, SecondReader, compare
from stocktake.serve.second_opinions import written_opinions
from stocktake.settings import Settings

SKIPPED = 3
_ENOUGH = 3  # failures in a row, after which the model is left alone


@click.command("second-reading")
@click.argument("articles", metavar="[ARTICLE]...", nargs=-1)
@click.option("--model-at", metavar="URL", help="An OpenAI-compatible address, up to its /v1.")
@click.option("--model", metavar="NAME", help="The model's name as that server knows it.")
@click.option("--key-from", metavar="VARIABLE", help="The environment variable with the key.")
@click.option(
    "--patience",
    type=click.FloatRange(min=0.1),
    default=120.0,
    show_default=True,
    help="Seconds for one article.",
)
@click.option(
    "--leaves-this-machine",
    is_flag=True,
    help="Allow an address on another machine: the texts are sent there.",
)
@at_register
@click.pass_context
def second_reading(  # noqa: PLR0913 - one parameter for each option
    ctx: click.Context,
    articles: tuple[str, ...],
    *,
    model_at: str | None,
    model: str | None,
    key_from: str | None,
    patience: float,
    leaves_this_machine: bool,
) -> None:
    """Have a model propose commitments, and show where it and the rules differ.

    Without --model-at the readings kept from earlier are shown.  Without ARTICLE every article
    about a dialogue is read.  A proposal whose words are not in the text is dropped; none is ever
    merged with what the rules found.

    \b
    Examples:
      stocktake second-reading --model-at http://localhost:8080/v1 --model qwen3
      stocktake second-reading a-abcdefghij
    """  # noqa: D301 - click keeps the lines after \b
    settings: Settings = ctx.obj
    register = open_existing(settings.register)
    reports = _reports(register, articles)
    failed = 0
    if model_at is not None:
        endpoint = _endpoint(model_at, model, key_from, patience)
        _permit(endpoint, leaves_this_machine)
        failed = _read(register, SecondReader(endpoint), reports)
    _tell(register, reports)
    ctx.exit(SKIPPED if failed else 0)


def _reports(register: Register, articles: Sequence[str]) -> tuple[Report, ...]:
    reports = register.reports(articles or None)
    missing = set(articles) - {report.article.id for report in reports}
    if missing:
        raise NoSuchRecord(f"the register holds no article {min(missing)}")
    return reports if articles else tuple(r for r in reports if r.reading.relevant)


def _endpoint(address: str, model: str | None, key_from: str | None, patience: float) -> Endpoint:
    if not model:
        raise BadQuestion("--model-at needs --model, the name by which the server knows the model")
    key = os.environ.get(key_from) if key_from else None
    if key_from and not key:
        raise BadQuestion(f"the environment has no variable {key_from}; set it to the server's key")
    return Endpoint(address, model, key, patience)


def _permit(endpoint: Endpoint, leaves_this_machine: bool) -> None:
    if not endpoint.is_here and not leaves_this_machine:
        raise BadQuestion(
            f"{endpoint.host} is not this machine, and the texts would be sent there; "
            "if that is allowed, say --leaves-this-machine"
        )


def _read(register: Register, reader: SecondReader, reports: Sequence[Report]) -> int:
    """Keep what the model proposes of each article; give how many it could not be asked about."""
    failed = in_a_row = 0
    for report in reports:
        try:
            register.keep_second_reading(reader.read(report.article))
            in_a_row = 0
        except NoProposal as problem:
            click.echo(f"{report.article.id}: {problem}", err=True)
            failed += 1
            in_a_row += 1
        if in_a_row == _ENOUGH:
            click.echo(f"{_ENOUGH} failures in a row: the rest is left unread.", err=True)
            break
    return failed


def _tell(register: Register, reports: Sequence[Report]) -> None:
    by_id = {report.article.id: report for report in reports}
    kept = [reading for reading in register.second_readings() if reading.article in by_id]
    if not kept:
        click.echo("No second reading is kept of these articles.")
    click.echo("\n\n".join(_opinions(by_id[reading.article], reading) for reading in kept))


def _opinions(report: Report, reading: SecondReading) -> str:
    compared = compare(report.reading.commitments, reading)
    return written_opinions(report.article, reading.model, compared, reading.dropped)
