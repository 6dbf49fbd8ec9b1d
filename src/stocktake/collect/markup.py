"""Reads HTML into a tree and the tree into lines, however broken or deep the page is."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import unescape

from lxml import etree, html

from stocktake.collect.clean import clean_line
from stocktake.collect.form import Line

_BLOCKS = frozenset(
    (
        *(
            "address",
            "article",
            "aside",
            "blockquote",
            "body",
            "br",
            "center",
            "dd",
            "details",
            "div",
        ),
        *("dl", "dt", "fieldset", "figure", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header"),
        *("hr", "html", "li", "main", "ol", "p", "pre", "section", "summary", "table", "tbody"),
        *("td", "tfoot", "th", "thead", "tr", "ul"),
    )
)
# What never holds an article's words; `form` is none of them, some sites wrap the page in one.
_SKIPPED = frozenset(
    (
        *("script", "style", "noscript", "template", "svg", "head", "nav", "footer", "button"),
        *("select", "option", "input", "textarea", "label", "figcaption", "iframe", "object"),
        *("video", "audio", "canvas", "menu", "dialog"),
    )
)
_XML_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
_MISPLACED_TITLE = re.compile(r"<title[^>]*>", re.IGNORECASE)
_UNSEEN = re.compile(r"<(script|style|noscript)\b.*?</\1\s*>", re.IGNORECASE | re.DOTALL)
_ANY_TAG = re.compile(r"</?([a-zA-Z][a-zA-Z0-9]*)\b[^<>]*>")
_HEADINGS = {f"h{level}": level for level in range(1, 10)}
_MOST_DEEP = 220  # levels; deeper trees are only walked, never handed to recursive code
_IS_DEEP = etree.XPath(f"boolean({'/*' * (_MOST_DEEP + 1)})")


@dataclass(slots=True)
class _Pen:
    """Collects the words of the line being read."""

    words: list[str] = field(default_factory=list)
    linked: int = 0
    heading: int | None = None
    gap: bool = False

    def add(self, text: str | None, in_link: bool) -> None:
        if text:
            self.words.append(text)
            if in_link:
                self.linked += len(text.strip())

    def finished(self) -> Line | None:
        """Give the line, or None where nothing was written."""
        whole = "".join(self.words)
        if not whole or whole.isspace():
            return None
        text = clean_line(whole)
        if not text:
            return None
        share = min(1.0, self.linked / max(1, len(whole.strip())))
        return Line(text, self.gap, self.heading, share)


def parse(text: str) -> html.HtmlElement | None:
    """Give the tree of a page, or None where no element can be made out."""
    parser = html.HTMLParser(huge_tree=True, recover=True, remove_comments=True, remove_pis=True)
    try:
        tree = html.document_fromstring(_XML_DECLARATION.sub("", text), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return None
    return tree


def text_of_markup(text: str) -> str:
    """Give the text between the tags of a page too deep for any tree, by their marks alone."""
    text = _UNSEEN.sub(" ", text)
    text = _ANY_TAG.sub(lambda tag: "\n" if tag[1].lower() in _BLOCKS else "", text)
    return unescape(text)


def is_deep(tree: html.HtmlElement) -> bool:
    """Tell a tree too deep for code that calls itself for each level."""
    return bool(_IS_DEEP(tree))  # the parser itself leaves out what lies deeper than its limit


def lines_of_tree(tree: html.HtmlElement) -> tuple[Line, ...]:
    """Give the visible lines of a page in their order, one for each block of text."""
    return tuple(_lines(tree))


def _lines(tree: html.HtmlElement) -> Iterator[Line]:
    pen, links = _Pen(), 0
    walk = etree.iterwalk(tree, events=("start", "end"))
    for event, element in walk:
        tag = element.tag if isinstance(element.tag, str) else ""
        if tag in _SKIPPED:
            if event == "start":
                walk.skip_subtree()
            else:
                pen.add(element.tail, links > 0)
            continue
        breaks = tag in _BLOCKS
        if breaks:
            if (line := pen.finished()) is not None:
                yield line
                pen = _Pen(gap=tag != "br")
            elif tag != "br":
                pen.gap = True
        if event == "start":
            links += tag == "a"
            if breaks:
                pen.heading = _HEADINGS.get(tag, pen.heading)
            pen.add(element.text, links > 0)
        else:
            links -= tag == "a"
            if breaks:
                pen.heading = None
            pen.add(element.tail, links > 0)
    if (line := pen.finished()) is not None:
        yield line
