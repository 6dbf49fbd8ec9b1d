"""The register: what was read goes in, all that it holds comes out."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

import sqlalchemy as sa

from stocktake.errors import RegisterProblem
from stocktake.model import (
    Changed,
    Entry,
    Holdings,
    Judgement,
    Page,
    Reader,
    ReadPage,
    Report,
    SecondReading,
    Statement,
    Undoing,
    Visit,
)
from stocktake.register import schema
from stocktake.register.accounts import Accounts
from stocktake.register.answers import Answers
from stocktake.register.connection import connect, connect_readers, reading, url_of, writing
from stocktake.register.derived import DERIVED_BY, Derivation, mark_dirty
from stocktake.register.entered import put_statement, statements
from stocktake.register.finding import make_findable
from stocktake.register.held import all_held, held_beyond, pending, reports, rows_by_id
from stocktake.register.judgements import articles_judged, put_judgement, standing, take_back
from stocktake.register.log import Log, this_moment
from stocktake.register.migration import revision_of, upgrade
from stocktake.register.past import changes_of, changes_since, held_at
from stocktake.register.rows import (
    entry_of,
    judgement_of,
    page_of,
    portions,
    text_sha256,
)
from stocktake.register.second_readings import (
    put_second_reading,
    second_readings,
)
from stocktake.register.shelf import Shelf
from stocktake.register.taking_in import forget, take_in
from stocktake.register.turns import turn
from stocktake.register.visits import put_visit, visit_to


class Register:
    """One register, in a file of SQLite or in a PostgreSQL database.

    Every method is a transaction of its own and raises `RegisterProblem`, with a remedy, when the
    database fails; what earlier ones stored is kept.
    """

    def __init__(self, engine: sa.Engine, now: Callable[[], str] = this_moment) -> None:
        self._engine = engine
        self._readers = connect_readers(engine.url)
        self._now = now

    def close(self) -> None:
        """Close the connections."""
        self._engine.dispose()
        self._readers.dispose()

    def shelf(self) -> Shelf:
        """Give the register by the page, for many readers at once."""
        return Shelf(self._readers)

    def turn(self) -> AbstractContextManager[None]:
        """Give a turn that no other process has at the same time; it keeps nobody from writing."""
        return turn(self._engine)

    def accounts(self) -> Accounts:
        """Give those who may sign in, and what they did."""
        return Accounts(self._engine)

    def answers(self) -> Answers:
        """Give what reviewers answered, and what is still to be asked."""
        return Answers(self._engine)

    def known(self, page: str, reader: Reader) -> Page | None:
        """Give a page that is in the register as this reader read it, or None.

        One that could not be read is not known: it is tried again.
        """
        table = schema.pages
        wanted = sa.select(table).where(
            table.c.id == page, table.c.reader == reader.id, table.c.problem.is_(None)
        )
        with reading(self._engine) as connection:
            row = connection.execute(wanted).mappings().first()
        return None if row is None else page_of(row)

    def was_opened(self, pages: Sequence[str], reader: Reader) -> bool:
        """Tell whether one of these pages is held as this reader took it, also if it gave nothing.

        Unlike `known` this asks whether opening it again would tell anything new.
        """
        table = schema.pages
        wanted = sa.select(table.c.id).where(table.c.id.in_(pages), table.c.reader == reader.id)
        with reading(self._engine) as connection:
            return connection.execute(wanted).first() is not None

    def visit_to(self, location: str) -> Visit | None:
        """Give the last visit to an address on the web, or None."""
        with reading(self._engine) as connection:
            return visit_to(connection, location)

    def keep_visit(self, visit: Visit) -> None:
        """Remember a visit in place of the earlier one to the same address."""
        with writing(self._engine) as connection:
            put_visit(connection, visit)

    def take_in(self, pages: Sequence[ReadPage], reader: Reader) -> None:
        """Store pages with all that was read from them, once each; mark their articles dirty.

        A page that another reader had read, or that could not be read before, gives way.  One
        already stored stays as it is, save that of two places of the same bytes the first by name
        is the one shown.
        """
        with writing(self._engine) as connection:
            take_in(connection, pages, reader, Log(connection, self._now()))

    def forget(self, page: str) -> Page:
        """Remove a page with its articles and readings; raise `NoSuchRecord` if there is none.

        What rests on it alone goes with the next derivation.
        """
        with writing(self._engine) as connection:
            return forget(connection, page, Log(connection, self._now()))

    def judge(self, judgement: Judgement) -> None:
        """Store what a person decided, for good; have what it bears on derived again."""
        with writing(self._engine) as connection:
            put_judgement(connection, judgement)
            articles = articles_judged(connection, judgement.id)
            mark_dirty(connection, articles, f"judgement {judgement.id} by {judgement.by}")

    def enter(self, statement: Statement) -> None:
        """Store what a person enters of a round; have what follows from it derived."""
        with writing(self._engine) as connection:
            put_statement(connection, statement)
            cause = f"{statement.id} entered by {statement.by}"
            mark_dirty(connection, [statement.round], cause)

    def statements(self) -> tuple[Statement, ...]:
        """Give all that people entered of rounds, in the order of time."""
        with reading(self._engine) as connection:
            return statements(connection)

    def take_back(self, judgement: str, undoing: Undoing) -> Judgement:
        """Note that somebody took a judgement back; have what it bore on derived again.

        Raises `NoSuchRecord` for an unknown judgement, `BadQuestion` for one taken back before.
        """
        with writing(self._engine) as connection:
            articles = articles_judged(connection, judgement)
            undone = take_back(connection, judgement, undoing)
            mark_dirty(connection, articles, f"judgement {judgement} taken back by {undoing.by}")
        return undone

    def judgements(self) -> tuple[Judgement, ...]:
        """Give all that people decided, also what was taken back, in the order of the ids."""
        with reading(self._engine) as connection:
            return tuple(judgement_of(row) for row in rows_by_id(connection, schema.judgements))

    def standing_judgements(self) -> tuple[Judgement, ...]:
        """Give the judgements that nobody took back, with places where their words stand now."""
        with reading(self._engine) as connection:
            return standing(connection)

    def read_first(self, pages: Collection[str]) -> Mapping[str, str]:
        """Give the moments at which pages came into the register, as far as that is on record."""
        table, found = schema.log, dict[str, str]()
        with reading(self._engine) as connection:
            for portion in portions(sorted(pages)):
                here = (table.c.kind == "pages", table.c.change == "added", table.c.id.in_(portion))
                first = sa.select(table.c.id, sa.func.min(table.c.at)).where(*here)
                found.update(map(tuple, connection.execute(first.group_by(table.c.id))))
        return found

    def entry(self, record: str) -> Entry | None:
        """Give the entry of an id, also one that a person took off the lists; None for none."""
        with reading(self._engine) as connection:
            for table in (schema.entries, schema.rejected):
                wanted = sa.select(table.c.kind, table.c.body).where(table.c.id == record)
                row = connection.execute(wanted).first()
                if row is not None:
                    return entry_of(row[0], row[1])
        return None

    def pages_of(self, articles: Iterable[str]) -> Mapping[str, str]:
        """Give the pages of articles by the articles' ids."""
        table, found = schema.articles, dict[str, str]()
        with reading(self._engine) as connection:
            for portion in portions(sorted(set(articles))):
                wanted = sa.select(table.c.id, table.c.page).where(table.c.id.in_(portion))
                found.update((article, page) for article, page in connection.execute(wanted))
        return found

    @contextmanager
    def deriving(self) -> Iterator[Derivation]:
        """Give the derived part to work on, in one transaction that no other writer overlaps."""
        with writing(self._engine) as connection:
            yield Derivation(connection, self._now())

    def reports(self, articles: Sequence[str] | None = None) -> tuple[Report, ...]:
        """Give articles with what was read in them, all or those of some ids, in order of ids."""
        with reading(self._engine) as connection:
            return reports(connection, articles)

    def keep_second_reading(self, second: SecondReading) -> None:
        """Remember what a second reader proposes of an article, in place of its earlier word."""
        with writing(self._engine) as connection:
            put_second_reading(connection, second)

    def second_readings(self) -> tuple[SecondReading, ...]:
        """Give all that second readers propose of the articles held."""
        with reading(self._engine) as connection:
            return second_readings(connection)

    def derived_by(self) -> str | None:
        """Name the rules by which the entries were made; None where there were none yet."""
        wanted = sa.select(schema.meta.c.value).where(schema.meta.c.name == DERIVED_BY)
        with reading(self._engine) as connection:
            return connection.execute(wanted).scalar()

    def pending(self) -> int:
        """Count the articles that are read but not yet reconciled with the others."""
        with reading(self._engine) as connection:
            return pending(connection)

    def holdings(self) -> Holdings:
        """Give all that the register holds at this moment."""
        with reading(self._engine) as connection:
            return all_held(connection)

    def holdings_beyond(self, known: Collection[str]) -> Holdings:
        """Give the articles and entries whose ids are not among those known, and nothing else."""
        with reading(self._engine) as connection:
            return held_beyond(connection, known)

    def holdings_at(self, moment: str) -> Holdings:
        """Give all that the register held at a moment (ISO 8601, universal time).

        Words of pages that were forgotten since are gone from what it held before, too.
        """
        with reading(self._engine) as connection:
            return held_at(connection, moment, all_held(connection))

    def changes_since(self, moment: str) -> tuple[Changed, ...]:
        """Give what came, changed and went since a moment, in the order of time."""
        with reading(self._engine) as connection:
            return changes_since(connection, moment)

    def changes_of(self, records: Sequence[str]) -> tuple[Changed, ...]:
        """Give what happened to records of some ids, there or gone, in the order of time."""
        with reading(self._engine) as connection:
            return changes_of(connection, records)

    def ids(self) -> frozenset[str]:
        """Give the ids of all articles and entries."""
        wanted = sa.union_all(sa.select(schema.articles.c.id), sa.select(schema.entries.c.id))
        with reading(self._engine) as connection:
            return frozenset(connection.execute(wanted).scalars())

    def altered_texts(self) -> tuple[str, ...]:
        """Give the ids of the articles whose text is not the one that was stored."""
        with reading(self._engine) as connection:
            return tuple(
                row["id"]
                for row in rows_by_id(connection, schema.articles)
                if text_sha256(row["text"]) != row["text_sha256"]
            )


def create_or_open(place: str, now: Callable[[], str] = this_moment) -> Register:
    """Open the register at a file's path or a PostgreSQL address, making it where there is none.

    `now` is the clock by which it notes when something came, changed or went.
    """
    engine = connect(url_of(place))
    upgrade(engine)
    make_findable(engine)
    return Register(engine, now)


def open_existing(place: str) -> Register:
    """Open a register; raise `RegisterProblem` when there is none at that place."""
    url = url_of(place)
    missing = f"there is no register at {place}; `stocktake add` makes one"
    if url.get_backend_name() == "sqlite" and not Path(url.database or "").is_file():
        raise RegisterProblem(missing)
    engine = connect(url)
    if revision_of(engine) is None:
        raise RegisterProblem(missing)
    upgrade(engine)
    make_findable(engine)
    return Register(engine)
