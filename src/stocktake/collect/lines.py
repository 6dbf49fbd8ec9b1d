"""Turns a flattened text into lines, and rejoins the sentences that were broken over several."""

import re

from stocktake.collect.clean import clean
from stocktake.collect.form import LEAD_IN_END, WORD, Line, ends_sentence, is_item, starts_midway

_OPEN_END = re.compile(
    r"(?:[,(\[“‘«—–-]|\b(?:the|a|an|of|to|in|on|at|by|for|from|with|and|or|but|that|as|is|are|was|were|"
    r"has|have|had|his|her|its|their|said|says|le|la|les|de|du|des|à|et|en|un|une))$",
    re.IGNORECASE,
)
_GLUE_LEFT = re.compile(r"^[,.;:!?)\]”’»%،؛]")
_ENDS_LIST_ITEM = re.compile(r";\s*(?:and|or|et)?$", re.IGNORECASE)


def lines_of(text: str) -> tuple[Line, ...]:
    """Give the clean lines of a text that bear anything, each knowing of an empty line before it."""
    lines, gap = [], False
    for raw in clean(text).split("\n"):
        if raw:
            lines.append(Line(raw, gap))
        gap = not raw
    return rejoined(tuple(lines))


def rejoined(lines: tuple[Line, ...]) -> tuple[Line, ...]:
    """Give the lines with broken sentences made whole: a link inside a sentence, a wrapped line."""
    whole: list[Line] = []
    position = 0
    while position < len(lines):
        line = lines[position]
        if whole and _carries_on(whole[-1], lines, position):
            whole[-1] = Line(_glued(whole[-1].text, line.text), whole[-1].gap)
        else:
            whole.append(line)
        position += 1
    return tuple(whole)


def _carries_on(before: Line, lines: tuple[Line, ...], position: int) -> bool:
    """Tell whether a line goes on with the sentence before it."""
    line = lines[position]
    if line.gap or is_item(line.text) or _ENDS_LIST_ITEM.search(before.text):
        return False
    if _GLUE_LEFT.match(line.text):
        return len(WORD.findall(before.text)) >= 1
    if ends_sentence(before.text) or before.text.endswith(":"):
        return False
    if starts_midway(line.text):
        return len(WORD.findall(before.text)) >= 1 and not LEAD_IN_END.search(before.text[-1:] * (before.text[-1:] == ";"))
    if len(WORD.findall(before.text)) < 6:
        return False
    if _OPEN_END.search(before.text):
        return True
    # A short bit between two halves of a sentence: a link whose words begin with a capital.
    follows = lines[position + 1] if position + 1 < len(lines) else None
    return (
        follows is not None
        and not follows.gap
        and len(WORD.findall(line.text)) <= 10
        and not ends_sentence(line.text)
        and len(WORD.findall(before.text)) >= 8
        and (bool(_GLUE_LEFT.match(follows.text)) or starts_midway(follows.text))
    )


def _glued(left: str, right: str) -> str:
    tight = _GLUE_LEFT.match(right) or left.endswith(("(", "“", "‘", "«", "["))
    return f"{left}{right}" if tight else f"{left} {right}"
