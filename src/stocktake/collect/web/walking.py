"""Walks from an address to its pages: one page, or all that a feed or sitemap names."""

from collections import deque
from collections.abc import Iterator
from dataclasses import replace
from urllib.parse import urlsplit

from stocktake.collect.limits import MOST_BYTES
from stocktake.collect.unpacking import NotUnpacked, unpack
from stocktake.collect.web.answers import Fetched, NoAnswer
from stocktake.collect.web.fetching import Web
from stocktake.collect.web.listing import Lead, Listing, listing_of
from stocktake.collect.web.memory import Memory, NoMemory
from stocktake.model import Source, Unreadable, Visit, page_id

_DEEPEST = 3  # lists of lists of lists
_TOO_DEEP = "this list is too deep among lists of lists; add it itself"
_GZIP = b"\x1f\x8b"


class Walk:
    """Fetches pages and lists of pages, as far as the memory does not have them."""

    def __init__(self, web: Web, memory: Memory | None = None) -> None:
        self._web = web
        self._memory = memory or NoMemory()

    def __call__(self, address: str) -> Iterator[Source | Unreadable]:
        """Give the page at an address, or each new page of the list there, one at a time.

        What has not changed since it was last read is left out; what cannot be fetched comes as
        `Unreadable`; nothing is raised.
        """
        waiting = deque([(address, 1)])
        opened: set[str] = set()
        while waiting:
            place, depth = waiting.popleft()
            if place in opened:
                continue
            opened.add(place)
            if depth > _DEEPEST:
                yield Unreadable(place, _TOO_DEEP)
            else:
                yield from self._at(place, depth, waiting)

    def _at(
        self, address: str, depth: int, waiting: deque[tuple[str, int]]
    ) -> Iterator[Source | Unreadable]:
        """Give what is at an address; put the lists that a list names among those that wait."""
        try:
            fetched = self._web.fetch(address, self._memory.visit(address))
            if fetched is None:
                return
            fetched = _unpacked(fetched)
            listing = listing_of(fetched)
        except NoAnswer as error:
            yield Unreadable(address, error.problem)
            return
        if listing is not None:
            waiting.extend((further, depth + 1) for further in listing.lists)
            yield from self._all(address, fetched, listing)
        elif depth == 1:
            yield self._page(Lead(address), fetched)
        else:
            yield Unreadable(address, "this is named as a list of pages but is none; open it")

    def _all(
        self, address: str, fetched: Fetched, listing: Listing
    ) -> Iterator[Source | Unreadable]:
        """Give the new pages of a list, which is remembered unless it names lists itself."""
        if not listing.lists:
            leads = tuple(lead.address for lead in listing.leads)
            self._memory.keep(replace(_visit(address, fetched), leads=leads))
        for lead in listing.leads:
            if not self._memory.has_seen(lead.address, lead.stated):
                yield self._of_lead(lead)

    def _of_lead(self, lead: Lead) -> Source | Unreadable:
        """Give the page that a list names."""
        try:
            fetched = self._web.fetch(lead.address)
            if fetched is None or listing_of(fetched) is not None:
                return Unreadable(lead.address, "this is a list of pages, no page; add it itself")
        except NoAnswer as error:
            return Unreadable(lead.address, error.problem)
        return self._page(lead, fetched)

    def _page(self, lead: Lead, fetched: Fetched) -> Source:
        source = Source(
            location=fetched.location,
            content=fetched.content,
            media_type=fetched.media_type,
            published=lead.published,
            retrieved=fetched.retrieved,
        )
        visit = _visit(lead.address, fetched)
        self._memory.keep(
            replace(visit, page=page_id(source), place=source.location, stated=lead.stated)
        )
        return source


def _visit(address: str, fetched: Fetched) -> Visit:
    return Visit(address, fetched.etag, fetched.last_modified)


def _unpacked(fetched: Fetched) -> Fetched:
    """Unpack a sitemap that is stored packed, as `sitemap.xml.gz`."""
    packed = urlsplit(fetched.location).path.endswith(".gz")
    if not packed or not fetched.content.startswith(_GZIP):
        return fetched
    try:
        return replace(fetched, content=unpack(fetched.content, "gzip", MOST_BYTES))
    except NotUnpacked as error:
        raise NoAnswer(str(error)) from error
