"""Where and by whom a report was filed, printed before its first sentence."""

import re

# "Amman / ABC /", "Amman-ABC/", "ABC/": places and agencies between strokes.
STROKES = re.compile(r"(?:[A-Z][\w.’' -]{1,40}?\s*/\s*(?=[A-Z“\"])){1,3}")
# "AMMAN, May 4 (ABC) -", "Amman (ABC) –": an agency in brackets, then a dash.
BRACKETS = re.compile(r"[A-Z][\w.,’' -]{1,60}\([A-Z][\w. /-]{1,40}\)\s*[-–—:]{1,2}\s*")
# "AMMAN, May 4 -": a place in capitals, then a dash.
CAPITALS = re.compile(r"[A-Z]{3}[A-Z.,’' -]*(?:,\s*[A-Z][a-z]{2,8}\.?\s\d{1,2})?\s*[-–—]{1,2}\s+")


def dateline_end(text: str, start: int) -> int:
    """Give where the words behind a dateline start, or `start` where none stands there."""
    if start > 0 and "\n" not in text[max(0, start - 2) : start]:
        return start
    found = (pattern.match(text, start) for pattern in (STROKES, BRACKETS, CAPITALS))
    return max((match.end() for match in found if match), default=start)
