"""Where a stage runs over pages: here, or on all cores.  A stage is a pure function of one."""

import multiprocessing
import os
import signal
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import partial
from multiprocessing.connection import Connection, wait
from multiprocessing.context import SpawnContext
from typing import Generic, Protocol, TypeVar

T = TypeVar("T")
R = TypeVar("R")

PATIENCE = 300.0  # seconds for one item
_TOO_LONG = "reading it took too long and was given up; leave out the parts that are no text"


@dataclass(frozen=True, slots=True)
class Lost:
    """What stands in the place of a result: why there is none, and the remedy."""

    problem: str


class Engine(Protocol):
    """Applies a stage to items; gives each item with its result, in any order."""

    def __call__(self, stage: Callable[[T], R], items: Iterable[T]) -> Iterator[tuple[T, R | Lost]]:
        """Run the stage over the items, holding no more of them than are being worked on."""
        ...


def engine_of(workers: int) -> Engine:
    """Give the engine for a number of workers: one works here, more on as many cores."""
    return here if workers <= 1 else partial(on_cores, workers=workers)


def here(stage: Callable[[T], R], items: Iterable[T]) -> Iterator[tuple[T, R | Lost]]:
    """Run the stage in this process, one item after the other."""
    for item in items:
        yield item, attempt(stage, item)


def on_cores(
    stage: Callable[[T], R], items: Iterable[T], workers: int, patience: float = PATIENCE
) -> Iterator[tuple[T, R | Lost]]:
    """Run the stage in processes of their own, each of one thread.

    A process that dies or takes longer than `patience` seconds loses its item alone.
    """
    crew: list[_Worker[T, R]] = []
    waiting = iter(items)
    try:
        for item in waiting:
            crew.append(_Worker(stage, item))
            if len(crew) == workers:
                break
        while crew:
            for worker in _ready(crew, patience):
                done, result = worker.item, worker.result()
                if not _give_next(worker, waiting):
                    crew.remove(worker)
                yield done, result
    finally:
        for worker in crew:
            worker.stop()


class _Worker(Generic[T, R]):
    """One process and the item that it is at work on."""

    def __init__(self, stage: Callable[[T], R], item: T) -> None:
        self._stage = stage
        self._start()
        self.give(item)

    def give(self, item: T) -> None:
        """Hand over the next item."""
        if not self._process.is_alive():
            self.stop()
            self._start()
        self.item = item
        self.since = time.monotonic()
        # Where the process has died meanwhile, `result` says so.
        with suppress(BrokenPipeError, ConnectionResetError):
            self.pipe.send(item)

    def result(self) -> R | Lost:
        """Take the result, or say what befell the process."""
        try:
            if self.pipe.poll():
                answer: R | Lost = self.pipe.recv()
                return answer
        except (EOFError, ConnectionResetError):
            self._process.join(5)
            return Lost(_fate(self._process.exitcode))
        self.stop()
        return Lost(_TOO_LONG)

    def stop(self) -> None:
        """End the process."""
        self._process.kill()
        self._process.join()
        self.pipe.close()

    def _start(self) -> None:
        context: SpawnContext = multiprocessing.get_context("spawn")
        self.pipe, far_end = context.Pipe()
        self._process = context.Process(target=_work, args=(self._stage, far_end), daemon=True)
        # One thread a process: the processes fill the cores.  Read when NumPy loads in the child.
        os.environ.setdefault("OMP_NUM_THREADS", "1")
        self._process.start()
        far_end.close()


def _ready(crew: "list[_Worker[T, R]]", patience: float) -> "list[_Worker[T, R]]":
    """Wait for workers that have answered, died or run out of time."""
    now = time.monotonic()
    left = min(worker.since for worker in crew) + patience - now
    answered = wait([worker.pipe for worker in crew], timeout=max(0.0, left))
    if answered:
        return [worker for worker in crew if worker.pipe in answered]
    now = time.monotonic()
    return [worker for worker in crew if now - worker.since >= patience]


def _give_next(worker: "_Worker[T, R]", waiting: Iterator[T]) -> bool:
    for item in waiting:
        worker.give(item)
        return True
    worker.stop()
    return False


def _work(stage: Callable[[T], R], pipe: "Connection[R | Lost, T]") -> None:
    """Answer items until the other end closes."""
    # The parent decides what an interruption means, and ends its workers.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    while True:
        try:
            pipe.send(attempt(stage, pipe.recv()))
        except (EOFError, BrokenPipeError, ConnectionResetError):
            return


def attempt(stage: Callable[[T], R], item: T) -> R | Lost:
    """Run a stage over one item; a fault in it loses that item alone."""
    try:
        return stage(item)
    except Exception as error:  # noqa: BLE001 - a fault over one page must not stop the others
        return _failed(error)


def attempt_within(stage: Callable[[T], R], item: T, patience: float = PATIENCE) -> R | Lost:
    """Run a stage over one item as `attempt` does, and give it up after `patience` seconds.

    Only the main thread of a process can be interrupted so, and only in Python's own steps.
    """
    if threading.current_thread() is not threading.main_thread() or not hasattr(signal, "SIGALRM"):
        return attempt(stage, item)
    try:
        with _alarm(patience):
            return stage(item)
    except _TookTooLong:
        return Lost(_TOO_LONG)
    except Exception as error:  # noqa: BLE001 - a fault over one page must not stop the others
        return _failed(error)


class _TookTooLong(BaseException):
    """The time of an item is over; no stage that catches its own faults catches this."""


@contextmanager
def _alarm(seconds: float) -> Iterator[None]:
    """Raise `_TookTooLong` in this thread when some seconds are over."""

    def ring(_signal: int, _frame: object) -> None:
        raise _TookTooLong

    before = signal.signal(signal.SIGALRM, ring)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def _failed(error: Exception) -> Lost:
    reason = f"{type(error).__name__}: {error}".strip()[:200]
    return Lost(f"Stocktake failed over it ({reason}); please report this with the page")


def _fate(exit_code: int | None) -> str:
    if exit_code == -signal.SIGKILL:
        return "reading it took more memory than there is; split it into smaller pages"
    return f"reading it ended the reader (code {exit_code}); please report this with the page"
