"""The standing formats that an Arabic or French article names, by the words that begin them."""

import re
import tomllib
from dataclasses import dataclass
from functools import cache

from stocktake.extract.document import Document
from stocktake.extract.names import rules_text, sentence_spans, words_of
from stocktake.model import MechanismFinding, MechanismKind


@dataclass(frozen=True, slots=True)
class FormatForms:
    """How formats are named in one language; the group `name` of the pattern is the name."""

    name: re.Pattern[str]
    kinds: tuple[tuple[str, MechanismKind], ...]


def find_formats_elsewhere(document: Document) -> tuple[MechanismFinding, ...]:
    """Give the standing formats that an Arabic or French article names, in order of mention.

    Their parties are those named in the sentence of the first mention, where these are several.
    """
    forms = _forms().get((document.article.language or "").split("-")[0])
    if forms is None:
        return ()
    found: dict[str, list[tuple[int, int]]] = {}
    for match in forms.name.finditer(document.article.text):
        name, place = name_of_format(match), match.span(match.lastgroup or 0)
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
    plain = name.lower().removeprefix("ال")
    return next((kind for word, kind in forms.kinds if plain.startswith(word)), "dialogue")


def name_of_format(match: re.Match[str]) -> str:
    """Give the name that a format's pattern matched, on one line.

    The article of Arabic that has melted into "to the" is restored: "للجنة" is "اللجنة".
    """
    named = next(text for group, text in match.groupdict().items() if text is not None)
    plain = " ".join(named.split())
    if plain.startswith("للجنة"):
        return f"ا{plain}"
    return f"ال{plain.removeprefix('لل')}" if plain.startswith("لل") else plain


def format_pattern(patterns: list[str]) -> re.Pattern[str]:
    """Compile the patterns of formats, the first that fits first; each has a group `name`."""
    numbered = (p.replace("?P<name>", f"?P<name{at}>") for at, p in enumerate(patterns))
    return re.compile("|".join(f"(?:{pattern})" for pattern in numbered))


@cache
def _forms() -> dict[str, FormatForms]:
    """Read the forms of both languages from the rules."""
    raw = tomllib.loads(rules_text("meetings"))
    return {
        language: FormatForms(
            format_pattern(raw[language]["format"]), tuple(raw[language]["kinds"].items())
        )
        for language in ("ar", "fr")
    }
