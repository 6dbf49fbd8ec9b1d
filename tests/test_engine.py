import os
import signal
import time

import pytest

from stocktake.engine import Lost, engine_of, here, on_cores
from stocktake.engine.pages import attempt_within


def double(number: int) -> int:
    return number * 2


def stage_with_faults(order: str) -> str:
    if order == "raise":
        raise ValueError("a fault in the stage")
    if order == "die":
        os.kill(os.getpid(), signal.SIGKILL)
    if order == "hang":
        time.sleep(60)
    return order.upper()


def threads(_item: int) -> str | None:
    return os.environ.get("OMP_NUM_THREADS")


@pytest.mark.parametrize("workers", [1, 2, 3])
def test_every_item_comes_back_with_its_own_result(workers):
    results = list(engine_of(workers)(double, range(7)))
    assert sorted(results) == [(number, 2 * number) for number in range(7)]


def test_no_items_start_no_process():
    assert list(on_cores(double, [], workers=2)) == []


@pytest.mark.parametrize("engine", [here, engine_of(2)])
def test_a_fault_over_one_item_loses_that_item_alone(engine):
    results = dict(engine(stage_with_faults, ["a", "raise", "b"]))
    assert results["a"] == "A"
    assert results["b"] == "B"
    assert "ValueError: a fault in the stage" in results["raise"].problem


def test_a_process_that_dies_loses_its_item_alone():
    results = dict(on_cores(stage_with_faults, ["die", "a", "b", "c"], workers=2))
    assert isinstance(results.pop("die"), Lost)
    assert results == {"a": "A", "b": "B", "c": "C"}


def test_the_last_item_may_kill_its_process():
    results = dict(on_cores(stage_with_faults, ["a", "die"], workers=2))
    assert results["a"] == "A"
    assert "memory" in results["die"].problem


def test_an_item_that_takes_too_long_is_given_up():
    results = dict(on_cores(stage_with_faults, ["hang", "a"], workers=2, patience=6.0))
    assert results["a"] == "A"
    assert "too long" in results["hang"].problem


def test_no_more_items_are_taken_than_are_at_work():
    taken = []

    def items():
        for number in range(20):
            taken.append(number)
            yield number

    results = on_cores(double, items(), workers=2)
    next(results)
    assert len(taken) <= 4
    results.close()


def test_each_process_keeps_to_one_thread(monkeypatch):
    monkeypatch.delenv("OMP_NUM_THREADS", raising=False)
    assert {value for _, value in on_cores(threads, range(2), workers=2)} == {"1"}


def endless(order):
    while order != "a":
        try:
            time.sleep(0.01)
        except Exception:  # noqa: BLE001 - as a library may that goes on after any fault
            continue
    return order.upper()


def test_an_item_that_takes_too_long_here_is_given_up_and_costs_no_other():
    results = [attempt_within(endless, item, 0.2) for item in ("endless", "a")]
    assert "took too long" in results[0].problem
    assert results[1] == "A"


def test_an_item_given_up_leaves_no_alarm_behind():
    before = signal.getsignal(signal.SIGALRM)
    attempt_within(stage_with_faults, "raise", 5.0)
    assert signal.getitimer(signal.ITIMER_REAL) == (0.0, 0.0)
    assert signal.getsignal(signal.SIGALRM) is before
