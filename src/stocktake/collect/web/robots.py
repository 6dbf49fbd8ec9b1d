"""Reads robots.txt: what a host's owner wants fetched, and how often."""

from collections.abc import Callable
from urllib.parse import urlsplit, urlunsplit

from protego import Protego

from stocktake.collect.encoding import decode
from stocktake.collect.web.answers import Answer, NoAnswer

_MOST_BYTES = 512 * 1024  # the standard asks for 500 kB at least
_UNWILLING = 429  # and every 5xx: the host cannot say what it permits
Wishes = Protego | NoAnswer


class Robots:
    """The wishes of each host, asked for once."""

    def __init__(self, agent: str, ask: Callable[[str], Answer]) -> None:
        self._agent = agent
        self._ask = ask
        self._known: dict[str, Wishes] = {}

    def check(self, address: str) -> float | None:
        """Give the pause in seconds that the host asks for, if any; raise `NoAnswer` on a no.

        Where robots.txt cannot be had because the server fails, nothing is fetched (RFC 9309).
        """
        parts = urlsplit(address)
        place = urlunsplit((parts.scheme, parts.netloc, "/robots.txt", "", ""))
        if place not in self._known:
            self._known[place] = self._wishes(place)
        wishes = self._known[place]
        if isinstance(wishes, NoAnswer):
            raise NoAnswer(wishes.problem)
        if not wishes.can_fetch(address, self._agent):
            raise NoAnswer(
                f"the owner of {parts.hostname} asks programs not to read this page (robots.txt); "
                "open it in a browser, save it, and add the file"
            )
        return wishes.crawl_delay(self._agent)

    def _wishes(self, place: str) -> Wishes:
        try:
            answer = self._ask(place)
        except NoAnswer as error:
            return error
        if answer.status >= 500 or answer.status == _UNWILLING:
            return NoAnswer(
                f"{place} answers with an error ({answer.status}), so what may be read is not "
                "known; try again later"
            )
        text = decode(answer.body[:_MOST_BYTES]) if answer.status == 200 else ""
        return Protego.parse(text)
