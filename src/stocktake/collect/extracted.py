"""Takes an article's text out of a web page with the extractor, and off it what that leaves on."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum, auto

import trafilatura
from lxml import html
from trafilatura.settings import Document

from stocktake.collect.clean import clean
from stocktake.collect.form import (
    WORD,
    Form,
    Judged,
    Line,
    byline_of,
    ends_sentence,
    is_signature,
    judge,
)

_ABOUT = re.compile(r"^\W*(?:About|À propos de) (?:the )?[A-Z][\w.&’' -]{1,50}:?$")
_TABLE_RULE = re.compile(r"^[|\s-]+$")
_TABLE_MARK = re.compile(r"\s*\\?\|\s*")
_SHORT = 250  # letters; the extractor itself doubts a text below
_HALF = 0.5
_LINKED = 0.2  # share of links from which a line stands for another page
_LEAST_LEAD = 25  # words; shorter sentences above a text are captions and notes
_LEAD_WORDS = 60  # words that may stand between a title and the byline below it
_TITLE_LETTERS = 400  # letters from the beginning within which the title may be repeated
_ABOVE_COMMENTS = 0.6  # share of the text that lies above the comments
_SPEAKS_TO_READER = 0.01  # share of "you" in a text that is written to its reader


class _Effort(Enum):
    """How far the extractor goes: its own rules alone take half the time, and mostly suffice."""

    QUICK = auto()
    FULL = auto()


@dataclass(frozen=True, slots=True)
class _Row:
    """A line of the extractor's text with the line of the page that it comes from."""

    text: str
    line: Judged
    place: int | None


def extract(
    tree: html.HtmlElement, lines: Sequence[Judged], titles: frozenset[str], expected: int
) -> str | None:
    """Give the text of the page's article, or None where the extractor finds none.

    `titles` are the forms of the article's title; `lines` the judged lines of the whole page;
    `expected` the letters of the longest text that these lines show.
    """
    text = _extracted(tree, _Effort.QUICK)
    if len(text) < max(_SHORT, _HALF * expected):
        text = _extracted(tree, _Effort.FULL)
    if not text:
        return None
    if _is_layout(text):
        return _out_of_layout(text, lines)
    rows = _above_comments(_rows(text, lines), lines)
    rows = _without_furniture(rows, {comparable(title) for title in titles})
    rows = _with_what_belongs(_below_byline(rows, lines), lines)
    return "\n".join(row.text for row in rows) or None


def _extracted(tree: html.HtmlElement, effort: _Effort) -> str:
    """Give what the extractor finds, clean; full, it weighs other extractors' findings too."""
    document = trafilatura.bare_extraction(
        tree,
        fast=effort is _Effort.QUICK,
        favor_precision=True,
        include_comments=False,
        with_metadata=False,
    )
    return clean(document.text or "") if isinstance(document, Document) else ""


def comparable(text: str) -> str:
    """Give a line's words in one case, apart by one blank, for comparing it."""
    return " ".join(WORD.findall(text.casefold()))


def _rows(text: str, lines: Sequence[Judged]) -> list[_Row]:
    places: dict[str, int] = {}
    for number, line in enumerate(lines):
        places.setdefault(comparable(line.text), number)
    rows: list[_Row] = []
    for raw in text.split("\n"):
        bare = _plain_row(raw)
        if not comparable(bare) and "_" not in bare:  # a rule of underscores parts sections
            continue
        place = places.get(comparable(bare))
        judged = judge(Line(bare)) if place is None else lines[place]
        if (
            raw.startswith("|")
            and not any(row.line.is_prose for row in rows)
            and not judged.is_prose
        ):
            continue
        rows.append(_Row(bare if raw.startswith("|") else raw, judged, place))
    return rows


def _plain_row(raw: str) -> str:
    """Give a line without the marks that the extractor writes for tables and lists."""
    if raw.startswith("|"):
        return "" if _TABLE_RULE.match(raw) else _TABLE_MARK.sub(" ", raw).strip()
    return raw.lstrip("- ").strip()


