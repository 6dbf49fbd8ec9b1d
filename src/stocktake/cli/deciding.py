"""The verbs by which a person decides: merge, split, correct, confirm, reject, undo."""

from collections.abc import Callable
from datetime import UTC, datetime
from getpass import getuser
from typing import Any, TypeVar

import click

from stocktake import pipeline
from stocktake.cli.options import at_register
from stocktake.errors import BadQuestion
from stocktake.judging import Decision
from stocktake.model import Judgement, Undoing
from stocktake.register import open_existing
from stocktake.settings import BY, Settings

Verb = TypeVar("Verb", bound=Callable[..., Any])


def signed(verb: Verb) -> Verb:
    """Let a verb take who decides and why."""
    return named(click.option("--reason", metavar="WORDS", help="Why, in a few words.")(verb))


def named(verb: Verb) -> Verb:
    """Let a verb take who decides or enters something."""
    return click.option(
        "--by",
        metavar="NAME",
        help=f"Your name.  Default: ${BY}, else the name that you are logged in with.",
    )(verb)


def moment() -> str:
    """Give this moment in universal time."""
    return datetime.now(UTC).isoformat(timespec="microseconds")


def name_of(by: str | None, settings: Settings) -> str:
    """Settle who decides; raise `BadQuestion` where nothing tells."""
    name = (by or settings.by or "").strip()
    if name:
        return name
    try:
        return getuser()
    except (OSError, KeyError, ImportError) as error:
        raise BadQuestion(f"nobody is named as deciding; give --by NAME or set {BY}") from error


def _decide(settings: Settings, decision: Decision) -> None:
    register = open_existing(settings.register)
    made = pipeline.decide(register, decision, moment())
    click.echo(f"{_told(made)}  `stocktake undo {made.id}` takes it back.")


def _told(made: Judgement) -> str:
    value = f"{made.after}, no longer {made.before}"
    what = {
        "merge": f"{made.record} and {made.after} are one",
        "split": f"{made.record} is split",
        "correct": f"{made.field} of {made.record} is "
        + (value if made.after != made.before else f"{made.after}, as the tool says"),
        "confirm": f"{made.record} is confirmed",
        "reject": f"{made.record} is rejected",
    }
    return f"{made.id}: {what[made.action]} ({made.by})."


@click.command()
@click.argument("record", metavar="ID")
@click.argument("other", metavar="ID")
@signed
@at_register
@click.pass_obj
def merge(settings: Settings, record: str, other: str, by: str | None, reason: str | None) -> None:
    """Say that two records are one.

    They stay one whatever is added later or re-read by better rules.  People, mechanisms, meetings,
    commitments, agreements and programmes can be merged.

    \b
    Example:
      stocktake merge p-abcdefghij p-klmnopqrst --reason "two spellings"
    """  # noqa: D301 - click keeps the lines after \b
    _decide(settings, Decision("merge", record, name_of(by, settings), reason, other=other))


@click.command()
@click.argument("record", metavar="ID")
@click.argument("places", metavar="PLACE...", nargs=-1, required=True)
@signed
@at_register
@click.pass_obj
def split(
    settings: Settings, record: str, places: tuple[str, ...], by: str | None, reason: str | None
) -> None:
    """Say that one record is two, and which of its quotes go apart.

    PLACE is an article's id, or one quote in it such as a-abcdefghij:10-52; `stocktake show ID`
    gives both.

    \b
    Example:
      stocktake split p-abcdefghij a-abcdefghij --reason "a namesake"
    """  # noqa: D301 - click keeps the lines after \b
    _decide(settings, Decision("split", record, name_of(by, settings), reason, apart=places))


@click.command()
@click.argument("record", metavar="ID")
@click.argument("field")
@click.argument("value")
@signed
@at_register
@click.pass_obj
def correct(  # noqa: PLR0913 - one parameter an argument and option
    settings: Settings, *, record: str, field: str, value: str, by: str | None, reason: str | None
) -> None:
    """Say what a field of a record should be.

    The value is checked against what the field can hold; "unknown" empties it.  Dates are written
    as in the export (2024-07-22, 2025-09, 2025/..), parties by name or id with commas between,
    other lists with semicolons, sums as USD 35 million.  What the tool would say stays on record.

    \b
    Examples:
      stocktake correct c-abcdefghij deadline 2025-09 --reason "see annex"
      stocktake correct c-abcdefghij delivery lapsed --by "J. Roe"
      stocktake correct m-abcdefghij parties "Iraq, United States"
    """  # noqa: D301 - click keeps the lines after \b
    name = name_of(by, settings)
    _decide(settings, Decision("correct", record, name, reason, field=field, value=value))


@click.command()
@click.argument("record", metavar="ID")
@signed
@at_register
@click.pass_obj
def confirm(settings: Settings, record: str, by: str | None, reason: str | None) -> None:
    """Say that a record is right.

    A follow-up (f-...) that is confirmed counts, with your name.

    \b
    Example:
      stocktake confirm c-abcdefghij
    """  # noqa: D301 - click keeps the lines after \b
    _decide(settings, Decision("confirm", record, name_of(by, settings), reason))


@click.command()
@click.argument("record", metavar="ID")
@signed
@at_register
@click.pass_obj
def reject(settings: Settings, record: str, by: str | None, reason: str | None) -> None:
    """Say that a record is none.

    It leaves the lists and the export; your judgement stays, and `stocktake show ID` still finds
    what was rejected.  A follow-up (f-...) stays as considered and does not count.

    \b
    Example:
      stocktake reject c-abcdefghij --reason "a wish, not a promise"
    """  # noqa: D301 - click keeps the lines after \b
    _decide(settings, Decision("reject", record, name_of(by, settings), reason))


@click.command()
@click.argument("judgement", metavar="JUDGEMENT")
@signed
@at_register
@click.pass_obj
def undo(settings: Settings, judgement: str, by: str | None, reason: str | None) -> None:
    """Take a judgement back, anybody's and of any kind.

    That it was made and taken back, by whom, when and why, stays on record.  JUDGEMENT is its id
    (j-...), as `stocktake judgements` lists it.

    \b
    Example:
      stocktake undo j-abcdefghij --reason "the minutes say otherwise"
    """  # noqa: D301 - click keeps the lines after \b
    name = name_of(by, settings)
    register = open_existing(settings.register)
    undone = pipeline.undo(register, judgement, Undoing(name, moment(), reason))
    click.echo(f"{undone.id} is taken back: {undone.action} {undone.record} ({name}).")
