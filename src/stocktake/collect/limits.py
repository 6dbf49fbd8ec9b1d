"""How much of one page this stage takes in; beyond it a page is refused with the remedy."""

MOST_BYTES = 40 * 1024 * 1024
"""Bytes of a PDF or DOCX, and of any file that is opened at all."""

MOST_TEXT_BYTES = 12 * 1024 * 1024
"""Bytes of HTML or plain text: a hundred times a long web page."""

MOST_UNPACKED_BYTES = 100 * 1024 * 1024
"""Bytes that a packed document may unpack to."""

MOST_PDF_PAGES = 500
"""Pages of a PDF that are read."""


def in_megabytes(size: int) -> str:
    """Give a size as a reader says it."""
    return f"{size / (1024 * 1024):.0f} MB"
