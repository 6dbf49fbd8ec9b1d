"""From a report to its words on meetings and formats, in the light of the layers before."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import combinations

import msgspec

from stocktake.identity import short_id
from stocktake.model import (
    Evidence,
    Item,
    MechanismFinding,
    MeetingFinding,
    Report,
)
from stocktake.reconcile.article_words import (
    Body,
    FormatWord,
    LooseLine,
    MeetingWord,
    Sitting,
    Told,
    days_of,
    gathering_marks,
    noun_of,
    round_marks,
    undated_marks,
)
from stocktake.reconcile.articles import meeting_parties, published_days
from stocktake.reconcile.origins import told
from stocktake.reconcile.periods import months, period, shifted, windows
from stocktake.reconcile.sketch import folded
from stocktake.reconcile.strangers import strangers
from stocktake.reconcile.vocabulary import wordings

_LONGEST = 100
_ORGANISATIONS = frozenset({"NATO", "ASEAN", "GCC", "OSCE", "THE", "AND"})
_SOON = 7  # days
_SIDES = 6  # an article that names more parties tells by its meeting alone between whom it is


def items_of(report: Report, links: Mapping[str, str]) -> tuple[Item, ...]:
    """Give an item for each meeting and each format that the article speaks of."""
    teller = _teller(report, links)
    found = [
        _meeting_item(_meeting_word(report, links, number, teller))
        for number in range(len(report.reading.meetings))
    ]
    words = [_format_word(f, report, links, teller) for f in report.reading.mechanisms]
    words += _strange_words(report, links, teller)
    seen: dict[str, Item] = {}
    for word in words:
        if word is not None:
            item_id = short_id("r", teller.article, "format", word.name)
            body = msgspec.json.encode(Body(format=word))
            keys = (f"mechanism:{word.mechanism}", *_timetable_keys(word, report))
            seen.setdefault(item_id, Item(item_id, teller.article, keys, body))
    return (*found, *seen.values(), *_loose_items(report, teller))


def _timetable_keys(word: FormatWord, report: Report) -> Iterator[str]:
    """Give the keys by which lines told without a format find the timetable of this one."""
    named = sorted({party for party, _ in report.reading.parties})
    pairs = combinations(named, 2) if len(named) <= _SIDES else [meeting_parties(report)]
    nouns = sorted({noun_of(line) for line in word.milestones})
    yield from (f"{'+'.join(pair)}:timetable:{noun}" for pair in pairs for noun in nouns)


def _loose_items(report: Report, teller: Told) -> Iterator[Item]:
    parties = meeting_parties(report)
    for number, line in enumerate(report.reading.milestones):
        if line.format is None and parties:
            key = f"{'+'.join(parties)}:timetable:{noun_of(line)}"
            body = msgspec.json.encode(Body(loose=LooseLine(teller, parties, line)))
            item_id = short_id("r", teller.article, "line", str(number))
            yield Item(item_id, teller.article, (key,), body)


def _teller(report: Report, links: Mapping[str, str]) -> Told:
    origin = told(links)
    return Told(
        report.article.id,
        report.article.published,
        origin.origin if origin else report.article.id,
        origin is not None and origin.kind == "primary document",
        report.article.outlet,
    )


def _meeting_word(
    report: Report, links: Mapping[str, str], number: int, teller: Told
) -> MeetingWord:
    finding = _of_its_days(report, report.reading.meetings[number])
    main = finding.standing == "main"
    named = f"{finding.name or ''} {finding.mechanism or ''}"
    return MeetingWord(
        told=teller,
        number=number,
        standing=finding.standing,
        name=finding.name,
        mechanism=_format_met(finding, links),
        ordinal=finding.ordinal,
        when=finding.when,
        place=finding.place,
        parties=tuple(sorted(set(finding.parties))),
        delegates=_sittings(finding, links),
        people=_named(report, links) if main else (),
        by_phone=_by_phone(report, named, finding.evidence.quote),
        level=_level(named),
        evidence=finding.evidence,
        rests_on=finding.rests_on,
        doubled=_doubled(report) if main else (),
        company=_company(report.article.title or "") if main else frozenset(),
    )


def _of_its_days(report: Report, finding: MeetingFinding) -> MeetingFinding:
    """Give a meeting without day and place where they are those of one long before.

    What is said before or after a meeting, by its title, is published within days of it.
    """
    days, printed = period(finding.when), published_days(report.article.published)
    if finding.standing != "main" or days is None or printed is None:
        return finding
    if days.last + _SOON >= printed.first or _said("at_hand", report.article.title or "") is None:
        return finding
    rests_on = tuple(pair for pair in finding.rests_on if pair[0] not in ("when", "place"))
    return replace(finding, when=None, place=None, rests_on=rests_on)


def _company(title: str) -> frozenset[str]:
    """Give the words of a title that say with whom somebody met, office and name."""
    for wording in wordings("meetings.toml", "with_whom"):
        found = wording.pattern.search(title)
        if found:
            whom = folded(found["whom"]).split()
            return frozenset(w for w in whom if len(w) > 2 and w.upper() not in _ORGANISATIONS)
    return frozenset()


def _format_met(finding: MeetingFinding, links: Mapping[str, str]) -> str | None:
    """Give the format that met; a strange name in the meeting's own sentence stands for its own."""
    quote = finding.evidence.quote
    strange = [
        value
        for name, value in sorted(links.items())
        if name.startswith("stranger:") and name.partition(":")[2] in quote
    ]
    if strange and (finding.mechanism is None or finding.mechanism not in quote):
        return strange[0]
    return links.get(f"mechanism:{finding.mechanism}")


