"""Turns a flattened text into lines, and rejoins the sentences that were broken over several."""

import re

from stocktake.collect.clean import LINE_BREAKS, clean
from stocktake.collect.form import WORD, Line, ends_sentence, is_item, starts_midway
from stocktake.collect.printed_dates import printed_days
from stocktake.collect.vocabulary import any_function_word

_OPEN_END = re.compile(
    r"(?:[,(\[“‘«—–-]|\b(?:the|a|an|of|to|in|on|at|by|for|from|with|and|or|but|that|as|is|are|was|were|"
    r"has|have|had|his|her|its|their|said|says|le|la|les|de|du|des|à|et|en|un|une))$",
    re.IGNORECASE,
)
_GLUE_LEFT = re.compile(r"^[,.;:!?)\]”’»%،؛]")
_WIDE_BLANK = re.compile(r"[^\S\n]{2,}|\t")
_LEADING_DAY = re.compile(
    r"^(?P<day>(?:(?P<label>[^\W\d_]{2,10}),? )?"
    r"(?:\d{1,2} [^\W\d_]{3,9}\.? \d{4}|\d{4}-\d{2}-\d{2}|\d{1,2}[-.]\d{1,2}[-.]\d{4}))"
    r"\s*(?:[|•·–—-]\s+|\s)(?=[^\Wa-z\d])"
)
_CREDIT = re.compile(r"^(?:posted |written )?by\s|^(?:كتب|بقلم)|:\s*\d[\d.,]*$", re.IGNORECASE)
_ENDS_LIST_ITEM = re.compile(r";\s*(?:and|or|et)?$", re.IGNORECASE)


def lines_of(text: str) -> tuple[Line, ...]:
    """Give the clean lines of a text, each knowing of an empty line before it."""
    lines, gap = [], False
    for raw in LINE_BREAKS.sub("\n", text).split("\n"):
        if not raw or raw.isspace():
            gap = True
            continue
        pieces = [piece for part in _parted(raw) if (piece := clean(part))]
        for number, piece in enumerate(pieces):
            lines.append(Line(piece, gap if number == 0 else False))
        gap = not pieces
    return rejoined(tuple(lines))


def _parted(raw: str) -> list[str]:
    """Part a line where wide blanks or a leading day show that several lines were run together."""
    raw = raw.strip()
    leading = _LEADING_DAY.match(raw)
    if leading and _is_lead(leading):
        return [leading["day"], *_parted(raw[leading.end() :])]
    pieces = [piece for piece in _WIDE_BLANK.split(raw) if piece.strip()]
    if len(pieces) < 2:
        return [raw]
    first = pieces[0]
    if len(WORD.findall(first)) > 14 or ends_sentence(first) or first.endswith(":"):
        return [raw]
    return pieces if _is_row(pieces) else [raw]


def _is_row(pieces: list[str]) -> bool:
    """Tell labels side by side from a sentence that merely holds wide blanks."""
    short = all(len(WORD.findall(piece)) <= 5 for piece in pieces)
    return (
        (short and len(pieces) >= 3)
        or bool(printed_days(pieces[0]))
        or bool(_CREDIT.search(pieces[0]))
    )


def _is_lead(leading: re.Match[str]) -> bool:
    days = printed_days(leading["day"])
    label = leading["label"] or ""
    return bool(days) and days[0].has_year and label.lower() not in any_function_word()


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
    words = len(WORD.findall(before.text))
    if _GLUE_LEFT.match(line.text):
        return words > 0
    if ends_sentence(before.text) or before.text.endswith(":"):
        return False
    if starts_midway(line.text):
        return words > 0
    open_end = words >= 6 and bool(_OPEN_END.search(before.text))
    return open_end or (words >= 8 and _is_link_inside(lines, position))


def _is_link_inside(lines: tuple[Line, ...], position: int) -> bool:
    """Tell a short bit between two halves of a sentence: the words of a link."""
    line = lines[position]
    follows = lines[position + 1] if position + 1 < len(lines) else None
    return (
        follows is not None
        and not follows.gap
        and len(WORD.findall(line.text)) <= 10
        and not ends_sentence(line.text)
        and (bool(_GLUE_LEFT.match(follows.text)) or starts_midway(follows.text))
    )


def _glued(left: str, right: str) -> str:
    tight = _GLUE_LEFT.match(right) or left.endswith(("(", "“", "‘", "«", "["))
    return f"{left}{right}" if tight else f"{left} {right}"
