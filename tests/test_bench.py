"""Answers at the bench: one reader, two readers, differences, and taking back."""

import shutil
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from stocktake import pipeline
from stocktake.bench import Bench, Readers, rule_cards
from stocktake.collect import sources
from stocktake.engine import engine_of
from stocktake.errors import BadQuestion, NoSuchRecord
from stocktake.judging import Decision
from stocktake.model import Commitment
from stocktake.register import Register, create_or_open
from stocktake.reviewing import Answer, Choice, Given, Outcome, Wanted

ALL = Wanted(kind="commitments")


class Ticking:
    """A clock that goes on by a second whenever it is asked."""

    def __init__(self) -> None:
        self.at = datetime(2025, 3, 1, 12, tzinfo=UTC)

    def __call__(self) -> datetime:
        self.at += timedelta(seconds=1)
        return self.at


@pytest.fixture(scope="module")
def read(press: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Read four pages once; each test takes a copy."""
    place = tmp_path_factory.mktemp("bench") / "register.db"
    register = create_or_open(str(place))
    pages = [str(press / f"page-{number:02}.txt") for number in (0, 1, 4, 8)]
    pipeline.add(register, sources(pages), engine_of(1), lambda _: None)
    register.close()
    return place


@pytest.fixture
def copied(read: Path, tmp_path: Path) -> Iterator[Register]:
    place = tmp_path / "register.db"
    shutil.copyfile(read, place)
    register = create_or_open(str(place))
    yield register
    register.close()


@pytest.fixture
def clock() -> Ticking:
    return Ticking()


@pytest.fixture
def bench(copied: Register, clock: Ticking) -> Callable[[Readers], Bench]:
    return lambda readers: Bench(copied, clock, readers)


def first(bench: Bench, person: str = "Ada") -> str:
    """Give the first question that waits for somebody."""
    return bench.waiting(ALL, person, 1).records[0]


def given(
    bench: Bench, record: str, by: str, choice: Choice = "confirm", *changes: tuple[str, str]
) -> Outcome:
    """Hand an answer in, having seen the page as it is now."""
    newest = bench.newest(record)
    return bench.give(
        Given(record, by, choice, changes, f"{by} read it", newest.id if newest else "")
    )


def states(bench: Bench, record: str) -> list[tuple[str, str]]:
    return [(a.by, a.state) for a in bench.answers(record)]


def entry(register: Register, record: str) -> Commitment:
    found = register.entry(record)
    assert isinstance(found, Commitment)
    return found


def test_the_queue_gives_the_most_doubtful_first_and_leaves_out_what_is_decided(
    bench: Callable[[Readers], Bench], copied: Register
) -> None:
    one = bench(1)
    queue = one.waiting(ALL, "Ada", 100)
    assert queue.total == len(queue.records) > 4
    likely = [entry(copied, record).likelihood or 0 for record in queue.records]
    assert likely[0] <= likely[-1], "nearest to the threshold comes first"
    assert given(one, queue.records[0], "Ada") == "decided"
    assert given(one, queue.records[1], "Ada", "reject") == "decided"
    assert one.waiting(ALL, "Ada", 100).records == queue.records[2:]
    assert one.waiting(ALL, "Ben", 100).records == queue.records[2:]


def test_next_and_last_walk_the_queue_both_ways(bench: Callable[[Readers], Bench]) -> None:
    one = bench(1)
    queue = one.waiting(ALL, "Ada", 100).records
    assert one.beside(ALL, "Ada", queue[0]) == (None, queue[1])
    assert one.beside(ALL, "Ada", queue[2]) == (queue[1], queue[3])
    assert one.beside(ALL, "Ada", queue[-1]) == (queue[-2], None)
    assert one.beside(ALL, "Ada", "c-nothing") == (None, queue[0])


def test_the_queue_can_be_of_one_party(bench: Callable[[Readers], Bench], copied: Register) -> None:
    one = bench(1)
    queue = one.waiting(Wanted(kind="commitments", party="CHL"), "Ada", 100)
    assert 0 < queue.total < one.waiting(ALL, "Ada", 100).total
    for record in queue.records:
        found = entry(copied, record)
        assert "CHL" in found.actors + found.counterparts


def test_one_readers_answer_decides_at_once_and_is_taken_back_whole(
    bench: Callable[[Readers], Bench], copied: Register
) -> None:
    one = bench(1)
    record = first(one)
    changes = (("theme", "energy"), ("strength", "intent"))
    assert given(one, record, "Ada", "correct", *changes) == "decided"
    assert (entry(copied, record).theme, entry(copied, record).strength) == ("energy", "intent")
    assert [r.action for r in entry(copied, record).rulings] == ["correct", "correct", "confirm"]
    assert one.undo("Ada") == record
    assert entry(copied, record).theme != "energy"
    assert states(one, record) == [("Ada", "withdrawn")]
    assert record in one.waiting(ALL, "Ada", 100).records
    assert one.undo("Ada") is None, "nothing else to take back"


def test_an_answer_that_cannot_be_meant_decides_nothing(
    bench: Callable[[Readers], Bench], copied: Register
) -> None:
    one = bench(1)
    record = first(one)
    before = entry(copied, record)
    with pytest.raises(BadQuestion):
        given(one, record, "Ada", "correct", ("strength", "intent"), ("theme", "cookery"))
    for readers in (1, 2):
        with pytest.raises(NoSuchRecord):
            given(bench(readers), "c-nothing", "Ada")
        with pytest.raises(BadQuestion):
            given(bench(readers), record, "Ada", "correct", ("theme", "cookery"))
    with pytest.raises(BadQuestion):
        given(one, record, "Ada", "merge", ("with", record))
    after = entry(copied, record)
    assert (after.strength, after.theme) == (before.strength, before.theme)
    assert record in one.waiting(ALL, "Ada", 100).records


def test_somebody_unsure_is_not_asked_again_and_others_are(
    bench: Callable[[Readers], Bench],
) -> None:
    one = bench(1)
    record = first(one)
    assert given(one, record, "Ada", "unsure") == "unsure"
    assert record not in one.waiting(ALL, "Ada", 100).records
    assert one.unsure("Ada", 10) == (record,)
    assert one.standing("Ada").unsure == 1
    assert first(one, "Ben") == record
    assert given(one, record, "Ben") == "decided"


def test_the_first_of_two_readers_decides_nothing_and_the_second_does_by_agreeing(
    bench: Callable[[Readers], Bench], copied: Register
) -> None:
    two = bench(2)
    record = first(two)
    assert given(two, record, "Ada", "correct", ("theme", "energy")) == "waiting"
    assert entry(copied, record).rulings == ()
    assert record not in two.waiting(ALL, "Ada", 100).records
    assert first(two, "Ben") == record, "the second is asked as the first was"
    assert given(two, record, "Ben", "correct", ("theme", "energy")) == "agreed"
    decided = two._answers.judgements([r.judgement for r in entry(copied, record).rulings])
    assert {j.by for j in decided} == {"Ada", "Ben"}
    assert states(two, record) == [("Ada", "settled"), ("Ben", "settled")]


def test_two_readers_who_differ_are_both_shown_it_until_one_reading_is_taken(
    bench: Callable[[Readers], Bench], copied: Register
) -> None:
    two = bench(2)
    record = first(two)
    given(two, record, "Ada", "reject")
    assert given(two, record, "Ben", "confirm") == "differs"
    assert entry(copied, record).rulings == ()
    for person in ("Ada", "Ben"):
        assert two.standing(person).differing == (record,)
    chosen = next(a for a in two.answers(record) if a.by == "Ben")
    two.take(record, chosen.id, "Ada", "He is right")
    assert [r.action for r in entry(copied, record).rulings] == ["confirm"]
    assert two.standing("Ada").differing == ()
    assert {a.state for a in two.answers(record)} == {"settled"}
    with pytest.raises(NoSuchRecord):
        two.take(record, chosen.id, "Ada", None)


def test_a_difference_ends_when_one_of_both_takes_their_answer_back(
    bench: Callable[[Readers], Bench],
) -> None:
    two = bench(2)
    record = first(two)
    given(two, record, "Ada", "reject")
    given(two, record, "Ben", "confirm")
    assert two.undo("Ben") == record
    assert two.standing("Ada").differing == ()
    assert given(two, record, "Ben", "reject") == "agreed"


def test_what_somebody_decided_meanwhile_and_the_later_answer_are_both_kept(
    bench: Callable[[Readers], Bench], copied: Register, clock: Ticking
) -> None:
    one = bench(1)
    record = first(one)
    stamp = clock().isoformat(timespec="microseconds")
    pipeline.decide(copied, Decision("confirm", record, "Cleo"), stamp)
    late = Given(record, "Ada", "correct", (("theme", "energy"),), None, seen="")
    assert one.give(late) == "meanwhile"
    assert entry(copied, record).theme != "energy", "theirs stands"
    assert one.standing("Ada").differing == (record,)
    mine = one.answers(record)[0]
    one.take(record, mine.id, "Ada", None)
    assert entry(copied, record).theme == "energy"
    assert "Cleo" in {
        j.by for j in one._answers.judgements([r.judgement for r in entry(copied, record).rulings])
    }


def test_what_was_decided_meanwhile_may_be_left_as_it_is(
    bench: Callable[[Readers], Bench], copied: Register, clock: Ticking
) -> None:
    one = bench(1)
    record = first(one)
    stamp = clock().isoformat(timespec="microseconds")
    pipeline.decide(copied, Decision("confirm", record, "Cleo"), stamp)
    one.give(Given(record, "Ada", "reject", seen=""))
    one.take(record, "", "Ada", None)
    assert [r.action for r in entry(copied, record).rulings] == ["confirm"]
    assert one.standing("Ada").differing == ()


def test_two_records_are_merged_and_a_record_is_parted(
    bench: Callable[[Readers], Bench], copied: Register
) -> None:
    one = bench(1)
    same, other = one.waiting(ALL, "Ada", 2).records
    assert given(one, same, "Ada", "merge", ("with", other)) == "decided"
    (left,) = copied.ids() & {same, other}
    merged = entry(copied, left)
    place = f"{merged.evidence[0].article}:{merged.evidence[0].start}-{merged.evidence[0].end}"
    one.undo("Ada")
    assert copied.ids() >= {same, other}
    given(one, same, "Ada", "merge", ("with", other))
    assert given(one, merged.id, "Ben", "split", ("apart", place)) == "decided"


def test_answers_say_the_same_whatever_their_reasons() -> None:
    def said(choice: Choice, *changes: tuple[str, str]) -> Answer:
        return Answer("an", "c", "Ada", "", choice, changes, "because")

    one, other = ("theme", "energy"), ("deadline", "2025")
    assert said("correct", one, other).says_as(said("correct", other, one))
    assert not said("correct", one).says_as(said("correct", other))
    assert not said("confirm").says_as(said("reject"))


def test_every_field_that_may_be_corrected_can_be_written_in_words(
    bench: Callable[[Readers], Bench], copied: Register
) -> None:
    one = bench(1)
    for held in copied.holdings().entries:
        for field in one.fields(held):
            assert isinstance(one.words(held, field), str), (held.id, field)


def test_rules_of_every_language_have_their_cards():
    files = {card.file for card in rule_cards().values()}
    assert files >= {"commitments.toml", "ar/commitments.toml", "fr/commitments.toml"}
