import csv
import re
import shutil
import subprocess
from datetime import date
from io import BytesIO, StringIO
from zipfile import ZipFile

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree, html

from stocktake.serve.catalogue import catalogue_of
from stocktake.serve.papers.brief import Asked, brief_of
from stocktake.serve.papers.brief_layout import laid_out
from stocktake.serve.papers.faces.csv import as_csv
from stocktake.serve.papers.faces.docx import as_docx
from stocktake.serve.papers.faces.html import as_html
from stocktake.serve.papers.faces.markdown import as_markdown
from stocktake.serve.papers.naming import mechanism_called
from stocktake.serve.papers.paper import (
    Column,
    Grid,
    Mark,
    Paper,
    Paragraph,
    Row,
    Sheet,
    Words,
    said,
)
from stocktake.serve.spreadsheets import harmless, written_rows

WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


@pytest.fixture
def paper(records) -> Paper:
    mechanism = mechanism_called("OD", catalogue_of(records))
    return laid_out(brief_of(mechanism, records, Asked(date(2027, 3, 1))))


def small(*runs) -> Paper:
    grid = Grid((Column("A", 50), Column("B", 50)), (Row((tuple(runs), (said("b"),))),))
    return Paper("Kind", "State", "Title", "", (Paragraph(tuple(runs)), grid), Sheet((), ()))


def body_of(document: bytes) -> etree._Element:
    with ZipFile(BytesIO(document)) as file:
        return etree.fromstring(file.read("word/document.xml"))


def test_the_page_needs_no_file_and_no_script_and_has_no_inline_style(paper):
    page = html.fromstring(as_html(paper))
    assert not page.xpath("//script | //link | //img | //*[@style]")
    assert not re.search(r"url\((?!#)", as_html(paper))
    assert page.get("lang") == "en"


def test_every_heading_of_the_paper_is_a_heading_in_every_face(paper):
    headings = [block.text for block in paper.blocks if type(block).__name__ == "Heading"]
    assert html.fromstring(as_html(paper)).xpath("//h2/text()") == headings
    style = f".//{WORD}pStyle[@{WORD}val='Heading2']"
    paragraphs = body_of(as_docx(paper)).iter(f"{WORD}p")
    words = ["".join(p.itertext()) for p in paragraphs if p.find(style) is not None]
    assert words == headings
    assert re.findall(r"^## (.*)$", as_markdown(paper), re.MULTILINE) == headings


def test_the_drawings_say_in_words_what_they_show(paper):
    labels = html.fromstring(as_html(paper)).xpath("//td[@class='lane']/svg/@aria-label")
    assert labels
    assert all("Due:" in label for label in labels)


def test_marks_tell_what_a_person_confirmed():
    page = html.fromstring(as_html(small(Mark("person"), said("x"), Mark("tool"), said("y"))))
    assert page.xpath("//td//span[contains(@class, 'dot')]/@class") == ["dot person", "dot tool"]
    assert "● x○ y" in as_markdown(small(Mark("person"), said("x"), Mark("tool"), said("y")))


def test_arabic_words_keep_their_language_and_direction():
    words = Words("وتعهد البلدان", "source", lang="ar", verb=(0, 5))
    quote = html.fromstring(as_html(small(words))).xpath("//td/bdi")[0]
    assert (quote.get("lang"), quote.get("dir")) == ("ar", "rtl")
    assert quote.xpath("b[@class='verb']/text()") == ["وتعهد"]
    runs = body_of(as_docx(small(words))).iter(f"{WORD}r")
    arabic = [run for run in runs if "البلدان" in "".join(run.itertext())]
    assert all(run.find(f"{WORD}rPr/{WORD}rtl") is not None for run in arabic)
    assert arabic


def test_a_document_is_the_same_bytes_each_time_and_bears_no_moment(paper):
    document = as_docx(paper)
    assert document == as_docx(paper)
    with ZipFile(BytesIO(document)) as file:
        assert {entry.date_time[0] for entry in file.infolist()} == {1980}


