"""Reads the paragraphs of a DOCX document; page heads stand in other parts of it."""

import io
import lzma
import zipfile
import zlib
from collections import Counter
from collections.abc import Iterator

from lxml import etree

from stocktake.collect.clean import clean_line
from stocktake.collect.form import Line
from stocktake.collect.limits import MOST_UNPACKED_BYTES, in_megabytes

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_UNPACKING_FAILS = (
    *(zipfile.BadZipFile, zlib.error, lzma.LZMAError),
    *(KeyError, OSError, ValueError, EOFError, NotImplementedError, RuntimeError),
)
_DAMAGED = "the DOCX document is damaged; open it and save it as DOCX again"
_TOO_LARGE = (
    f"the DOCX document unpacks to more than {in_megabytes(MOST_UNPACKED_BYTES)}; "
    "save its text alone"
)


def read_docx(content: bytes) -> tuple[Line, ...] | str:
    """Give the paragraphs of a document, or the sentence that says why there are none."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as parts:
            if sum(part.file_size for part in parts.infolist()) > MOST_UNPACKED_BYTES:
                return _TOO_LARGE
            document = _part(parts, "word/document.xml")
            numbering = _part(parts, "word/numbering.xml") if _has_numbers(parts) else None
    except (
        zipfile.BadZipFile,
        KeyError,
        OSError,
        ValueError,
        EOFError,
        NotImplementedError,
        RuntimeError,
    ):
        return _DAMAGED
    if document is None:
        return _TOO_LARGE
    tree = _tree(document)
    if tree is None:
        return _DAMAGED
    numbered = _numbered_lists(_tree(numbering) if numbering else None)
    paragraphs = tuple(_paragraphs(tree, numbered))
    return paragraphs or "the DOCX document holds no text; check it, and save it as DOCX again"


def _has_numbers(parts: zipfile.ZipFile) -> bool:
    return "word/numbering.xml" in parts.namelist()


def _part(parts: zipfile.ZipFile, name: str) -> bytes | None:
    """Read one part, or give None where it unpacks to more than the limit, whatever it declares."""
    with parts.open(name) as part:
        content = part.read(MOST_UNPACKED_BYTES + 1)
    return content if len(content) <= MOST_UNPACKED_BYTES else None


def _tree(content: bytes) -> etree._Element | None:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True, recover=True)
    try:
        return etree.fromstring(content, parser)
    except (etree.XMLSyntaxError, ValueError):
        return None


def _numbered_lists(numbering: etree._Element | None) -> frozenset[str]:
    """Give the ids of the lists whose points bear numbers rather than bullets."""
    if numbering is None:
        return frozenset()
    plain = {
        abstract.get(f"{_W}abstractNumId")
        for abstract in numbering.iter(f"{_W}abstractNum")
        if (form := abstract.find(f"{_W}lvl/{_W}numFmt")) is not None
        and form.get(f"{_W}val") != "bullet"
    }
    return frozenset(
        str(number.get(f"{_W}numId"))
        for number in numbering.iter(f"{_W}num")
        if (of := number.find(f"{_W}abstractNumId")) is not None and of.get(f"{_W}val") in plain
    )


def _paragraphs(tree: etree._Element, numbered: frozenset[str]) -> Iterator[Line]:
    counts: Counter[tuple[str, str]] = Counter()
    for paragraph in tree.iter(f"{_W}p"):
        text = clean_line("".join(_words(paragraph)))
        if text:
            yield Line(_mark(paragraph, numbered, counts) + text, True, _heading(paragraph))


def _words(paragraph: etree._Element) -> Iterator[str]:
    for element in paragraph.iter(f"{_W}t", f"{_W}tab", f"{_W}br", f"{_W}noBreakHyphen"):
        if element.tag == f"{_W}t":
            yield element.text or ""
        else:
            yield "-" if element.tag == f"{_W}noBreakHyphen" else " "


def _mark(
    paragraph: etree._Element, numbered: frozenset[str], counts: Counter[tuple[str, str]]
) -> str:
    """Give the bullet or number that a point of a list is shown with."""
    points = paragraph.find(f"{_W}pPr/{_W}numPr")
    if points is None:
        return ""
    number, level = (points.find(f"{_W}{name}") for name in ("numId", "ilvl"))
    of = str(number.get(f"{_W}val")) if number is not None else ""
    depth = str(level.get(f"{_W}val")) if level is not None else "0"
    if of not in numbered:
        return "• "
    counts[of, depth] += 1
    return f"{counts[of, depth]}. "


def _heading(paragraph: etree._Element) -> int | None:
    style = paragraph.find(f"{_W}pPr/{_W}pStyle")
    name = str(style.get(f"{_W}val")).lower() if style is not None else ""
    if name == "title":
        return 1
    digits = name.removeprefix("heading")
    return min(6, int(digits)) if name.startswith("heading") and digits.isdigit() else None
