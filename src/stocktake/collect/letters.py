"""Reads letters: newsletters (.eml) and pages saved as one file (.mhtml)."""

from collections.abc import Iterator
from email import message_from_bytes, policy
from email.message import EmailMessage
from email.utils import parsedate_to_datetime

from stocktake.collect.encoding import decode
from stocktake.collect.media import Medium
from stocktake.model import Source, Unreadable

LETTER_SUFFIXES = (".eml", ".mhtml", ".mht")

_DOCUMENTS = (Medium.PDF.value, Medium.DOCX.value)
_DEEPEST = 5  # letters within letters
_EMPTY = "the letter holds no text; open it in a mail program and save it as HTML or text"


def read_letter(location: str, content: bytes) -> Iterator[Source | Unreadable]:
    """Give the page that a letter is, with the letters and documents attached to it.

    Each takes its title and date from its own letter's head; a saved page its address.
    """
    letter = message_from_bytes(content, _class=EmailMessage, policy=policy.default)
    pages = list(_pages(location, letter, 1))
    if not pages:
        yield Unreadable(location, _EMPTY)
    yield from pages


def _pages(location: str, letter: EmailMessage, depth: int) -> Iterator[Source]:
    page = _page(location, letter)
    if page is not None:
        yield page
    for number, part in enumerate(_attached(letter), 1):
        place = f"{location}#{number}"
        if isinstance(part, EmailMessage) and part.get_content_type() in _DOCUMENTS:
            yield _document(place, letter, part)
        elif depth < _DEEPEST:
            yield from _pages(place, part, depth + 1)


def _page(location: str, letter: EmailMessage) -> Source | None:
    """Give the letter's own text, as HTML where it has it."""
    body = letter.get_body(("html", "plain"))
    if not isinstance(body, EmailMessage) or body.is_multipart():
        return None
    content = body.get_payload(decode=True)
    if not isinstance(content, bytes) or not content.strip():
        return None
    charset = body.get_content_charset()
    return Source(
        location=_header(letter, "Snapshot-Content-Location") or location,
        # Positions go by text, and a page's own declaration may contradict its letter's.
        content=decode(content, f"charset={charset}").encode("utf-8", "replace"),
        media_type=body.get_content_type(),
        title=_header(letter, "Subject"),
        published=_date(letter),
        retrieved=None,
    )


def _attached(letter: EmailMessage) -> Iterator[EmailMessage]:
    """Give the letters and documents attached, none of those within attached letters."""
    if letter.get_content_type() == "message/rfc822":
        return
    if not letter.is_multipart():
        return
    for part in letter.iter_parts():
        if not isinstance(part, EmailMessage):
            continue
        if part.get_content_type() == "message/rfc822":
            yield from (p for p in part.iter_parts() if isinstance(p, EmailMessage))
        elif part.get_content_type() in _DOCUMENTS:
            yield part
        elif part.get_content_maintype() == "multipart":
            yield from _attached(part)


def _document(place: str, letter: EmailMessage, part: EmailMessage) -> Source:
    content = part.get_payload(decode=True)
    return Source(
        location=place,
        content=content if isinstance(content, bytes) else b"",
        media_type=part.get_content_type(),
        published=_date(letter),
    )


def _date(letter: EmailMessage) -> str | None:
    """Give the day on which a letter was written, where its writer was."""
    try:
        return parsedate_to_datetime(_header(letter, "Date") or "").date().isoformat()
    except ValueError:
        return None


def _header(letter: EmailMessage, name: str) -> str | None:
    return " ".join(str(letter.get(name, "")).split()) or None
