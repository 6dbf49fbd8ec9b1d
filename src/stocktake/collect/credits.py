"""Reads what stands around a story: its title, outlet, writer, day and dateline."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from stocktake.collect.form import WORD, Form, Judged, byline_of, ends_sentence
from stocktake.collect.printed_dates import printed_days, with_year_before
from stocktake.collect.vocabulary import any_function_word

_PLACE = r"[^\W\d_][\w.'’-]*(?:,? (?:of |de |el |al-)?[^\W\d_][\w.'’-]*){0,3}"
_AGENCY = r"[^\W\d_][\w.&'’ -]{1,30}?"
_DAY = r"(?:,\s*(?:[^\W\d_]{3,9}\.?\s+\d{1,2}|\d{1,2}\s+[^\W\d_]{3,9}\.?)(?:,?\s+\d{4})?)?"
_DATELINES = (
    re.compile(rf"^(?P<place>{_PLACE}){_DAY},?\s*\((?P<agency>{_AGENCY})\)\s*[-–—:]+\s"),
    re.compile(rf"^(?P<place>{_PLACE}){_DAY}\s*/\s?(?P<agency>{_AGENCY})\s?/\s*(?:[-–—]+\s)?"),
    re.compile(rf"^\((?P<agency>{_AGENCY})\)\s*[-–—]+\s"),
    re.compile(rf"^(?P<agency>{_AGENCY})\s?/\s+(?=[^\W\d_])"),
    re.compile(r"^(?P<place>[^\W\d_]{3,20})\s?[-–]\s?(?P<agency>[A-Z]{2,8})(?:\s|$)"),
    re.compile(rf"^(?P<place>[A-Z][A-Z .,'’-]{{2,40}}){_DAY}\s*[-–—:]+\s"),
    re.compile(r"^(?P<place>[^\W\d_]{3,20}(?: [^\W\d_]{3,20})?)\s[–—]\s"),
)
_SOURCE = re.compile(
    r"\(\s*(?:sources?|المصدر|via)\s*:\s*(?P<inside>[^()]{2,60})\)\s*$"
    r"|^(?:sources?|المصدر)\s*:\s*(?P<alone>[^.]{2,40}(?:\.[A-Za-z]{2,6})*)$",
    re.IGNORECASE,
)
_PREFIX = re.compile(
    r"^(?P<outlet>[A-Z][\w.&'’-]*(?: [A-Z][\w.&'’-]*){0,3}) ?/ ?(?P<rest>[^\W_].*)$"
)
_INLINE_BYLINE = re.compile(
    r"^By (?P<name>[A-Z][\w'’-]+(?: [A-Z][\w'’.-]*)? [A-Z][\w'’-]+)\. (?=[A-Z“\"])"
)
_SEPARATORS = re.compile(r"\s*[|•·»›]\s*|\s+[-–—]\s+")
_TITLE_SEPARATOR = re.compile(r"\s+[|–—\-»:·]+\s+")
# The day on which a page was opened, as some print it at their top.
_TODAY = re.compile(
    r"\W*(?:today(?: is|'s date|’s date)\b|nous sommes\b|aujourd['’]hui\b|heute(?: ist)?\b|"
    r"hoy(?: es)?\b|oggi\b|bugün\b|сегодня\b|اليوم\s*(?:هو\b|:)?\s*(?:[^\W\d_]+\s*[،,:]?\s*)?\d)",
    re.IGNORECASE,
)
_WEEKDAY = re.compile(
    r"\b(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|mon|tue|wed|thu|fri|sat|sun|am|pm|gmt|utc|updated|"
    r"published|posted|on|at|date|time|last|edited|modified|publié|le|à)\b|تاريخ النشر|نشر|"
    r"\b(?:السبت|الأحد|الاحد|الاثنين|الإثنين|الثلاثاء|الأربعاء|الاربعاء|الخميس|الجمعة)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Credits:
    """What the lines around a story say of it; None where they say nothing."""

    title: str | None = None
    outlet: str | None = None
    byline: str | None = None
    published: str | None = None


@dataclass(frozen=True, slots=True)
class Dateline:
    """The words that open a report: as printed, with the agency that they credit."""

    printed: str
    agency: str | None


def read_dateline(text: str) -> Dateline | None:
    """Read the dateline at the head of a text, such as "CITY, Jan. 2 (Agency) -"."""
    for pattern in _DATELINES:
        match = pattern.match(text[:120])
        if match and not _is_running_text(match):
            agency = match.groupdict().get("agency")
            return Dateline(match.group().strip(), agency.strip() if agency else None)
    return None


def split_byline(text: str) -> tuple[str | None, str]:
    """Part a byline that opens the first sentence's line, as in "By A. Writer. The ...", off."""
    match = _INLINE_BYLINE.match(text)
    return (match["name"], text[match.end() :]) if match else (None, text)


def read_source(text: str) -> str | None:
    """Give the outlet that a closing credit names, as in "(Source: Agency)"."""
    match = _SOURCE.search(text)
    return (match["inside"] or match["alone"]).strip() if match else None


def without_source(text: str) -> str:
    """Give the text without the credit at its end."""
    return _SOURCE.sub("", text).rstrip()


def read_credits(head: Sequence[Judged], body: str) -> Credits:
    """Read the lines above a story, nearest last."""
    title_at = _title_position(head, body)
    title = head[title_at].text if title_at is not None else None
    outlet = None
    prefix = _PREFIX.match(title) if title else None
    if prefix:
        outlet, title = prefix["outlet"], prefix["rest"]
    around = head[max(0, (title_at or 0) - 3) :]
    return Credits(
        title=title,
        outlet=outlet or _outlet_beside_day(around) or _repeated_name(around, title),
        byline=next((name for line in around for name in _bylines(line.text)), None),
        published=_published(head, title_at),
    )


