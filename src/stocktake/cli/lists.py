"""The verbs that list records: one a kind, as a table or as JSON."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any, get_args

import click

from stocktake.cli.options import asked_day, at_register, held, known_then, of_a_day, tell
from stocktake.model import Theme
from stocktake.serve import lists
from stocktake.serve.catalogue import Catalogue, catalogue_of
from stocktake.serve.exchange import records_of
from stocktake.serve.export import as_array
from stocktake.serve.filters import Filters, chosen
from stocktake.serve.tables import Table, written_table
from stocktake.settings import Settings

OPTIONS: dict[str, Callable[..., Any]] = {
    "party": click.option("--party", metavar="ID|NAME", help="Only of this party: IRQ, or Iraq."),
    "mechanism": click.option(
        "--mechanism", metavar="ID|NAME", help="Only of this mechanism: its id or part of a name."
    ),
    "theme": click.option(
        "--theme",
        type=click.Choice(get_args(Theme)),
        metavar="THEME",
        help=f"Only on this theme: {', '.join(get_args(Theme))}.",
    ),
    "since": click.option(
        "--since", metavar="DATE", help="Only from this day, month or year on, such as 2024-07."
    ),
    "until": click.option("--until", metavar="DATE", help="Only up to this day, month or year."),
    "outlet": click.option(
        "--outlet", metavar="NAME", help="Only as reported by outlets with this in their name."
    ),
}


@dataclass(frozen=True, slots=True)
class _Kind:
    """A kind of records: the name of its list, its table, the filters that mean something."""

    name: str
    layout: Callable[[Any, Catalogue, date], Table]
    filters: tuple[str, ...]
    help: str


def _verb(kind: _Kind) -> click.Command:
    def run(settings: Settings, form: str, **filters: str | None) -> None:
        catalogue = catalogue_of(records_of(held(settings)))
        records = chosen(getattr(catalogue.records, kind.name), Filters(**filters), catalogue)
        if form == "json":
            tell(as_array(records))
        else:
            tell(_table(kind.layout(records, catalogue, asked_day(settings))))

    verb: Callable[..., None] = click.pass_obj(run)
    verb = click.option(
        "--json", "form", flag_value="json", default="", help="A JSON list instead of a table."
    )(verb)
    for name in reversed(kind.filters):
        verb = OPTIONS[name](verb)
    return click.command(kind.name, help=kind.help)(of_a_day(known_then(at_register(verb))))


def _table(table: Table) -> Iterable[str]:
    yield written_table(table)
    if table.rows and table.columns[0].heading == lists.MARKED:
        yield lists.KEY


def _of_any_day(layout: Callable[[Any, Catalogue], Table]) -> Callable[..., Table]:
    """Lay out a table that is the same on every day."""

    def laid_out(records: Iterable[Any], catalogue: Catalogue, _day: date) -> Table:
        return layout(records, catalogue)

    return laid_out


meetings = _verb(
    _Kind(
        "meetings",
        _of_any_day(lists.meetings),
        ("party", "mechanism", "since", "until", "outlet"),
        """List meetings: rounds, sessions, visits and calls.

        \b
        Examples:
          stocktake meetings --party Iraq --since 2024
          stocktake meetings --mechanism "security dialogue" --json
        """,
    )
)
commitments = _verb(
    _Kind(
        "commitments",
        lists.commitments,
        ("party", "mechanism", "theme", "since", "until", "outlet"),
        """List commitments: who is bound to do what by when, and the state of play today.

        \b
        Examples:
          stocktake commitments --party IRQ --theme training
          stocktake commitments --since 2024-07 --json
        """,
    )
)
agreements = _verb(
    _Kind(
        "agreements",
        _of_any_day(lists.agreements),
        ("party", "mechanism", "since", "until", "outlet"),
        """List agreements: texts between parties, expected, drafted, signed or in force.

        \b
        Example:
          stocktake agreements --party "United Kingdom"
        """,
    )
)
people = _verb(
    _Kind(
        "people",
        _of_any_day(lists.people),
        ("party", "since", "until", "outlet"),
        """List people with the roles that the reports give them.

        \b
        Example:
          stocktake people --party NATO
        """,
    )
)
mechanisms = _verb(
    _Kind(
        "mechanisms",
        _of_any_day(lists.mechanisms),
        ("party", "outlet"),
        """List mechanisms: dialogues, commissions, working groups, missions and their rounds.

        \b
        Example:
          stocktake mechanisms --party Iraq
        """,
    )
)
programmes = _verb(
    _Kind(
        "programmes",
        _of_any_day(lists.programmes),
        ("party", "since", "until", "outlet"),
        """List programmes: assistance or spending with a name or a sum.

        \b
        Example:
          stocktake programmes --party GBR --json
        """,
    )
)
discrepancies = _verb(
    _Kind(
        "discrepancies",
        _of_any_day(lists.discrepancies),
        ("party", "mechanism", "since", "until", "outlet"),
        """List where reports disagree, with the likely reading and the reason where there is one.

        \b
        Example:
          stocktake discrepancies --mechanism dialogue
        """,
    )
)
pages = _verb(
    _Kind(
        "pages",
        _of_any_day(lists.pages),
        ("since", "until", "outlet"),
        """List pages with their articles, or why nothing could be read from them.

        \b
        Example:
          stocktake pages --outlet gazette
        """,
    )
)
