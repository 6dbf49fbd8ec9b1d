"""The rounds of a format that an article announces or recalls beside its own meeting."""

import re
from dataclasses import dataclass
from functools import cache
from typing import Literal

from stocktake.extract.dates import find_dates
from stocktake.extract.document import Document
from stocktake.extract.names import sentence_spans, words_of
from stocktake.extract.places import cities_in
from stocktake.extract.rule_files import read_rules


@dataclass(frozen=True, slots=True)
class Round:
    """A round told of in the sentence from `start` to `end`, with what fixes it."""

    standing: Literal["recalled", "announced"]
    start: int
    end: int
    ordinal: int | None
    when: str | None
    place: str | None


@dataclass(frozen=True, slots=True)
class RoundWords:
    """The patterns of rounds to come and of rounds past."""

    announced: re.Pattern[str]
    recalled: re.Pattern[str]
    noun: re.Pattern[str]
    ordinals: dict[str, int]


def rounds_told(document: Document, tail: str | None = None) -> tuple[Round, ...]:
    """Give the rounds that the sentences of a text announce or recall, in order.

    `tail` is the last word of the name of the format ("dialogue"); without it any round counts.
    """
    words = _round_words()
    found = []
    for span in sentence_spans(words_of(document.article.text)):
        text = document.article.text[span[0] : span[1]].lower()
        named = words.noun.search(text) or (tail is not None and tail in text)
        if not named or len(text) > 600:
            continue
        if words.announced.search(text):
            found.append(_round(document, span, "announced"))
        elif words.recalled.search(text):
            found.append(_round(document, span, "recalled"))
    return tuple(r for r in found if r is not None)


def _round(
    document: Document, span: tuple[int, int], standing: Literal["recalled", "announced"]
) -> Round | None:
    """Read the date, place and count of a round; None where its sentence fixes none of them."""
    article = document.article
    text = article.text[span[0] : span[1]].lower()
    dates = find_dates(article.text, article.published, article.language or "en")
    day = (article.published or "")[:4]
    within = [d.edtf for d in dates if span[0] <= d.start and d.end <= span[1] and d.edtf]
    fitting = [d for d in within if not day or (d[:4] >= day) == (standing == "announced")]
    places = cities_in(document, span)
    ordinal = next(
        (n for w, n in _round_words().ordinals.items() if re.search(rf"\b{w}\b", text)), None
    )
    if not fitting and not (standing == "announced" and places):
        return None
    return Round(
        standing, span[0], span[1], ordinal, fitting[0] if fitting else None,
        places[0] if places else None,
    )  # fmt: skip


@cache
def _round_words() -> RoundWords:
    """Read the patterns of rounds from the rules."""
    raw = read_rules("meetings")
    standing = raw["standing"]
    return RoundWords(
        announced=_any_of(standing["announced"]),
        recalled=_any_of(standing["recalled"]),
        noun=_any_of(standing["nouns"]),
        ordinals=raw["ordinals"],
    )


def _any_of(forms: list[str]) -> re.Pattern[str]:
    return re.compile("|".join(rf"\b{re.escape(form)}\b" for form in forms))