def site_of(lines: Sequence[Judged], title: str | None) -> str | None:
    """Give the site's name: the short first line of a page, or what follows the title in it."""
    for line in lines[:2]:
        text = line.text
        if title and text != title and text.startswith(title):
            rest = _TITLE_SEPARATOR.sub("", text[len(title) :], count=1).strip()
            return rest if 0 < len(rest.split()) <= 6 else None
        if _is_name(text) and text != title and line.words > 1:
            return text
        if line.words > 1:
            return None
    return None


def _is_running_text(match: re.Match[str]) -> bool:
    """Tell that what looks like a dateline is the beginning of a sentence."""
    words = [word.lower() for word in WORD.findall(match.group())]
    latin = [word for word in words if word.isascii()]
    return sum(word in any_function_word() for word in latin) > (1 if len(latin) > 4 else 0)


def _is_name(text: str) -> bool:
    """Tell a short line whose words are all capitalised, or written without capitals at all."""
    words = WORD.findall(text)
    if not 1 <= len(words) <= 5 or ends_sentence(text) or printed_days(text):
        return False
    return all(
        w[0].isupper() or not w[0].islower() or w.lower() in any_function_word() for w in words
    )


def _title_position(head: Sequence[Judged], body: str) -> int | None:
    opening = {word.lower() for word in WORD.findall(body[:1200]) if len(word) > 3}
    best: tuple[float, int] | None = None
    for position in range(max(0, len(head) - 80), len(head)):
        line = head[position]
        stands_as_title = line.form in (Form.HEADLINE, Form.SENTENCE)
        if line.words > 60 or not (stands_as_title or _is_dated_title(head, position)):
            continue
        worth = _title_worth(head, position, opening)
        if best is None or worth > best[0]:
            best = (worth, position)
    return best[1] if best and best[0] > 0 else None


def _is_dated_title(head: Sequence[Judged], position: int) -> bool:
    """Tell a title that names a day, such as "Joint Statement, 5 May 2031", from a printed day.

    The day of publication stands below it.
    """
    line, below = head[position], head[position + 1 : position + 2]
    if line.form is not Form.DAY or not line.days or not any(other.days for other in below):
        return False
    rest = line.text
    for day in reversed(line.days):
        rest = rest[: day.start] + " " + rest[day.end :]
    named = WORD.findall(_WEEKDAY.sub(" ", rest))
    return sum(len(word) > 3 and not word.isdigit() for word in named) >= 2


def _title_worth(head: Sequence[Judged], position: int, opening: set[str]) -> float:
    line = head[position]
    words = {word.lower() for word in WORD.findall(line.text) if len(word) > 3}
    worth = 3 * len(words & opening) / (len(words) or 1)
    worth += 2.0 * any(other.text == line.text for i, other in enumerate(head) if i != position)
    worth += 1.5 * any(other.form is Form.DAY for other in head[position + 1 : position + 4])
    worth += 1.0 * (5 <= line.words <= 25)
    worth += {1: 3.0, 2: 1.0}.get(line.line.heading or 0, 0.0)
    worth += 3.0 * (line.form is Form.DAY)
    worth -= 1.5 * (line.form is Form.SENTENCE and line.text.endswith("."))
    return worth - 0.03 * (len(head) - position)


def _published(head: Sequence[Judged], title_at: int | None) -> str | None:
    """Give the day printed nearest to the title: below it first, else above it."""
    origin = title_at if title_at is not None else len(head)
    below = [day for line in head[origin + 1 :] for day in _days_of(line)]
    below += [day for line in head[origin : origin + 1] for day in _days_of(line)]
    above = [day for line in reversed(head[:origin][-6:]) for day in _days_of(line)]
    days = below or above
    return days[0] if days else None


def _days_of(line: Judged) -> list[str]:
    if line.form is not Form.DAY or _TODAY.match(line.text):
        return []
    return [day.edtf for day in line.days]


def _outlet_beside_day(head: Sequence[Judged]) -> str | None:
    """Give the name that leads a day without a mark between them, as in "Daily Name21-05-2024"."""
    for line in head:
        if line.form is not Form.DAY or not line.days:
            continue
        name = line.text[: line.days[0].start]
        unmarked = name.rstrip()[-1:].isalnum() and not _SEPARATORS.search(name.strip())
        if unmarked and "," not in name and not _WEEKDAY.search(name) and not byline_of(name):
            return name.strip() if _is_name(name) else None
    return None


def _repeated_name(head: Sequence[Judged], title: str | None) -> str | None:
    """Give a short name that stands twice above a story, once as a bullet."""
    seen: set[str] = set()
    for line in head:
        name = line.text.lstrip("•·-*– ").strip()
        if name in seen and name != title and _is_name(name):
            return name
        seen.add(name)
    return None


def _bylines(text: str) -> list[str]:
    parts = _SEPARATORS.split(text)
    return [name for part in parts if (name := byline_of(part)) and len(name.split()) <= 6]


def resolved_day(day: str | None, page_day: str | None) -> str | None:
    """Give a day with its year: a day printed without one takes it from the page's own day."""
    if day is None or not day.startswith("--"):
        return day
    return with_year_before(day, page_day) if page_day else None
