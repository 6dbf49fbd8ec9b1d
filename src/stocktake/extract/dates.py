"""The dates that a text names, resolved against the day of the article into EDTF."""

import re
from dataclasses import dataclass, replace
from datetime import timedelta
from functools import lru_cache

from stocktake.extract.date_patterns import DateLanguage, DatePattern, load_date_language
from stocktake.extract.date_readings import GRACE_DAYS, Lean, Standpoint
from stocktake.extract.edtf import Anchor, edtf_month, first_day, last_day, read_anchor, span
from stocktake.extract.wordings import may_match

SENTENCE_END = re.compile(r"[.!?؟\n]\s")
# Arabic digits, one for one.
DIGITS = str.maketrans("٠١٢٣٤٥٦٧٨٩", "0123456789")
# What tells that the days after it are those of something else.
BESIDE = re.compile(
    r"\b(?:reaffirm|underscor|underlin|mark|follow|welcom|highlight|support)ing\b|\bscheduled\b"
)
# How far back, in characters, a word of the future ("will", "is due") still governs a date.
FUTURE_REACH = 160


@dataclass(frozen=True, slots=True)
class DateMention:
    """A wording of time between two positions of a text.

    `edtf` is None where nothing fixes the date; `words` is the wording as printed; `reading` names
    the function of `date_readings` that dated it.
    """

    start: int
    end: int
    edtf: str | None
    words: str
    reading: str


def find_dates(
    text: str, published: str | None = None, language: str = "en"
) -> tuple[DateMention, ...]:
    """Give the dates of a text in its order, resolved against the article's own date (EDTF)."""
    return _dates(text, published, _primary(language), "nearest")


def find_deadline(
    text: str,
    start: int,
    end: int,
    published: str | None,
    language: str = "en",
) -> DateMention | None:
    """Give the date by or at which the words between two positions are to be done, or None.

    A date before the article's own, and a year in the name of a text, is no deadline.  Several days
    named one after the other give the whole time.  `words` begin with the preposition.
    """
    words = load_date_language(_primary(language))
    anchor = read_anchor(published)
    if anchor is None and published:
        return None
    ahead = [
        mention
        for mention in _dates(text, published, _primary(language), "nearest")
        if start <= mention.start
        and mention.end <= end
        and _is_ahead(mention, anchor)
        and not _is_of_the_past_or_a_name(text, mention, words)
    ]
    if not ahead:
        return None
    led = [_with_lead(text, start, mention, words) for mention in ahead]
    firm = [m for m in led if words.firm_lead.match(m.words)]
    chosen = (firm or _whole_time(led, text))[0]
    return next((m for m in led if _says_closer(m, chosen)), chosen)


# So many characters part "this year" from the days in it: "this year on 28 October".
NEXT_TO = 6


def _says_closer(mention: DateMention, than: DateMention) -> bool:
    """Tell a date right behind another that it lies within."""
    if mention.edtf is None or than.edtf is None:
        return False
    return mention.edtf.startswith(f"{than.edtf}-") and 0 < mention.start - than.end <= NEXT_TO


def counted_from(deadline: DateMention, meeting: str, language: str = "en") -> DateMention:
    """Count "within six months" from the day (EDTF) of the meeting that set it; others stay."""
    if deadline.reading != "units_within":
        return deadline
    again = find_dates(deadline.words, last_day(meeting), language)
    return replace(deadline, edtf=again[-1].edtf) if again else deadline


@lru_cache(maxsize=16)
def _dates(text: str, published: str | None, language: str, lean: Lean) -> tuple[DateMention, ...]:
    words = load_date_language(language)
    anchor = read_anchor(published)
    printed, text = text, text.translate(DIGITS)
    taken: list[tuple[int, int]] = []
    found: list[DateMention] = []
    small = text.lower()
    for pattern in words.patterns:
        if not may_match(pattern.wording, small):
            continue
        for match in pattern.wording.finditer(text):
            start, end = match.span()
            if any(s < end and start < e for s, e in taken) or _is_barred(text, match, pattern):
                continue
            taken.append((start, end))
            at = Standpoint(anchor, _lean_at(text, start, words, lean))
            edtf = pattern.reader(words.parts_of(match, pattern.shift), at)
            found.append(DateMention(start, end, edtf, printed[start:end], pattern.reader.__name__))
    return tuple(sorted(found, key=lambda m: m.start))


def _is_barred(text: str, match: re.Match[str], pattern: DatePattern) -> bool:
    """Tell a word that only looks like a date: "may", a number of a resolution."""
    if match.group().lower() in pattern.barred_words:
        return True
    if match.groupdict().get("month") in pattern.capitalised:
        return True
    before = text[max(0, match.start() - 20) : match.start()]
    return pattern.barred_before is not None and bool(pattern.barred_before.search(before))


def _lean_at(text: str, start: int, words: DateLanguage, lean: Lean) -> Lean:
    """Lean to the future where the words before a date in its sentence speak of it."""
    if lean != "nearest":
        return lean
    before = text[max(0, start - FUTURE_REACH) : start]
    ends = [m.end() for m in SENTENCE_END.finditer(before)]
    sentence = before[ends[-1] :] if ends else before
    return "future" if words.future.search(sentence) else "nearest"


def _primary(language: str) -> str:
    return language.split("-", maxsplit=1)[0].lower()


def _is_ahead(mention: DateMention, anchor: Anchor | None) -> bool:
    """Tell whether a date lies not wholly before the article's own, and is no mere "today"."""
    if mention.edtf is None or anchor is None:
        return True
    today = anchor.as_day
    if today is None:
        return last_day(mention.edtf) >= edtf_month(anchor.year, anchor.month or 1)
    if mention.edtf == today.isoformat() and not mention.words[-1].isdigit():
        return mention.words.lower().startswith("later")
    grace = GRACE_DAYS if any(c.isdigit() for c in mention.words) else 0
    return last_day(mention.edtf) >= (today - timedelta(days=grace)).isoformat()


def _is_of_the_past_or_a_name(text: str, mention: DateMention, words: DateLanguage) -> bool:
    """Tell the date of something done, and a year within the name of a text or plan."""
    before = text[max(0, mention.start - 40) : mention.start]
    if words.done_before.search(before):
        return True
    named_before = words.name_before.search(before + mention.words[:4])
    named_after = words.name_after.match(text, mention.end)
    if mention.words.isdigit():
        return bool(words.name_before.search(before) or named_after)
    return bool(named_before and named_after)


def _with_lead(text: str, start: int, mention: DateMention, words: DateLanguage) -> DateMention:
    """Widen a date by the preposition before it."""
    lead = words.lead.search(text[max(start, mention.start - 30) : mention.start])
    if lead is None:
        return mention
    first = mention.start - len(lead.group())
    return replace(mention, start=first, words=text[first : mention.end])


def _whole_time(led: list[DateMention], text: str) -> list[DateMention]:
    """Join the days of one journey; of a day within a longer time, keep the day."""
    fixed = [m for m in led if m.edtf is not None and len(m.edtf.split("/")[0]) == 10]
    if len(fixed) < 2 or len(fixed) != len(led):
        return [m for m in led if m.edtf is not None] or led
    first, last = fixed[0], fixed[-1]
    if BESIDE.search(text, first.end, last.start):
        return [first]
    assert first.edtf is not None
    assert last.edtf is not None
    if first_day(last.edtf) <= last_day(first.edtf):
        return [last]
    whole = span(first_day(first.edtf), last_day(last.edtf))
    joined = text[first.start : last.end]
    return [replace(first, end=last.end, edtf=whole, words=joined)]
