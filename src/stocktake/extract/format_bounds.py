"""Where the name of a format begins and ends around its head."""

import re
from collections.abc import Sequence

from stocktake.extract.format_words import formats
from stocktake.extract.names import Word
from stocktake.extract.parties import Mention

# Offices whose holders meet as such.
OFFICES = frozenset({"envoy", "envoys", "minister"})
# Before "Our" in capitals these show it to be part of a name.
BEFORE_OURS = frozenset({"the", "on", "at", "for", "of", "to"})
QUOTES = {"“": "”", '"': '"', "«": "»"}
# So many words a title in quotes has at most.
LONGEST_TITLE = 16
# What a format's name only qualifies: a text of it, a member of it, its founding.
QUALIFIED = frozenset(
    {"report", "reports", "recommendations", "contribution", "charter", "member", "members",
     "appointment", "commitments", "communiqué", "assessment", "membership", "fellows", "alumni"}
)  # fmt: skip


def left_end(words: Sequence[Word], parties: dict[int, Mention], at: int, capital: bool) -> int:
    """Give the first word of the name, reading leftwards from its head."""
    lists, start = formats(), at
    while start > 0:
        word = words[start - 1]
        leads = word.plain in lists.leading and not _is_of_name_after_all(words, start - 1, at)
        if word.is_break or leads:
            break
        if _is_persons(words, start - 1):
            break
        inside = start - 1 in parties or word.plain in lists.modifiers
        if not capital and not inside and not (word.is_capital and word.text[0].isalpha()):
            break
        if (
            word.text in {"-", "–", "+", "—"}
            and start > 1
            and _may_stand(words, parties, start - 2)
        ):
            start -= 2 if capital or start - 2 in parties else 0
            continue
        if word.text in {"'s", "’s", "'", "’"} and capital and words[start - 2].is_capital:
            start -= 2
            continue
        if word.plain == "and" and capital and words[start - 2].is_capital and start > 1:
            start -= 2
            continue
        if not (inside or (word.is_capital and word.text[0].isalnum())):
            break
        start -= 1
    return _without_count(words, start, at)


def _is_of_name_after_all(words: Sequence[Word], at: int, head: int) -> bool:
    """Tell the "Our" of "the second Our Harbour Forum" and the "Envoy" of "Fjord Envoy Meeting"."""
    before = words[at - 1] if at else None
    if before is None:
        return False
    named_ours = words[at].text == "Our" and (
        before.plain in BEFORE_OURS or before.plain in formats().ordinals
    )
    of_envoys = at == head - 1 and words[at].plain in OFFICES and before.is_capital
    return named_ours or (of_envoys and before.plain not in formats().leading)


def _is_persons(words: Sequence[Word], at: int) -> bool:
    """Tell a person's possessive, as in "Secretary Doe's Meeting", from "Ministers' Meeting"."""
    return words[at].text in {"'s", "’s"} and words[at - 2].plain in formats().leading


def _may_stand(words: Sequence[Word], parties: dict[int, Mention], at: int) -> bool:
    word = words[at]
    return at in parties or word.is_capital or word.text[0].isdigit()


def _without_count(words: Sequence[Word], start: int, at: int) -> int:
    """Step over ordinals, years and the like at the head of a name, and all before a count."""
    counted = [i for i in range(start, at) if words[i].plain in formats().counts]
    start = counted[-1] if counted else start
    while start < at and (
        words[start].plain in formats().ordinals
        or re.fullmatch(r"\d+(st|nd|rd|th)?|[ivx]+", words[start].plain)
        or words[start].text in {"’s", "'s", "’", "'", "-", "–"}
    ):
        if start + 1 < at and words[start + 1].text == "+":
            break
        start += 1
    return start


def right_end(words: Sequence[Word], at: int) -> int:
    """Take in "on Holocaust Issues" or "to Defeat ISIS" after a head in capitals."""
    end = at
    while end < len(words) and words[end].is_capital and words[end].plain in formats().kinds:
        end += 1
    at = end
    if end + 1 < len(words) and words[end].plain in formats().joins:
        at = end + 1
        while at < len(words) and words[at].plain in {"the", "and", "of", ","}:
            at += 1
        if at < len(words) and words[at].text in QUOTES:
            return _end_of_quoted(words, at) or end
        if at >= len(words) or not words[at].is_capital or words[at].plain in formats().leading:
            return end
        while at < len(words) and (_is_of_name(words[at]) or _joins_on(words, at)):
            at += 1
            end = at if words[at - 1].is_capital else end
    return end


def _end_of_quoted(words: Sequence[Word], at: int) -> int | None:
    """Give the end of a title in quotes: "on “Harbours of the North”"."""
    closing = QUOTES[words[at].text]
    behind = range(at + 1, min(at + LONGEST_TITLE, len(words)))
    return next((i + 1 for i in behind if words[i].text == closing), None)


def _is_of_name(word: Word) -> bool:
    return word.is_capital and word.plain not in formats().leading | QUALIFIED


def _joins_on(words: Sequence[Word], at: int) -> bool:
    """Tell whether "and", "of" or a hyphen leads on to a further word of the name."""
    word = words[at]
    joins = word.plain in {"and", "of", "the", "against", "for"}
    touches = word.text == "-" and word.start == words[at - 1].end
    return (joins or touches) and _capital_at(words, at + 1)


def _capital_at(words: Sequence[Word], at: int) -> bool:
    return at < len(words) and words[at].is_capital
