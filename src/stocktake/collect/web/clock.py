"""The clock that fetching goes by; tests pass their own."""

import time
from datetime import UTC, datetime
from typing import Protocol


class Clock(Protocol):
    """Tells the moment and the seconds gone by, and waits."""

    def now(self) -> datetime:
        """Give the moment, in UTC."""
        ...

    def seconds(self) -> float:
        """Give seconds that only grow."""
        ...

    def wait(self, seconds: float) -> None:
        """Let so many seconds pass."""
        ...


class MachineClock:
    """The clock of this machine."""

    def now(self) -> datetime:
        """Give the moment, in UTC."""
        return datetime.now(UTC)

    def seconds(self) -> float:
        """Give seconds that only grow."""
        return time.monotonic()

    def wait(self, seconds: float) -> None:
        """Let so many seconds pass."""
        time.sleep(seconds)
