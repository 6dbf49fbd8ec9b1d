"""Cuts a page into its articles, whatever its bytes are."""

import hashlib

from stocktake.collect.draft import Drafts
from stocktake.collect.encoding import decode
from stocktake.collect.flat import cut_flat
from stocktake.collect.webpage import cut_html
from stocktake.collect.language import language_of
from stocktake.model import Article, Cut, Page, Source, article_id, page_id


def cut(source: Source) -> Cut:
    """Cut a page into its articles; bad content gives a page whose `problem` says why and what to do."""
    sha256 = hashlib.sha256(source.content).hexdigest()
    page_of_it = page_id(source)
    text = decode(source.content)
    looks_html = b"<" in source.content[:2000] and (b"</" in source.content or b"<p" in source.content)
    drafts: Drafts = cut_html(text) if looks_html else cut_flat(text)
    page = Page(page_of_it, source.location, sha256, source.media_type, source.retrieved, drafts.problem)
    return Cut(page, tuple(
        Article(article_id(page_of_it, n, d.text), page_of_it, n, d.title, d.outlet, d.byline, d.published,
                d.dateline, language_of(d.text), d.text, d.truncated)
        for n, d in enumerate(drafts.articles)))
