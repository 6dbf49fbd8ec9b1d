import sqlite3
from concurrent.futures import ThreadPoolExecutor

import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

from stocktake.errors import RegisterProblem
from stocktake.model import Page, Reader, ReadPage
from stocktake.register import create_or_open, open_existing
from stocktake.register.connection import connect, url_of, writing
from stocktake.register.migration import MIGRATIONS, upgrade
from stocktake.register.schema import REVISION, metadata


def test_a_path_is_a_file_and_an_address_a_server():
    assert url_of("some/where.db").render_as_string() == "sqlite:///some/where.db"
    assert url_of("postgresql://me@host/db").drivername == "postgresql+psycopg"


@pytest.mark.parametrize("place", ["mysql://host/db", "postgresql://host:notaport/db", "://"])
def test_an_address_of_another_kind_is_refused(place):
    with pytest.raises(RegisterProblem):
        create_or_open(place)


def test_a_missing_register_is_named_with_the_command_that_makes_one(tmp_path):
    with pytest.raises(RegisterProblem, match="stocktake add"):
        open_existing(str(tmp_path / "none.db"))


def test_an_empty_database_is_no_register(new_place):
    place = new_place()
    connect(url_of(place)).connect().close()
    with pytest.raises(RegisterProblem, match="stocktake add"):
        open_existing(place)


def test_a_file_that_is_no_database_is_left_as_it_is(tmp_path):
    path = tmp_path / "letter.db"
    path.write_bytes(b"Dear colleague, " * 200)
    with pytest.raises(RegisterProblem, match="no register or it is damaged"):
        create_or_open(str(path))
    assert path.read_bytes() == b"Dear colleague, " * 200


def test_a_missing_folder_is_named_as_such(tmp_path):
    with pytest.raises(RegisterProblem, match="folder is missing"):
        create_or_open(str(tmp_path / "no" / "such" / "folder.db"))


def test_a_server_that_does_not_answer_is_named_without_its_password():
    with pytest.raises(RegisterProblem, match="does not answer") as caught:
        create_or_open("postgresql://me:secret@127.0.0.1:1/none")
    assert "secret" not in str(caught.value)


def test_a_register_held_by_another_writer_is_reported_as_busy(tmp_path, monkeypatch):
    place = str(tmp_path / "busy.db")
    create_or_open(place).close()
    monkeypatch.setattr("stocktake.register.connection.PATIENCE", 0.2)
    engine = connect(url_of(place))
    with sqlite3.connect(place, isolation_level=None) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(RegisterProblem, match="wait for it to end"), writing(engine):
            pass


def test_a_damaged_register_is_reported_when_it_is_opened(tmp_path):
    path = tmp_path / "damaged.db"
    create_or_open(str(path)).close()
    content = path.read_bytes()
    path.write_bytes(content[:100] + b"\xff" * (len(content) - 100))
    with pytest.raises(RegisterProblem, match="damaged"):
        open_existing(str(path)).holdings()


def test_a_full_disk_keeps_what_was_stored(tmp_path, report):
    reader = Reader("v-1", "model", "1", "0", "0")
    place = str(tmp_path / "full.db")
    register = create_or_open(place)
    register.take_in(
        [ReadPage(Page("pg-1", "a.txt", "0", None, None), (report("pg-1", "A."),))], reader
    )
    _let_grow_no_more(register)
    large = report("pg-2", "word " * 2_000_000)
    with pytest.raises(RegisterProblem, match="free some space"):
        register.take_in([ReadPage(Page("pg-2", "b.txt", "1", None, None), (large,))], reader)
    register.close()
    again = open_existing(place).holdings()
    assert [page.id for page in again.pages] == ["pg-1"]
    assert again.pending == 1


def _let_grow_no_more(register):
    def limit(connection, _record, _proxy):
        connection.execute("PRAGMA max_page_count = 1")

    sa.event.listen(register._engine, "checkout", limit)


def test_opening_twice_at_once_migrates_once(new_place):
    place = new_place()
    with ThreadPoolExecutor(4) as pool:
        for register in pool.map(create_or_open, [place] * 4):
            register.close()
    assert open_existing(place).holdings().pages == ()


def test_a_register_of_a_newer_version_is_not_touched(place):
    create_or_open(place).close()
    engine = connect(url_of(place))
    with writing(engine) as connection:
        connection.execute(sa.text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(RegisterProblem, match="newer Stocktake"):
        open_existing(place)


def _is_no_word_index(name, kind, _parents):
    # Each database has its own form of these, so no table of the code describes them.
    return kind != "table" or not name.startswith(("record_words", "article_words"))


def test_the_migrations_make_the_tables_that_the_code_works_with(place):
    engine = connect(url_of(place))
    upgrade(engine)
    options = {"include_name": _is_no_word_index}
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts=options)
        assert compare_metadata(context, metadata) == []
    assert ScriptDirectory(str(MIGRATIONS)).get_heads() == [REVISION]
