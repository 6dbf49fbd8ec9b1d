"""Fetches what is at an address: politely, again if need be, and not again in vain."""

from collections.abc import Callable
from datetime import UTC
from urllib.parse import urljoin

from stocktake.collect.media import media_type_of
from stocktake.collect.unpacking import SENT_PACKED
from stocktake.collect.web.addresses import as_sent
from stocktake.collect.web.answers import Answer, Fetched, NoAnswer
from stocktake.collect.web.asking import Asking, Headers
from stocktake.collect.web.clock import Clock, MachineClock
from stocktake.collect.web.connecting import Hosts
from stocktake.collect.web.limits import Limits
from stocktake.collect.web.manners import Manners
from stocktake.collect.web.robots import Robots
from stocktake.model import Visit

ROBOT = "Stocktake"
"""The name by which robots.txt may speak of this program."""

_REDIRECTS = (301, 302, 303, 307, 308)
_NOT_NOW = (429, 500, 502, 503, 504)
_NOT_MODIFIED = 304
_READABLE = "text/html, application/xhtml+xml, application/pdf, application/xml;q=0.9, */*;q=0.8"


class Web:
    """The web as one run sees it; remembers what hosts asked for, and no cookies."""

    def __init__(
        self,
        version: str,
        hosts: Hosts | None = None,
        limits: Limits | None = None,
        clock: Clock | None = None,
    ) -> None:
        self._limits = limits or Limits()
        self._clock = clock or MachineClock()
        self._asking = Asking(hosts or Hosts(), self._limits, self._clock)
        self._manners = Manners(self._limits, self._clock)
        self._robots = Robots(ROBOT, self._robots_txt)
        self._agent = f"{ROBOT}/{version} (reads press pages; keeps to robots.txt)"

    def fetch(self, address: str, former: Visit | None = None) -> Fetched | None:
        """Give what is at an address, or None if it has not changed since the former visit.

        Follows redirects; each step must be permitted.  Raises `NoAnswer` with the remedy.
        """
        location, answer = self._follow(address, self._headers(former), self._polite)
        if answer.status == _NOT_MODIFIED and former is not None:
            return None
        if answer.status != 200:
            raise _refusal(answer.status)
        return Fetched(
            location,
            answer.body,
            media_type_of(answer.header("content-type")),
            answer.header("etag"),
            answer.header("last-modified"),
            self._clock.now().astimezone(UTC).isoformat(timespec="seconds"),
        )

    def _robots_txt(self, place: str) -> Answer:
        return self._follow(place, self._headers(None), lambda _: None)[1]

    def _polite(self, address: str) -> None:
        pause = self._robots.check(address)
        if pause and pause > self._limits.longest_wait:
            raise NoAnswer(
                f"the owner of this page asks programs to wait {pause:.0f} seconds before each "
                "request (robots.txt); save the page in a browser and add the file"
            )
        if pause:
            self._manners.rest(address, pause)

    def _follow(
        self, address: str, headers: Headers, before: Callable[[str], None]
    ) -> tuple[str, Answer]:
        """Follow redirects from an address to an answer; give where it was in the end."""
        for _ in range(self._limits.redirects + 1):
            location = as_sent(address)
            before(location)
            answer = self._asked(location, headers)
            onward = answer.header("location")
            if answer.status not in _REDIRECTS or not onward:
                return location, answer
            address = _joined(location, onward)
        raise NoAnswer(
            f"the server sends from one address to the next, {self._limits.redirects} times; "
            "open the page in a browser, save it, and add the file"
        )

    def _asked(self, location: str, headers: Headers) -> Answer:
        """Ask until there is an answer worth having, each time after a longer pause."""
        for attempt in range(self._limits.tries):
            last = attempt + 1 == self._limits.tries
            back_off = self._limits.pause * 2 ** (attempt + 1)
            self._manners.wait(location)
            try:
                answer = self._asking.get(location, headers)
            except NoAnswer as error:
                self._manners.rest(location, back_off if error.again else None)
                if last or not error.again:
                    raise
                continue
            if answer.status not in _NOT_NOW:
                self._manners.rest(location)
                return answer
            self._manners.rest(location, self._manners.asked_to_wait(answer) or back_off)
        return answer

    def _headers(self, former: Visit | None) -> Headers:
        headers = [
            ("User-Agent", self._agent),
            ("Accept", _READABLE),
            ("Accept-Encoding", ", ".join(SENT_PACKED)),
            ("Connection", "close"),
        ]
        if former is not None and former.etag:
            headers.append(("If-None-Match", former.etag))
        if former is not None and former.last_modified:
            headers.append(("If-Modified-Since", former.last_modified))
        return headers


def _joined(location: str, onward: str) -> str:
    """Give the address that a redirect names; its bytes are UTF-8 where they are not escaped."""
    try:
        return urljoin(location, onward.encode("latin-1").decode("utf-8"))
    except ValueError as error:
        raise NoAnswer(
            f"the server sends on to something that is no address ({onward[:80]}); "
            "open the page in a browser, save it, and add the file"
        ) from error


def _refusal(status: int) -> NoAnswer:
    """Say what a status without a page means."""
    if status in (401, 402, 403, 407, 451):
        reason = "does not show this page to programs"
        return NoAnswer(f"the server {reason} ({status}); save it in a browser and add the file")
    if status in (404, 410):
        return NoAnswer(f"there is no page at this address ({status}); check the address")
    if status in _NOT_NOW:
        return NoAnswer(f"the server cannot answer now ({status}); try again later")
    return NoAnswer(f"the server answers without a page ({status}); check it in a browser")
