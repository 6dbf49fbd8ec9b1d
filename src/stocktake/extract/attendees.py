"""Who sat at a meeting by the lists that a text gives: of participants, of those who held it."""

import re

from stocktake.extract.document import Document
from stocktake.extract.joint_texts import mentions_from, run_from
from stocktake.extract.meeting_words import meeting_words

# What leads to a list of those who took part.
TOOK_PART = re.compile(
    r"\b(?:[Pp]articipants|[Aa]ttendees|[Dd]elegations|[Pp]articipating \w+)\b[^.;:\n]{0,110}?"
    r"\b(?:included?|includes|were|from):? (?:representatives (?:of|from) )?(?=the [A-Z]|[A-Z])"
    r"|\b[Aa]ttended by (?:\w+ ){0,4}?(?:of|from):? (?=the [A-Z]|[A-Z])"
)
# Between the names of a list: the rest of the names, commas, "and".
BETWEEN = re.compile(r"(?:\s|[,;/]|and|of|the|[Tt]he|for|\([A-Z]+\)|[A-ZÀ-Þ][\w’.-]*)*")
# So many named one after the other are a list.
LIST = 3
# Who welcomes the talks of others has no seat at them.
WELCOMES_TALKS = re.compile(
    r"\b(?:welcomes?|commends?|applauds?)\b[^.;]{0,40}\b(?:talks|meeting|dialogue|negotiations|summit)"
    r"\b[^.;]{0,40}\bbetween\b"
)


def parties_listed(document: Document, own: tuple[int, int]) -> tuple[str, ...]:
    """Give the parties that a text lists as having taken part, or as having held the meeting."""
    for match in TOOK_PART.finditer(document.article.text):
        listed = run_from(document, match.end(), BETWEEN)
        if len(listed) >= LIST:
            return listed
    return _who_held(document, own)


def _who_held(document: Document, own: tuple[int, int]) -> tuple[str, ...]:
    """Give the parties of "A, B and C held", three or more, in the meeting's own sentence."""
    text = document.article.text
    for mention in document.mentions_in(*own):
        run = mentions_from(document, mention.start)
        listed = tuple(dict.fromkeys(m.party for m in run))
        behind = text[run[-1].end : run[-1].end + 40].lower()
        if len(listed) >= LIST and meeting_words().held.match(behind.lstrip(" .,")):
            return listed
    return ()


def parties_of_welcomed_talks(document: Document, own: tuple[int, int]) -> tuple[str, ...]:
    """Give the two parties whose talks with each other a third only welcomes."""
    match = WELCOMES_TALKS.search(document.article.text, *own)
    if match is None:
        return ()
    here = dict.fromkeys(m.party for m in document.mentions_in(match.end(), own[1]))
    return tuple(here)[:2] if len(here) > 1 else ()
