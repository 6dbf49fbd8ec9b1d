"""From an address to its pages: alone, or as a feed or sitemap names them."""

import gzip
from collections.abc import Callable
from dataclasses import dataclass, field

import pytest
from misbehaving import Server, answer

from stocktake.collect.web.fetching import Web
from stocktake.collect.web.walking import Walk
from stocktake.model import Source, Unreadable, Visit, page_id

PAGE = b"<html><body><p>The parties met.</p></body></html>"


@dataclass
class Held:
    """A memory of which every page is at hand."""

    visits: dict[str, Visit] = field(default_factory=dict)

    def visit(self, address: str) -> Visit | None:
        return self.visits.get(address)

    def has_seen(self, address: str, stated: str | None) -> bool:
        return address in self.visits and self.visits[address].stated == stated

    def keep(self, visit: Visit) -> None:
        self.visits[visit.location] = visit


def feed_of(server: Server, *paths: str, day: str = "2024-05-02") -> bytes:
    entries = "".join(
        f"<entry><link href='{server.address(path)}'/><published>{day}</published>"
        f"<updated>{day}</updated></entry>"
        for path in paths
    )
    return f"<feed xmlns='http://www.w3.org/2005/Atom'>{entries}</feed>".encode()


def sitemap_of(*addresses: str, kind: str = "url") -> bytes:
    root = "urlset" if kind == "url" else "sitemapindex"
    inner = "".join(f"<{kind}><loc>{address}</loc></{kind}>" for address in addresses)
    return f"<{root}>{inner}</{root}>".encode()


def test_an_address_gives_its_page(server: Server, web: Web) -> None:
    server.paths["/a"] = answer(status=301, location="/b")
    server.paths["/b"] = answer(PAGE)
    (page,) = Walk(web)(server.address("/a"))
    assert isinstance(page, Source)
    assert (page.location, page.content) == (server.address("/b"), PAGE)
    assert page.media_type == "text/html"
    assert page.title is None
    assert page.retrieved is not None


def test_when_a_page_was_fetched_does_not_change_what_it_is(server: Server, web: Web) -> None:
    server.paths["/a"] = answer(PAGE)
    (first,) = Walk(web)(server.address("/a"))
    (second,) = Walk(web)(server.address("/a"))
    assert isinstance(first, Source)
    assert isinstance(second, Source)
    assert first.retrieved != second.retrieved
    assert page_id(first) == page_id(second)


def test_a_feed_gives_its_pages_and_lists_each_problem(server: Server, web: Web) -> None:
    server.paths["/feed"] = answer(
        feed_of(server, "/a", "/gone", "/other", "/b").replace(b"</feed>", b"")
        + b"<entry><link href='file:///etc/passwd'/></entry></feed>"
    )
    server.paths |= {"/a": answer(PAGE), "/b": answer(PAGE), "/other": server.paths["/feed"]}
    a, gone, other, b, file = Walk(web)(server.address("/feed"))
    assert isinstance(a, Source)
    assert isinstance(b, Source)
    assert (a.location, a.published) == (server.address("/a"), "2024-05-02")
    for problem, told in ((gone, "404"), (other, "is a list"), (file, "only http")):
        assert isinstance(problem, Unreadable)
        assert told in problem.problem
        assert ";" in problem.problem


def test_pages_are_fetched_only_when_they_are_asked_for(server: Server, web: Web) -> None:
    server.paths["/feed"] = answer(feed_of(server, "/a", "/b"))
    server.paths |= {"/a": answer(PAGE), "/b": answer(PAGE)}
    next(Walk(web)(server.address("/feed")))
    assert server.visits["/b"] == 0


def test_a_sitemap_of_packed_sitemaps_gives_all_pages(server: Server, web: Web) -> None:
    one, two = server.address("/one.xml.gz"), server.address("/two.xml")
    server.paths["/map"] = answer(sitemap_of(one, two, kind="sitemap"))
    packed = gzip.compress(sitemap_of(server.address("/a")))
    server.paths["/one.xml.gz"] = answer(packed, kind="application/gzip")
    server.paths["/two.xml"] = answer(sitemap_of(server.address("/b")), kind="text/xml")
    server.paths |= {"/a": answer(PAGE), "/b": answer(PAGE)}
    pages = list(Walk(web)(server.address("/map")))
    assert [page.location for page in pages] == [server.address("/a"), server.address("/b")]


def test_a_packed_sitemap_that_is_damaged_is_told(server: Server, web: Web) -> None:
    server.paths["/a.xml.gz"] = answer(gzip.compress(b"<urlset/>" * 100)[:-20])
    (problem,) = Walk(web)(server.address("/a.xml.gz"))
    assert isinstance(problem, Unreadable)
    assert "damaged" in problem.problem


def test_lists_that_name_one_another_are_opened_once_each(server: Server, web: Web) -> None:
    both = server.address("/map"), server.address("/other")
    server.paths["/map"] = answer(sitemap_of(*both, kind="sitemap"))
    server.paths["/other"] = answer(sitemap_of(*both, kind="sitemap"))
    assert list(Walk(web)(server.address("/map"))) == []
    assert (server.visits["/map"], server.visits["/other"]) == (1, 1)


def test_lists_of_lists_without_end_are_given_up(server: Server, web: Web) -> None:
    for depth in range(9):
        below = server.address(f"/{depth + 1}")
        server.paths[f"/{depth}"] = answer(sitemap_of(below, kind="sitemap"))
    (problem,) = Walk(web)(server.address("/0"))
    assert isinstance(problem, Unreadable)
    assert problem.location == server.address("/3")


def test_what_a_sitemap_calls_a_sitemap_must_be_one(server: Server, web: Web) -> None:
    server.paths["/map"] = answer(sitemap_of(server.address("/a"), kind="sitemap"))
    server.paths["/a"] = answer(PAGE)
    (problem,) = Walk(web)(server.address("/map"))
    assert isinstance(problem, Unreadable)


def test_only_what_is_new_is_fetched_a_second_time(server: Server, web: Web) -> None:
    memory = Held()
    server.paths["/feed"] = answer(feed_of(server, "/a"))
    server.paths |= {"/a": answer(PAGE), "/b": answer(PAGE)}
    assert len(list(Walk(web, memory)(server.address("/feed")))) == 1
    server.paths["/feed"] = answer(feed_of(server, "/b", "/a"))
    (page,) = Walk(web, memory)(server.address("/feed"))
    assert page.location == server.address("/b")
    server.paths["/feed"] = answer(feed_of(server, "/b", "/a", day="2024-05-09"))
    assert len(list(Walk(web, memory)(server.address("/feed")))) == 2
    assert server.visits["/a"] == 2


@pytest.mark.parametrize("make", [lambda _: PAGE, lambda s: feed_of(s, "/b")])
def test_what_has_not_changed_is_asked_for_but_not_sent(
    server: Server, web: Web, make: Callable[[Server], bytes]
) -> None:
    memory = Held()
    server.paths["/a"] = answer(make(server), etag='W/"7"')
    server.paths["/b"] = answer(PAGE)
    assert len(list(Walk(web, memory)(server.address("/a")))) == 1
    server.paths["/a"] = answer(status=304)
    assert list(Walk(web, memory)(server.address("/a"))) == []
    assert server.headers("/a")[-1]["if-none-match"] == 'W/"7"'
