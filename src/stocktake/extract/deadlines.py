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


def deadline_of(document: Document, trigger: Trigger, start: int, end: int) -> DateMention | None:
    """Give the date by or at which what stands between two positions is to be done, or None.

    The day on which something was signed, launched or reported is none, nor is a day before the
    article's own.
    """
    article = document.article
    said = SOURCE.search(article.text, trigger.act.idx, end)
    if said is not None:
        end = said.start()
    found = find_deadline(article.text, start, end, article.published, article.language or "en")
    if found is None or found.edtf is None or article.published is None:
        return None if trigger.rule.kind in DONE and found is not None else found
    if trigger.rule.kind in DONE:
        return found if found.edtf > article.published else None
    return found if last_day(found.edtf) >= article.published else None
