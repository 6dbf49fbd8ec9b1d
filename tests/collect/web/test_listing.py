"""Feeds and sitemaps: what they name, and those that are none or mean harm."""

import time

import pytest

from stocktake.collect.web.answers import Fetched, NoAnswer
from stocktake.collect.web.listing import Lead, listing_of

FEED = "https://a.example/feeds/all.xml"

RSS = b"""<?xml version="1.0" encoding="UTF-8"?>
<!-- made by hand --><?xml-stylesheet href="x.xsl"?>
<rss version="2.0"><channel><title>Wire</title>
<item><title>One</title><link>https://a.example/1?a=1&amp;b=2</link>
<pubDate>Thu, 02 May 2024 10:00:00 GMT</pubDate></item>
<item><link> ../2 </link></item>
<item><guid isPermaLink="true">https://a.example/3</guid></item>
<item><title>Without a link</title></item>
<item><link>https://a.example/1?a=1&amp;b=2</link></item>
</channel></rss>"""

ATOM = b"""<feed xmlns="http://www.w3.org/2005/Atom"><title>Wire</title>
<entry><link rel="alternate" href="/1"/><link rel="enclosure" href="/1.mp3"/>
<published>2024-05-02T10:00:00Z</published><updated>2024-05-03T08:00:00Z</updated></entry>
</feed>"""

SITEMAP = b"""<?xml version='1.0' encoding='UTF-8'?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"
        xmlns:news="http://www.google.com/schemas/sitemap-news/0.9">
<url><loc> https://a.example/1 </loc><lastmod>2024-05-03</lastmod>
<news:news><news:publication_date>2024-05-02</news:publication_date></news:news></url>
<url><loc>https://a.example/2</loc></url><url><lastmod>2024-05-03</lastmod></url></urlset>"""

INDEX = b"""<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
<sitemap><loc>https://a.example/one.xml</loc></sitemap>
<sitemap><loc>https://a.example/two.xml.gz</loc></sitemap></sitemapindex>"""


def page(content: bytes, kind: str | None = "application/xml") -> Fetched:
    return Fetched(FEED, content, kind, None, None, "2026-03-01T12:00:00+00:00")


def test_a_feed_names_its_pages_once_each_with_their_dates() -> None:
    listing = listing_of(page(RSS))
    assert listing is not None
    day = "Thu, 02 May 2024 10:00:00 GMT"
    assert listing.leads == (
        Lead("https://a.example/1?a=1&b=2", day, day),
        Lead("https://a.example/2"),
        Lead("https://a.example/3"),
    )


def test_an_atom_feed_tells_publication_from_change() -> None:
    listing = listing_of(page(ATOM, "application/atom+xml"))
    assert listing is not None
    assert listing.leads == (
        Lead("https://a.example/1", "2024-05-02T10:00:00Z", "2024-05-03T08:00:00Z"),
    )


def test_a_sitemap_names_pages_and_an_index_names_sitemaps() -> None:
    listing = listing_of(page(SITEMAP))
    assert listing is not None
    assert listing.leads == (
        Lead("https://a.example/1", "2024-05-02", "2024-05-03"),
        Lead("https://a.example/2"),
    )
    listing = listing_of(page(INDEX))
    assert listing is not None
    assert listing.lists == ("https://a.example/one.xml", "https://a.example/two.xml.gz")
    assert not listing.leads


@pytest.mark.parametrize("encoding", ["utf-16", "utf-8-sig", "cp1256", "iso-8859-1"])
def test_a_list_is_read_in_the_encoding_that_it_names(encoding: str) -> None:
    name = "utf-8" if encoding == "utf-8-sig" else encoding
    word = "é" if encoding == "iso-8859-1" else "بيان"
    text = f"<?xml version='1.0' encoding='{name}'?><rss><channel><item>"
    text += f"<link>https://a.example/{word}</link></item></channel></rss>"
    listing = listing_of(page(text.encode(encoding)))
    assert listing is not None
    assert listing.leads[0].address == f"https://a.example/{word}"


@pytest.mark.parametrize(
    "content",
    [
        b"<!doctype html><html><body><p>rss</p></body></html>",
        b"<?xml version='1.0'?><html xmlns='http://www.w3.org/1999/xhtml'><p>A</p></html>",
        b"The parties met. <rss>", b"", b"%PDF-1.7", b"<rssfeed>",
    ],
)  # fmt: skip
def test_a_page_is_no_list(content: bytes) -> None:
    assert listing_of(page(content, "text/html")) is None


@pytest.mark.parametrize("content", [b"Not found", b"<html><p>Moved</p></html>", b"", b"{}"])
def test_a_feed_that_is_no_xml_is_said_to_be_none(content: bytes) -> None:
    with pytest.raises(NoAnswer, match="says that it is a feed but is none; check"):
        listing_of(page(content, "application/rss+xml; charset=utf-8"))


@pytest.mark.parametrize("content", [b"<rss><channel><item><link", b"<urlset", b"<rss>\0</rss>"])
def test_a_list_whose_xml_is_broken_from_the_start_is_told(content: bytes) -> None:
    with pytest.raises(NoAnswer, match="broken"):
        listing_of(page(content))


def test_a_feed_without_entries_names_nothing_and_one_without_links_is_told() -> None:
    listing = listing_of(page(b"<rss><channel><title>Quiet</title></channel></rss>"))
    assert listing is not None
    assert not listing.leads
    with pytest.raises(NoAnswer, match="no links; check"):
        listing_of(page(b"<rss><channel><item><title>A</title></item></channel></rss>"))


def test_a_feed_that_breaks_off_gives_what_comes_before() -> None:
    listing = listing_of(page(RSS[: RSS.index(b"<item><link> ../2")] + b"<item><li"))
    assert listing is not None
    assert listing.leads[0].address == "https://a.example/1?a=1&b=2"


NESTED = "".join(f"<!ENTITY a{n + 1} '{f'&a{n};' * 30}'>" for n in range(9))
BOMB = (
    f"<!DOCTYPE rss [<!ENTITY a0 'haha'>{NESTED}]>"
    "<rss><channel><item><link>&a9;</link></item></channel></rss>"
)
FILE = (
    "<!DOCTYPE urlset [<!ENTITY secret SYSTEM 'file:///etc/passwd'>]>"
    "<urlset><url><loc>https://a.example/&secret;</loc></url></urlset>"
)


@pytest.mark.parametrize("text", [BOMB, BOMB.replace("rss", "urlset"), FILE])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_a_list_that_declares_entities_is_refused_at_once(text: str, encoding: str) -> None:
    began = time.process_time()
    with pytest.raises(NoAnswer, match="XML entities"):
        listing_of(page(text.encode(encoding)))
    assert time.process_time() - began < 1


def test_an_endless_prologue_is_passed_over_in_good_time() -> None:
    began = time.process_time()
    assert listing_of(page(b"<!-- a -->" * 50_000 + b"<!--")) is None
    assert listing_of(page(b"<!DOCTYPE a [" * 20_000)) is None
    assert time.process_time() - began < 1


def test_a_feed_beyond_the_limit_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("stocktake.collect.web.listing.MOST_TEXT_BYTES", 200)
    with pytest.raises(NoAnswer, match="larger than"):
        listing_of(page(RSS))
