"""`stocktake changes` and `stocktake history`: what the register has been told and held."""

import json
from datetime import date

import click
import msgspec

from stocktake.cli.options import at_register, held, tell
from stocktake.errors import BadQuestion, NoSuchRecord
from stocktake.register import open_existing
from stocktake.serve.changed import story, written_changes, written_story
from stocktake.serve.days import span
from stocktake.serve.decided import judgement_records
from stocktake.serve.tables import WIDTH
from stocktake.settings import Settings


@click.command()
@click.option(
    "--since", metavar="DATE", required=True, help="From this day, month or year on: 2026-11-20."
)
@click.option("--json", "form", flag_value="json", default="", help="A JSON list of all changes.")
@at_register
@click.pass_obj
def changes(settings: Settings, since: str, form: str) -> None:
    """List what came into the register, changed and went, with the cause of each.

    The cause is a page added, read again or forgotten, a judgement made or taken back, or other
    rules of reconciling.  The days are those of the register, not of the press.

    \b
    Examples:
      stocktake changes --since 2026-11-20
      stocktake changes --since 2026-11 --json
    """  # noqa: D301 - click keeps the lines after \b
    found = open_existing(settings.register).changes_since(_first_day(since).isoformat())
    if form == "json":
        listed = [json.dumps(msgspec.to_builtins(change), ensure_ascii=False) for change in found]
        tell(["[", ",\n".join(listed), "]"] if listed else ["[]"])
        return
    tell([written_changes(found, WIDTH)])


@click.command()
@click.argument("record", metavar="ID")
@at_register
@click.pass_obj
def history(settings: Settings, record: str) -> None:
    """Tell the story of a record: when it came, what changed it, who decided what, what was undone.

    ID may also be that of a record which is no longer there, or which is now another's part.

    \b
    Example:
      stocktake history c-abcdefghij
    """  # noqa: D301 - click keeps the lines after \b
    register = open_existing(settings.register)
    judgements = judgement_records(held(settings))
    about = [j for j in judgements if record in (j.record, j.judged_as, j.after, j.id)]
    ids = sorted({record, *(j.judged_as for j in about if j.record == record)})
    events = story(register.changes_of(ids), about)
    if not events:
        raise NoSuchRecord(
            f"the register has never held {record}; copy an id from one of the lists"
        )
    tell([written_story(events, WIDTH)])


def _first_day(words: str) -> date:
    days = span(words)
    if days is None or days.first is None:
        raise BadQuestion(f"--since {words!r} is no date; write it as 2026-11-20, 2026-11 or 2026")
    return days.first
