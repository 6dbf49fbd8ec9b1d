"""Records that others name, as they were read last: pages ask for the same ones again and again."""

from collections.abc import Iterable, Mapping

from stocktake.model import Entry
from stocktake.register.marks import Facet

_MOST = 3_000_000  # letters of all bodies remembered; as objects they take some five times as much
_KINDS = frozenset({"parties", "people", "mechanisms", "meetings"})


class Remembered:
    """Entries by id, as long as the register stays in one state.

    Several threads may ask and tell at once: each state has a shelf of its own, which only grows
    until it is left for a new one.
    """

    def __init__(self) -> None:
        self._held = _Held("")

    def at(self, state: str) -> "_Held":
        """Give what is remembered of a state; another state's is forgotten."""
        held = self._held
        if held.state != state or held.letters > _MOST:
            held = self._held = _Held(state)
        return held


class _Held:
    """What is remembered of one state of the register.

    `sizes` counts the records of a kind that have a value of a facet.
    """

    def __init__(self, state: str) -> None:
        self.state = state
        self.sizes: dict[tuple[str, Facet], int] = {}
        self.letters = 0
        self._entries: dict[str, Entry] = {}

    def known(self, ids: Iterable[str]) -> Mapping[str, Entry]:
        """Give those of some entries that are remembered."""
        entries = self._entries
        return {i: entries[i] for i in ids if i in entries}

    def keep(self, kind: str, entry: Entry, letters: int) -> None:
        """Remember an entry whose body has so many letters, if it is of a kind often named."""
        if kind in _KINDS:
            self._entries[entry.id] = entry
            self.letters += letters
