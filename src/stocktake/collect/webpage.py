"""Cuts articles out of HTML: an extractor for the text, the lines of the page for all else."""

import re
from collections.abc import Sequence
from dataclasses import replace

from stocktake.collect.draft import Draft, Drafts
from stocktake.collect.extracted import comparable, extract
from stocktake.collect.flat import cut_flat, cut_fragment, cut_lines, with_text
from stocktake.collect.form import WORD, Judged
from stocktake.collect.markup import is_deep, lines_of_tree, parse, text_of_markup
from stocktake.collect.metadata import Stated, read_metadata
from stocktake.collect.stories import judged_lines, stories_of

_PAGE_PARTS = re.compile(
    r"<(?:html|head|body|title|meta|nav|header|footer|main|article|aside|script)\b", re.IGNORECASE
)
_MOST_FOR_EXTRACTOR = 3_000_000  # letters; above, its time grows faster than the page
_NOTHING = (
    "no article was found on the page, only furniture; "
    "save the page of one article, logged in if need be"
)


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
    lines = judged_lines(lines_of_tree(tree), tree.get("lang"))
    drafts = list(cut_lines(lines).articles)
    titles = frozenset(
        filter(None, [stated.title, *(line.text for line in lines if line.line.heading == 1)])
    )
    expected = max((len(draft.text) for draft in drafts), default=0)
    body = extract(tree, lines, titles, expected) if len(text) <= _MOST_FOR_EXTRACTOR else None
    if not drafts and not body:
        return Drafts(problem=_NOTHING)
    main = _main_of(drafts, body)
    if body and len(drafts) > 1:
        body = _within(body, lines, main)
    article = drafts[main] if drafts else Draft("")
    if len(drafts) > 1 and article.title:  # then the page's own title is that of a collection
        stated = replace(stated, title=article.title)
    drafts[main : main + 1] = [_with_stated(with_text(article, body or article.text), stated)]
    return Drafts(tuple(replace(draft, outlet=draft.outlet or stated.site) for draft in drafts))


def _main_of(drafts: Sequence[Draft], body: str | None) -> int:
    """Give the place of the page's own article: most of the extracted words are its."""
    words = frozenset(WORD.findall(body or ""))
    return max(
        range(len(drafts)),
        key=lambda i: (len(words.intersection(WORD.findall(drafts[i].text))), -i),
        default=0,
    )


def _within(body: str, lines: Sequence[Judged], main: int) -> str:
    """Give what of the extractor's text stands among the lines of the page's main article."""
    stories = stories_of(lines)
    following = stories[main + 1 : main + 2]
    zone = lines[stories[main].top : following[0].top if following else len(lines)]
    words = f" {' '.join(comparable(line.text) for line in zone)} "
    return "\n".join(row for row in body.split("\n") if f" {comparable(row)} " in words)


def _with_stated(draft: Draft, stated: Stated) -> Draft:
    return replace(
        draft,
        title=stated.title or draft.title,
        outlet=draft.outlet or stated.site,
        byline=draft.byline or stated.author,
        published=stated.published or draft.published,
    )
