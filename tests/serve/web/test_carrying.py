"""A day that was asked for goes along with the reader."""

import re
from datetime import date
from html import unescape

import pytest
from small_desk import PAGES

from stocktake.serve.web.carrying import carried

DAY = date(2024, 9, 1)


@pytest.mark.parametrize(
    ("link", "expected"),
    [
        ('<a href="/meetings/m-1">', '<a href="/meetings/m-1?as_of=2024-09-01">'),
        ('<a class="x" href="/">', '<a class="x" href="/?as_of=2024-09-01">'),
        ('<a href="/people?party=NOR">', '<a href="/people?party=NOR&amp;as_of=2024-09-01">'),
        ('<a href="/meetings/m-1#d-1">', '<a href="/meetings/m-1?as_of=2024-09-01#d-1">'),
        ('<a href="/?as_of=2023-01-01">', '<a href="/?as_of=2023-01-01">'),
        ('<a href="?party=NOR">', '<a href="?party=NOR&amp;as_of=2024-09-01">'),
        ('<a data-today href="/">', '<a data-today href="/">'),
        ('<a href="/api/v1/meetings">', '<a href="/api/v1/meetings">'),
        ('<a href="https://example.org/">', '<a href="https://example.org/">'),
        ('<a href="#main">', '<a href="#main">'),
        ("<p>&lt;a href=&#34;/meetings&#34;&gt;</p>", "<p>&lt;a href=&#34;/meetings&#34;&gt;</p>"),
    ],
)
def test_a_link_to_another_page_takes_the_day_along(link, expected):
    assert carried(link, DAY) == expected


def own_links(page):
    return [unescape(a) for a in re.findall(r'<a (?!data-today)[^>]*href="(/[^"]*)"', page)]


@pytest.mark.parametrize("path", ["/", "/mechanisms/k-1", "/commitments", "/commitments/c-2"])
def test_every_link_of_a_page_of_another_day_leads_to_that_day(client, path):
    page = client.get(f"{path}?as_of=2025-01-15").text
    pages = [a for a in own_links(page) if not a.startswith(("/api", "/review"))]
    assert len(pages) > 8
    assert [a for a in pages if "as_of=2025-01-15" not in a] == []
    assert '<a data-today href="' + path + '">Back to today</a>' in page


@pytest.mark.parametrize("path", PAGES[:-1])
def test_a_page_of_today_names_no_day_in_its_links(client, path):
    assert not any("as_of=" in link for link in own_links(client.get(path).text))


@pytest.mark.parametrize("path", ["/", "/commitments", "/map", "/search"])
def test_every_question_of_a_page_of_another_day_asks_about_that_day(client, path):
    forms = client.get(f"{path}?as_of=2025-01-15").text.split("<form ")[1:]
    told = [form.partition("</form>")[0] for form in forms]
    assert all(form.count('name="as_of"') == 1 for form in told), path
    assert all('value="2025-01-15"' in form for form in told)


def test_the_next_page_is_of_the_same_day(client):
    page = client.get("/?as_of=2025-01-15").text
    onward = next(a for a in own_links(page) if a.startswith("/mechanisms/"))
    assert "As of 15 January 2025" in " ".join(client.get(onward).text.split())