def test_the_heads_of_tables_repeat_and_rows_stay_whole(paper):
    tables = list(body_of(as_docx(paper)).iter(f"{WORD}tbl"))
    assert tables
    for table in tables:
        assert len(list(table.iter(f"{WORD}tblHeader"))) == 1
        rows = list(table.iter(f"{WORD}tr"))
        assert len(list(table.iter(f"{WORD}cantSplit"))) == len(rows) - 1


ORDER = {
    "pPr": "pStyle keepNext keepLines pageBreakBefore widowControl numPr pBdr shd tabs bidi spacing"
    " ind contextualSpacing jc outlineLvl rPr sectPr",
    "tblPr": "tblStyle bidiVisual tblW jc tblInd tblBorders shd tblLayout tblCellMar tblLook",
    "tcPr": "tcW gridSpan vMerge tcBorders shd noWrap tcMar vAlign",
    "rPr": "rStyle rFonts b bCs i iCs color spacing kern sz szCs u shd rtl cs lang",
}


def test_properties_stand_in_the_order_that_word_insists_on(paper):
    words = Words("وتعهد البلدان", "strong", lang="ar", verb=(0, 5))
    for made in (paper, small(Mark("tool"), words)):
        with ZipFile(BytesIO(as_docx(made))) as file:
            parts = [n for n in file.namelist() if n.startswith("word/") and n.endswith(".xml")]
            for part in parts:
                if "theme" not in part and "styles" not in part:
                    _check_order(etree.fromstring(file.read(part)))


def _check_order(root):
    for name, order in ORDER.items():
        known = order.split()
        for properties in root.iter(f"{WORD}{name}"):
            found = [etree.QName(child).localname for child in properties]
            assert set(found) <= set(known), found
            assert found == sorted(found, key=known.index), found


def test_a_wide_paper_lies_on_its_side():
    wide = Paper("Matrix", "State", "T", "", (), Sheet((), ()), "landscape")
    size = next(body_of(as_docx(wide)).iter(f"{WORD}pgSz"))
    assert int(size.get(f"{WORD}w")) > int(size.get(f"{WORD}h"))
    assert "size: A4 landscape" in as_html(wide)


def test_rows_of_markdown_have_as_many_cells_as_their_head(paper):
    for table in re.findall(r"(?:^\|.*\n)+", as_markdown(paper), re.MULTILINE):
        counts = {len(re.findall(r"(?<!\\)\|", line)) for line in table.splitlines()}
        assert len(counts) == 1


@given(st.text(alphabet="ab|*_<>[]()`\\\n ", min_size=1, max_size=12))
def test_no_words_of_a_source_become_markup(words):
    told = as_markdown(small(said(words)))
    table = [line for line in told.splitlines() if line.startswith("|")]
    assert len(table) == 3
    assert len(re.findall(r"(?<!\\)(?:\\\\)*\|", table[-1])) == 3
    page = html.fromstring(as_html(small(said(words))))
    assert page.xpath("string(//td[1])").split() == words.split()


def test_the_sheet_reads_back_as_it_was(paper):
    rows = list(csv.reader(StringIO(as_csv(paper).removeprefix("\ufeff"))))
    assert tuple(rows[0]) == paper.sheet.columns
    assert [tuple(row) for row in rows[1:]] == list(paper.sheet.rows)


@given(st.text(min_size=1))
def test_no_cell_begins_a_formula(words):
    line = "".join(written_rows([[words]]))
    (cell,) = next(csv.reader(StringIO(line, newline="")))
    assert cell[0] not in "=+-@\t\r"
    assert cell.removeprefix("'").endswith(words.removeprefix("'"))


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "＝1"])
def test_a_cell_that_would_be_a_formula_is_led_by_an_apostrophe(cell):
    assert harmless(cell) == f"'{cell}"


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed here")
def test_libreoffice_opens_the_document(paper, tmp_path):
    (tmp_path / "brief.docx").write_bytes(as_docx(paper))
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    command = ["soffice", profile, "--headless", "--convert-to", "txt:Text (encoded):UTF8"]
    subprocess.run(
        [*command, "--outdir", str(tmp_path), str(tmp_path / "brief.docx")],
        check=True,
        capture_output=True,
    )
    told = (tmp_path / "brief.txt").read_text(encoding="utf-8-sig")
    assert "Carried forward" in told
    assert "Date passed, nothing found" in told
