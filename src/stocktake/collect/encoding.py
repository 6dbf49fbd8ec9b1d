"""Turns the bytes of a page into text, whatever its declaration says."""

import codecs
import re

from charset_normalizer import from_bytes

_DECLARED = re.compile(
    rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w.:-]{2,40})|<\?xml[^>]{0,100}encoding=["']([\w.-]{2,40})""",
    re.IGNORECASE,
)
_BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# What a page calls by the first name it writes in the second, as browsers know.
_MEANT = {
    "iso-8859-1": "cp1252",
    "latin-1": "cp1252",
    "latin1": "cp1252",
    "ascii": "cp1252",
    "us-ascii": "cp1252",
    "iso-8859-9": "cp1254",
    "iso-8859-6": "cp1256",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "ks_c_5601-1987": "cp949",
    "shift_jis": "cp932",
}
_SAMPLE = 60_000  # bytes that a guess looks at


def decode(content: bytes, media_type: str | None = None) -> str:
    """Give the text of the bytes: by byte order mark, as UTF-8, as declared, or as best guessed.

    What the carrier declares in its media type goes before what the page says of itself.
    """
    for mark, encoding in _BYTE_ORDER_MARKS:
        if content.startswith(mark):
            return content.decode(encoding, "replace")
    wide = _unmarked_utf16(content[:2000])
    if wide is not None:
        return content.decode(wide, "replace")
    try:
        return _mended(content.decode("utf-8"))
    except UnicodeDecodeError as error:
        mostly_utf8 = error.start > 0 and _is_nearly_utf8(content)
    if mostly_utf8:
        return content.decode("utf-8", "replace")
    declared = _declared_by_carrier(media_type) or _declared(content)
    if declared is not None:
        return content.decode(declared, "replace")
    return content.decode(_guessed(content), "replace")


def _unmarked_utf16(sample: bytes) -> str | None:
    """Name the kind of UTF-16 whose mark is missing: every other byte of plain letters is zero."""
    for encoding, high in (("utf-16-le", sample[1::2]), ("utf-16-be", sample[::2])):
        if high and 10 * high.count(0) > 9 * len(high) and 10 * sample.count(0) < 6 * len(sample):
            return encoding
    return None


def _is_nearly_utf8(content: bytes) -> bool:
    """Tell a page of UTF-8 with a few bad bytes, as one cut in the middle of a letter is."""
    text = content.decode("utf-8", "replace")
    bad = text.count("\ufffd")
    return bad * 20 < sum(ord(letter) > 127 for letter in text)


def _declared(content: bytes) -> str | None:
    match = _DECLARED.search(content[:4096])
    if match is None:
        return None
    return _single_byte((match[1] or match[2]).decode("ascii", "replace"))


def _declared_by_carrier(media_type: str | None) -> str | None:
    charset = re.search(r"""charset\s*=\s*["']?([\w.:-]{2,40})""", media_type or "", re.IGNORECASE)
    return None if charset is None else _single_byte(charset[1])


def _single_byte(name: str) -> str | None:
    """Give the codec of a declared name, unless it cannot be that of bytes that are no UTF-8."""
    name = name.lower()
    name = _MEANT.get(name, name)
    try:
        codec = codecs.lookup(name)
    except LookupError:
        return None
    # A declaration of UTF-8 has been tried; one of UTF-16 cannot be true where ASCII reads it.
    return None if codec.name.startswith(("utf", "hex", "base64", "rot")) else codec.name


def _guessed(content: bytes) -> str:
    best = from_bytes(content[:_SAMPLE], cp_isolation=_WESTERN_AND_ARABIC).best()
    return "cp1252" if best is None else best.encoding


def _mended(text: str) -> str:
    """Undo UTF-8 that was read as windows-1252 and stored again, where the text shows it."""
    if not _TWICE_ENCODED.search(text):
        return text
    return _TWICE_ENCODED_RUN.sub(_once_encoded, text)


_WESTERN_AND_ARABIC = ["cp1252", "cp1256", "cp1254", "cp1251", "cp1250", "cp1253", "cp1255"]
_TWICE_ENCODED = re.compile("â€[™œ˜“”¦]|Ã[©¨ª§¢´»®¼¶¤]|Â[\xa0«»°]|Ø§Ù„")
_TWICE_ENCODED_RUN = re.compile(
    "[\u0080-\u00ff\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192"
    "\u02c6\u02dc\u2013-\u203a\u20ac\u2122]{2,}"
)


def _once_encoded(match: re.Match[str]) -> str:
    try:
        return match.group().encode("cp1252").decode("utf-8")
    except (UnicodeEncodeError, UnicodeDecodeError):
        return match.group()
