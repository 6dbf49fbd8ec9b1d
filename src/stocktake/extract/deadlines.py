"""By when a promised act is to be done."""

import re

from stocktake.extract.dates import DateMention, find_deadline
from stocktake.extract.document import Document
from stocktake.extract.edtf import last_day
from stocktake.extract.triggers import Trigger

# From here on a clause only tells where the promise was reported or made.
SOURCE = re.compile(
    r",?\s*\b(?:according to|as (?:stated|reported|announced|noted|mentioned) (?:in|by|on)|"
    r"in an? (?:\w+ ){0,2}(?:statement|communiqu[eé]|declaration|release|post|tweet|interview)\b"
    r"(?! (?:to be|that will)))",
    re.IGNORECASE,
)
DONE = frozenset({"sign", "launch"})
FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})


def deadline_of(document: Document, trigger: Trigger, start: int, end: int) -> DateMention | None:
    """Give the date by or at which what stands between two positions is to be done, or None.

    The day on which something was signed, launched or reported is none, nor is a day before the
    article's own; what "will" happen may lie a day before, where a feed dates an article late.  A
    date may open the sentence before the clause: "On 3 May, the Minister will".
    """
    article = document.article
    said = SOURCE.search(article.text, trigger.act.idx, end)
    if said is not None:
        end = said.start()
    found = _found(document, start, end) or _found(document, _opening(trigger, start), end)
    if found is None or trigger.rule.kind == "plan":
        return found
    if found.edtf is None or article.published is None:
        return None if trigger.rule.kind in DONE else found
    if trigger.rule.kind in DONE:
        return found if found.edtf > article.published else None
    return found if last_day(found.edtf) >= article.published else None


def _found(document: Document, start: int, end: int) -> DateMention | None:
    article = document.article
    return find_deadline(article.text, start, end, article.published, article.language or "en")


def _opening(trigger: Trigger, start: int) -> int:
    """Give where the clause's sentence starts, if nothing is told before the clause itself."""
    sentence = trigger.verb.sent
    before = (t for t in sentence if t.idx < start)
    return start if any(t.tag_ in FINITE for t in before) else sentence.start_char
