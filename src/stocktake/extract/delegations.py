"""Whom a person leads or stands for by what the text says of a delegation."""

import re

from stocktake.extract.document import Document
from stocktake.model import Evidence

LEADS = re.compile(
    r",? (?:who )?(?:headed|led|heads|leads|chaired|represented|represents) (?:the )?"
)
LED_BY = re.compile(r"[^.;\n]{2,70}?\b(headed|led|chaired|represented) by [^.;,\n]{0,80}$")


def party_led_by(document: Document, mentions: tuple[Evidence, ...]) -> str | None:
    """Give the party of "headed the Iraqi team", "represented Norway" or "a team led by"."""
    text = document.article.text
    for evidence in mentions:
        before = LED_BY.search(text, max(0, evidence.start - 160), evidence.start)
        led = [m for m in document.mentions if before and before.start() <= m.start < before.end(1)]
        if led:
            return led[-1].party
        match = LEADS.match(text, evidence.end)
        if match is not None:
            ahead = [m for m in document.mentions if m.start == match.end()]
            if ahead:
                return ahead[0].party
    return None
