"""A memory of pages, within bounds, and of what all pages are made with."""

from collections import OrderedDict
from threading import Lock

_MOST = 24_000_000  # bytes of all pages kept


class Memory:
    """The pages shown last, by their marks; what was asked for least recently goes first."""

    def __init__(self) -> None:
        self._pages: OrderedDict[str, bytes] = OrderedDict()
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

    def get(self, mark: str) -> bytes | None:
        """Give a page, or None where it is not kept."""
        with self._lock:
            page = self._pages.get(mark)
            if page is not None:
                self._pages.move_to_end(mark)
            return page

    def put(self, mark: str, page: bytes) -> None:
        """Keep a page."""
        with self._lock:
            if mark in self._pages:
                return
            self._pages[mark] = page
            self._size += len(page)
            while self._size > _MOST:
                _, dropped = self._pages.popitem(last=False)
                self._size -= len(dropped)
