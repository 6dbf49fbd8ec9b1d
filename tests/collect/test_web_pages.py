"""Cutting articles out of HTML."""

import json

from stocktake.collect import cut
from stocktake.collect.extracted import extract
from stocktake.collect.markup import lines_of_tree, parse
from stocktake.collect.stories import judged_lines
from stocktake.model import Article, Source

PARAGRAPHS = (
    "Norway and Chile agreed on Monday to share the data of their fishing fleets.",
    "The two sides will open a joint office in Oslo by the end of 2031, the ministry said.",
    "They also welcomed the work of the customs group, and praised its staff for the reports.",
)
BODY = "".join(f"<p>{text}</p>" for text in PARAGRAPHS)


def articles(page: str) -> tuple[Article, ...]:
    return cut(Source("page.html", page.encode())).articles


def page(body: str, head: str = "") -> str:
    title = "<title>Pact signed in Oslo - Harbour Daily</title>"
    return f"<!doctype html><html><head>{title}{head}</head><body>{body}</body></html>"


def test_the_article_of_a_page_comes_without_its_furniture() -> None:
    (article,) = articles(
        page(
            "<nav><a href='/'>Home</a> <a href='/w'>World</a></nav><h1>Pact signed in Oslo</h1>"
            f"<div class='share'>Share</div><article>{BODY}<div>Advertisement</div>"
            "<ul><li>Norway pays for the office.</li><li>Chile sends ten officers.</li></ul>"
            "</article>"
            "<h3>Read also</h3><ul><li><a href='/x'>Fog closes the airport</a></li></ul>"
            "<footer>© 2031 Harbour Media. All rights reserved.</footer>",
            "<meta property='article:published_time' content='2031-05-05T08:00:00Z'>"
            "<meta property='og:title' content='Pact signed in Oslo'>",
        )
    )
    assert article.title == "Pact signed in Oslo"
    assert article.outlet == "Harbour Daily"
    assert article.published == "2031-05-05"
    lines = article.text.split("\n")
    assert lines[:3] == list(PARAGRAPHS)
    assert [line.lstrip("- ") for line in lines[3:]] == [
        "Norway pays for the office.",
        "Chile sends ten officers.",
    ]


def test_linked_data_and_printed_days_give_the_day_and_the_change_does_not() -> None:
    linked = json.dumps(
        {
            "@graph": [
                {
                    "@type": "NewsArticle",
                    "datePublished": "2031-05-05",
                    "dateModified": "2031-06-01",
                }
            ]
        }
    )
    head = f"<script type='application/ld+json'>{linked}</script>"
    (article,) = articles(page(f"<h1>Pact signed in Oslo</h1>{BODY}", head))
    assert article.published == "2031-05-05"
    (article,) = articles(page(f"<h1>Pact signed in Oslo</h1><p>5 May 2031</p>{BODY}"))
    assert article.published == "2031-05-05"


def test_no_day_on_the_page_is_no_day() -> None:
    (article,) = articles(page(f"<h1>Pact signed in Oslo</h1><p>3 hours ago</p>{BODY}"))
    assert article.published is None


def test_a_further_story_below_is_an_article_of_its_own() -> None:
    card = (
        "<h2>Related Articles</h2>"
        "<div><h3>Portugal opens a centre</h3><h3>Portugal opens a centre</h3>"
        "<p>Coast Wire</p><p>time3 hours ago</p><ul><li>Coast Wire</li></ul>"
        "<p>Portugal opened a centre for pilots on Sunday, with the help of Ghana. The centre will "
        "train two hundred pilots a year, and both sides agreed to pay for it in equal parts.</p>"
        "</div>"
    )
    first, second = articles(page(f"<h1>Pact signed in Oslo</h1><div>{BODY}</div>{card}"))
    assert first.text.split("\n") == list(PARAGRAPHS)
    assert (second.title, second.outlet) == ("Portugal opens a centre", "Coast Wire")
    assert second.text.startswith("Portugal opened")


def test_a_bare_fragment_keeps_every_line_and_takes_title_and_day_from_its_carrier() -> None:
    html = "<p>Office of the Speaker</p><p>Short.</p><ul><li>One point</li><li>Two</li></ul>"
    source = Source(
        "https://a.example/1",
        html.encode(),
        "text/html",
        "A title",
        "Mon, 05 May 2031 23:30:00 +0000",
    )
    (article,) = cut(source).articles
    assert article.text == "Office of the Speaker\nShort.\nOne point\nTwo"
    assert (article.title, article.published) == ("A title", "2031-05-05")


