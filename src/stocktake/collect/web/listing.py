"""Reads lists of addresses: RSS and Atom feeds, sitemaps, and sitemaps of sitemaps."""

import io
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from urllib.parse import urljoin

import feedparser
from lxml import etree

from stocktake.collect.encoding import decode
from stocktake.collect.limits import MOST_TEXT_BYTES, in_megabytes
from stocktake.collect.web.answers import Fetched, NoAnswer

_PROLOGUE = re.compile(
    r"(?>\s+|<\?.*?\?>|<!--.*?-->|<!DOCTYPE[^<>\[]*(?:\[.*?\]\s*)?>)*", re.DOTALL | re.IGNORECASE
)
_ROOT = re.compile(r"<(?:\w+:)?(rss|feed|RDF|urlset|sitemapindex)\b")
_DECLARATION = re.compile(r"^\s*<\?xml.*?\?>", re.DOTALL)
_HEAD = 65536  # bytes within which a list says that it is one
_FEED_TYPES = ("application/rss+xml", "application/atom+xml", "application/rdf+xml")
_REMEDY = "check its address, or add the addresses of its pages"


@dataclass(frozen=True, slots=True)
class Lead:
    """An address that a list names: what the list says of its publication and last change."""

    address: str
    published: str | None = None
    stated: str | None = None


@dataclass(frozen=True, slots=True)
class Listing:
    """What a list names: pages, and further lists."""

    leads: tuple[Lead, ...] = ()
    lists: tuple[str, ...] = ()


def listing_of(page: Fetched) -> Listing | None:
    """Read a list, or give None for a page; raise `NoAnswer` for a list that cannot be read."""
    root = _root_of(page)
    if root is None:
        if (page.media_type or "").split(";")[0] in _FEED_TYPES:
            raise NoAnswer(f"this says that it is a feed but is none; {_REMEDY}")
        return None
    text = decode(page.content, page.media_type)
    if "<!ENTITY" in text:
        # A feed has no need of entities of its own; nested ones fill the memory.
        raise NoAnswer(f"this list declares XML entities, which are not read; {_REMEDY}")
    # It is decoded already: what it says of its encoding no longer holds.
    content = _DECLARATION.sub("", text.removeprefix("\ufeff")).encode("utf-8", "replace")
    if root in ("urlset", "sitemapindex"):
        return _sitemap(content, page.location)
    if len(content) > MOST_TEXT_BYTES:
        raise NoAnswer(f"the feed is larger than {in_megabytes(MOST_TEXT_BYTES)}; {_REMEDY}")
    return _feed(content, page.location)


def _root_of(page: Fetched) -> str | None:
    """Name the element that a list consists of, or give None for anything else."""
    head = decode(page.content[:_HEAD], page.media_type).removeprefix("\ufeff")
    prologue = _PROLOGUE.match(head)
    root = _ROOT.match(head, prologue.end() if prologue else 0)
    return None if root is None else root[1]


def _feed(content: bytes, location: str) -> Listing:
    """Read a feed, also one whose XML is at fault further down."""
    feed = feedparser.parse(
        io.BytesIO(content),
        response_headers={"content-type": "application/xml; charset=utf-8"},
        sanitize_html=False,
        resolve_relative_uris=False,
    )
    leads = _once_each(_entries(feed.entries, location))
    if not leads and feed.bozo:
        raise NoAnswer(f"the feed's XML is broken ({feed.bozo_exception}); {_REMEDY}")
    if not leads and feed.entries:
        raise NoAnswer(f"the feed's entries have no links; {_REMEDY}")
    return Listing(leads)


def _entries(entries: Iterable[dict[str, object]], location: str) -> Iterator[Lead]:
    for entry in entries:
        # Asked as a plain dict: the parser's own puts one date in the place of another.
        published, updated, link = (
            str(value).strip() or None if (value := dict.get(entry, name)) else None
            for name in ("published", "updated", "link")
        )
        if link is not None:
            yield Lead(_joined(location, link), published, updated or published)


def _sitemap(content: bytes, location: str) -> Listing:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, recover=True)
    try:
        tree = etree.fromstring(content, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise NoAnswer(f"the sitemap's XML is broken ({error}); {_REMEDY}") from error
    if tree is None:
        raise NoAnswer(f"the sitemap's XML is broken; {_REMEDY}")
    leads: list[Lead] = []
    lists: list[str] = []
    for element in tree.iterchildren("{*}url", "{*}sitemap"):
        address = _text(element, "{*}loc")
        if address is None:
            continue
        if etree.QName(element).localname == "sitemap":
            lists.append(_joined(location, address))
            continue
        published = _text(element, "{*}news/{*}publication_date")
        leads.append(Lead(_joined(location, address), published, _text(element, "{*}lastmod")))
    if not leads and not lists and parser.error_log:
        raise NoAnswer(f"the sitemap's XML is broken ({parser.error_log[0].message}); {_REMEDY}")
    return Listing(_once_each(leads), tuple(dict.fromkeys(lists)))


def _text(element: etree._Element, path: str) -> str | None:
    found = element.findtext(path)
    return found.strip() or None if found else None


def _once_each(leads: Iterable[Lead]) -> tuple[Lead, ...]:
    unique: dict[str, Lead] = {}
    for lead in leads:
        unique.setdefault(lead.address, lead)
    return tuple(unique.values())


def _joined(location: str, address: str) -> str:
    try:
        return urljoin(location, address)
    except ValueError:
        return address  # which is then said to be no address
