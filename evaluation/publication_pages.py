"""Makes pages whose day of publication is known, with the other days that pages print about it."""

import datetime
import json
import pathlib
import random
import tomllib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from html import escape
from typing import Any

HERE = pathlib.Path(__file__).resolve().parent
DAY = datetime.timedelta(days=1)

Words = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class DatedPage:
    """A page, what tells its day of publication, and that day; None where nothing tells it."""

    told_by: str
    html: str
    published: datetime.date | None


def _iso(day: datetime.date, hour: int = 9) -> str:
    return f"{day.isoformat()}T{hour:02}:15:00Z"


def _linked(day: datetime.date) -> str:
    later = _iso(day + 20 * DAY)
    data = {"@type": "NewsArticle", "datePublished": _iso(day), "dateModified": later}
    return f'<script type="application/ld+json">{json.dumps(data)}</script>'


#: How a page's head tells its day of publication.
HEADS: Mapping[str, Callable[[datetime.date], str]] = {
    "meta of the open graph": lambda day: (
        f'<meta property="article:modified_time" content="{_iso(day + 9 * DAY)}">'
        f'<meta property="article:published_time" content="{_iso(day)}">'
    ),
    "linked data": _linked,
    "meta of a library": lambda day: f'<meta name="DC.date.issued" content="{day.isoformat()}">',
    "plain meta": lambda day: f'<meta name="date" content="{day.isoformat()}">',
    "canonical address": lambda day: (
        f'<link rel="canonical" href="https://news.example/{day:%Y/%m/%d}/talks">'
    ),
}


def dated_pages(each: int) -> Iterator[DatedPage]:
    """Give pages in eight languages, `each` for every way in which a page tells its day."""
    languages = tomllib.loads((HERE / "publication_words.toml").read_text("utf-8"))
    for language, words in languages.items():
        for number in range(each):
            dice = random.Random(f"{language}-{number}")
            for told_by, head in HEADS.items():
                day = _any_day(dice)
                yield DatedPage(told_by, _page(language, words, day, dice, head=head(day)), day)
            yield from _printed(language, words, dice)


def _printed(language: str, words: Words, dice: random.Random) -> Iterator[DatedPage]:
    """Give pages without metadata: the day is printed below the title, above it, or nowhere."""
    day = _any_day(dice)
    element = f'<time datetime="{_iso(day)}">{_written(words, day)}</time>'
    yield DatedPage("time element", _page(language, words, day, dice, below=element), day)
    for form in ("long", "numeric"):
        day = _any_day(dice)
        line = f"{words['published']}: {_written(words, day, form)}"
        yield DatedPage(f"printed, {form}", _page(language, words, day, dice, below=line), day)
    day = _any_day(dice)
    plain = f"<span>{_written(words, day)}</span>"
    yield DatedPage("printed above", _page(language, words, day, dice, above=plain), day)
    yield DatedPage("nothing", _page(language, words, _any_day(dice), dice), None)


def _any_day(dice: random.Random) -> datetime.date:
    return datetime.date(2016, 1, 1) + dice.randrange(3000) * DAY


def _written(words: Words, day: datetime.date, form: str = "long") -> str:
    month = words["months"][day.month - 1]
    return words[form].format(d=day.day, m=day.month, y=day.year, month=month)


def _page(  # noqa: PLR0913 - the places of a page where a day may stand
    language: str,
    words: Words,
    day: datetime.date,
    dice: random.Random,
    *,
    head: str = "",
    above: str = "",
    below: str = "",
) -> str:
    """Make a page: `above` and `below` stand beside the title, other days all around."""
    collected = day + dice.randint(30, 400) * DAY
    top = f"<div>{words['today']} {_written(words, collected)}</div>" if dice.random() < 0.5 else ""
    change = f"<p>{words['updated']}: {_written(words, day + 12 * DAY)}</p>"
    change = change if below and dice.random() < 0.5 else ""
    event, past = _written(words, day + 40 * DAY), _written(words, day - 90 * DAY)
    text = "".join(f"<p>{x.format(event=event, past=past)}</p>" for x in words["text"])
    teasers = "".join(
        f"<li><a href='/x'>{title}</a> <span>{_written(words, day + n * DAY)}</span></li>"
        for title, n in zip(words["teasers"], (-1, 25, 26), strict=True)
    )
    return (
        f'<!doctype html><html lang="{language}"><head><meta charset="utf-8">'
        f"<title>{escape(words['title'])}</title>{head}</head><body>{top}"
        f"<main><article><div>{above}</div><h1>{words['title']}</h1><p>{below}</p>{change}"
        f"{text}</article></main><aside><h3>{words['related']}</h3><ul>{teasers}</ul></aside>"
        f"<footer>© {collected.year} Harbour Press</footer></body></html>"
    )
