"""The meeting that an Arabic or French article reports, by the words of its first sentences."""

import re
import tomllib
from dataclasses import dataclass
from functools import cache

from stocktake.extract.dates import find_dates
from stocktake.extract.discourse import Sides
from stocktake.extract.document import Document
from stocktake.extract.mechanisms_elsewhere import find_formats_elsewhere
from stocktake.extract.names import rules_text, sentence_spans, words_of
from stocktake.extract.places import place_of
from stocktake.model import MeetingFinding, PersonFinding, Seat


@dataclass(frozen=True, slots=True)
class MeetingForms:
    """The words for meetings, formats and counts in one language."""

    held: re.Pattern[str]
    format: re.Pattern[str]
    ordinals: tuple[tuple[str, int], ...]
    coming: re.Pattern[str]


def find_meetings_elsewhere(
    document: Document, sides: Sides, people: tuple[PersonFinding, ...]
) -> tuple[MeetingFinding, ...]:
    """Give the meeting that an Arabic or French article is about, and the one it announces."""
    forms = _forms().get((document.article.language or "").split("-")[0])
    if forms is None:
        return ()
    spans = sentence_spans(words_of(document.article.text))
    own = next((s for s in spans[:8] if _reports(document, forms, s)), None)
    if own is None:
        return ()
    main = _main(document, sides, people, forms, own)
    coming = [s for s in spans if s[0] > own[0] and forms.coming.search(_text(document, s))]
    return (main, *(_announced(document, main, span) for span in coming[:1]))


def _reports(document: Document, forms: MeetingForms, span: tuple[int, int]) -> bool:
    """Tell whether a sentence says that two parties meet."""
    parties = {m.party for m in document.mentions_in(*span)}
    return len(parties) > 1 and forms.held.search(_text(document, span)) is not None


def _main(
    document: Document,
    sides: Sides,
    people: tuple[PersonFinding, ...],
    forms: MeetingForms,
    own: tuple[int, int],
) -> MeetingFinding:
    text = _text(document, own)
    named = forms.format.search(text)
    mentioned = [m.party for m in document.mentions_in(*own) if m.form != "capital"]
    parties = tuple(dict.fromkeys(mentioned))
    parties = parties if len(parties) > 1 else sides.parties
    return MeetingFinding(
        standing="main",
        name=" ".join(named["name"].split()) if named else None,
        mechanism=_format_named(document, named["name"]) if named else None,
        ordinal=_ordinal(text, forms),
        when=_when(document, own),
        place=place_of(document, own),
        parties=parties,
        delegates=tuple(
            Seat(p.name, p.role, p.party, head=False) for p in people if p.party in parties
        ),
        evidence=document.article.quote(*own),
    )


def _format_named(document: Document, name: str) -> str | None:
    """Give the name of the format where it is one that the article names as such."""
    plain = " ".join(name.split())
    return next((f.name for f in find_formats_elsewhere(document) if f.name == plain), None)


def _announced(document: Document, main: MeetingFinding, span: tuple[int, int]) -> MeetingFinding:
    return MeetingFinding(
        standing="announced",
        name=main.name,
        mechanism=main.mechanism,
        ordinal=None,
        when=_when(document, span),
        place=place_of(document, span),
        parties=main.parties,
        delegates=(),
        evidence=document.article.quote(*span),
    )


def _when(document: Document, span: tuple[int, int]) -> str | None:
    article = document.article
    dates = find_dates(article.text, article.published, article.language or "en")
    within = [d.edtf for d in dates if span[0] <= d.start and d.end <= span[1] and d.edtf]
    return within[0] if within else None


def _ordinal(text: str, forms: MeetingForms) -> int | None:
    return next((n for word, n in forms.ordinals if re.search(rf"\b{word}\b", text.lower())), None)


def _text(document: Document, span: tuple[int, int]) -> str:
    return document.article.text[span[0] : span[1]]


@cache
def _forms() -> dict[str, MeetingForms]:
    """Read the forms of both languages from the rules."""
    raw = tomllib.loads(rules_text("meetings"))
    return {language: _form_set(raw[language]) for language in ("ar", "fr")}


def _form_set(rule: dict[str, list[str] | dict[str, int]]) -> MeetingForms:
    ordinals = rule["ordinals"]
    assert isinstance(ordinals, dict)
    return MeetingForms(
        held=re.compile("|".join(rf"\b{form}\b" for form in rule["held"])),
        format=re.compile("|".join(rule["format"])),
        ordinals=tuple(ordinals.items()),
        coming=re.compile("|".join(rf"\b{form}\b" for form in rule["coming"])),
    )
