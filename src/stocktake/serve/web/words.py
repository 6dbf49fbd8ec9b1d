"""Words, dates and addresses as the templates write them."""

from calendar import day_name
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Any

from markupsafe import Markup, escape

from stocktake.serve.catalogue import counted, ordinal
from stocktake.serve.days import written
from stocktake.serve.lists import written_amount
from stocktake.serve.manner import in_figures
from stocktake.serve.papers.items import language_of
from stocktake.serve.picture import DEFS
from stocktake.serve.web.addresses import address, address_of
from stocktake.serve.web.titles import likely_reading, reading

_FROM_THE_RIGHT = frozenset({"ar", "fa", "he", "ku", "ps", "ur", "ckb", "yi"})
_TONGUES: Mapping[str, str] = {
    "ar": "Arabic", "de": "German", "en": "English", "es": "Spanish", "fa": "Persian",
    "fr": "French", "it": "Italian", "ja": "Japanese", "ko": "Korean", "ku": "Kurdish",
    "pt": "Portuguese", "ru": "Russian", "tr": "Turkish", "uk": "Ukrainian", "ur": "Urdu",
    "zh": "Chinese",
}  # fmt: skip


def day_in_words(day: date) -> str:
    """Write a day: ``2 June 2025``."""
    return written(day.isoformat())


def weekday(day: date) -> str:
    """Write a day with its weekday: ``Monday 2 June 2025``."""
    return f"{day_name[day.weekday()]} {day_in_words(day)}"


def whole(count: int) -> str:
    """Write a number with marks between its thousands."""
    return in_figures(count)


def direction(language: str | None) -> str:
    """Tell from which side a language is read: ``rtl`` or ``ltr``."""
    return "rtl" if (language or "").split("-")[0] in _FROM_THE_RIGHT else "ltr"


def tongue(language: str | None) -> str:
    """Name a language in English; its code where it has no name here."""
    code = (language or "").split("-")[0]
    return _TONGUES.get(code, code)


def capital(sentence: str) -> str:
    """Begin a sentence with a capital letter."""
    return sentence[:1].upper() + sentence[1:]


def script_of(text: str | None) -> str | None:
    """Give the language of words in Arabic letters, for names that come without one."""
    return None if not text or text.isascii() else language_of(text, None, _NOWHERE)


def name_of(words: str) -> str:
    """Write a name or a title in the direction of its own letters."""
    language = script_of(words)
    return words if language is None else _APART.format(language, words)


def options(choices: Iterable[tuple[str, str]], chosen: str | None) -> Markup:
    """Write what can be chosen, each with its value."""
    told = (
        f'<option value="{escape(value)}"{" selected" * (value == chosen)}>{escape(word)}</option>'
        for value, word in choices
    )
    return Markup("".join(told))


_APART = Markup('<bdi lang="{}">{}</bdi>')


class _Nowhere:
    """Stands for a catalogue that knows no article."""

    def articles_of(self, _record: object) -> list[Any]:
        return []


_NOWHERE: Any = _Nowhere()

FILTERS: Mapping[str, Callable[..., Any]] = {
    "address": address,
    "amount": written_amount,
    "capital": capital,
    "day": day_in_words,
    "direction": direction,
    "likely": likely_reading,
    "ordinal": ordinal,
    "pair": lambda word: (word, word),
    "reading": lambda value, discrepancy: reading(discrepancy, value),
    "script": script_of,
    "tongue": tongue,
    "weekday": weekday,
    "whole": whole,
    "written": written,
}
GLOBALS: Mapping[str, Any] = {
    "address_of": address_of,
    "counted": counted,
    "name_of": name_of,
    "options": options,
    "picture_marks": Markup(DEFS),  # the desk's own drawing, which holds no word of a source
}
