"""Cuts articles out of HTML: an extractor for the text, the lines of the page for all else."""

import re
from collections.abc import Sequence
from dataclasses import replace

from stocktake.collect.draft import Draft, Drafts
from stocktake.collect.extracted import extract
from stocktake.collect.flat import cut_flat, cut_fragment, cut_lines, with_text
from stocktake.collect.form import WORD
from stocktake.collect.markup import is_deep, lines_of_tree, parse, text_of_markup
from stocktake.collect.metadata import Stated, read_metadata
from stocktake.collect.stories import judged_lines

_PAGE_PARTS = re.compile(
    r"<(?:html|head|body|title|meta|nav|header|footer|main|article|aside|script)\b", re.IGNORECASE
)
_MOST_FOR_EXTRACTOR = 3_000_000  # letters; above, its time grows faster than the page
_NOTHING = "no article was found on the page, only furniture; save the page of one article, logged in if need be"


def cut_html(text: str) -> Drafts:
    """Cut the articles out of a web page."""
    tree = parse(text)
    if tree is None:
        return Drafts(problem="the page holds no element of HTML; save it again, or as text")
    if is_deep(tree):
        return cut_flat(text_of_markup(text))
    if not _PAGE_PARTS.search(text):
        return cut_fragment(lines_of_tree(tree))
    stated = read_metadata(tree)
    lines = judged_lines(lines_of_tree(tree))
    drafts = list(cut_lines(lines).articles)
    titles = frozenset(
        filter(None, [stated.title, *(line.text for line in lines if line.line.heading == 1)])
    )
    body = extract(tree, lines, titles) if len(text) <= _MOST_FOR_EXTRACTOR else None
    if not drafts and not body:
        return Drafts(problem=_NOTHING)
    main = _main_of(drafts, body, stated)
    article = _with_body(
        drafts[main] if drafts else None, body, drafts[:main], drafts[main + 1 :]
    )
    drafts[main : main + 1] = [_with_stated(article, stated)]
    return Drafts(tuple(replace(draft, outlet=draft.outlet or stated.site) for draft in drafts))


def _main_of(drafts: Sequence[Draft], body: str | None, stated: Stated) -> int:
    """Give the place of the article that the page is about: most of the extracted words are its."""
    words = frozenset(WORD.findall(body or ""))
    return max(
        range(len(drafts)),
        key=lambda i: (len(words.intersection(WORD.findall(drafts[i].text))), -i),
        default=0,
    )


def _with_body(draft: Draft | None, body: str | None, above: Sequence[Draft], below: Sequence[Draft]) -> Draft:
    """Give the article the extractor's text, without what belongs to the page's other articles."""
    if draft is None or body is None:
        return draft or with_text(Draft(""), body or "")
    rows = body.split("\n")
    last_above = max((n for n, row in enumerate(rows) if row in _lines_of(above)), default=-1)
    first_below = min((n for n, row in enumerate(rows) if row in _lines_of(below)), default=None)
    kept = "\n".join(rows[last_above + 1 : first_below])
    return with_text(draft, kept) if kept else draft


def _lines_of(drafts: Sequence[Draft]) -> frozenset[str]:
    return frozenset(
        line for draft in drafts for line in (*draft.text.split("\n"), draft.title) if line
    )


def _with_stated(draft: Draft, stated: Stated) -> Draft:
    return replace(
        draft,
        title=stated.title or draft.title,
        outlet=draft.outlet or stated.site,
        byline=draft.byline or stated.author,
        published=stated.published or draft.published,
    )
