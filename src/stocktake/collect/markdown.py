"""Takes the marks of Markdown off a text; what they mark is kept as plain lines."""

import re

_FRONT_MATTER = re.compile(r"\A---\n(.*?)\n---\n", re.DOTALL)
_MARKS = (
    (re.compile(r"!\[[^\]]*\]\([^)]*\)"), ""),
    (re.compile(r"\[([^\]]+)\]\([^)]*\)"), r"\1"),
    (re.compile(r"^\s{0,3}#{1,6}\s+(.*?)\s*#*\s*$", re.MULTILINE), r"\n\1\n"),
    (re.compile(r"^\s{0,3}>\s?", re.MULTILINE), ""),
    (re.compile(r"^\s*([-*_])(?:\s*\1){2,}\s*$", re.MULTILINE), ""),
    (re.compile(r"(\*\*|__)(?=\S)(.+?)(?<=\S)\1"), r"\2"),
    (re.compile(r"(?<![\w*])\*(?=\S)([^*\n]+?)(?<=\S)\*(?!\w)"), r"\1"),
    (re.compile(r"`([^`\n]+)`"), r"\1"),
    (re.compile(r"<(https?://[^>]+)>"), r"\1"),
)


def plain_text(text: str) -> str:
    """Give the text without its marks; links keep their words, headings stand alone."""
    text = _FRONT_MATTER.sub("", text)
    for pattern, replacement in _MARKS:
        text = pattern.sub(replacement, text)
    return text
