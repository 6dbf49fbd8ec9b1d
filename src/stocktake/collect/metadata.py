"""Reads what a web page states of itself in its head: title, site, writer and day."""

import datetime
import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from lxml import html

from stocktake.collect.clean import clean_line
from stocktake.collect.printed_dates import printed_days

_TITLES = ("og:title", "twitter:title", "dc.title", "citation_title", "headline")
_SITES = ("og:site_name", "application-name", "dc.publisher", "citation_journal_title")
_AUTHORS = ("author", "article:author", "dc.creator", "citation_author", "byl", "parsely-author")
_DAYS = (
    "article:published_time", "og:article:published_time", "datepublished", "date", "dc.date",
    "dc.date.issued", "dc.date.created", "dcterms.date", "dcterms.created", "dcterms.issued",
    "pubdate", "publishdate", "publish-date", "publish_date", "publication_date",
    "published_time", "article.published", "article:publish_date", "article_date_original",
    "cxenseparse:recs:publishtime", "sailthru.date", "parsely-pub-date", "citation_date",
    "citation_publication_date", "originalpublicationdate", "og:pubdate", "rnews:datepublished",
    "article_publication_date", "ptime", "weibo:article:create_at",
)  # fmt: skip
_ARTICLE_KINDS = re.compile(r"Article|Posting|Report|WebPage|Statement|Release", re.IGNORECASE)
_DAY_IN_ADDRESS = re.compile(r"/((?:19|20)\d\d)[/-](\d{1,2})[/-](\d{1,2})(?=/|-|$)")
# The first time below the title is the article's own, unless it stands in a list or beside.
_TIME_BELOW_TITLE = (
    "(//h1/following::time[@datetime])[1]"
    "[not(ancestor::aside or ancestor::li or ancestor::nav or ancestor::footer)]"
)
_SEPARATOR = re.compile(r"\s+[|–—\-»:·•]+\s+")


@dataclass(frozen=True, slots=True)
class Stated:
    """What a page states of itself; None where it is silent."""

    title: str | None = None
    site: str | None = None
    author: str | None = None
    published: str | None = None


def read_metadata(tree: html.HtmlElement) -> Stated:
    """Read the head of a page: its meta elements first, then its linked data, then its title."""
    metas = _metas(tree)
    linked = list(_linked_data(tree))
    page_title = next((_text(t).split("<")[0].strip() for t in tree.iter("title")), None) or None
    title = _first(metas, _TITLES) or _of_linked(linked, "headline")
    site = _first(metas, _SITES) or _of_linked(linked, "publisher")
    if page_title and not title:
        title = _heading_within(tree, page_title)
    if page_title and not title:
        title, rest = _split_title(page_title, site)
        site = site or rest
    elif page_title and title and not site:
        site = _rest_of(page_title, title)
    author = _first(metas, _AUTHORS) or _of_linked(linked, "author")
    return Stated(
        title=title,
        site=site,
        author=None if author is None or author.startswith("http") else author,
        published=_published(metas, linked, tree),
    )


def _metas(tree: html.HtmlElement) -> dict[str, str]:
    metas: dict[str, str] = {}
    for meta in tree.iter("meta"):
        name = meta.get("property") or meta.get("name") or meta.get("itemprop") or ""
        content = meta.get("content")
        if name and content and content.strip():
            metas.setdefault(name.strip().lower(), content)
    return metas


def _first(metas: dict[str, str], names: tuple[str, ...]) -> str | None:
    return next((clean_line(metas[name]) or None for name in names if name in metas), None)


def _published(
    metas: dict[str, str], linked: list[dict[str, Any]], tree: html.HtmlElement
) -> str | None:
    stated = [metas[name] for name in _DAYS if name in metas]
    stated += [str(thing["datePublished"]) for thing in linked if thing.get("datePublished")]
    stated += [
        element.get("datetime") or element.get("content") or ""
        for element in tree.xpath("//*[@itemprop='datePublished']|//time[@pubdate]")
    ]
    stated += [time.get("datetime") for time in tree.xpath(_TIME_BELOW_TITLE)]
    addressed = _first_day(_day_in_address(address) for address in _addresses(metas, tree))
    day = _first_day(stated)
    # A moment is often stated in the time of Greenwich; the address has the day of the outlet.
    return addressed if day is None or _are_neighbours(day, addressed) else day


def _first_day(values: Iterable[str]) -> str | None:
    return next(
        (days[0].edtf for value in values if (days := printed_days(value)) and days[0].has_year),
        None,
    )


def _are_neighbours(day: str, other: str | None) -> bool:
    """Tell two days of which one follows the other."""
    if other is None:
        return False
    apart = datetime.date.fromisoformat(day) - datetime.date.fromisoformat(other)
    return abs(apart.days) == 1


def _addresses(metas: dict[str, str], tree: html.HtmlElement) -> list[str]:
    """Give the addresses by which the page names itself."""
    links = tree.xpath("//link[@rel='canonical']/@href")
    return [str(address) for address in (*links, metas.get("og:url", ""))]


def _day_in_address(address: str) -> str:
    """Give the day that a path such as /2019/04/03/ names, in ISO form, or an empty text."""
    match = _DAY_IN_ADDRESS.search(address)
    return "-".join(match.groups()) if match else ""


def _linked_data(tree: html.HtmlElement) -> Iterator[dict[str, Any]]:
    """Give the things of JSON-LD that are pieces of writing."""
    for script in tree.iter("script"):
        if (script.get("type") or "").lower() != "application/ld+json":
            continue
        try:
            data = json.loads(script.text or "", strict=False)
        except (ValueError, RecursionError):
            continue
        todo = [data]
        while todo:
            thing = todo.pop(0)
            if isinstance(thing, list):
                todo.extend(thing)
            elif isinstance(thing, dict):
                todo.extend(thing.get("@graph") or [])
                if _ARTICLE_KINDS.search(str(thing.get("@type"))):
                    yield thing


def _of_linked(linked: list[dict[str, Any]], name: str) -> str | None:
    for thing in linked:
        value = thing.get(name)
        if isinstance(value, list):
            value = value[0] if value else None
        if isinstance(value, dict):
            value = value.get("name")
        if isinstance(value, str) and value.strip():
            return clean_line(value)
    return None


def _text(element: html.HtmlElement) -> str:
    return clean_line(element.text_content())


def _split_title(page_title: str, site: str | None) -> tuple[str | None, str | None]:
    """Part "Headline - Site" at its last mark, where what follows is short enough for a name."""
    marks = list(_SEPARATOR.finditer(page_title))
    if not marks:
        return page_title or None, None
    head, rest = page_title[: marks[-1].start()], page_title[marks[-1].end() :]
    if (site and rest == site) or (len(rest.split()) <= 5 and len(head.split()) >= 3):
        return head, rest
    return page_title, None


def _heading_within(tree: html.HtmlElement, page_title: str) -> str | None:
    """Give the first heading where the page's title repeats it."""
    heading = next((_text(element) for element in tree.iter("h1")), None)
    return heading if heading and page_title.startswith(heading) else None


def _rest_of(page_title: str, title: str) -> str | None:
    if page_title.startswith(title) and (mark := _SEPARATOR.match(page_title[len(title) :])):
        return page_title[len(title) + mark.end() :] or None
    _, rest = _split_title(page_title, None)
    return rest if rest and rest not in title else None