def _without_furniture(rows: Sequence[_Row], titles: set[str]) -> list[_Row]:
    """Leave out the repeated title, furniture, and rows of links; end before comments."""
    whole = sum(len(row.text) for row in rows)
    to_reader = _is_written_to_reader(rows)
    kept, passed = [], 0
    for row in rows:
        passed += len(row.text)
        kind = row.line.furniture if row.line.form is Form.FURNITURE else None
        if 2 * passed > whole and (kind == "comments" or _ABOUT.match(row.line.text)):
            break
        if passed < _TITLE_LETTERS and comparable(row.line.text) in titles:
            continue
        if kind and not (to_reader and kind == "addresses the reader"):
            continue
        if row.line.form is Form.HEADLINE and row.line.line.links > 0.8:
            continue
        kept.append(row)
    while len(kept) > 1 and kept[-1].line.form is Form.DAY and not is_signature(kept[-1].text):
        kept.pop()
    if len(kept) > 2 and _dangles(kept[-1], kept[-2]):
        kept.pop()
    return kept


def _with_what_belongs(rows: list[_Row], lines: Sequence[Judged]) -> list[_Row]:
    """Give back the lead and the subheadings that the extractor took for furniture.

    A subheading is a line that the page holds once, between two lines of the text; one in links
    is a teaser unless it is marked as a heading.  A lead stands right above the
    text, or between the day and a caption.
    """
    once = Counter(line.text for line in lines)
    whole = rows[:1]
    for row in rows[1:]:
        before = whole[-1].place
        if before is not None and row.place == before + 2:
            line = lines[before + 1]
            short = line.form in (Form.HEADLINE, Form.SCRAP) and line.words > 0
            if short and once[line.text] == 1 and (line.line.links < _LINKED or line.line.heading):
                whole.append(_Row(line.text, line, before + 1))
        whole.append(row)
    first = whole[0].place if whole else None
    place = _place_of_lead(lines, first) if first else None
    if place is None or once[lines[place].text] > 1:
        return whole
    return [_Row(lines[place].text, lines[place], place), *whole]


def _place_of_lead(lines: Sequence[Judged], first: int) -> int | None:
    """Give the place of the lead above the text's first line, or None."""
    if _is_lead(lines[first - 1]):
        return first - 1
    below_day = first > 2 and lines[first - 3].form is Form.DAY
    return first - 2 if below_day and _is_lead(lines[first - 2]) else None


def _is_lead(line: Judged) -> bool:
    return line.form is Form.SENTENCE and line.words >= _LEAST_LEAD and line.line.links < _LINKED


def _dangles(last: _Row, before: _Row) -> bool:
    """Tell a label at the end of a text that stood apart from it on the page."""
    if last.line.form is not Form.HEADLINE or last.place is None or before.place is None:
        return False
    return last.place > before.place + 1 and ends_sentence(before.text)


def _is_layout(text: str) -> bool:
    """Tell a text whose tables are the page's layout: their cells hold most of its words."""
    cells = [row for row in text.split("\n") if row.startswith("|") and row.count(". ") > 1]
    return 2 * sum(map(len, cells)) > len(text)


def _above_comments(rows: list[_Row], lines: Sequence[Judged]) -> list[_Row]:
    """Leave out what stands below the sign of the comments, where most of the text is above it."""
    whole = sum(len(row.text) for row in rows)
    for place, line in enumerate(lines):
        if line.form is Form.FURNITURE and line.furniture == "comments":
            above = [row for row in rows if row.place is None or row.place < place]
            if sum(len(row.text) for row in above) > _ABOVE_COMMENTS * whole:
                return above
    return rows


def _is_written_to_reader(rows: Sequence[_Row]) -> bool:
    words = [word for row in rows for word in WORD.findall(row.text.casefold())]
    return sum(word in ("you", "your") for word in words) > _SPEAKS_TO_READER * len(words)


def _below_byline(rows: list[_Row], lines: Sequence[Judged]) -> list[_Row]:
    """Let the text begin below the byline or day that stands between title and text."""
    first = next(
        (r.place for r in rows if r.place is not None and r.line.is_prose and r.line.words >= 12),
        None,
    )
    if first is None:
        return rows
    credits = [
        place
        for place in range(max(0, first - 8), min(len(lines), first + 4))
        if lines[place].form is Form.DAY or byline_of(lines[place].text)
    ]
    lead = 0
    while credits and lead < len(rows):
        place = rows[lead].place
        if place is None or place > credits[-1]:
            break
        lead += 1
    words = sum(row.line.words for row in rows[:lead])
    return rows[lead:] if words <= _LEAD_WORDS and lead < len(rows) else rows


def _out_of_layout(text: str, lines: Sequence[Judged]) -> str | None:
    """Give the page's own lines that the text holds, where a table lays the page out."""
    held = f" {comparable(text)} "
    kept = [
        line.text
        for line in lines
        if line.is_prose and line.words > 4 and f" {comparable(line.text)} " in held
    ]
    return "\n".join(kept) or None
