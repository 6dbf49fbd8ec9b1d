"""What people decided, as rows: kept for ever, and found again in texts that were cut anew."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

import sqlalchemy as sa

from stocktake.errors import BadQuestion, NoSuchRecord
from stocktake.model import Anchor, Judgement, Spot, Undoing
from stocktake.register import schema
from stocktake.register.rows import judgement_of, judgement_row, portions, printable


def put_judgement(connection: sa.Connection, judgement: Judgement) -> None:
    """Store a judgement; one that is there already stays as it is."""
    table = schema.judgements
    if connection.execute(sa.select(table.c.n).where(table.c.id == judgement.id)).first() is None:
        row = judgement_row(judgement)
        told = {k: printable(v) if isinstance(v, str) else v for k, v in row.items()}
        connection.execute(sa.insert(table), told)


def take_back(connection: sa.Connection, judgement: str, undoing: Undoing) -> Judgement:
    """Note that a judgement was taken back; raise `NoSuchRecord`, or `BadQuestion` if it was."""
    table = schema.judgements
    here = table.c.id == judgement
    row = connection.execute(sa.select(table).where(here)).mappings().first()
    if row is None:
        raise NoSuchRecord(
            f"the register holds no judgement {judgement}; `stocktake judgements` lists them"
        )
    known = judgement_of(row)
    if known.undone is not None:
        raise BadQuestion(
            f"{known.undone.by} has taken {judgement} back already, on {known.undone.at[:10]}"
        )
    undone = replace(known, undone=undoing)
    connection.execute(sa.update(table).where(here).values(judgement_row(undone)))
    return undone


def standing(connection: sa.Connection) -> tuple[Judgement, ...]:
    """Give the judgements that nobody took back, in the order of time.

    A place in a text that has been cut anew since is given where its words stand now.
    """
    table = schema.judgements
    rows = connection.execute(sa.select(table).where(table.c.undone_by.is_(None))).mappings()
    known = sorted(map(judgement_of, rows), key=lambda j: (j.at, j.id))
    moved = _moved(connection, known)
    return tuple(_at(judgement, moved) if moved else judgement for judgement in known)


def articles_judged(connection: sa.Connection, judgement: str) -> set[str]:
    """Give the articles that a judgement rests on, as they are now; none when it was undone."""
    found = (j for j in standing(connection) if j.id == judgement)
    return {spot.article for j in found for anchor in j.anchors for spot in anchor.spots}


def _moved(connection: sa.Connection, judgements: Iterable[Judgement]) -> Mapping[Spot, Spot]:
    """Find the words of places whose article is gone in other articles of the same page."""
    spots = {s for j in judgements for a in j.anchors for s in a.spots}
    there = _existing(connection, {s.article for s in spots})
    lost = [s for s in spots if s.article not in there]
    texts = _texts(connection, {s.page for s in lost})
    moved = {}
    for spot in lost:
        places = [
            (article, text.index(spot.quote))
            for article, text in sorted(texts.get(spot.page, {}).items())
            if text.count(spot.quote) == 1
        ]
        # Words that stand in two articles of a page are no answer.
        if len(places) == 1:
            article, start = places[0]
            end = start + spot.end - spot.start
            moved[spot] = replace(spot, article=article, start=start, end=end)
    return moved


def _existing(connection: sa.Connection, articles: Iterable[str]) -> set[str]:
    table = schema.articles
    return {
        article
        for portion in portions(sorted(articles))
        for article in connection.execute(
            sa.select(table.c.id).where(table.c.id.in_(portion))
        ).scalars()
    }


def _texts(connection: sa.Connection, pages: Iterable[str]) -> dict[str, dict[str, str]]:
    table = schema.articles
    found: dict[str, dict[str, str]] = {}
    for portion in portions(sorted(pages)):
        wanted = sa.select(table.c.page, table.c.id, table.c.text).where(table.c.page.in_(portion))
        for page, article, text in connection.execute(wanted):
            found.setdefault(page, {})[article] = text
    return found


def _at(judgement: Judgement, moved: Mapping[Spot, Spot]) -> Judgement:
    return replace(judgement, anchors=tuple(_anchor_at(a, moved) for a in judgement.anchors))


def _anchor_at(anchor: Anchor, moved: Mapping[Spot, Spot]) -> Anchor:
    return replace(anchor, spots=tuple(moved.get(spot, spot) for spot in anchor.spots))
