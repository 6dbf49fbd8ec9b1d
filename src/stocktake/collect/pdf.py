"""Reads the lines of a PDF as ministries publish them: columns in order, page heads off."""

import io
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import pdfplumber

from stocktake.collect.clean import clean_line
from stocktake.collect.form import Line, ends_sentence, is_item
from stocktake.collect.limits import MOST_PDF_PAGES

_DAMAGED = "the PDF is damaged or locked; open it and save or print it as a new PDF"
_SCAN = "the PDF is a scan without text; run text recognition (OCR) on it and add the result"
_DIGITS = re.compile(r"\d+")
_PAGE_NUMBER = re.compile(
    r"^\W*(?:page\s*)?\d{1,4}(?:\s*(?:/|of|de|von|من)\s*\d{1,4})?\W*$", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class _Row:
    """One printed line: its words and where it stands, in points from the page's top left."""

    text: str
    left: float
    right: float
    top: float
    bottom: float
    size: float


@dataclass(frozen=True, slots=True)
class _Sheet:
    """The rows of one page in reading order, with the page's height."""

    rows: tuple[_Row, ...]
    height: float


def read_pdf(content: bytes) -> tuple[Line, ...] | str:
    """Give the paragraphs of a PDF, or the sentence that says why there are none."""
    try:
        sheets = _sheets(content)
    except Exception:  # noqa: BLE001 - the parser raises any of a dozen kinds on broken files
        return _DAMAGED
    if not any(sheet.rows for sheet in sheets):
        return _SCAN
    return tuple(_paragraphs(_without_page_heads(sheets)))


def _sheets(content: bytes) -> list[_Sheet]:
    sheets = []
    with pdfplumber.open(io.BytesIO(content)) as pdf:
        for page in pdf.pages[:MOST_PDF_PAGES]:
            words = page.extract_words(extra_attrs=["size"], keep_blank_chars=False)
            sheets.append(_Sheet(tuple(_rows(words, float(page.width))), float(page.height)))
            page.close()
    return sheets


def _rows(words: Sequence[dict[str, float | str]], width: float) -> Iterator[_Row]:
    """Give the rows of a page: those of the left column before those of the right one."""
    boxes = [
        _Row(
            str(word["text"]),
            float(word["x0"]),
            float(word["x1"]),
            float(word["top"]),
            float(word["bottom"]),
            float(word["size"]),
        )
        for word in words
    ]
    gutter = _gutter(boxes, width)
    if gutter is None:
        yield from _joined_rows(boxes)
        return
    first = min(box.top for box in boxes if box.left > gutter)
    yield from _joined_rows([box for box in boxes if box.top < first - 1])
    yield from _joined_rows([b for b in boxes if b.top >= first - 1 and b.left <= gutter])
    yield from _joined_rows([b for b in boxes if b.top >= first - 1 and b.left > gutter])


def _gutter(boxes: Sequence[_Row], width: float) -> float | None:
    """Give the middle of the empty strip between two columns, or None where there is none."""
    for share in (0.5, 0.48, 0.52, 0.46, 0.54):
        x = width * share
        crossing = [box for box in boxes if box.left < x + 4 and box.right > x - 4]
        left = [box for box in boxes if box.right <= x - 4]
        right = [box for box in boxes if box.left >= x + 4]
        if min(len(left), len(right)) < 40 or len(crossing) > 0.02 * len(boxes):
            continue
        if crossing and max(box.bottom for box in crossing) > min(box.top for box in right):
            continue
        return x
    return None


def _joined_rows(boxes: Sequence[_Row]) -> Iterator[_Row]:
    """Join the words that stand on one baseline."""
    row: list[_Row] = []
    for box in sorted(boxes, key=lambda box: (round(box.bottom), box.left)):
        if row and abs(box.bottom - row[-1].bottom) > 0.4 * box.size:
            yield _one_row(row)
            row = []
        row.append(box)
    if row:
        yield _one_row(row)


def _one_row(boxes: Sequence[_Row]) -> _Row:
    in_order = sorted(boxes, key=lambda box: box.left)
    return _Row(
        clean_line(" ".join(box.text for box in in_order)),
        in_order[0].left,
        max(box.right for box in boxes),
        min(box.top for box in boxes),
        max(box.bottom for box in boxes),
        max(box.size for box in boxes),
    )


def _without_page_heads(sheets: Sequence[_Sheet]) -> list[_Sheet]:
    """Leave out page numbers, and what stands at the edge of most pages."""
    edges = Counter(
        _edge_words(row) for sheet in sheets for row in sheet.rows if _at_edge(row, sheet)
    )
    least = max(2, len(sheets) // 2)
    return [
        _Sheet(
            tuple(
                row
                for row in sheet.rows
                if not (
                    _at_edge(row, sheet)
                    and (_PAGE_NUMBER.match(row.text) or edges[_edge_words(row)] >= least)
                )
            ),
            sheet.height,
        )
        for sheet in sheets
    ]


def _at_edge(row: _Row, sheet: _Sheet) -> bool:
    return row.bottom < 0.12 * sheet.height or row.top > 0.88 * sheet.height


def _edge_words(row: _Row) -> str:
    return _DIGITS.sub("#", row.text).casefold()


def _paragraphs(sheets: Sequence[_Sheet]) -> Iterator[Line]:
    """Join rows to paragraphs, over the end of a column or page as well."""
    rows = [row for sheet in sheets for row in sheet.rows]
    usual = Counter(round(row.size) for row in rows).most_common(1)[0][0]
    full = max(row.right for row in rows) - min(row.left for row in rows)
    text, before = "", None
    for row in rows:
        if before is None or _begins_paragraph(row, before, full):
            if text:
                yield Line(text, True, _heading(before, usual))
            text = row.text
        else:
            text = f"{text[:-1]}{row.text}" if _is_hyphenated(text, row) else f"{text} {row.text}"
        before = row
    if text:
        yield Line(text, True, _heading(before, usual))


def _begins_paragraph(row: _Row, before: _Row, full: float) -> bool:
    if is_item(row.text) or abs(row.size - before.size) > 1:
        return True
    step = row.top - before.bottom
    if step < -before.size:  # the next column or page
        return ends_sentence(before.text)
    if step > 0.9 * before.size:
        return True
    return ends_sentence(before.text) and (
        row.left - before.left > 0.8 * row.size or before.right - before.left < 0.35 * full
    )


def _is_hyphenated(text: str, row: _Row) -> bool:
    return text.endswith("-") and len(text) > 2 and text[-2].isalpha() and row.text[:1].islower()


def _heading(row: _Row | None, usual: int) -> int | None:
    return 1 if row is not None and row.size >= 1.3 * usual else None
