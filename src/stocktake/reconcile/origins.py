"""Which articles go back to one text: copies, re-posts, and versions of one joint statement."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

import msgspec
import numpy as np

from stocktake.identity import short_id
from stocktake.model import (
    Evidence,
    Ground,
    Item,
    Judgement,
    Link,
    Origin,
    OriginKind,
    Report,
    Resolved,
)
from stocktake.reconcile.articles import earliest_first, meeting_parties, published_days
from stocktake.reconcile.frames import frames
from stocktake.reconcile.grouping import Union, connected
from stocktake.reconcile.names import name, skeleton
from stocktake.reconcile.periods import windows
from stocktake.reconcile.sketch import Sketch, alike_pairs, copy_marks, likeness, sketch
from stocktake.reconcile.vocabulary import wordings

_COPY = 0.55
_ONE_OUTLET = 0.85
_ANY_TIME = 0.9
_DAYS_BETWEEN_COPIES = 14
_SAME_PEOPLE = 0.7
_NEVER = 2.0
_VERSION = 0.25
_CITING = 0.12
_SAME_FRAMES = 0.25
_COMPANY = 4  # people by whom reports of one meeting are brought together
_DAYS_APART = 3
_RANK: dict[OriginKind, int] = {
    "primary document": 0, "agency report": 1, "own reporting": 2, "unknown": 3,
}  # fmt: skip
_SENTENCE_END = re.compile(r"(?<=[.!?])\s|\n")


@dataclass(frozen=True, slots=True)
class Wording:
    """An article's text as far as its origin is concerned."""

    published: str | None
    kind: OriginKind
    why: str
    cites: bool
    parties: tuple[str, ...]
    people: tuple[str, ...]
    outlet: str | None
    runs: bytes
    lead: Evidence | None
    frames: bytes = b""


@dataclass(frozen=True, slots=True)
class Told:
    """What later layers know of an article's origin."""

    origin: str
    kind: OriginKind


class Origins:
    """Gather the articles that go back to one text."""

    name = "origins"

    def items(self, report: Report, links: Mapping[str, str]) -> tuple[Item, ...]:  # noqa: ARG002 - the first layer has none before it
        """Give the article's one item: its wording."""
        article = report.article
        runs = sketch(article.text)
        kind, why = _kind(report)
        cites = any(w.pattern.search(article.text) for w in wordings("origins.toml", "cites"))
        parties = meeting_parties(report)
        body = Wording(
            article.published,
            kind,
            why,
            cites,
            parties,
            _families(report),
            article.outlet,
            runs.tobytes(),
            _lead(report),
            frames(article.text).tobytes(),
        )
        keys = [f"copy:{mark}" for mark in copy_marks(runs)]
        days = published_days(article.published)
        if days and parties and (cites or kind == "primary document"):
            met = "+".join(parties)
            keys += [f"said:{met}:{window}" for window in windows(days, _DAYS_APART)]
        if days and parties:
            keys += _keys_of_company(body, windows(days, _DAYS_APART))
        item_id = short_id("o", article.id)
        return (Item(item_id, article.id, tuple(keys), msgspec.json.encode(body)),)

    def ground(self, item: Item) -> Ground:
        """Find an article's origin by its first words."""
        lead = msgspec.json.decode(item.body, type=Wording).lead
        return Ground(("origins",), "", ((lead.start, lead.end),) if lead else ())

    def resolve(self, items: Sequence[Item], judgements: Sequence[Judgement]) -> Resolved:  # noqa: ARG002 - the pipeline lays them on origins
        """Give one origin for each text that the articles go back to."""
        entries: list[Origin] = []
        links: list[Link] = []
        for group in connected(items):
            for text in _texts(group):
                origin = _origin(text)
                entries.append(origin)
                told = msgspec.json.encode(Told(origin.id, origin.kind)).decode()
                links += [Link(item.id, item.article, "origin", told) for item, _ in text.members]
        return Resolved(tuple(entries), tuple(links))


def _kind(report: Report) -> tuple[OriginKind, str]:
    article = report.article
    places = {"title": article.title or "", "text": article.text, "lead": article.text[:120]}
    kinds: tuple[tuple[str, OriginKind], ...] = (
        ("primary", "primary document"), ("own", "own reporting"), ("agency", "agency report"),
    )  # fmt: skip
    for rules, kind in kinds:
        for wording in wordings("origins.toml", rules):
            found = wording.pattern.search(places[wording.where])
            if found:
                return kind, f"its {wording.where} reads “{found.group().strip()}”"
    if article.byline:
        return "own reporting", f"it is signed “{article.byline}”"
    return "unknown", "nothing in it says where it comes from"


def _lead(report: Report) -> Evidence | None:
    text = report.article.text
    start = len(text) - len(text.lstrip())
    ends = (m.start() for m in _SENTENCE_END.finditer(text, start + 1))
    end = next(ends, len(text.rstrip()))
    return report.article.quote(start, end) if end > start else None


