"""A paper as DOCX, for Word and LibreOffice: real headings, tables with heads that repeat."""

import re
from dataclasses import fields, is_dataclass, replace
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from docx import Document
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from stocktake.serve.papers.drawing import SIGNS
from stocktake.serve.papers.faces.docx_parts import (
    cell_line,
    field,
    in_language,
    keep_whole,
    line_below,
    repeat_above,
    shade,
    tight,
)
from stocktake.serve.papers.faces.flat import KEY, columns_of, rows_of, shown
from stocktake.serve.papers.faces.html import direction
from stocktake.serve.papers.paper import (
    Band,
    Block,
    Grid,
    Heading,
    Mark,
    Paper,
    Paragraph,
    Runs,
    SourceLine,
    Words,
    quiet,
    said,
)

_SANS, _SERIF = "Arial", "Georgia"
_LONG, _SHORT, _MARGIN = 297, 210, 16  # A4, in millimetres
_INK = RGBColor(0, 0, 0)
_COLOURS = {
    "past": RGBColor(0x7A, 0x2E, 0x00),
    "done": RGBColor(0x00, 0x3D, 0x2C),
    "differ": RGBColor(0x4F, 0x14, 0x53),
}
_QUIET = RGBColor(0x3C, 0x3C, 0x3C)
_LONGEST_TITLE = 255  # letters, among the document's properties
_NOT_IN_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_EPOCH = (1980, 1, 1, 0, 0, 0)  # the earliest moment that a ZIP can bear


def as_docx(asked: Paper) -> bytes:
    """Give the document, the same bytes for the same paper."""
    paper: Paper = _in_xml(asked)
    document = Document()
    _set_styles(document)
    _set_page(document.sections[0], paper)
    properties = document.core_properties
    properties.title, properties.author = paper.title[:_LONGEST_TITLE], "Stocktake"
    properties.language = "en"
    properties.comments = ""
    document.add_paragraph(paper.title, style="Title")
    if paper.lede:
        document.add_paragraph(paper.lede, style="Subtitle")
    for block in paper.blocks:
        _add(document, block, paper)
    out = BytesIO()
    document.save(out)
    return _without_clock(out.getvalue())


def _in_xml(value: Any) -> Any:
    """Give a part of a paper with a mark for each letter that XML has no place for."""
    if isinstance(value, str):
        return _NOT_IN_XML.sub("\ufffd", value)
    if isinstance(value, tuple):
        return tuple(map(_in_xml, value))
    if is_dataclass(value) and not isinstance(value, type):
        return replace(value, **{f.name: _in_xml(getattr(value, f.name)) for f in fields(value)})
    return value


def _set_styles(document: Any) -> None:
    sizes = {"Normal": (9.5, 0, 2), "Title": (18, 0, 2), "Subtitle": (11, 0, 6),
             "Heading 2": (13, 12, 3)}  # fmt: skip
    for name, (size, before, after) in sizes.items():
        style = document.styles[name]
        style.font.name, style.font.size, style.font.color.rgb = _SANS, Pt(size), _INK
        style.font.bold, style.font.italic = name in ("Title", "Heading 2"), False
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
            fonts.attrib.pop(qn(f"w:{theme}"), None)
        fonts.set(qn("w:cs"), _SANS)
        fonts.set(qn("w:hAnsi"), _SANS)
        shape = style.paragraph_format
        shape.space_before, shape.space_after = Pt(before), Pt(after)
        shape.line_spacing = 1.1
        _strip(style.element.get_or_add_pPr(), "w:pBdr")
        for extra in ("w:spacing", "w:kern"):
            _strip(style.element.get_or_add_rPr(), extra)


def _strip(properties: Any, name: str) -> None:
    for element in properties.findall(qn(name)):
        properties.remove(element)


def _set_page(section: Any, paper: Paper) -> None:
    wide = paper.orientation == "landscape"
    across, down = (_LONG, _SHORT) if wide else (_SHORT, _LONG)
    section.orientation = WD_ORIENT.LANDSCAPE if wide else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = Mm(across), Mm(down)
    section.left_margin = section.right_margin = Mm(_MARGIN)
    section.top_margin, section.bottom_margin = Mm(20), Mm(18)
    section.header_distance = section.footer_distance = Mm(10)
    head = section.header.paragraphs[0]
    stops = head.paragraph_format.tab_stops
    head.style.paragraph_format.tab_stops.clear_all()
    stops.add_tab_stop(Mm(across / 2 - _MARGIN), WD_TAB_ALIGNMENT.CENTER)
    stops.add_tab_stop(Mm(across - 2 * _MARGIN), WD_TAB_ALIGNMENT.RIGHT)
    head.add_run(paper.kind).bold = True
    head.add_run(f"\t{paper.state_of_play}\tStocktake")
    line_below(head, 18)
    foot = section.footer.paragraphs[0]
    foot.add_run("page ")
    field(foot, "PAGE")
    foot.add_run(" of ")
    field(foot, "NUMPAGES")


