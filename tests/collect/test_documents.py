"""Reading PDF and DOCX documents."""

import io

import docx
import pytest
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen import canvas

from stocktake.collect import cut
from stocktake.model import Source


def drawn(pages: list[list[tuple[float, float, str]]]) -> bytes:
    stream = io.BytesIO()
    sheet = canvas.Canvas(stream, pagesize=A4)
    for page in pages:
        for x, y, text in page:
            sheet.drawString(x, y, text)
        sheet.showPage()
    sheet.save()
    return stream.getvalue()


def test_rows_are_rejoined_to_paragraphs_over_pages_without_heads_and_numbers() -> None:
    head = (72.0, 800.0, "MINISTRY OF PORTS")
    pages = [
        [
            head,
            (72, 740, "The two governments met in Oslo on Monday and agreed to share the data"),
            (72, 726, "of their fishing fleets, and to open a joint office there within a year."),
            (72, 690, "1. Norway will pay for the office, and Chile for the officers who work"),
            (72, 40, "Page 1 of 2"),
        ],
        [
            head,
            (72, 740, "in it until the end of the first year."),
            (72, 712, "2. Chile will send ten officers."),
            (72, 40, "Page 2 of 2"),
        ],
    ]
    (article,) = cut(Source("a.pdf", drawn(pages))).articles
    assert article.text.split("\n") == [
        "The two governments met in Oslo on Monday and agreed to share the data of their fishing "
        "fleets, and to open a joint office there within a year.",
        "1. Norway will pay for the office, and Chile for the officers who work in it until the "
        "end of the first year.",
        "2. Chile will send ten officers.",
    ]


def test_two_columns_are_read_one_after_the_other() -> None:
    left = [f"The left column has row {n} of its text" for n in range(12)]
    right = [f"and the right one row {n} of its own" for n in range(12)]
    rows = [(50.0, 700.0 - 14 * n, text) for n, text in enumerate(left)]
    rows += [(320.0, 700.0 - 14 * n, text) for n, text in enumerate(right)]
    (article,) = cut(Source("a.pdf", drawn([rows]))).articles
    text = " ".join(article.text.split())
    assert " ".join(left) in text
    assert text.index(left[-1]) < text.index(right[0])


def test_a_scan_without_text_says_so() -> None:
    page = cut(Source("a.pdf", drawn([[]]))).page
    assert page.problem is not None
    assert "a scan without text" in page.problem


@pytest.fixture
def document() -> docx.document.Document:
    return docx.Document()


def saved(document: docx.document.Document) -> bytes:
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def test_paragraphs_and_points_of_a_document_are_kept_and_its_page_head_is_not(
    document: docx.document.Document,
) -> None:
    document.sections[0].header.paragraphs[0].text = "MINISTRY OF PORTS"
    document.add_heading("Statement of the Second Fisheries Round", 0)
    document.add_paragraph("5 May 2031")
    document.add_paragraph("The two governments agreed:")
    document.add_paragraph("to share data", style="List Number")
    document.add_paragraph("Norway will host.", style="List Bullet")
    (article,) = cut(Source("a.docx", saved(document))).articles
    assert article.title == "Statement of the Second Fisheries Round"
    assert article.published == "2031-05-05"
    assert [line.lstrip("•1. ") for line in article.text.split("\n")] == [
        "The two governments agreed:",
        "to share data",
        "Norway will host.",
    ]
