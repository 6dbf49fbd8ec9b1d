import pytest
import sqlalchemy as sa

from stocktake.errors import NoSuchRecord
from stocktake.model import Judgement, Page, Reader, ReadPage, unreadable_id
from stocktake.register import create_or_open, open_existing

READER = Reader("v-1", "model", "1", "0" * 64, "1" * 64)
OTHER = Reader("v-2", "model", "2", "0" * 64, "2" * 64)


def page(number, location=None, problem=None):
    return Page(f"pg-{number}", location or f"{number}.txt", str(number), None, None, problem)


def test_what_goes_in_comes_out_in_the_order_of_ids(register, report):
    reads = [
        ReadPage(page(2), (report("pg-2", "Two."),)),
        ReadPage(page(1), (report("pg-1", "One."), report("pg-1", "More.", 1))),
    ]
    register.take_in(reads, READER)
    held = register.holdings()
    assert [p.id for p in held.pages] == ["pg-1", "pg-2"]
    assert set(held.articles) == {r.article for read in reads for r in read.reports}
    assert [a.id for a in held.articles] == sorted(a.id for a in held.articles)
    assert held.relevant == {a.id for a in held.articles}
    assert held.readers == (READER,)
    assert held.pending == 3


def test_a_page_taken_in_twice_is_there_once_and_not_dirty_again(register, report):
    read = ReadPage(page(1), (report("pg-1", "One."),))
    register.take_in([read, read], READER)
    with register.deriving() as work:
        work.settle(work.dirty(10))
    register.take_in([read], READER)
    assert len(register.holdings().pages) == 1
    assert register.pending() == 0


def test_two_places_of_the_same_bytes_are_one_page_shown_by_the_first_name(new_place, report):
    shown = set()
    for order in (["b.txt", "a.txt", "c.txt"], ["a.txt", "c.txt", "b.txt"]):
        register = create_or_open(new_place())
        for location in order:
            register.take_in([ReadPage(page(1, location), (report("pg-1", "One."),))], READER)
        shown |= {p.location for p in register.holdings().pages}
    assert shown == {"a.txt"}


def test_a_page_is_known_only_to_the_reader_that_read_it(register, report):
    register.take_in([ReadPage(page(1), (report("pg-1", "One."),))], READER)
    assert register.known("pg-1", READER) == page(1)
    assert register.known("pg-1", OTHER) is None
    assert register.known("pg-2", READER) is None


def test_another_reader_replaces_what_the_first_had_read(register, report):
    register.take_in([ReadPage(page(1), (report("pg-1", "One."),))], READER)
    register.take_in([ReadPage(page(1), (report("pg-1", "One, cut better."),))], OTHER)
    held = register.holdings()
    assert [a.text for a in held.articles] == ["One, cut better."]
    assert held.readers == (OTHER,)
    assert register.pending() == 2, "the article that is gone must be reconciled away"


def test_a_page_that_could_not_be_read_is_tried_again_and_gives_way(register, report):
    register.take_in([ReadPage(page(1, problem="it is empty"))], READER)
    assert register.known("pg-1", READER) is None
    register.take_in([ReadPage(page(1), (report("pg-1", "One."),))], READER)
    assert [p.problem for p in register.holdings().pages] == [None]


def test_a_place_that_could_not_be_opened_goes_when_it_can(register, report):
    shut = Page(unreadable_id("1.txt"), "1.txt", None, None, None, "permission denied")
    register.take_in([ReadPage(shut)], READER)
    register.take_in([ReadPage(page(1), (report("pg-1", "One."),))], READER)
    assert [p.id for p in register.holdings().pages] == ["pg-1"]


def test_a_name_that_no_database_stores_is_stored_as_near_as_can_be(register):
    register.take_in([ReadPage(page(1, "a\udcff\0b.txt", problem="bad \ud800 name"))], READER)
    assert [(p.location, p.problem) for p in register.holdings().pages] == [
        ("a?b.txt", "bad ? name")
    ]


def test_a_forgotten_page_takes_its_articles_with_it_and_no_others(register, report):
    register.take_in(
        [
            ReadPage(page(1), (report("pg-1", "One."),)),
            ReadPage(page(2), (report("pg-2", "Two."),)),
        ],
        READER,
    )
    assert register.forget("pg-1").location == "1.txt"
    held = register.holdings()
    assert [a.text for a in held.articles] == ["Two."]
    assert register.known("pg-1", READER) is None


def test_forgetting_what_is_not_there_says_where_to_look(register):
    with pytest.raises(NoSuchRecord, match="stocktake pages"):
        register.forget("pg-none")


def test_a_judgement_survives_everything_that_is_derived(register, place, report):
    judgement = Judgement(
        "j-1", "c-1", "confirm", None, None, None, "read both", "A. Reader", "2025-01-02T10:00:00Z"
    )
    register.take_in([ReadPage(page(1), (report("pg-1", "One."),))], READER)
    register.judge(judgement)
    register.forget("pg-1")
    with register.deriving() as work:
        work.begin_anew_unless("another version")
        assert work.judgements() == (judgement,)
    register.close()
    assert open_existing(place).holdings().judgements == (judgement,)


def test_a_text_changed_behind_the_register_is_told(register, report):
    one, two = report("pg-1", "One."), report("pg-1", "Two.", 1)
    register.take_in([ReadPage(page(1), (one, two))], READER)
    assert register.altered_texts() == ()
    with register._engine.begin() as connection:
        connection.execute(sa.text("UPDATE articles SET text = 'Won.' WHERE text = 'One.'"))
    assert register.altered_texts() == (one.article.id,)
