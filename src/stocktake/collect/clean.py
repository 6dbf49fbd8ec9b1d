"""Turns decoded text into the clean text in which positions are fixed for good."""

import re
import unicodedata

_BLANKS = re.compile(r"[^\S\n]+")
LINE_BREAKS = re.compile(r"\r\n?|[\u0085\u2028\u2029\v\f]")
# What has no width says nothing to a reader, yet would break every comparison of words.
_INVISIBLE = dict.fromkeys(
    (
        *(0x00AD, 0x200B, 0x2060, 0xFEFF, 0x061C, 0x200E, 0x200F),
        *(*range(0x202A, 0x202F), *range(0x2066, 0x206A)),
        *(*range(0x00, 0x09), *range(0x0E, 0x20), *range(0x7F, 0x85), *range(0x86, 0xA0)),
    )
)
_MARKED = re.compile(f"[{re.escape(''.join(map(chr, _INVISIBLE)))}]")
_PRESENTATION_FORM = re.compile(r"[\uFB50-\uFDFF\uFE70-\uFEFC\uFB00-\uFB06]+")


def clean(text: str) -> str:
    """Give the text in NFC with plain blanks, plain letters and no invisible marks.

    Line breaks become line feeds, and runs of other white space one blank; lines are stripped.
    Cleaning a clean text changes nothing.
    """
    text = LINE_BREAKS.sub("\n", text)
    if _MARKED.search(text):  # looking is far quicker than translating
        text = text.translate(_INVISIBLE)
    text = _PRESENTATION_FORM.sub(_plain_letters, text)
    text = unicodedata.normalize("NFC", text)
    return "\n".join(_BLANKS.sub(" ", line).strip() for line in text.split("\n"))


def clean_line(text: str) -> str:
    """Give the clean text as one line."""
    if text.isascii() and not _MARKED.search(text):
        return " ".join(text.split())
    return " ".join(clean(text).split())


def _plain_letters(match: re.Match[str]) -> str:
    return unicodedata.normalize("NFKC", match.group())