@dataclass(frozen=True, slots=True)
class _Text:
    """The articles that go back to one text; `reworded` where one has its words replaced."""

    members: list[tuple[Item, Wording]]
    reworded: bool


def _keys_of_company(wording: Wording, times: Iterable[object]) -> list[str]:
    """Give the marks that reports of the same people at the same meeting share."""
    met = "+".join(wording.parties)
    pairs = [f"{one}+{two}" for one, two in combinations(wording.people[:_COMPANY], 2)]
    return [f"with:{met}:{pair}:{time}" for time in times for pair in pairs]


def _texts(group: list[Item]) -> list[_Text]:
    members = [(item, msgspec.json.decode(item.body, type=Wording)) for item in group]
    sketches = [np.frombuffer(wording.runs, dtype=np.uint32) for _, wording in members]
    union = Union(len(members))
    for one, two, share in alike_pairs(sketches):
        first, second = members[one][1], members[two][1]
        if share >= min(_copy_floor(first, second), _version_floor(first, second)):
            union.join(one, two)
    reworded = {one for pair in _reworded(members, sketches) for one in pair}
    for one, two in _reworded(members, sketches):
        union.join(one, two)
    return [
        _Text([members[i] for i in indexes], not reworded.isdisjoint(indexes))
        for indexes in union.groups()
    ]


def _reworded(
    members: Sequence[tuple[Item, Wording]], sketches: Sequence[Sketch]
) -> list[tuple[int, int]]:
    """Give the pairs whose sentences have the same frames, though not the same words.

    Texts on one form of an outlet share both.
    """
    framed = [np.frombuffer(wording.frames, dtype=np.uint32) for _, wording in members]
    return [
        (one, two)
        for one, two, share in alike_pairs(framed)
        if share >= max(_SAME_FRAMES, 2 * likeness(sketches[one], sketches[two]))
        and _in_one_company(members[one][1], members[two][1])
    ]


def _in_one_company(one: Wording, two: Wording) -> bool:
    """Tell reports on one meeting of the same parties that name two of the same people."""
    days, others = published_days(one.published), published_days(two.published)
    if not one.parties or one.parties != two.parties or days is None or others is None:
        return False
    return days.gap(others) <= _DAYS_APART and len(set(one.people) & set(two.people)) > 1


def _families(report: Report) -> tuple[str, ...]:
    names = (name(p.name) for p in report.reading.people)
    return tuple(sorted({skeleton(n.family) for n in names if n}))


def _copy_floor(one: Wording, two: Wording) -> float:
    """Give the likeness from which two texts are copies; one outlet's forms are no copies.

    An outlet writes many texts on one form, with other people and on other days.
    """
    if one.outlet is not None and one.outlet == two.outlet and one.people != two.people:
        return _NEVER
    first, second = set(one.people), set(two.people)
    fewer = min(len(first), len(second))
    if fewer > 1 and len(first & second) < _SAME_PEOPLE * fewer:
        return _NEVER
    days, others = published_days(one.published), published_days(two.published)
    if days is not None and others is not None and days.gap(others) > _DAYS_BETWEEN_COPIES:
        return _ANY_TIME
    return _ONE_OUTLET if one.outlet == two.outlet else _COPY


def _version_floor(one: Wording, two: Wording) -> float:
    """Give the likeness from which two reports of one meeting go back to its joint statement."""
    days, others = published_days(one.published), published_days(two.published)
    if not one.parties or one.parties != two.parties or days is None or others is None:
        return _NEVER
    if days.gap(others) > _DAYS_APART or not (_tells(one) and _tells(two)):
        return _NEVER
    primary = "primary document"
    if (one.kind == primary and two.cites) or (two.kind == primary and one.cites):
        return _CITING
    return _VERSION


def _tells(wording: Wording) -> bool:
    return wording.cites or wording.kind == "primary document"


def _origin(text: _Text) -> Origin:
    members = text.members
    ordered = sorted(members, key=lambda m: earliest_first(m[1].published, m[0].id))
    best = min(ordered, key=lambda m: _RANK[m[1].kind])[1]
    articles = tuple(sorted(item.article for item, _ in members))
    shared = "the frame of their sentences in other words" if text.reworded else "their wording"
    why = f"{len(articles)} articles share {shared}; " if len(articles) > 1 else ""
    return Origin(
        id=short_id("o", ordered[0][0].article),
        kind=best.kind,
        articles=articles,
        why=_sentence(why + best.why),
        evidence=tuple(w.lead for _, w in ordered if w.lead),
    )


def _sentence(words: str) -> str:
    return f"{words[0].upper()}{words[1:]}."


def told(links: Mapping[str, str]) -> Told | None:
    """Read what this layer says of an article."""
    value = links.get("origin")
    return msgspec.json.decode(value, type=Told) if value else None