def _add(document: Any, block: Block, paper: Paper) -> None:
    match block:
        case Heading():
            document.add_heading(block.text, level=2)
        case Paragraph():
            paragraph = document.add_paragraph()
            _write(paragraph, shown(block.runs))
            if block.place == "box":
                shade(paragraph, "F1F1EE")
        case Grid():
            _add_grid(document, block, paper)
        case _:
            for line in block.lines:
                _add_source(document, line)
            _write(document.add_paragraph(), (quiet(f"{block.count}."),))


def _add_grid(document: Any, grid: Grid, paper: Paper) -> None:
    columns = columns_of(grid)
    across = (_LONG if paper.orientation == "landscape" else _SHORT) - 2 * _MARGIN
    widths = [Mm(across * c.share / sum(c.share for c in columns)) for c in columns]
    table = document.add_table(rows=1, cols=len(columns))
    table.autofit = False
    tight(table, 85)
    for column, width in zip(table.columns, widths, strict=True):
        column.width = width
    for cell, column, width in zip(table.rows[0].cells, columns, widths, strict=True):
        _fill(cell, (quiet(column.heading),), width, 12)
        for run in cell.paragraphs[0].runs:
            run.font.size = Pt(8)
    repeat_above(table.rows[0])
    for row in rows_of(grid):
        added = table.add_row()
        keep_whole(added)
        if isinstance(row, Band):
            _add_band(added, row)
            continue
        for cell, runs, width in zip(added.cells, row, widths, strict=True):
            _fill(cell, runs, width, 4)
    if grid.lanes:
        _write(document.add_paragraph(), (quiet(KEY),))


def _add_band(row: Any, band: Band) -> None:
    cell = row.cells[0].merge(row.cells[-1])
    paragraph = cell.paragraphs[0]
    paragraph.add_run(band.text).bold = True
    paragraph.paragraph_format.space_before = Pt(5)
    paragraph.paragraph_format.keep_with_next = True
    cell_line(cell, 6, "000000")


def _fill(cell: Any, runs: Runs, width: Any, line: int) -> None:
    cell.width = width
    _write(cell.paragraphs[0], runs)
    cell.paragraphs[0].paragraph_format.space_after = Pt(1.5)
    cell_line(cell, line, "000000" if line > 4 else "B5B5B0")


def _write(paragraph: Any, runs: Runs) -> None:
    for run in runs:
        if isinstance(run, Mark):
            paragraph.add_run(f"{SIGNS[run.by]} ")
        else:
            _write_words(paragraph, run)


def _write_words(paragraph: Any, words: Words) -> None:
    before, verb, after = words.parts
    for text, is_verb in ((before, False), (verb, True), (after, False)):
        if text:
            run = paragraph.add_run(text)
            _dress(run, words)
            if is_verb:
                run.font.underline = run.font.bold = run.font.cs_bold = True


def _dress(run: Any, words: Words) -> None:
    if words.weight == "strong":
        run.font.bold = run.font.cs_bold = True
    if words.weight == "quiet":
        run.font.color.rgb = _QUIET
    if words.weight == "source":
        run.font.name = _SERIF
    if words.tone in _COLOURS:
        run.font.color.rgb = _COLOURS[words.tone]
    if words.lang:
        in_language(run, words.lang, direction(words.lang) == "rtl")


def _add_source(document: Any, line: SourceLine) -> None:
    paragraph = document.add_paragraph()
    shape = paragraph.paragraph_format
    shape.left_indent, shape.first_line_indent, shape.space_after = Mm(7), Mm(-7), Pt(1)
    shape.tab_stops.add_tab_stop(Mm(7))
    address = f" {line.address}" if line.address else ""
    title = Words(line.title, "source", lang=line.lang)
    rest = said(f". {line.outlet}, {line.rest}{address}")
    _write(paragraph, (said(f"{line.number}.\t"), title, rest))


def _without_clock(document: bytes) -> bytes:
    """Give the same document without the moment of writing in its archive."""
    out = BytesIO()
    with ZipFile(BytesIO(document)) as old, ZipFile(out, "w", ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(ZipInfo(name, _EPOCH), old.read(name), ZIP_DEFLATED)
    return out.getvalue()
