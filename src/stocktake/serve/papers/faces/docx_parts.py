"""Parts of a DOCX that python-docx has no words for, written as the XML of the format."""

from typing import Any

from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.table import Table, _Cell, _Row
from docx.text.paragraph import Paragraph
from docx.text.run import Run

#: The format fixes the order of properties; Word takes a file that breaks it for a damaged one.
_AFTER_SHADING = (
    "w:tabs", "w:suppressAutoHyphens", "w:kinsoku", "w:wordWrap", "w:bidi", "w:adjustRightInd",
    "w:snapToGrid", "w:spacing", "w:ind", "w:contextualSpacing", "w:jc", "w:outlineLvl", "w:rPr",
    "w:sectPr",
)  # fmt: skip


def field(paragraph: Paragraph, code: str) -> None:
    """Add a field that the program fills in, such as PAGE."""
    for kind in ("begin", None, "end"):
        run = paragraph.add_run()
        if kind is None:
            element = OxmlElement("w:instrText")
            element.text = code
        else:
            element = OxmlElement("w:fldChar")
            element.set(qn("w:fldCharType"), kind)
        run._r.append(element)


def line_below(paragraph: Paragraph, eighths: int) -> None:
    """Draw a line below a paragraph, of so many eighths of a point."""
    borders = OxmlElement("w:pBdr")
    borders.append(_border("bottom", eighths))
    paragraph._p.get_or_add_pPr().insert_element_before(borders, "w:shd", *_AFTER_SHADING)


def shade(paragraph: Paragraph, colour: str) -> None:
    """Lay a colour behind a paragraph."""
    shading = OxmlElement("w:shd")
    shading.set(qn("w:val"), "clear")
    shading.set(qn("w:fill"), colour)
    paragraph._p.get_or_add_pPr().insert_element_before(shading, *_AFTER_SHADING)


def cell_line(cell: _Cell, eighths: int, colour: str) -> None:
    """Draw a line below a cell, of so many eighths of a point."""
    borders = OxmlElement("w:tcBorders")
    borders.append(_border("bottom", eighths, colour))
    cell._tc.get_or_add_tcPr().append(borders)


def tight(table: Table, twentieths: int) -> None:
    """Let cells begin at the table's edge, with so many twentieths of a point behind each."""
    margins = OxmlElement("w:tblCellMar")
    for side, width in (("left", 0), ("right", twentieths)):
        margin = OxmlElement(f"w:{side}")
        margin.set(qn("w:w"), str(width))
        margin.set(qn("w:type"), "dxa")
        margins.append(margin)
    table._tbl.tblPr.insert_element_before(margins, "w:tblLook")


def repeat_above(row: _Row) -> None:
    """Let a row stand again at the head of each page that its table runs over."""
    row._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))


def keep_whole(row: _Row) -> None:
    """Let a row never break over two pages."""
    row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))


def in_language(run: Run, language: str, is_right_to_left: bool) -> None:
    """Say in which language, and in which direction, a run is written."""
    properties = run._r.get_or_add_rPr()
    if is_right_to_left:
        properties.append(OxmlElement("w:rtl"))
    element = OxmlElement("w:lang")
    element.set(qn("w:bidi" if is_right_to_left else "w:val"), language)
    properties.append(element)


def _border(side: str, eighths: int, colour: str = "000000") -> Any:
    border = OxmlElement(f"w:{side}")
    for name, value in (("val", "single"), ("sz", str(eighths)), ("space", "1")):
        border.set(qn(f"w:{name}"), value)
    border.set(qn("w:color"), colour)
    return border
