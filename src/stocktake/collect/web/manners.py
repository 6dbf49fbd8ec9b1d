"""Good manners towards hosts: a pause between requests, and more when a host asks for it."""

from datetime import UTC
from email.utils import parsedate_to_datetime
from urllib.parse import urlsplit

from stocktake.collect.web.answers import Answer, NoAnswer
from stocktake.collect.web.clock import Clock
from stocktake.collect.web.limits import Limits


class Manners:
    """Remembers for each host when it may be asked next."""

    def __init__(self, limits: Limits, clock: Clock) -> None:
        self._limits = limits
        self._clock = clock
        self._next: dict[str, float] = {}

    def wait(self, address: str) -> None:
        """Wait until the host may be asked; raise `NoAnswer` if that is too long from now."""
        host = _host(address)
        wait = self._next.get(host, 0.0) - self._clock.seconds()
        if wait > self._limits.longest_wait:
            raise NoAnswer(
                f"{host} asks for no request in the next {wait:.0f} seconds; add it again later"
            )
        if wait > 0:
            self._clock.wait(wait)

    def rest(self, address: str, seconds: float | None = None) -> None:
        """Leave the host alone for so many seconds from now, or for the usual pause."""
        host = _host(address)
        until = self._clock.seconds() + max(seconds or 0.0, self._limits.pause)
        self._next[host] = max(until, self._next.get(host, 0.0))

    def asked_to_wait(self, answer: Answer) -> float | None:
        """Give the seconds that an answer's Retry-After asks for, or None."""
        asked = (answer.header("retry-after") or "").strip()
        if asked.isascii() and asked.isdigit():
            return float(asked[:9])
        try:
            moment = parsedate_to_datetime(asked)
        except ValueError:
            return None
        if moment.tzinfo is None:
            moment = moment.replace(tzinfo=UTC)
        return max(0.0, (moment - self._clock.now()).total_seconds())


def _host(address: str) -> str:
    return urlsplit(address).hostname or ""
