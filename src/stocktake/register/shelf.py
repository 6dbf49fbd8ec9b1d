"""The register by the page: questions answered, and records with those beside them."""

from collections.abc import Iterable, Sequence

import sqlalchemy as sa

from stocktake.model import Changed, Holdings, Judgement
from stocktake.questions import Answer, Encounter, Extent, Kind, Question, Search, Step
from stocktake.register import schema
from stocktake.register.answering import answer, busiest, encounters, tally
from stocktake.register.connection import reading
from stocktake.register.gathering import STATE, Gathering
from stocktake.register.past import changes_of, latest_changes
from stocktake.register.remembered import Remembered
from stocktake.register.rows import judgement_of
from stocktake.register.searching import search


class Shelf:
    """What a register holds, for who wants to see a page of it; every method sees one state."""

    def __init__(self, engine: sa.Engine) -> None:
        self._engine = engine
        self._remembered = Remembered()

    def state(self) -> str:
        """Give a word that changes whenever the register does."""
        with reading(self._engine) as connection:
            return str(connection.execute(STATE).scalar())

    def gather(self, ids: Iterable[str], steps: Sequence[Step]) -> Holdings:
        """Give the records of some ids and, step after step, those beside the ones at hand.

        Ids of records that the register does not hold are passed over.
        """
        with reading(self._engine) as connection:
            gathering = Gathering(connection, self._remembered)
            gathering.take(ids)
            for step in steps:
                gathering.follow(step)
            return gathering.holdings()

    def answer(self, question: Question) -> Answer:
        """List the records that meet a question; raise `BadQuestion` where it has no meaning."""
        with reading(self._engine) as connection:
            state = str(connection.execute(STATE).scalar())
            return answer(connection, question, self._remembered.at(state).sizes)

    def tally(self, facet: str, values: Iterable[str], question: Question) -> dict[str, int]:
        """Count, for each value of a facet, the records that meet a question."""
        with reading(self._engine) as connection:
            return tally(connection, facet, list(values), question)

    def search(self, words: str, at_most: int) -> Search:
        """Find words in records and articles, whatever their accents, and near them if need be."""
        with reading(self._engine) as connection:
            return search(connection, words, at_most)

    def encounters(
        self, party: str | None, since: str | None, until: str | None
    ) -> tuple[Encounter, ...]:
        """Count who met whom in which year."""
        with reading(self._engine) as connection:
            return encounters(connection, party, since, until)

    def decisions(self, at_most: int) -> tuple[Judgement, ...]:
        """Give what people decided last, the newest first."""
        table = schema.judgements
        newest = sa.select(table).order_by(table.c.at.desc(), table.c.id).limit(at_most)
        with reading(self._engine) as connection:
            return tuple(map(judgement_of, connection.execute(newest).mappings()))

    def changes_of(self, records: Sequence[str]) -> tuple[Changed, ...]:
        """Give all changes of some records on record, the first change first."""
        with reading(self._engine) as connection:
            return changes_of(connection, records)

    def latest_changes(self, at_most: int) -> tuple[Changed, ...]:
        """Give what changed last in the register, the first change first."""
        with reading(self._engine) as connection:
            return latest_changes(connection, at_most)

    def busiest(self, facet: str, kind: Kind, at_most: int) -> tuple[tuple[str, int], ...]:
        """Give the values of a facet that most records of a kind have, with their count."""
        with reading(self._engine) as connection:
            return busiest(connection, facet, kind, at_most)

    def extent(self) -> Extent:
        """Tell how much the register holds."""
        with reading(self._engine) as connection:
            return _extent(connection)


def _extent(connection: sa.Connection) -> Extent:
    def count(table: sa.Table, *here: sa.ColumnElement[bool]) -> int:
        wanted = sa.select(sa.func.count()).select_from(table).where(*here)
        return connection.execute(wanted).scalar_one()

    facets, finding = schema.facets, schema.finding
    relevant = (facets.c.facet == "relevant", facets.c.value == "yes")
    newest = (
        sa.select(finding.c.day)
        .where(finding.c.kind == "articles")
        .order_by(finding.c.kind.desc(), finding.c.day.desc(), finding.c.id.desc())
        .limit(1)
    )
    return Extent(
        pages=count(schema.pages),
        unreadable=count(schema.pages, schema.pages.c.problem.is_not(None)),
        articles=count(finding, finding.c.kind == "articles"),
        relevant=count(facets, *relevant),
        newest=connection.execute(newest).scalar() or None,
        pending=count(schema.dirty),
    )
