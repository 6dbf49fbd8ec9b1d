"""Judges the form of a line: a sentence, an item, a headline, a day, or a piece of furniture."""

import re
from dataclasses import dataclass
from enum import Enum, auto
from functools import lru_cache

from stocktake.collect.printed_dates import Order, PrintedDay, printed_days
from stocktake.collect.vocabulary import any_function_word, furniture_rules

WORD = re.compile(r"[^\W_]+(?:['’.-][^\W_]+)*")
# A sentence may be followed by a sign that the report ends, or by a credit in brackets.
SENTENCE_END = re.compile(
    r"""[.!?…؟。۔][\s"'”’»)\]]*"""
    r"""(?:/\s*[^\W\d_]{0,12}|[-–—#* ]{1,4}\w{0,8}[-–—#* ]{0,3}|\([^()]{2,40}\)\.?)?$"""
)
LEAD_IN_END = re.compile(r"[:;；،,][\s\"'”’»)]*$|[,;]\s*(?:and|or|et|و)$", re.IGNORECASE)
_MIDWAY = re.compile(r"^[\s“\"'‘«(]*[^\W\d_]")
_CONTINUES = re.compile(r"^[,.;:!?)\]”’»%،؛]")
_ITEM = re.compile(
    r"^(?:[•·▪◦‣●*–—-]\s*(?=\S)|\(?\d{1,3}[.)]\s+|\(?[a-zA-Z][.)]\s+|\(?[ivx]{1,5}[.)]\s+)"
)
_RELATIVE = re.compile(
    r"(?:\d+|an?|one|few)\s*\+?\s*(?:sec(?:ond)?|min(?:ute)?|hr|hour|day|week|month|year)s?\s+ago\b"
    r"|\b(?:il y a|vor|hace)\s+(?:\d+|une?|einer?|une)\s+\w+"
    r"|(?:منذ|قبل)\s+(?:\d+\s+)?(?:دقيقة|دقائق|ساعة|ساعات|ساعتين|يوم|يومين|أيام|ايام|أسبوع|أسابيع|شهر|أشهر)"
    r"|^(?:yesterday|today|just now)$",
    re.IGNORECASE,
)
_CLOCK = re.compile(
    r"(?<![-+$€£.,\d])\b(?:[01]?\d|2[0-4])[:.h][0-5]\d\b(?![.,]\d|\s?%)"
    r"(?:\s*[ap]\.?m\.?)?(?:\s*\(?[A-Z]{2,4}\)?)?",
    re.IGNORECASE,
)
_CLOCK_END = re.compile(r"\d\s*[ap]\.m\.(?:\s*\(?[A-Z]{2,4}\)?)?$", re.IGNORECASE)
_READING_TIME = re.compile(
    r"(?:temps de lecture|read(?:ing)? time|lesezeit)?\s*:?\s*"
    r"\b\d+\s*min(?:ute)?s?\b\.?(?: (?:read|de lecture))?",
    re.IGNORECASE,
)
_BYLINE = re.compile(
    r"^\W*(?:(?:written|posted|story|reporting|edited|text|words)?\s*by[:\s]+|por\s+|par\s+|von\s+"
    r"|(?:كتب|بقلم|تحرير|المصدر)\s*[:：/]?\s*)(?P<name>[^\W\d_].{1,80})$",
    re.IGNORECASE,
)
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+|[^\s@]{1,64}@\S{1,64}")
_SIGNED = re.compile(r"[—–-] ?[^—–]{2,80}\b(?:19|20)\d\d$")
_SENTENCE_WORDS = 8
_TURN = re.compile(r"[^\W\d_a-z][^a-z:]{1,40}: \S")  # "QUESTION: ..." in a transcript
_ADDRESS_END = re.compile(r"\s(?:https?://|www\.)\S+$")
_LONG = 4000  # letters beyond which a line is prose, whatever else it holds
_SEPARATOR = re.compile(r"\s[|•·»›/]\s|\||›")


class Form(Enum):
    """What a line looks like, taken by itself."""

    SENTENCE = auto()
    ITEM = auto()
    HEADLINE = auto()
    DAY = auto()
    FURNITURE = auto()
    SCRAP = auto()


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a page; `gap` says that an empty line stands before it.

    `heading` is the level of an HTML heading (1 to 6), or None; `links` the share of its letters
    that stand in links, 0 to 1.
    """

    text: str
    gap: bool = False
    heading: int | None = None
    links: float = 0.0


@dataclass(frozen=True, slots=True)
class Judged:
    """A line with its form, the number of its words and the days printed in it.

    `furniture` names the kind of furniture that its words show it to be, whatever its form.
    """

    line: Line
    form: Form
    words: int
    days: tuple[PrintedDay, ...] = ()
    relative: bool = False
    furniture: str | None = None

    @property
    def text(self) -> str:
        """Give the line's text."""
        return self.line.text

    @property
    def is_prose(self) -> bool:
        """Tell whether the line carries an article on."""
        return self.form in (Form.SENTENCE, Form.ITEM)


