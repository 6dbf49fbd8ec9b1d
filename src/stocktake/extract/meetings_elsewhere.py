"""The meeting that an Arabic or French article reports, by the words of its first sentences."""

import re
from dataclasses import dataclass
from functools import cache

from stocktake.extract.dates import find_dates
from stocktake.extract.discourse import Sides
from stocktake.extract.document import Document
from stocktake.extract.mechanisms_elsewhere import (
    find_formats_elsewhere,
    format_forms,
    name_of_format,
)
from stocktake.extract.names import sentence_spans, words_of
from stocktake.extract.places import place_of
from stocktake.extract.rule_files import language_read, read_rules
from stocktake.model import MeetingFinding, PersonFinding, Seat


@dataclass(frozen=True, slots=True)
class MeetingForms:
    """The words for meetings, formats and counts in one language."""

    held: re.Pattern[str]
    format: re.Pattern[str]
    ordinals: tuple[tuple[str, int], ...]
    coming: re.Pattern[str]
    call: re.Pattern[str]
    melted: tuple[tuple[str, str], ...]
    virtual: re.Pattern[str]
    cities: tuple[tuple[re.Pattern[str], str], ...]


def find_meetings_elsewhere(
    document: Document, sides: Sides, people: tuple[PersonFinding, ...]
) -> tuple[MeetingFinding, ...]:
    """Give the meeting that an Arabic or French article is about, and the one it announces."""
    forms = _forms(language_read(document.article.language))
    if forms is None:
        return ()
    spans = sentence_spans(words_of(document.article.text))
    own = next((s for s in spans[:8] if _reports(document, forms, s)), None)
    if own is None:
        return ()
    main = _main(document, sides, people, forms, own)
    later = (s for s in spans if s[0] > own[0])
    coming = [s for s in later if forms.coming.search(_text(document, s).lower())]
    return (main, *(_announced(document, forms, main, span) for span in coming[:1]))


def _reports(document: Document, forms: MeetingForms, span: tuple[int, int]) -> bool:
    """Tell whether a sentence says that two parties, or the members of an organisation, meet."""
    mentions = document.mentions_in(*span)
    text = _text(document, span)
    named = {m.party for m in mentions}
    titled = {m.party for m in document.title_mentions}
    several = len(named) > 1 or (len(titled) > 1 and bool(named & titled))
    members = forms.format.search(text) is not None and any(
        m.form == "organisation" for m in mentions
    )
    return (several or members) and forms.held.search(text.lower()) is not None


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
    titled = dict.fromkeys(m.party for m in document.title_mentions if m.form != "capital")
    if len(parties) < 2:
        parties = tuple(titled) if len(titled) > 1 else sides.parties
    return MeetingFinding(
        standing="main",
        name=name_of_format(named, forms.melted) if named else None,
        mechanism=_format_named(document, name_of_format(named, forms.melted)) if named else None,
        ordinal=_ordinal(text, forms),
        when=_when(document, own),
        place=_where(document, forms, own),
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


def _announced(
    document: Document, forms: MeetingForms, main: MeetingFinding, span: tuple[int, int]
) -> MeetingFinding:
    return MeetingFinding(
        standing="announced",
        name=main.name,
        mechanism=main.mechanism,
        ordinal=None,
        when=_when(document, span),
        place=_where(document, forms, span),
        parties=main.parties,
        delegates=(),
        evidence=document.article.quote(*span),
    )


def _when(document: Document, span: tuple[int, int]) -> str | None:
    article = document.article
    dates = find_dates(article.text, article.published, article.language or "en")
    within = [d.edtf for d in dates if span[0] <= d.start and d.end <= span[1] and d.edtf]
    return within[0] if within else None


def _where(document: Document, forms: MeetingForms, span: tuple[int, int]) -> str | None:
    """Give the English name of the place: none for a call, "virtual" for a meeting by wire."""
    text = _text(document, span)
    if forms.call.search(text.lower()):
        return None
    if forms.virtual.search(text.lower()):
        return "virtual"
    named = (english for pattern, english in forms.cities if pattern.search(text))
    return next(named, None) or place_of(document, span)


def _ordinal(text: str, forms: MeetingForms) -> int | None:
    return next((n for word, n in forms.ordinals if re.search(rf"\b{word}\b", text.lower())), None)


def _text(document: Document, span: tuple[int, int]) -> str:
    return document.article.text[span[0] : span[1]]


@cache
def _forms(language: str) -> MeetingForms | None:
    """Read the forms of a language beside English from the rules; None where they have none."""
    rule, formats = read_rules("meetings", language), format_forms(language)
    if formats is None:
        return None
    prefix, joined = rule.get("prefix", ""), rule.get("city_prefix", "")
    cities = rule.get("cities", {}).items()
    return MeetingForms(
        **{key: _any_of(rule[key], prefix) for key in ("held", "coming", "call", "virtual")},
        format=formats.name,
        melted=formats.melted,
        ordinals=tuple(rule["ordinals"].items()),
        cities=tuple((re.compile(rf"(?<!\w){joined}{c}(?!\w)"), e) for c, e in cities),
    )


def _any_of(forms: list[str], prefix: str) -> re.Pattern[str]:
    return re.compile("|".join(rf"\b{prefix}{form}\b" for form in forms))
