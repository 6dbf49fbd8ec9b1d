"""The command `stocktake`, which finds its verbs when they are asked for."""

import importlib
import os
import sys
from collections.abc import Mapping
from typing import Any

import click

from stocktake.errors import StocktakeError
from stocktake.settings import settings_of

INTERRUPTED = 130

VERBS: Mapping[str, str] = {
    "add": "stocktake.cli.adding:add",
    "build": "stocktake.cli.building:build",
    "load": "stocktake.cli.building:load",
    "watch": "stocktake.cli.watching:watch",
    "meetings": "stocktake.cli.lists:meetings",
    "commitments": "stocktake.cli.lists:commitments",
    "agreements": "stocktake.cli.lists:agreements",
    "people": "stocktake.cli.lists:people",
    "mechanisms": "stocktake.cli.lists:mechanisms",
    "programmes": "stocktake.cli.lists:programmes",
    "discrepancies": "stocktake.cli.lists:discrepancies",
    "pages": "stocktake.cli.lists:pages",
    "show": "stocktake.cli.one:show",
    "due": "stocktake.cli.dates:due",
    "brief": "stocktake.cli.papers:brief",
    "matrix": "stocktake.cli.papers:matrix",
    "chronology": "stocktake.cli.papers:chronology",
    "timetable": "stocktake.cli.papers:timetable",
    "compare": "stocktake.cli.papers:compare",
    "serve": "stocktake.cli.serving:serve",
    "export": "stocktake.cli.out:export",
    "verify": "stocktake.cli.out:verify",
    "explain": "stocktake.cli.explaining:explain",
    "second-reading": "stocktake.cli.second:second_reading",
    "merge": "stocktake.cli.deciding:merge",
    "split": "stocktake.cli.deciding:split",
    "correct": "stocktake.cli.deciding:correct",
    "confirm": "stocktake.cli.deciding:confirm",
    "reject": "stocktake.cli.deciding:reject",
    "undo": "stocktake.cli.deciding:undo",
    "judgements": "stocktake.cli.decided:judgements",
    "meeting": "stocktake.cli.rounds:meeting",
    "history": "stocktake.cli.past:history",
    "changes": "stocktake.cli.past:changes",
    "forget": "stocktake.cli.upkeep:forget",
    "derive": "stocktake.cli.upkeep:derive",
    "account": "stocktake.cli.accounts:account",
}


class _Told(click.ClickException):
    """An error of Stocktake's own, told without a traceback."""

    exit_code = 2


class _Verbs(click.Group):
    """A group that loads a verb's module only when the verb is used or listed."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        return list(VERBS)

    def get_command(
        self,
        ctx: click.Context,  # noqa: ARG002 - click's signature
        cmd_name: str,
    ) -> click.Command | None:
        if cmd_name not in VERBS:
            return None
        module, _, name = VERBS[cmd_name].partition(":")
        command: click.Command = getattr(importlib.import_module(module), name)
        return command

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except StocktakeError as error:
            raise _Told(str(error)) from error
        except BrokenPipeError:
            # Whoever read our output has seen enough; nothing is wrong.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            ctx.exit(0)
        except KeyboardInterrupt:
            click.echo("Interrupted; what was stored is kept.", err=True)
            ctx.exit(INTERRUPTED)


@click.command(cls=_Verbs, context_settings={"help_option_names": ["-h", "--help"]})
@click.option(
    "--register",
    metavar="FILE|URL",
    help="The register: a file, or a PostgreSQL address.  Default: $STOCKTAKE_REGISTER, "
    "else stocktake.db in this folder.",
)
@click.version_option(package_name="stocktake")
@click.pass_context
def main(ctx: click.Context, register: str | None) -> None:
    """Turn press pages about dialogues into a register of who promised what to whom.

    Every line of it rests on words cut from a page.

    \b
    Examples:
      stocktake add pages/             read a folder of pages
      stocktake commitments --party IRQ
      stocktake show c-abcdefghij      one record with its quotes
      stocktake due --as-of 2025-06-30
      stocktake export --output register.json

    \b
    Exit codes:
      0    all went well
      1    verify found a quote or a text that is not as it was stored
      2    a wrong option, or a register that cannot be used
      3    add or watch could not read some page; the others are read and stored
      130  interrupted; what was stored is kept
    """  # noqa: D301 - click keeps the lines after \b
    ctx.obj = settings_of(register, os.environ)
