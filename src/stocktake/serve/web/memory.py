"""A memory of answers, within bounds, and of what all pages are made with."""

from collections import OrderedDict
from dataclasses import dataclass
from threading import Lock

_MOST = 24_000_000  # bytes of all answers kept


@dataclass(frozen=True, slots=True)
class Known:
    """An answer as it is sent; a packed one has gone through gzip."""

    body: bytes
    media_type: str
    is_packed: bool


class Memory:
    """The answers given last, by their marks; what was asked for least recently goes first."""

    def __init__(self) -> None:
        self._answers: OrderedDict[str, Known] = OrderedDict()
        self._size = 0
        self._values: dict[str, tuple[str, object]] = {}
        self._lock = Lock()

    def recall(self, name: str, state: str) -> object:
        """Give what was remembered under a name while the register was in a state, else None."""
        known = self._values.get(name)
        return known[1] if known is not None and known[0] == state else None

    def remember(self, name: str, state: str, value: object) -> None:
        """Remember something made of the register as long as it stays in a state."""
        self._values[name] = (state, value)

    def get(self, mark: str) -> Known | None:
        """Give an answer, or None where it is not kept."""
        with self._lock:
            answer = self._answers.get(mark)
            if answer is not None:
                self._answers.move_to_end(mark)
            return answer

    def put(self, mark: str, answer: Known) -> None:
        """Keep an answer."""
        with self._lock:
            if mark in self._answers:
                return
            self._answers[mark] = answer
            self._size += len(answer.body)
            while self._size > _MOST:
                _, dropped = self._answers.popitem(last=False)
                self._size -= len(dropped.body)
