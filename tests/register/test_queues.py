"""The queue of the review at rest: its order, its ways through, on both databases."""

from dataclasses import replace

import pytest
import sqlalchemy as sa

from stocktake.model import Commitment, Discrepancy, Entry, FollowThrough, Resolved, Ruling
from stocktake.register import Register, queues, schema
from stocktake.register.doubts import doubt_of
from stocktake.reviewing import Answer, Wanted

ALL = Wanted()


def commitment(number: int, likelihood: float | None, party: str = "NOR") -> Commitment:
    return Commitment(
        id=f"c-{number:03}", actors=(party,), counterparts=(), kind="pledge", summary="To act",
        theme=None, deadline=None, deadline_words=None, amount=None, condition=None, meeting=None,
        strength="intent", specificity="partly", lacks=(), novelty="unknown", renews=None,
        related=(), delivery="no evidence found", grade=None, origins=1, likelihood=likelihood,
        rules=(), evidence=(),
    )  # fmt: skip


def follow(number: int, counted: bool) -> FollowThrough:
    why = "A later text"
    return FollowThrough(f"f-{number}", "c-000", "delivered", counted, why, "suggested", None, ())


@pytest.fixture
def filled(register: Register) -> Register:
    entries: list[Entry] = [
        *(commitment(n, 0.4 + n / 100, "NOR" if n % 10 else "CHL") for n in range(60)),
        Discrepancy("d-1", "name", "c-000", (), None, "they differ", ()),
        follow(1, counted=True),
        follow(2, counted=False),
    ]
    with register.deriving() as work:
        work.put("test", (), {"all": Resolved(tuple(entries))})
    return register


def walk(register: Register, wanted: Wanted, person: str = "Ada") -> list[str]:
    """Walk the queue from its first question to its last by asking for the next."""
    answers = register.answers()
    (here,) = answers.waiting(wanted, person, 1).records
    seen = [here]
    while (after := answers.beside(wanted, person, here)[1]) is not None:
        assert answers.beside(wanted, person, after)[0] == here
        seen.append(after)
        here = after
    return seen


@pytest.mark.parametrize("few", [0, 4000])
@pytest.mark.parametrize(
    "wanted", [ALL, Wanted("commitments"), Wanted(None, "CHL"), Wanted("commitments", "NOR")]
)
def test_next_and_next_gives_the_queue_whichever_way_it_is_gone_through(
    filled: Register, monkeypatch: pytest.MonkeyPatch, wanted: Wanted, few: int
) -> None:
    monkeypatch.setattr(queues, "_FEW", few)
    queue = filled.answers().waiting(wanted, "Ada", 1000)
    assert walk(filled, wanted) == list(queue.records)
    assert queue.total == len(queue.records) > 5
    assert not queue.is_more


def test_deeds_come_before_promises_far_from_the_threshold_and_after_those_near_it(
    filled: Register,
) -> None:
    queue = filled.answers().waiting(ALL, "Ada", 1000).records
    assert queue.index("c-001") < queue.index("f-2") < queue.index("f-1") < queue.index("c-059")


def test_what_one_answered_waits_for_others_alone(filled: Register) -> None:
    answers = filled.answers()
    answers.put(Answer("an-1", "c-003", "Ada", "2025-03-01", "unsure", (), None))
    assert "c-003" not in answers.waiting(ALL, "Ada", 1000).records
    assert "c-003" in answers.waiting(ALL, "Ben", 1000).records
    answers.mark(["an-1"], "withdrawn")
    assert "c-003" in answers.waiting(ALL, "Ada", 1000).records


def test_a_long_queue_is_counted_only_so_far(
    filled: Register, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(queues, "COUNTED", 20)
    queue = filled.answers().waiting(Wanted("commitments"), "Ada", 5)
    assert (queue.total, queue.is_more) == (20, True)


def test_what_a_person_confirmed_or_rejected_is_in_no_doubt(filled: Register) -> None:
    for action, doubted in (("confirm", False), ("reject", False), ("correct", True)):
        ruled = replace(commitment(1, 0.5), rulings=(Ruling("j", action, None, None, True),))
        assert (doubt_of(ruled) is not None) == doubted
    undone = replace(commitment(1, 0.5), rulings=(Ruling("j", "confirm", None, None, False),))
    assert doubt_of(undone) is not None
    with filled._engine.connect() as connection:
        found = sa.select(sa.func.count()).where(schema.facets.c.facet == "doubt")
        assert connection.execute(found).scalar() == 63
