"""Two ways of reading a page of an archive: any page, or only one that has a chance to matter."""

import hashlib

from stocktake.collect import cut
from stocktake.extract.screen import NO_STRETCH, chance_in_text
from stocktake.extract.screen_of_bytes import NO_WORD, chance_in_bytes
from stocktake.model import Page, ReadPage, Source, page_id
from stocktake.pipeline import read_cut, read_page
from stocktake.shards.rows import Row

_SCREENED = ("text/html", "text/plain", "application/xhtml+xml")


def read_any(source: Source) -> Row:
    """Read a page, whatever it is about."""
    return Row(read_page(source))


def read_with_a_chance(source: Source) -> Row:
    """Read a page unless its bytes, or then all its articles, leave no chance that it matters.

    A page that could not be cut is told with its problem, whatever it is about.
    """
    if _is_screened(source) and not chance_in_bytes(_as_told(source)):
        sha256 = hashlib.sha256(source.content).hexdigest()
        kept = (source.location, sha256, source.media_type, source.retrieved)
        return Row(ReadPage(Page(page_id(source, sha256), *kept)), NO_WORD)
    page = cut(source)
    if page.articles and not any(map(chance_in_text, page.articles)):
        return Row(ReadPage(page.page), NO_STRETCH)
    return Row(read_cut(page))


def _is_screened(source: Source) -> bool:
    return (source.media_type or "").split(";")[0] in _SCREENED


def _as_told(source: Source) -> bytes:
    """Give a page's bytes behind the title that its archive keeps beside them."""
    if source.title is None:
        return source.content
    return source.title.encode("utf-8", "replace") + b"\n" + source.content
