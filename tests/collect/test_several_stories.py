"""Pages that hold several stories, told apart by their headings."""

from stocktake.collect import cut
from stocktake.model import Source

DIGEST = """<!DOCTYPE html><html lang="en">
<head><title>Evening digest - Fjord Post</title></head><body>
<nav><a href="/">Start</a></nav><main>
<article><h2>Envoys agree on a joint survey of the strait</h2><p>3 May 2023</p>
<p>Envoys of Norway and Denmark agreed on Tuesday to survey the strait together and to publish what
they find.</p><p>They will meet again in Bergen in the autumn, the two ministries said.</p>
</article>
<article><h2>Museum reopens after two years of work</h2><p>3 May 2023</p>
<p>The museum of the harbour opened its doors again after two years of work on its
roof and cellar.</p>
<p>More than nine hundred visitors came on the first day, and the queue reached
down to the quay.</p>
</article></main></body></html>"""


def test_each_story_of_a_digest_has_the_title_that_stands_above_it() -> None:
    articles = cut(Source("digest.html", DIGEST.encode())).articles
    assert [article.title for article in articles] == [
        "Envoys agree on a joint survey of the strait",
        "Museum reopens after two years of work",
    ]
    assert {article.published for article in articles} == {"2023-05-03"}
    assert "museum" not in articles[0].text.casefold()


def test_a_subheading_with_a_day_below_it_begins_no_story_of_its_own() -> None:
    page = DIGEST.replace("</article>\n<article>", "").replace(
        "<h2>Envoys agree on a joint survey of the strait</h2>",
        "<h1>Envoys agree on a joint survey of the strait</h1>",
    )
    articles = cut(Source("page.html", page.encode())).articles
    assert articles[0].title is not None
    assert articles[0].title.startswith(("Envoys", "Evening"))
    assert len(articles) == 1
