"""Tells what the bytes of a page are, by the bytes first and by name second."""

import codecs
import re
from enum import Enum
from pathlib import PurePath

from stocktake.model import Source

_SIGNATURES = (
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"\xd0\xcf\x11\xe0", "a document of an old office format"),
    (b"\x1f\x8b", "a compressed file"),
    (b"7z\xbc\xaf", "a compressed file"),
    (b"Rar!", "a compressed file"),
    (b"SQLite format 3", "a database"),
    (b"\x7fELF", "a program"),
    (b"MZ\x90", "a program"),
)
_BYTE_ORDER_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE, codecs.BOM_UTF32_BE)
_OPENS_HTML = re.compile(
    rb"^\s*(?:<!--.*?-->\s*)?<(?:!doctype\s+html|html|head|body)\b", re.I | re.S
)
_TAG = re.compile(
    rb"</?(?:p|div|span|br|h[1-6]|ul|ol|li|table|tr|td|a|b|i|em|strong|font|article|body|html)\b[^<>]*>",
    re.I,
)
_HTML_TYPES = ("text/html", "application/xhtml+xml")
_WORD_PART = b"word/document.xml"
_CONTROL = bytes(set(range(0x20)) - {0x09, 0x0A, 0x0B, 0x0C, 0x0D, 0x1B})


class Medium(Enum):
    """What a page is, as far as reading it goes."""

    HTML = "text/html"
    TEXT = "text/plain"
    MARKDOWN = "text/markdown"
    PDF = "application/pdf"
    DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def medium_of(source: Source) -> Medium | str:
    """Tell what a page is, or give the sentence that says why it cannot be read."""
    content = source.content
    suffix = PurePath(source.location.split("?")[0]).suffix.lower()
    stated = (source.media_type or "").split(";")[0].strip().lower()
    if not content.strip():
        return "the page is empty; save it again, or remove it"
    if content[:1024].lstrip().startswith(b"%PDF-"):
        return Medium.PDF
    if content.startswith(b"PK\x03\x04"):
        return _medium_of_zip(content, suffix)
    misnamed = _misnamed(suffix, stated)
    if misnamed is not None:
        return misnamed
    kind = next((kind for mark, kind in _SIGNATURES if content.startswith(mark)), None)
    if kind is not None or _is_binary(content):
        kind = kind or "binary data"
        return f"the page is {kind}, not text; save the page as HTML, text, PDF or DOCX"
    return _medium_of_text(content, suffix, stated)


def media_type_of(stated: str | None) -> str | None:
    """Give a Content-Type header in one form: the type in small letters, its charset if any."""
    kind, *parameters = (part.strip().lower() for part in (stated or "").split(";"))
    charset = next((p for p in parameters if p.startswith("charset=")), None)
    return "; ".join(filter(None, (kind[:100], charset and charset[:60]))) or None


def _misnamed(suffix: str, stated: str) -> str | None:
    """Say what is wrong with bytes that are no document, though their name or carrier says so."""
    if suffix == ".docx" or stated == Medium.DOCX.value:
        return "the page is named a DOCX but is no ZIP file; open it and save it as DOCX again"
    if suffix == ".pdf" or stated == Medium.PDF.value:
        return "the page is named a PDF but has no PDF header; download it again"
    return None


def _medium_of_zip(content: bytes, suffix: str) -> Medium | str:
    if _WORD_PART in content or suffix == ".docx":
        return Medium.DOCX
    return "the page is a ZIP archive; unpack it and add the folder"


def _is_binary(content: bytes) -> bool:
    """Tell bytes that are no text in any encoding: one in fifty is a control code."""
    sample = content[:8192]
    if sample.startswith(_BYTE_ORDER_MARKS):
        return False
    if 2 * max(sample[::2].count(0), sample[1::2].count(0)) > len(sample) - 4:
        return False  # every other byte is zero: UTF-16 without its mark
    controls = len(sample) - len(sample.translate(None, _CONTROL))
    return controls * 50 > len(sample)


def _medium_of_text(content: bytes, suffix: str, stated: str) -> Medium:
    if _OPENS_HTML.match(content[:4096].lstrip(codecs.BOM_UTF8)):
        return Medium.HTML
    if suffix in (".md", ".markdown") or stated == Medium.MARKDOWN.value:
        return Medium.MARKDOWN
    if stated in (Medium.HTML.value, "application/xhtml+xml") or suffix in (
        ".html",
        ".htm",
        ".xhtml",
    ):
        return Medium.HTML
    tags = len(_TAG.findall(content[:65536]))
    if stated == Medium.TEXT.value or tags < 4:
        return Medium.TEXT
    return Medium.HTML
