"""Of which standing format a sentence speaks: one that it names, or the one last named before."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from stocktake.extract.document import Document
from stocktake.extract.rule_files import language_read, read_rules
from stocktake.extract.turns import Turn
from stocktake.model import MechanismFinding, MeetingFinding

# Formats that decide and assess; missions and coalitions are what they decide of.
DELIBERATING = frozenset({"dialogue", "commission", "committee", "working group", "framework"})
# Formats that have groups of experts work for them.
BODIES = frozenset({"commission", "committee", "working group"})
# How far back, in characters, the format last named may stand.
REACH = 700
# How far back "it" stands for one.
NEAR = 250


@dataclass(frozen=True, slots=True)
class _Words:
    """Words that stand for a format named before: by its kind, and for groups that it set up."""

    again: re.Pattern[str]
    groups: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class FormatsSpokenOf:
    """The places where an article names its formats, in the order of the text.

    `own` is the printed name of the format whose meeting the article is about.
    """

    places: tuple[tuple[int, int, MechanismFinding], ...]
    own: str | None
    told_by_one: bool
    words: _Words
    text: str

    @property
    def deliberates(self) -> bool:
        """Tell whether the article names a format that decides, so that a timetable may be its."""
        return any(_deliberates(found) for _, _, found in self.places)

    def named_at(self, start: int, end: int, near: int) -> str | None:
        """Give the format that a sentence names, or that its words for one stand for.

        `near` is where what is told of it stands: of several that are named, the nearest before.
        """
        inside = [p for p in self.places if start <= p[0] < end and _deliberates(p[2])]
        before = [p for p in inside if p[0] <= near]
        if inside:
            return (before[-1] if before else inside[0])[2].name
        sentence = self.text[start:end]
        for again in self.words.again.finditer(sentence):
            kind = (again.group("kind") or "").lower().rstrip("s")
            known = self._last_before(start, kind, REACH if kind else NEAR)
            if known is not None:
                return known
        if self.words.groups.search(sentence):
            return self._setting_up(start)
        return None

    def hangs_on(self, start: int, end: int, near: int) -> str | None:
        """Give the format on which what a sentence tells hangs, named in it or not."""
        named = self.named_at(start, end, near)
        if named is not None or not self.told_by_one:
            return named
        return self._last_before(start, "") or self.own or self._only() or self._object(start, end)

    def _last_before(self, at: int, kind: str, reach: int = REACH) -> str | None:
        """Give the format last named before, of a kind of body where one is told."""
        for start, _, found in reversed(self.places):
            near = at - reach <= start < at
            if near and _deliberates(found) and kind in found.name.lower():
                return found.name
        return None

    def _setting_up(self, at: int) -> str | None:
        """Give the body whose groups are spoken of; of a dialogue it would be a guess."""
        near = [found for start, _, found in self.places if at - REACH <= start < at]
        bodies = [found.name for found in near if found.kind in BODIES]
        return bodies[-1] if bodies else None

    def _only(self) -> str | None:
        names = {found.name for _, _, found in self.places if _deliberates(found)}
        return names.pop() if len(names) == 1 else None

    def _object(self, start: int, end: int) -> str | None:
        """Give the mission or coalition that a sentence names where nothing decides of it."""
        if any(_deliberates(found) for _, _, found in self.places):
            return None
        names = {found.name for at, _, found in self.places if start <= at < end}
        return names.pop() if len(names) == 1 else None


def formats_spoken_of(
    document: Document,
    mechanisms: Sequence[MechanismFinding],
    meetings: Sequence[MeetingFinding],
    turns: Sequence[Turn],
) -> FormatsSpokenOf:
    """Find every place where an article names one of its formats, in full or by its acronym."""
    text = document.article.text
    main = next((m for m in meetings if m.standing == "main"), None)
    places = {place for found in mechanisms for place in _places(text, found)}
    names = {found.name: found for found in mechanisms}
    ordered = sorted((start, end, name) for start, end, name in places)
    return FormatsSpokenOf(
        places=tuple((start, end, names[name]) for start, end, name in ordered),
        own=main.mechanism if main else None,
        told_by_one=not turns,
        words=_words(language_read(document.article.language)),
        text=text,
    )


def _places(text: str, found: MechanismFinding) -> set[tuple[int, int, str]]:
    named = {(m.start, m.end) for m in found.mentions}
    acronym = found.acronym
    if acronym and len(acronym) > 1:
        pattern = rf"(?<!\w){re.escape(acronym)}(?!\w)"
        named |= {match.span() for match in re.finditer(pattern, text)}
    return {(start, end, found.name) for start, end in named}


def _deliberates(found: MechanismFinding) -> bool:
    return found.kind in DELIBERATING


@cache
def _words(language: str) -> _Words:
    words = read_rules("assessments", language).get("words", {})
    none = r"(?P<kind>(?!))"
    return _Words(
        re.compile(words.get("again", none), re.IGNORECASE),
        re.compile(words.get("groups", none), re.IGNORECASE),
    )
