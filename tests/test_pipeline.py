"""The whole flow over real pages, real layers and real registers; reading is done once."""

import random
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from stocktake import pipeline
from stocktake.collect import cut, sources
from stocktake.engine import Lost, here
from stocktake.model import ReadPage, Source, Unreadable, page_id
from stocktake.pipeline import add, derive, forget, read_page
from stocktake.register import Register, create_or_open
from stocktake.serve.exchange import records_of
from stocktake.serve.export import as_json
from stocktake.serve.quotes import faults_of

STOCKTAKE = [sys.executable, "-c", "from stocktake.cli import main; main()"]


def exported(register: Register) -> bytes:
    return b"".join(as_json(records_of(register.holdings()), "2025-01-01T00:00:00+00:00"))


def exported_from(place: str) -> bytes:
    register = create_or_open(place)
    try:
        return exported(register)
    finally:
        register.close()


def unseen(_page: object) -> None:
    """Take no notice of a page."""


@pytest.fixture(scope="module")
def found(press: Path) -> list[Source]:
    return [source for source in sources([str(press)]) if isinstance(source, Source)]


@pytest.fixture(scope="module")
def recall(found: list[Source]) -> Callable[..., Iterator[tuple[Source, ReadPage]]]:
    """Give an engine that remembers what the real reader found in each page."""
    known = {page_id(source): read_page(source) for source in found}

    def engine(_stage: object, items: Iterable[Source]) -> Iterator[tuple[Source, ReadPage]]:
        for source in items:
            yield source, known[page_id(source)]

    return engine


def refuse(_stage: object, items: Iterable[Source]) -> Iterator[tuple[Source, Lost]]:
    for source in items:
        raise AssertionError(f"{source.location} is read although it is in the register")
    yield from ()


def test_a_cut_page_bears_the_id_that_was_known_before(found):
    for source in [*found, Source("https://example.org/a", found[0].content, title="T")]:
        assert cut(source).page.id == page_id(source)


def test_pages_become_entries_with_quotes_that_stand_in_their_text(register, found):
    add(register, found[:3], here, unseen)
    records = records_of(register.holdings())
    assert len(records.pages) == len(records.articles) == 3
    assert records.commitments
    checked, faults = faults_of(records, register.altered_texts())
    assert checked > 10
    assert faults == ()


def test_a_second_addition_reads_nothing_and_changes_nothing(register, found, recall):
    add(register, found, recall, unseen)
    before = exported(register)
    seen: list[str] = []
    add(register, reversed(found), refuse, lambda page: seen.append(page.id))
    assert sorted(seen) == sorted(page_id(source) for source in found)
    assert exported(register) == before


def test_a_forgotten_page_leaves_what_others_say_and_comes_back_whole(register, found, recall):
    add(register, found, recall, unseen)
    whole = exported(register)
    forget(register, page_id(found[4]))
    without = exported(register)
    add(register, found, recall, unseen)
    assert exported(register) == whole
    assert without != whole


def test_a_forgotten_page_leaves_the_register_as_if_it_had_never_been(new_place, found, recall):
    with_it, never = create_or_open(new_place()), create_or_open(new_place())
    add(with_it, found, recall, unseen)
    forget(with_it, page_id(found[0]))
    add(never, found[1:], recall, unseen)
    assert exported(with_it) == exported(never)


def test_a_place_that_cannot_be_opened_is_on_record_and_the_rest_is_read(register, found, recall):
    shut = Unreadable("shut.txt", "permission denied; change its permissions")
    problems = []
    add(register, [shut, *found[:2]], recall, lambda page: problems.append(page.problem))
    assert sorted(filter(None, problems)) == [shut.problem]
    pages = records_of(register.holdings()).pages
    assert [(p.location, p.articles) for p in pages if p.problem] == [("shut.txt", ())]
    assert len(pages) == 3


def test_a_page_over_which_the_reader_dies_is_on_record_and_tried_again(register, found, recall):
    def dying(stage, items):
        for source, result in recall(stage, items):
            lost = source is found[1]
            yield source, Lost("it needs more memory; split it") if lost else result

    add(register, found[:3], dying, unseen)
    problems = {p.location: p.problem for p in records_of(register.holdings()).pages}
    assert problems[found[1].location] == "it needs more memory; split it"
    add(register, found[:3], recall, unseen)
    assert [p.problem for p in records_of(register.holdings()).pages] == [None] * 3


def test_sqlite_and_postgresql_give_the_same_export(tmp_path, postgres, found, recall):
    exports = set()
    for place in (str(tmp_path / "here.db"), postgres.new_place()):
        register = create_or_open(place)
        add(register, found, recall, unseen)
        exports.add(exported(register))
        register.close()
    assert len(exports) == 1


@settings(
    max_examples=6, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(data=st.data())
def test_order_and_portions_do_not_change_the_export(
    data, new_place, found, recall, straight_export
):
    ordered = data.draw(st.permutations(found), label="order")
    split = data.draw(st.integers(0, len(ordered)), label="split")
    register = create_or_open(new_place())
    with pytest.MonkeyPatch.context() as patch:
        for portion in ("STORED_AT_ONCE", "DERIVED_AT_ONCE"):
            patch.setattr(pipeline, portion, data.draw(st.integers(1, 13), label=portion))
        add(register, ordered[:split], recall, unseen)
        add(register, ordered[split:], recall, unseen)
    assert exported(register) == straight_export
    register.close()


@pytest.fixture(scope="module")
def straight_export(tmp_path_factory, found, recall) -> bytes:
    register = create_or_open(str(tmp_path_factory.mktemp("straight") / "register.db"))
    add(register, found, recall, unseen)
    return exported(register)


def test_an_addition_killed_again_and_again_ends_as_if_undisturbed(place, press, straight_export):
    moments = random.Random(20)
    command = [*STOCKTAKE, "--register", place, "add", str(press), "--jobs", "2"]
    for _ in range(3):
        with subprocess.Popen(command, stdout=subprocess.DEVNULL) as running:
            time.sleep(moments.uniform(0.5, 8.0))
            running.kill()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    assert exported_from(place) == straight_export


def test_two_additions_at_once_end_as_one(place, press, straight_export):
    command = [*STOCKTAKE, "--register", place, "add", str(press), "--jobs", "1"]
    both = [subprocess.Popen(command, stdout=subprocess.DEVNULL) for _ in range(2)]
    assert [running.wait(timeout=300) for running in both] == [0, 0]
    assert exported_from(place) == straight_export


def test_an_interruption_between_storing_and_deriving_is_made_good(
    place, found, recall, straight_export
):
    register = create_or_open(place)

    def interrupted(_page: object) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        add(register, found, recall, interrupted)
    assert register.pending()
    derive(register)
    assert not register.pending()
    add(register, found, recall, unseen)
    assert exported(register) == straight_export
    register.close()


def test_a_passage_in_another_language_is_read_in_it():
    page = (
        "Norway and Tunisia meet\nThu, 16 May 2024\n\nNorwegian Foreign Minister Kari Moen met "
        "Tunisian Foreign Minister Sami Karim in Tunis on May 14, 2024. They discussed ports and "
        "fish, and their talks lasted two hours.\n\nThe ministers also spoke of the harbour that "
        "both countries use, of the ships that sail from it and of the weather in the strait. "
        "It was the first time that they had met since the winter.\n\n"
        "Les deux parties ont décidé de créer un fonds commun pour les ports de la région et de "
        "le doter dès la fin de cette année.\n"
    )
    (report,) = read_page(Source("page.txt", page.encode())).reports
    assert "fr-agree" in {c.rule for c in report.reading.commitments}
