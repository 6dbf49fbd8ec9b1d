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
        name = " ".join(match["name"].split())
        if len(name.split()) > 1:
            found.setdefault(name, []).append(match.span("name"))
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
        kind=next((k for word, k in forms.kinds if name.lower().startswith(word)), "dialogue"),
        parties=parties if len(parties) > 1 else (),
        parent=None,
        mandate=(),
        next_when=None,
        next_where=None,
        mentions=tuple(document.article.quote(*place) for place in places),
    )


@cache
def _forms() -> dict[str, FormatForms]:
    """Read the forms of both languages from the rules."""
    raw = tomllib.loads(rules_text("meetings"))
    return {
        language: FormatForms(
            re.compile("|".join(raw[language]["format"])), tuple(raw[language]["kinds"].items())
        )
        for language in ("ar", "fr")
    }
