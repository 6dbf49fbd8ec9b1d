"""Visits at rest, and which of them spare a page from being fetched again."""

from collections.abc import Callable

from stocktake.model import Page, Reader, ReadPage, Report, Visit, gap_id
from stocktake.register import Register
from stocktake.visits import Visits

READER = Reader("v-1", "model", "1", "0" * 64, "1" * 64)
LATER = Reader("v-2", "model", "2", "0" * 64, "1" * 64)
ADDRESS = "https://a.example/1"
FEED = "https://a.example/feed"


def held(page: str, problem: str | None = None) -> ReadPage:
    return ReadPage(Page(page, ADDRESS, "0" * 64, "text/html", None, problem))


def test_a_visit_is_kept_word_for_word_and_replaced_by_the_next(register: Register) -> None:
    visit = Visit(ADDRESS, 'W/"1"', "Sun, 01 Mar 2026 09:00:00 GMT", "pg-1", ADDRESS, "day")
    register.keep_visit(visit)
    assert register.visit_to(ADDRESS) == visit
    later = Visit(ADDRESS, leads=("https://a.example/é", "\0x"))
    register.keep_visit(later)
    assert register.visit_to(ADDRESS) == Visit(ADDRESS, leads=("https://a.example/é", "x"))
    assert register.visit_to("https://a.example/2") is None


def test_a_page_at_hand_spares_fetching_it_and_a_forgotten_one_does_not(
    register: Register,
) -> None:
    visits = Visits(register, READER)
    visit = Visit(ADDRESS, '"1"', page="pg-1", place=ADDRESS, stated="day")
    visits.keep(visit)
    assert visits.visit(ADDRESS) is None, "fetched, but lost before it was stored"
    register.take_in([held("pg-1")], READER)
    assert visits.visit(ADDRESS) == visit
    assert visits.has_seen(ADDRESS, "day")
    assert not visits.has_seen(ADDRESS, "another day")
    assert Visits(register, LATER).visit(ADDRESS) is None, "another reader reads it anew"
    register.forget("pg-1")
    assert visits.visit(ADDRESS) is None
    assert not visits.has_seen(ADDRESS, "day")


def test_a_page_without_an_article_is_fetched_when_asked_for_and_not_for_a_list(
    register: Register,
) -> None:
    visits = Visits(register, READER)
    visits.keep(Visit(ADDRESS, '"1"', page="pg-1", place=ADDRESS))
    register.take_in([held(gap_id("pg-1", ADDRESS), "there is no article; save it")], READER)
    assert visits.has_seen(ADDRESS, None)
    assert visits.visit(ADDRESS) is None


def test_a_list_is_spared_only_when_all_its_pages_are_at_hand(register: Register) -> None:
    visits = Visits(register, READER)
    feed = Visit(FEED, '"1"', leads=(ADDRESS,))
    visits.keep(feed)
    assert visits.visit(FEED) is None
    visits.keep(Visit(ADDRESS, page="pg-1", place=ADDRESS))
    assert visits.visit(FEED) is None
    register.take_in([held("pg-1")], READER)
    assert visits.visit(FEED) == feed


def test_visits_are_no_part_of_what_is_shown(
    register: Register, report: Callable[..., Report]
) -> None:
    register.take_in([ReadPage(held("pg-1").page, (report("pg-1", "The parties met."),))], READER)
    before = register.holdings()
    register.keep_visit(Visit(ADDRESS, '"1"', page="pg-1"))
    assert register.holdings() == before
