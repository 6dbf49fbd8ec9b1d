"""By when a promised act is to be done."""

import re
from collections.abc import Iterator

from stocktake.extract.clauses import mark_of
from stocktake.extract.dates import DateMention, find_deadline
from stocktake.extract.document import Document
from stocktake.extract.edtf import last_day
from stocktake.extract.rules_of_commitment import Trigger
from stocktake.model import PERFORMED

# From here on a clause only tells where the promise was reported or made.
SOURCE = re.compile(
    r",?\s*\b(?:according to|as (?:stated|reported|announced|noted|mentioned) (?:in|by|on)|"
    r"in an? (?:\w+ ){0,2}(?:statement|communiqu[eé]|declaration|release|post|tweet|interview)\b"
    r"(?! (?:to be|that will)))",
    re.IGNORECASE,
)
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
    found = next((d for d in _read(document, trigger, start, end) if d is not None), None)
    if found is None or trigger.rule.kind == "plan":
        return found
    if found.edtf is None or article.published is None:
        return None if trigger.rule.kind in PERFORMED else found
    if trigger.rule.kind in PERFORMED:
        return found if found.edtf > article.published else None
    return found if last_day(found.edtf) >= article.published else None


def _read(
    document: Document, trigger: Trigger, start: int, end: int
) -> Iterator[DateMention | None]:
    """Give what each place tells where a deadline may stand, the likeliest place first."""
    if trigger.verb.tag_ == "VBD" and trigger.lead is None:
        # "On Monday they agreed": what stands before tells when they did.
        yield _found(document, trigger.word.idx, end)
        return
    start = max(start, _end_of_occasion(trigger, start))
    yield _found(document, start, end)
    yield _found(document, max(_opening(trigger, start), _end_of_occasion(trigger, 0)), end)
    if trigger.rule.shape == "modal" and trigger.act.lemma_ in JOURNEYS:
        yield _found(document, start, max(end, _rest(trigger, end)))


# Acts of a journey, of which a list of stops may part the verb from its days.
JOURNEYS = frozenset({"travel", "visit", "lead", "head"})
OCCASIONS = frozenset({"as", "while", "since", "although", "though", "because"})


def _end_of_occasion(trigger: Trigger, start: int) -> int:
    """Give where an opening clause ends that only tells the occasion: "As we mark 10 years,"."""
    for child in trigger.verb.lefts:
        if child.dep_ == "advcl" and mark_of(child) in OCCASIONS:
            start = child.right_edge.idx + len(child.right_edge)
    return start


def _rest(trigger: Trigger, end: int) -> int:
    """Give the end of the words behind a clause up to the next verb of the sentence."""
    behind = [t for t in trigger.verb.sent if t.idx >= end]
    stop = next((t.idx for t in behind if t.tag_ in FINITE or t.tag_ in {"VB", "VBG"}), None)
    sentence = trigger.verb.sent
    return sentence.end_char if stop is None else stop


def _found(document: Document, start: int, end: int) -> DateMention | None:
    article = document.article
    return find_deadline(article.text, start, end, article.published, article.language or "en")


def _opening(trigger: Trigger, start: int) -> int:
    """Give where the clause's sentence starts, if nothing is told before the clause itself."""
    sentence = trigger.verb.sent
    before = (t for t in sentence if t.idx < start)
    return start if any(t.tag_ in FINITE for t in before) else sentence.start_char