def judge(line: Line, order: Order = "unknown") -> Judged:
    """Judge one line by its form alone; `order` is how its page writes numeric dates."""
    if len(line.text) > _LONG:
        return Judged(line, Form.SENTENCE, line.text.count(" ") + 1)
    words = WORD.findall(line.text)
    days = printed_days(line.text, order) if len(words) <= 30 else ()
    relative = len(words) <= 20 and bool(_RELATIVE.search(line.text))
    furniture = kind_of_furniture(line.text)
    if furniture or not words or _is_address(line.text):
        form = Form.FURNITURE
    else:
        form = _form(line, words, days, relative)
    return Judged(line, form, len(words), days, relative, furniture)


def byline_of(text: str) -> str | None:
    """Give the name in a line such as "By A. Writer", or None."""
    match = _BYLINE.match(text)
    return match["name"].strip(" |,") if match and len(match["name"].split()) <= 10 else None


def starts_midway(text: str) -> bool:
    """Tell a text whose first letter is a small one, where the script has small letters."""
    match = _MIDWAY.match(text)
    return bool(match and match.group()[-1].islower()) or bool(_CONTINUES.match(text))


def ends_sentence(text: str) -> bool:
    """Tell a text that ends as a sentence does."""
    return bool(SENTENCE_END.search(text))


def is_signature(text: str) -> bool:
    """Tell a text that ends with the name and day under a quoted post."""
    return bool(_SIGNED.search(text))


def is_item(text: str) -> bool:
    """Tell a line that begins with a bullet or a number as the items of a list do."""
    return bool(_ITEM.match(text))


@lru_cache(maxsize=1024)  # the lines of a site's menus come again on each of its pages
def kind_of_furniture(text: str) -> str | None:
    """Name the kind of furniture that a line's words show it to be, or None."""
    lowered = text.lower()
    return next((rule.name for rule in furniture_rules() if rule.matches(text, lowered)), None)


def _form(line: Line, words: list[str], days: tuple[PrintedDay, ...], relative: bool) -> Form:
    if _is_about_time(line.text, words, days, relative):
        return Form.DAY
    if (len(words) <= 12 and byline_of(line.text)) or _is_menu(line, words):
        return Form.FURNITURE
    return _form_of_text(line, words)


def _form_of_text(line: Line, words: list[str]) -> Form:
    if line.heading is not None and len(words) <= 30:
        return Form.HEADLINE if len(words) > 1 else Form.SCRAP
    if _is_sentence(line.text, words):
        return Form.ITEM if is_item(line.text) else Form.SENTENCE
    if is_item(line.text) and len(words) >= 4:
        return Form.ITEM
    return Form.HEADLINE if 3 <= len(words) <= 35 else Form.SCRAP


def _is_address(text: str) -> bool:
    """Tell a line that is mostly web addresses, and no sentence that gives one."""
    if "@" not in text and "://" not in text and "www." not in text:
        return False
    rest = _ADDRESS.sub(" ", text)
    return 2 * len(rest.strip()) < len(text) and len(WORD.findall(rest)) < _SENTENCE_WORDS


def _is_sentence(text: str, words: list[str]) -> bool:
    """Tell a line that reads as a sentence: its end, its length, the grammar in it."""
    grammar = sum(word.lower() in any_function_word() for word in words)
    if len(words) >= 25 and not _ADDRESS_END.search(text):
        return grammar >= 0.12 * len(words) or ends_sentence(text)
    if text.endswith(("…", "...")):
        return False  # a teaser, cut short
    if ends_sentence(text):
        enough = len(words) >= 4 and (grammar >= 1 or len(words) >= 8)
        return enough or bool(_TURN.match(text))
    if _ADDRESS_END.search(text):
        return len(words) >= _SENTENCE_WORDS and grammar >= 2
    if LEAD_IN_END.search(text):
        return len(words) >= 5 and grammar >= 2
    return False


def _is_about_time(
    text: str, words: list[str], days: tuple[PrintedDay, ...], relative: bool
) -> bool:
    """Tell a line that prints a day or an age and little else."""
    if not (days or relative or (_CLOCK.search(text) and len(words) <= 6)):
        return False
    text = _READING_TIME.sub("", text)
    if ends_sentence(text) and len(words) > 8 and not _CLOCK_END.search(text):
        return False
    rest = _CLOCK.sub(" ", _RELATIVE.sub(" ", text))
    for day in reversed(printed_days(rest, "day first")):
        rest = rest[: day.start] + " " + rest[day.end :]
    left = WORD.findall(rest)
    grammar = sum(word.lower() in any_function_word() for word in left)
    return (
        len(left) <= 3
        or (len(left) <= 14 and bool(_SEPARATOR.search(text)))
        or (len(left) <= 7 and grammar <= 1)
    )


def _is_menu(line: Line, words: list[str]) -> bool:
    """Tell a row of labels: several separators, or links alone."""
    if ends_sentence(line.text) and len(words) > 12:
        return False
    separators = len(_SEPARATOR.findall(line.text))
    return separators >= 2 or (separators == 1 and len(words) <= 6)
