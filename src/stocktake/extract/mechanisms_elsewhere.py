"""The standing formats that an Arabic or French article names, by the words that begin them."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from stocktake.extract.document import Document
from stocktake.extract.names import sentence_spans, words_of
from stocktake.extract.rule_files import language_read, read_rules
from stocktake.model import MechanismFinding, MechanismKind


@dataclass(frozen=True, slots=True)
class FormatForms:
    """How formats are named in one language; the group `name` of the pattern is the name."""

    name: re.Pattern[str]
    kinds: tuple[tuple[str, MechanismKind], ...]
    melted: tuple[tuple[str, str], ...]


def find_formats_elsewhere(document: Document) -> tuple[MechanismFinding, ...]:
    """Give the standing formats that an Arabic or French article names, in order of mention.

    Their parties are those named in the sentence of the first mention, where these are several.
    """
    forms = format_forms(language_read(document.article.language))
    if forms is None:
        return ()
    found: dict[str, list[tuple[int, int]]] = {}
    for match in forms.name.finditer(document.article.text):
        name, place = name_of_format(match, forms.melted), match.span(match.lastgroup or 0)
        if len(name.split()) > 1 and not _is_organisation(document, place):
            found.setdefault(name, []).append(place)
    return tuple(_format(document, forms, name, places) for name, places in found.items())


def _format(
    document: Document, forms: FormatForms, name: str, places: list[tuple[int, int]]
) -> MechanismFinding:
    spans = sentence_spans(words_of(document.article.text))
    around = next((s for s in spans if s[0] <= places[0][0] < s[1]), places[0])
    here = [m.party for m in document.mentions_in(*around) if m.form != "capital"]
    parties = tuple(dict.fromkeys(here))
    return MechanismFinding(
        name=name,
        acronym=None,
        aliases=(),
        kind=_kind(forms, name),
        parties=parties if len(parties) > 1 else (),
        parent=None,
        mandate=(),
        next_when=None,
        next_where=None,
        mentions=tuple(document.article.quote(*place) for place in places),
    )


def _is_organisation(document: Document, place: tuple[int, int]) -> bool:
    """Tell a council of states that is a party itself from a format between parties."""
    here = document.mentions_in(place[0], len(document.article.text))
    return any(m.start == place[0] and m.form == "organisation" for m in here)


def _kind(forms: FormatForms, name: str) -> MechanismKind:
    plain = name.lower()
    return next((kind for word, kind in forms.kinds if plain.startswith(word)), "dialogue")


def name_of_format(match: re.Match[str], melted: Iterable[tuple[str, str]]) -> str:
    """Give the name that a format's pattern matched, on one line.

    A head that has melted into a word before it is restored by the pairs of `melted`: "للجنة", to
    the committee, is "اللجنة".
    """
    named = next(text for text in match.groupdict().values() if text is not None)
    plain = " ".join(named.split())
    fits = ((head, full) for head, full in melted if plain.startswith(head))
    return next((full + plain.removeprefix(head) for head, full in fits), plain)


def format_pattern(patterns: list[str]) -> re.Pattern[str]:
    """Compile the patterns of formats, the first that fits first; each has a group `name`."""
    numbered = (p.replace("?P<name>", f"?P<name{at}>") for at, p in enumerate(patterns))
    return re.compile("|".join(f"(?:{pattern})" for pattern in numbered))


@cache
def format_forms(language: str) -> FormatForms | None:
    """Read the forms of a language beside English from the rules; None where they have none."""
    raw = read_rules("meetings", language)
    if not raw:
        return None
    melted = tuple((head, full) for head, full in raw.get("melted", ()))
    return FormatForms(format_pattern(raw["format"]), tuple(raw["kinds"].items()), melted)
