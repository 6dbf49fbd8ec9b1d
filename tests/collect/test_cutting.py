"""Cutting pages of any content."""

import io
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from stocktake.collect import cut
from stocktake.model import Source

SENTENCES = "The ministers met in Oslo on Monday and agreed to talk. They will meet again in May."


def packed(document: bytes, *others: str) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as parts:
        parts.writestr("word/document.xml", document)
        for name in others:
            parts.writestr(name, "x")
    return stream.getvalue()


def plain_zip() -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as parts:
        parts.writestr("a.txt", "a")
    return stream.getvalue()


@pytest.mark.parametrize(
    ("name", "content", "remedy"),
    [
        ("a.txt", b"", "save it again"),
        ("a.html", b" \n\t ", "save it again"),
        ("a.txt", bytes(range(256)) * 40, "binary data"),
        ("a.html", b"\x89PNG\r\n\x1a\n" + bytes(90), "a picture"),
        ("a.txt", b"a " * 7_000_000, "larger than 12 MB; split it"),
        ("a.docx", b"no ZIP at all", "save it as DOCX again"),
        ("a.docx", packed(b"<w:document"), "save it as DOCX again"),
        ("a.docx", packed(b"x" * 4000)[:90], "save it as DOCX again"),
        ("a.docx", packed(b" " * 120_000_000), "unpacks to more than 100 MB"),
        ("a.zip", plain_zip(), "unpack it"),
        ("a.pdf", b"no PDF at all", "download it again"),
        ("a.pdf", b"%PDF-1.7\nbroken", "damaged or locked"),
        ("a.html", b"<html></html>", "save"),
    ],
)
def test_a_page_that_cannot_be_read_says_why_and_what_to_do(
    name: str, content: bytes, remedy: str
) -> None:
    found = cut(Source(name, content))
    assert found.articles == ()
    assert found.page.problem is not None
    assert remedy in found.page.problem


def test_a_packed_part_that_lies_about_its_size_is_refused() -> None:
    honest = packed(b" " * 110_000_000)
    entry = honest.index(b"PK\x01\x02") + 24
    lying = honest[:entry] + (100).to_bytes(4, "little") + honest[entry + 4 :]
    assert cut(Source("a.docx", lying)).page.problem is not None


@pytest.mark.parametrize("tag", ["div", "b", "blockquote", "span"])
def test_a_page_nested_ten_thousand_deep_is_read(tag: str) -> None:
    page = (
        f"<html><body>{f'<{tag}>' * 10_000}<p>{SENTENCES}</p>{f'</{tag}>' * 10_000}</body></html>"
    )
    (article,) = cut(Source("a.html", page.encode())).articles
    assert article.text == SENTENCES


def test_a_page_cut_in_half_gives_what_it_has_and_is_truncated() -> None:
    half = (
        f"<html><head><title>Talks in Oslo</title></head><body><p>{SENTENCES}</p>"
        "<p>Both sides said that the text of the"
    )
    (article,) = cut(Source("a.html", half.encode())).articles
    assert article.text.startswith(SENTENCES)
    assert article.truncated


def test_the_same_bytes_under_another_path_are_the_same_page() -> None:
    one, two = (cut(Source(name, SENTENCES.encode())) for name in ("a.txt", "b/c.txt"))
    assert one.page.id == two.page.id
    assert one.articles[0].id == two.articles[0].id
    assert cut(Source("a.txt", SENTENCES.encode() + b" So be it.")).page.id != one.page.id


def test_lines_of_archives_are_told_apart_by_their_address() -> None:
    html = f"<p>{SENTENCES}</p>".encode()
    one, two = (cut(Source(f"https://a.example/{n}", html, "text/html")) for n in (1, 2))
    assert one.page.id != two.page.id


def test_the_carrier_alone_says_when_a_page_was_read() -> None:
    assert cut(Source("a.txt", b"The talks end.")).page.read_at is None
    source = Source("a.txt", b"The talks end.", retrieved="2031-05-05T10:00:00Z")
    assert cut(source).page.read_at == "2031-05-05T10:00:00Z"


@settings(max_examples=60, deadline=None)
@given(
    st.sampled_from(["a.html", "a.txt", "a.md", "a.docx", "a.pdf"]),
    st.one_of(st.binary(max_size=400), st.text(max_size=300).map(str.encode)),
    st.sampled_from([b"", b"<html><body><p>", b"PK\x03\x04", b"%PDF-1.4\n", b"\xff\xfe"]),
)
def test_no_content_raises_and_every_page_has_articles_or_a_problem(
    name: str, content: bytes, opening: bytes
) -> None:
    found = cut(Source(name, opening + content))
    assert bool(found.articles) != bool(found.page.problem)
    assert found == cut(Source(name, opening + content))


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from([SENTENCES, "Home", "Share", "A short title", "5 May 2031", ""])))
def test_every_quote_of_a_cut_article_is_in_its_clean_text(lines: list[str]) -> None:
    for article in cut(Source("a.txt", "\n".join(lines).encode())).articles:
        assert article.text == article.text.strip()
        assert article.quote(0, len(article.text)).quote == article.text
