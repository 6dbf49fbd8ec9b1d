"""Cuts articles out of flattened text, judging its lines by form, place and neighbours."""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby, takewhile

from stocktake.collect.credits import (
    Dateline,
    read_credits,
    read_dateline,
    read_source,
    resolved_day,
    site_of,
    split_byline,
    without_source,
)
from stocktake.collect.draft import Draft, Drafts
from stocktake.collect.form import (
    Form,
    Judged,
    Line,
    ends_sentence,
    is_signature,
    starts_midway,
)
from stocktake.collect.lines import lines_of
from stocktake.collect.printed_dates import printed_days
from stocktake.collect.stories import INSIDE_TEXTS, Story, judged_lines, stories_of

_SUBHEADING_LINES = 2  # short lines in a row that a text may hold
_PUBLISHED = re.compile(
    r"\W*(?:first )?(?:published|posted|issued|released|publié|paru|date|نشر|تاريخ النشر)\b",
    re.IGNORECASE,
)
_NOTHING = (
    "no article was found in the text, only short lines; "
    "save the page of one article, or paste its text"
)


def cut_flat(text: str) -> Drafts:
    """Cut the articles out of a text that has lost its markup."""
    return cut_lines(judged_lines(lines_of(text)))


def cut_document(lines: Sequence[Line]) -> Drafts:
    """Cut the one article out of the paragraphs of a document, which has no furniture."""
    judged = judged_lines(lines)
    if not judged:
        return Drafts(problem="the document holds no text; check that it was saved whole")
    return Drafts((_whole(judged),))


def cut_fragment(lines: Sequence[Line]) -> Drafts:
    """Give every line of a bare piece of markup as one article: its carrier has cut it already."""
    judged = judged_lines(lines)
    if not judged:
        return Drafts(problem="the page holds no words; check that it was saved whole")
    return Drafts((replace(_draft(judged, Story(0, 0, len(judged)), None, judged), title=None),))


def cut_lines(lines: Sequence[Judged]) -> Drafts:
    """Cut the articles out of judged lines."""
    if _is_bare(lines):
        return Drafts((_whole(lines),))
    drafts: list[Draft] = []
    for story in stories_of(lines):
        page_day = drafts[0].published if drafts else None
        drafts.append(_draft(lines, _below_credits(lines, story), page_day))
    return Drafts(tuple(drafts)) if drafts else Drafts(problem=_NOTHING)


def _is_bare(lines: Sequence[Judged]) -> bool:
    """Tell a text without furniture: a title first, then a day or the text, and nothing besides."""
    if len(lines) < 2 or lines[0].form is not Form.HEADLINE or starts_midway(lines[0].text):
        return False
    if any(line.furniture or line.relative for line in lines if line.words < 14):
        return False
    if lines[1].form is not Form.DAY and not lines[1].line.gap:
        return False
    prose = [line for line in lines[1:] if line.is_prose]
    repeated = any(line.text == lines[0].text for line in lines[1:])
    return bool(prose) and not repeated and len(stories_of(lines)) == 1


def _whole(lines: Sequence[Judged]) -> Draft:
    """Give all lines as one article, its title and day taken from the first of them."""
    start = _first_of_text(lines)
    return _draft(lines, Story(0, start, len(lines)), None, lines[start:])


def _first_of_text(lines: Sequence[Judged]) -> int:
    """Give the place of the first line below title and day, or 0 where there is neither."""
    head = takewhile(lambda line: not line.is_prose, lines[:6])
    days = [n for n, line in enumerate(head) if line.form is Form.DAY and line.days]
    if days and days[0] + 1 < len(lines):
        return days[0] + 1
    return int(len(lines) > 1 and lines[0].form is Form.HEADLINE)


def _below_credits(lines: Sequence[Judged], story: Story) -> Story:
    """Let the text begin below a day, a credit or a byline that stands among its first lines."""
    last = story.start
    for position in range(story.start, min(story.start + 4, story.stop)):
        above = sum(line.words for line in lines[story.start : position])
        if _is_credit(lines[position]) and above <= 60:
            last = position + 1
    whole = sum(line.words for line in lines[story.start : story.stop])
    above = sum(line.words for line in lines[story.start : last])
    return Story(story.top, last, story.stop) if last < story.stop and above * 4 < whole else story


def _is_credit(line: Judged) -> bool:
    return line.form is Form.DAY or (
        line.form is Form.FURNITURE and line.furniture not in INSIDE_TEXTS
    )


def _draft(
    lines: Sequence[Judged],
    story: Story,
    page_day: str | None,
    body: Sequence[Judged] | None = None,
) -> Draft:
    """Make the article of a story; `body` gives its lines where none of them is to be left out."""
    chosen = _text_lines(lines[story.start : story.stop]) if body is None else body
    kept = [line.text for line in chosen]
    below = lines[story.stop : story.stop + 2]
    source = read_source(kept[-1]) or next(filter(None, (read_source(x.text) for x in below)), None)
    kept[-1] = without_source(kept[-1])
    text = "\n".join(line for line in kept if line)
    writer, text = split_byline(text)
    credits = read_credits(lines[story.top : story.start], text)
    dateline = read_dateline(text)
    agency = dateline.agency if dateline else None
    site = site_of(lines, credits.title)
    return Draft(
        text=text,
        title=credits.title,
        outlet=credits.outlet or site or agency or source,
        byline=credits.byline or writer,
        published=resolved_day(credits.published or _day_of(dateline, below), page_day),
        dateline=dateline.printed if dateline else None,
        truncated=_is_truncated(text),
    )


def _day_of(dateline: Dateline | None, below: Sequence[Judged]) -> str | None:
    """Give the full day of the dateline, or the one that a line below the text calls its own."""
    printed = [dateline.printed] if dateline else []
    printed += [
        line.text for line in below if line.form is Form.DAY and _PUBLISHED.match(line.text)
    ]
    days = [day for text in printed for day in printed_days(text) if day.has_year]
    return days[0].edtf if days else None


def with_text(draft: Draft, text: str) -> Draft:
    """Give the article another text, with the dateline and the wholeness of that text."""
    dateline = read_dateline(text)
    return replace(
        draft,
        text=text,
        dateline=dateline.printed if dateline else None,
        truncated=_is_truncated(text),
    )


def _text_lines(lines: Sequence[Judged]) -> list[Judged]:
    """Leave out the furniture inside a text: its lines, and rows of short lines that it leads.

    A subheading stays, and so does a list that a colon announces.
    """
    kept: list[Judged] = []
    for is_prose, group in groupby(lines, key=lambda line: line.is_prose):
        run = list(group)
        plain = [line for line in run if line.form not in (Form.FURNITURE, Form.DAY)]
        announced = bool(kept) and kept[-1].text.endswith(":")
        if is_prose or announced or (len(plain) == len(run) <= _SUBHEADING_LINES):
            kept.extend(plain)
    return kept


def _is_truncated(text: str) -> bool:
    """Tell a text that begins or ends in mid-sentence."""
    last = text.rsplit("\n", 1)[-1]
    whole = ends_sentence(last) or is_signature(last) or len(last.split()) < 8
    return starts_midway(text) or not whole
