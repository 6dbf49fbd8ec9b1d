"""What fetching remembers from one run to the next, kept by whoever calls."""

from typing import Protocol

from stocktake.model import Visit


class Memory(Protocol):
    """Earlier visits to addresses, as far as what they gave is still at hand."""

    def visit(self, address: str) -> Visit | None:
        """Give the last visit, or None where what it gave must be fetched again."""
        ...

    def has_seen(self, address: str, stated: str | None) -> bool:
        """Tell whether an address that a list names was read as it has been since `stated`."""
        ...

    def keep(self, visit: Visit) -> None:
        """Remember a visit in place of an earlier one to the same address."""
        ...


class NoMemory:
    """Remembers nothing: every page is fetched."""

    def visit(self, address: str) -> Visit | None:  # noqa: ARG002 - who forgets needs no name
        """Give None."""
        return None

    def has_seen(self, address: str, stated: str | None) -> bool:  # noqa: ARG002 - who forgets needs no name
        """Give False."""
        return False

    def keep(self, visit: Visit) -> None:
        """Forget it."""
