"""Cuts a page into its articles, whatever its bytes are."""

import hashlib
from dataclasses import replace

from stocktake.collect.clean import clean_line
from stocktake.collect.docx import read_docx
from stocktake.collect.draft import Draft, Drafts
from stocktake.collect.encoding import decode
from stocktake.collect.flat import cut_document, cut_flat
from stocktake.collect.form import Line
from stocktake.collect.language import language_of
from stocktake.collect.limits import MOST_BYTES, MOST_TEXT_BYTES, in_megabytes
from stocktake.collect.markdown import plain_text
from stocktake.collect.media import Medium, medium_of
from stocktake.collect.pdf import read_pdf
from stocktake.collect.printed_dates import printed_days
from stocktake.collect.webpage import cut_html
from stocktake.model import Article, Cut, Page, Source, article_id, gap_id, page_id


def cut(source: Source) -> Cut:
    """Cut a page into its articles; bad content gives a page whose `problem` says what to do.

    Pure: the same source gives the same cut, on every machine.  Nothing is raised for content.
    """
    medium = medium_of(source)
    drafts = Drafts(problem=medium) if isinstance(medium, str) else _drafts(source, medium)
    sha256 = hashlib.sha256(source.content).hexdigest()
    page = Page(
        id=_page_id(source, drafts),
        location=source.location,
        sha256=sha256,
        media_type=source.media_type if isinstance(medium, str) else medium.value,
        read_at=source.retrieved,
        problem=drafts.problem,
    )
    carried = _with_carried(drafts.articles, source)
    return Cut(page, tuple(_article(page.id, n, draft) for n, draft in enumerate(carried)))


def _drafts(source: Source, medium: Medium) -> Drafts:
    most = MOST_BYTES if medium in (Medium.PDF, Medium.DOCX) else MOST_TEXT_BYTES
    if len(source.content) > most:
        return Drafts(
            problem=f"the page is larger than {in_megabytes(most)}; split it, or save its text"
        )
    match medium:
        case Medium.HTML:
            return cut_html(decode(source.content, source.media_type))
        case Medium.MARKDOWN:
            return cut_flat(plain_text(decode(source.content, source.media_type)))
        case Medium.TEXT:
            return cut_flat(decode(source.content, source.media_type))
        case Medium.PDF:
            return _of_document(read_pdf(source.content))
        case Medium.DOCX:
            return _of_document(read_docx(source.content))


def _of_document(read: tuple[Line, ...] | str) -> Drafts:
    return Drafts(problem=read) if isinstance(read, str) else cut_document(read)


def _page_id(source: Source, drafts: Drafts) -> str:
    """Give the id of a page; one that cannot be read is told apart by its location too.

    Two empty files are two gaps.
    """
    known = page_id(source)
    return known if drafts.problem is None else gap_id(known, source.location)


def _with_carried(drafts: tuple[Draft, ...], source: Source) -> tuple[Draft, ...]:
    """Let the longest article take what the carrier says where the page itself is silent."""
    if not drafts:
        return ()
    main = max(range(len(drafts)), key=lambda n: (len(drafts[n].text), -n))
    draft = drafts[main]
    title = clean_line(source.title) if source.title else None
    days = printed_days(source.published) if source.published else ()
    carried = replace(
        draft,
        title=title or draft.title,
        published=draft.published or (days[0].edtf if days and days[0].has_year else None),
        text=_without_title(draft.text, title),
    )
    return (*drafts[:main], carried, *drafts[main + 1 :])


def _without_title(text: str, title: str | None) -> str:
    first, _, rest = text.partition("\n")
    return rest if title and rest and first == title else text


def _article(page: str, position: int, draft: Draft) -> Article:
    return Article(
        id=article_id(page, position, draft.text),
        page=page,
        position=position,
        title=draft.title,
        outlet=draft.outlet,
        byline=draft.byline,
        published=draft.published,
        dateline=draft.dateline,
        language=language_of(draft.text),
        text=draft.text,
        truncated=draft.truncated,
    )