def _sittings(finding: MeetingFinding, links: Mapping[str, str]) -> tuple[Sitting, ...]:
    return tuple(
        Sitting(links[f"person:{s.person}"], s.person, s.role, s.party, s.head)
        for s in finding.delegates
        if f"person:{s.person}" in links
    )


def _named(report: Report, links: Mapping[str, str]) -> tuple[Sitting, ...]:
    words = set(folded(report.article.title or "").split())
    return tuple(
        Sitting(
            links[f"person:{p.name}"],
            p.name,
            p.role,
            p.party,
            False,
            p.mentions[0],
            bool(words & set(folded(p.name).split()[-1:])),
        )
        for p in report.reading.people
        if f"person:{p.name}" in links and p.mentions
    )


def _said(kind: str, text: str) -> re.Match[str] | None:
    for wording in wordings("meetings.toml", kind):
        found = wording.pattern.search(text)
        if found:
            return found
    return None


def _by_phone(report: Report, named: str, quote: str) -> bool:
    """Tell whether a meeting is a call; where the title says that they met, a quote is no proof."""
    told = f"{report.article.title or ''} {named}"
    if _said("phone", told) is not None:
        return True
    return _said("phone", quote) is not None and _said("in_person", told) is None


def _level(named: str) -> str | None:
    for level in ("deputies", "ministers", "leaders"):
        if _said(level, named):
            return level
    return None


def _doubled(report: Report) -> tuple[Evidence, ...]:
    """Give the places where an office bears two adjectives of peoples ("Aian-Beish minister")."""
    article = report.article
    return tuple(
        article.quote(found.start(), found.end())
        for wording in wordings("meetings.toml", "doubled")
        for found in wording.pattern.finditer(article.text)
    )


def _format_word(
    found: MechanismFinding, report: Report, links: Mapping[str, str], teller: Told
) -> FormatWord | None:
    mechanism = links.get(f"mechanism:{found.name}")
    if mechanism is None or not found.mentions:
        return None
    parent = links.get(f"mechanism:{found.parent}")
    return FormatWord(
        told=teller,
        mechanism=mechanism,
        name=found.name,
        acronym=found.acronym,
        aliases=found.aliases,
        kind=found.kind,
        parties=tuple(sorted(set(found.parties))),
        parent=None if parent == mechanism else parent,
        mandate=found.mandate,
        next_when=found.next_when,
        next_where=found.next_where,
        mentions=found.mentions,
        assessments=tuple(a for a in report.reading.assessments if a.format == found.name),
        milestones=tuple(m for m in report.reading.milestones if m.format == found.name),
    )


def _strange_words(report: Report, links: Mapping[str, str], teller: Told) -> Iterator[FormatWord]:
    for name, mentions in strangers(report).items() if _any_strange(links) else ():
        mechanism = links.get(f"stranger:{name}")
        if mechanism is not None:
            yield FormatWord(
                teller, mechanism, name, None, (), None, (), None, (), None, None, mentions
            )


def _any_strange(links: Mapping[str, str]) -> bool:
    """Tell whether some strange name in the article stands for a format."""
    return any(name.startswith("stranger:") for name in links)


def _meeting_item(word: MeetingWord) -> Item:
    keys = set()
    if word.mechanism:
        keys.add(f"mechanism:{word.mechanism}")
    days = days_of(word)
    if len(word.parties) > 1 and days is not None and days.days <= _LONGEST:
        met = "+".join(word.parties)
        near = months(shifted(days, 3, 3))
        keys |= {f"{met}:{month}" for month in near}
        keys |= {f"{mark}:{month}" for mark in round_marks(word) for month in near}
        keys |= {f"{mark}:{w}" for mark in gathering_marks(word) for w in windows(days, 1)}
    keys.update(undated_marks(word))
    item_id = short_id("r", word.told.article, "meeting", str(word.number))
    body = msgspec.json.encode(Body(meeting=word))
    return Item(item_id, word.told.article, tuple(sorted(keys)), body)
