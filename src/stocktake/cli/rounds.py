"""`stocktake meeting`: rounds that a secretariat enters itself."""

from collections.abc import Callable
from typing import Any, TypeVar, get_args

import click

from stocktake import pipeline, rounds
from stocktake.cli.deciding import moment, name_of, named
from stocktake.cli.options import at_register, held, own_day, tell
from stocktake.judging import Decision, party_called
from stocktake.model import Delivery, PromiseWord, RoundWord
from stocktake.reconcile.corrections import read
from stocktake.register import create_or_open, open_existing
from stocktake.serve import lists
from stocktake.serve.catalogue import catalogue_of
from stocktake.serve.exchange import records_of
from stocktake.serve.tables import written_table
from stocktake.settings import Settings

Verb = TypeVar("Verb", bound=Callable[..., Any])

_OPTIONS = (
    click.option("--mechanism", metavar="ID|NAME", help="Which mechanism meets."),
    click.option("--round", "ordinal", type=click.IntRange(min=1), help="Its number, such as 3."),
    click.option("--when", metavar="DATE", help="2027-05-06, 2027-05, 2027-05-06/2027-05-07."),
    click.option("--place", metavar="WORDS", help="Where."),
    click.option("--parties", metavar="NAMES", default="", help='Who meets: "Norway, Kenya".'),
    click.option(
        "--delegate",
        "delegates",
        metavar="WORDS",
        multiple=True,
        help='"NAME; ROLE; PARTY; head"; may be given several times.',
    ),
    click.option("--item", "agenda", metavar="WORDS", multiple=True, help="An item of the agenda."),
)


def _of_a_round(verb: Verb) -> Verb:
    for option in reversed(_OPTIONS):
        verb = option(verb)
    return verb


def _word(standing: Any, told: dict[str, Any]) -> RoundWord:
    parties = tuple(part.strip() for part in told["parties"].split(",") if part.strip())
    return RoundWord(
        standing=standing,
        mechanism=told["mechanism"],
        kind="dialogue",
        ordinal=told["ordinal"],
        when=told["when"],
        place=told["place"],
        parties=parties,
        delegates=tuple(map(rounds.seat_of, told["delegates"])),
        agenda=told["agenda"],
    )


@click.group()
def meeting() -> None:
    """Enter rounds that no press reports yet: plan, record, commit, note.

    What you enter bears your name in place of a quote.  When reports of the round are added later,
    they join it.

    \b
    Examples:
      stocktake meeting plan --mechanism JSCD --round 3 --when 2027-05
      stocktake meeting record m-abcdefghij --when 2027-05-06
      stocktake meeting commit m-abcdefghij --owner IRQ "open the office"
      stocktake meeting note c-abcdefghij "the lease is signed"
      stocktake meeting agenda m-abcdefghij
    """  # noqa: D301 - click keeps the lines after \b


@meeting.command()
@_of_a_round
@named
@at_register
@click.pass_obj
def plan(settings: Settings, /, by: str | None, **told: Any) -> None:
    """Enter a round that is to be held, with delegates and agenda."""
    register = create_or_open(settings.register)
    entry = rounds.Entry(name_of(by, settings), moment())
    made = rounds.enter_round(register, _word("planned", told), None, entry)
    click.echo(
        f"{made} is planned ({entry.by}).  `stocktake meeting agenda {made}` lists its items."
    )


@meeting.command()
@click.argument("known", metavar="[MEETING]", required=False)
@_of_a_round
@named
@at_register
@click.pass_obj
def record(settings: Settings, /, known: str | None, by: str | None, **told: Any) -> None:
    """Enter that a round was held; MEETING is the id of the one planned, or told by the press.

    What is not given anew is as it was planned.
    """
    register = create_or_open(settings.register)
    entry = rounds.Entry(name_of(by, settings), moment())
    made = rounds.enter_round(register, _word("held", told), known, entry)
    click.echo(f"{made} is recorded as held ({entry.by}).")


@meeting.command()
@click.argument("known", metavar="MEETING")
@click.argument("summary", metavar="WORDS")
@click.option("--owner", metavar="PARTIES", required=True, help="Who is bound: IRQ, or Iraq.")
@click.option("--partner", metavar="PARTIES", help="To whom.  Default: the other parties.")
@click.option("--deadline", metavar="DATE", help="By when: 2027-09, 2027.")
@named
@at_register
@click.pass_obj
def commit(  # noqa: PLR0913 - one parameter an argument and option
    settings: Settings,
    *,
    known: str,
    summary: str,
    owner: str,
    partner: str | None,
    deadline: str | None,
    by: str | None,
) -> None:
    """Enter a commitment made at a round: WORDS say who will do what."""
    promise = PromiseWord(
        actors=read("commitments", "actors", owner, party_called),
        counterparts=read("commitments", "counterparts", partner, party_called) if partner else (),
        summary=summary.strip(),
        deadline=read("commitments", "deadline", deadline, party_called) if deadline else None,
    )
    register = open_existing(settings.register)
    entry = rounds.Entry(name_of(by, settings), moment())
    made = rounds.enter_promise(register, promise, known, entry)
    click.echo(f"{made} is entered ({entry.by}).  `stocktake meeting note {made}` notes progress.")


@meeting.command()
@click.argument("commitment", metavar="COMMITMENT")
@click.argument("words")
@click.option(
    "--delivery",
    type=click.Choice(get_args(Delivery)),
    metavar="STATE",
    default="in progress",
    show_default=True,
    help="What has become of it, as in the contract's scale.",
)
@named
@at_register
@click.pass_obj
def note(settings: Settings, commitment: str, words: str, delivery: str, by: str | None) -> None:
    """Note the progress of a commitment; WORDS say what is known.

    It is a judgement on the commitment's delivery: later notes go before earlier ones, and all are
    kept.
    """
    register = open_existing(settings.register)
    name = name_of(by, settings)
    told = Decision("correct", commitment, name, words, field="delivery", value=delivery)
    made = pipeline.decide(register, told, moment())
    click.echo(f"{made.id}: {commitment} is noted as {delivery} ({name}).")


@meeting.command()
@click.argument("known", metavar="MEETING")
@at_register
@click.pass_obj
def agenda(settings: Settings, known: str) -> None:
    """List a round's items: those entered, then what earlier rounds left open."""
    register = open_existing(settings.register)
    met = rounds.meeting_called(register, known)
    catalogue = catalogue_of(records_of(held(settings)))
    own = {quote.article for quote in met.entered}
    told = [s.told for s in register.statements() if s.round in own and s.told is not None]
    items = dict.fromkeys(item for word in told for item in word.agenda)
    tell([*items, *([""] if items else []), "Left open by earlier rounds"])
    tell([written_table(lists.commitments(rounds.open_items(register, met), catalogue, own_day()))])
