"""Promises laid out as the rows of a table, under the parties that are bound."""

from collections.abc import Iterable, Iterator

from stocktake.serve.papers.brief import Joint
from stocktake.serve.papers.items import Item
from stocktake.serve.papers.paper import Band, Cell, Drawing, Mark, Row, Run, quiet, said, strong


def banded(items: Iterable[Item], joint: Joint, is_drawn: bool) -> Iterator[Row | Band]:
    """Give a row an item, with a band above those of the same parties."""
    band = None
    for item in items:
        words = joint.name if set(item.actors) == set(joint.parties) else item.owner
        if words != band:
            yield Band(words)
            band = words
        drawing: tuple[Cell, ...] = (Drawing(item.line, item.signs),) if is_drawn else ()
        what = (strong(item.act, lang=item.lang),)
        state, source = tuple(state_of_play(item)), tuple(source_of(item))
        yield Row(((said(str(item.number)),), what, (said(due(item)),), *drawing, state, source))


def due(item: Item) -> str:
    """Write a promise's date in a column of dates."""
    return "none" if item.due == "no date" else item.due


def source_of(item: Item) -> Iterator[Run]:
    """Give a place for each round, and how many reports there are where there are more."""
    yield said(item.places)
    if not item.reports.startswith(f"{item.places.count('[')} report"):
        count = item.reports.replace(" ", "\u00a0").replace(",\u00a0", ", ")
        yield quiet(f"; {count}")


def state_of_play(item: Item) -> Iterator[Run]:
    """Give what became of it behind its mark, then what the rounds did with it."""
    yield Mark(item.state_by)
    if item.tone == "plain" and not item.is_passed:
        yield said(item.state)
    else:
        parts = [item.state] if item.tone == "past" else item.state.partition(",")
        yield strong(parts[0], item.tone)
        yield said("".join(parts[1:]))
    if item.detail:
        yield said(f". {item.detail}")
