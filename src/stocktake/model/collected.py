"""What is collected: pages as they were found and the articles cut out of them."""

import hashlib
from dataclasses import dataclass
from pathlib import PurePath

from stocktake.identity import short_id


@dataclass(frozen=True, slots=True)
class Source:
    """One page as it was found: its bytes and what its carrier said of it.

    `location` is the path or address as given; an archive's line takes its `url`.  `title` and
    `published` are the carrier's own words (an archive's fields), unparsed.  `retrieved` is the
    moment of retrieval that the carrier itself states (ISO 8601), or that of fetching it from the
    web; nothing but the shown page goes by it.
    """

    location: str
    content: bytes
    media_type: str | None = None
    title: str | None = None
    published: str | None = None
    retrieved: str | None = None


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A place that could not be opened, with the reason and the remedy in one sentence."""

    location: str
    problem: str


@dataclass(frozen=True, slots=True)
class Visit:
    """What is remembered of fetching an address, so that it need not be fetched again unchanged.

    `etag` and `last_modified` are the server's own words.  A page has the id `page` and was found
    at `place` in the end; a feed or sitemap has the addresses that it names in `leads` instead.
    `stated` is what a list that named the address said of its last change.
    """

    location: str
    etag: str | None = None
    last_modified: str | None = None
    page: str | None = None
    place: str | None = None
    stated: str | None = None
    leads: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Page:
    """What was opened or fetched; `problem` says why nothing could be read from it, or is None."""

    id: str
    location: str
    sha256: str | None
    media_type: str | None
    read_at: str | None
    problem: str | None = None


@dataclass(frozen=True, slots=True)
class Evidence:
    """Words cut from an article by position.  Made by `Article.quote` alone."""

    article: str
    start: int
    end: int
    quote: str


@dataclass(frozen=True, slots=True)
class Article:
    """One piece of writing on a page, without the page's furniture; its text never changes."""

    id: str
    page: str
    position: int
    title: str | None
    outlet: str | None
    byline: str | None
    published: str | None
    dateline: str | None
    language: str | None
    text: str
    truncated: bool

    def quote(self, start: int, end: int) -> Evidence:
        """Cut the words between two positions; raise ValueError when they lie outside the text."""
        if not 0 <= start < end <= len(self.text):
            raise ValueError(f"no words at {start}:{end} in article {self.id}")
        return Evidence(self.id, start, end, self.text[start:end])


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of an article's text in another language than the article's (BCP 47).

    It follows from the text alone and is kept nowhere; `stocktake.collect.passages_in` gives it.
    """

    start: int
    end: int
    language: str


@dataclass(frozen=True, slots=True)
class Cut:
    """A page and the articles cut out of it, in their order on the page."""

    page: Page
    articles: tuple[Article, ...] = ()


def page_id(source: Source, sha256: str | None = None) -> str:
    """Give the id of a page, known before it is cut: of all that cutting goes by.

    Two addresses that serve the same bytes are two pages; two copies of a file are one, unless
    their names say that they are of different formats.  `sha256` is that of the content, where the
    caller has it already.
    """
    address = "://" in source.location
    place = source.location if address else PurePath(source.location).suffix.lower()
    told = (place, source.media_type or "", source.title or "", source.published or "")
    return short_id("pg", sha256 or hashlib.sha256(source.content).hexdigest(), *told)


def unreadable_id(location: str) -> str:
    """Give the id of a page that could not even be opened."""
    return short_id("pg", "unreadable", location)


def gap_id(page: str, location: str) -> str:
    """Give the id of a page that was opened and holds nothing that can be read."""
    return short_id("pg", page, location)


def article_id(page: str, position: int, text: str) -> str:
    """Give the id of an article: the same for the same text at the same place on a page."""
    return short_id("a", page, str(position), text)