def test_layout_tables_and_line_breaks_are_read() -> None:
    (article,) = articles(
        page(
            "<table><tr><td>Harbour Daily</td>"
            "<td><a href=1>Home</a> | <a href=2>World</a></td></tr></table>"
            "<table><tr><td><font size=5>Pact signed in Oslo</font><br>Date: 16/05/2031<p>"
            + "<br>".join(PARAGRAPHS)
            + "</td></tr></table>"
        )
    )
    assert article.text.split("\n") == list(PARAGRAPHS)
    assert article.published == "2031-05-16"


LEAD = (
    "Fishing fleets of two oceans will be counted in one book from now on, ministers said on "
    "Monday, and whoever doubts the count may come to Oslo and look it up."
)


def test_a_lead_that_stands_apart_above_the_text_is_kept() -> None:
    (article,) = articles(
        page(f"<h1>Pact signed in Oslo</h1><div>{LEAD}</div><article>{BODY}{BODY[:1]}</article>")
    )
    assert article.text.split("\n")[0] == LEAD


def test_a_subheading_between_paragraphs_is_kept_and_a_teaser_in_links_is_not() -> None:
    rows = [f"<p>{text} And the report was read out in full.</p>" for text in PARAGRAPHS * 3]
    rows.insert(2, "<div><strong>What follows</strong></div>")
    rows.insert(5, "<div><a href='/fog'>Fog closes the airport for a third day</a></div>")
    (article,) = articles(page(f"<h1>Pact signed in Oslo</h1><article>{''.join(rows)}</article>"))
    assert "What follows" in article.text.split("\n")
    assert "Fog closes" not in article.text


def test_the_signature_of_a_quoted_post_is_part_of_the_text() -> None:
    post = "<blockquote><p>We keep our word.</p>— Ministry (@ministry) May 5, 2031</blockquote>"
    (article,) = articles(
        page(f"<h1>Pact signed in Oslo</h1><article>{BODY}{BODY}{post}</article>")
    )
    assert article.text.endswith("— Ministry (@ministry) May 5, 2031")


def test_a_page_of_which_the_extractor_alone_sees_little_is_weighed_against_others() -> None:
    rows = "".join(f"<div>{text}</div>" for text in PARAGRAPHS * 3)
    first = "<article><p>Short first words here.</p></article>"
    tree = parse(page(f"<h1>Pact signed in Oslo</h1>{first}<div>{rows}</div>"))
    assert tree is not None
    lines = judged_lines(lines_of_tree(tree))
    assert len(extract(tree, lines, frozenset(), 0) or "") > 600


def test_the_day_in_the_address_goes_before_a_moment_in_another_time_zone() -> None:
    moment = "<meta property='article:published_time' content='2031-05-06T01:10:00Z'>"
    address = "<link rel='canonical' href='https://harbour.example/2031/05/{}/pact'>"
    for day, published in (("05", "2031-05-05"), ("01", "2031-05-06")):
        head = moment + address.format(day)
        (article,) = articles(page(f"<h1>Pact signed in Oslo</h1>{BODY}", head))
        assert article.published == published


def test_the_day_on_which_a_page_was_opened_is_not_its_own() -> None:
    for today in ("Today is June 9, 2031", "Heute ist der 9. Juni 2031", "اليوم 9 يونيو 2031"):
        (article,) = articles(page(f"<div>{today}</div><h1>Pact signed in Oslo</h1>{BODY}"))
        assert article.published is None


def test_days_of_a_list_below_the_text_are_not_the_pages_own() -> None:
    below = "".join(f"<div>Fog closes the airport May {n}, 2031</div>" for n in (2, 3, 4))
    (article,) = articles(page(f"<h1>Pact signed in Oslo</h1>{BODY}{below}"))
    assert article.published is None


def test_numeric_days_are_read_as_the_page_declares() -> None:
    day = "<div>Published: 05/06/2031</div>"
    for language, published in (("en-GB", "2031-06-05"), ("en", None)):
        text = page(f"<h1>Pact signed in Oslo</h1>{day}{BODY}")
        (article,) = articles(text.replace("<html>", f"<html lang='{language}'>"))
        assert article.published == published
