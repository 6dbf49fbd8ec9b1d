"""Serves from several processes that share what was loaded before them; one that ends is replaced.

Each is a copy of this one, made when all that a desk needs is loaded, so that it answers at once
and takes little memory of its own.
"""

import gc
import os
import signal
import time
from collections.abc import Callable
from threading import Thread
from types import FrameType

_PAUSE = 1.0  # seconds before one that ended by itself is replaced
_GLANCE = 2.0  # seconds between looks whether the process that started this one is still there


class Crew:
    """The processes that serve; `serve` is what each of them does until it is told to stop."""

    def __init__(self, serve: Callable[[], None], count: int) -> None:
        self._serve = serve
        self._count = count
        self._running: set[int] = set()
        self._ends = False

    def work(self, meanwhile: Callable[[], None]) -> None:
        """Keep that many processes serving until this one is told to end, then end them.

        `meanwhile` is what is still to be done here once they have begun.
        """
        for word in (signal.SIGTERM, signal.SIGINT):
            signal.signal(word, self._end)
        # What is loaded by now stays: a search for what could be freed need not write to it.
        gc.collect()
        gc.freeze()
        while self._count > len(self._running) and not self._ends:
            self._start()
        meanwhile()
        while self._running:
            ended, _ = os.wait()
            self._running.discard(ended)
            if not self._ends:
                time.sleep(_PAUSE)
                self._start()

    def _start(self) -> None:
        own = os.getpid()
        made = os.fork()
        if made == 0:
            self._serve_as_one_of_them(own)
        self._running.add(made)
        if self._ends:
            os.kill(made, signal.SIGTERM)

    def _serve_as_one_of_them(self, started_by: int) -> None:
        for word in (signal.SIGTERM, signal.SIGINT):
            signal.signal(word, signal.SIG_DFL)
        Thread(target=_end_without, args=(started_by,), daemon=True).start()
        try:
            self._serve()
        finally:
            os._exit(0)  # what the first process had open is not this one's to close

    def _end(self, _signal: int, _frame: FrameType | None) -> None:
        self._ends = True
        for process in self._running:
            os.kill(process, signal.SIGTERM)


def _end_without(started_by: int) -> None:
    """End this process when the one that started it is gone."""
    while os.getppid() == started_by:
        time.sleep(_GLANCE)
    os.kill(os.getpid(), signal.SIGTERM)
