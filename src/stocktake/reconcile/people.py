"""Who is who across articles: spellings, titles, short forms and offices."""

import re
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

import msgspec

from stocktake.identity import short_id
from stocktake.model import (
    Evidence,
    Ground,
    Item,
    Judgement,
    Link,
    Person,
    Report,
    Resolved,
    Role,
)
from stocktake.reconcile.articles import distinct, earliest_first
from stocktake.reconcile.decisions import Decisions
from stocktake.reconcile.grouping import connected
from stocktake.reconcile.names import Name, agree, close, mark, name
from stocktake.reconcile.sketch import folded
from stocktake.reconcile.wording import stem

_OFFICE_WORDS_IGNORED = frozenset({"of", "the", "for", "and", "his", "her", "former", "acting"})
_NO_LATIN = re.compile(r"[^\W\d_a-zA-Z\u00c0-\u024f\u1e00-\u1eff]")


@dataclass(frozen=True, slots=True)
class Naming:
    """Somebody as one article names them."""

    name: str
    role: str | None
    organisation: str | None
    party: str | None
    published: str | None
    mentions: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class _Member:
    item: Item
    naming: Naming
    name: Name
    office: frozenset[str]

    @property
    def likeness(self) -> tuple[object, ...]:
        """Give all that is compared of a naming."""
        return (self.name.parts, self.naming.party, self.office)


@dataclass(frozen=True, slots=True)
class _Portrait:
    """What is known of one person while others are compared with them."""

    names: tuple[Name, ...]
    parties: frozenset[str]
    offices: tuple[frozenset[str], ...]


class People:
    """Gather the people whom several articles name."""

    name = "people"

    def items(self, report: Report, links: Mapping[str, str]) -> tuple[Item, ...]:  # noqa: ARG002 - names alone decide
        """Give one item for each person that the article names."""
        found = []
        for person in report.reading.people:
            parsed = name(person.name)
            if parsed is None or not person.mentions:
                continue
            body = Naming(
                person.name, person.role, person.organisation, person.party,
                report.article.published, person.mentions,
            )  # fmt: skip
            item_id = short_id("p", report.article.id, person.name, person.party or "")
            keys = _keys(parsed, person.party)
            found.append(Item(item_id, report.article.id, keys, msgspec.json.encode(body)))
        return tuple(found)

    def ground(self, item: Item) -> Ground:
        """Find a naming by its mentions."""
        naming = msgspec.json.decode(item.body, type=Naming)
        return Ground(("people",), naming.name, tuple((m.start, m.end) for m in naming.mentions))

    def resolve(self, items: Sequence[Item], judgements: Sequence[Judgement]) -> Resolved:
        """Give one person for each set of namings that fit together."""
        entries: list[Person] = []
        links: list[Link] = []
        decisions = Decisions(items, judgements)
        for group in connected(items):
            for members in decisions.settled(_people(group), lambda m: m.item.id):
                person = members.entry(_person(members.things))
                entries.append(person)
                links += [
                    Link(m.item.id, m.item.article, f"person:{m.naming.name}", person.id)
                    for m in members.things
                    if not members.rejected
                ]
        return Resolved(tuple(entries), tuple(links))


def _keys(parsed: Name, party: str | None) -> tuple[str, ...]:
    """Name what two namings of one person share: two parts of the name, or one and the party."""
    marks = tuple(map(mark, parsed.parts))
    first, last = marks[0], marks[-1]
    keys = set()
    if party:
        keys.add(f"family:{last}:{party}")
    if len(parsed.parts) > 1:
        keys.add("pair:" + "+".join(sorted((first, last))))
        keys.add("pair:" + "+".join(sorted((first, marks[1]))))
        if party:
            keys |= {f"first:{first}{last[:1]}:{party}", f"first:{last}{first[:1]}:{party}"}
    return tuple(sorted(keys))


def _people(group: list[Item]) -> list[list[_Member]]:
    """Sort namings to people, full names first; who fits two people stays apart from both."""
    members = [_member(item) for item in group]
    members.sort(key=lambda m: (-len(m.name.parts), m.name.parts, m.naming.party or "~", m.item.id))
    people: list[list[_Member]] = []
    portraits: list[_Portrait] = []
    by_family: dict[str, list[int]] = defaultdict(list)
    alike: dict[object, int] = {}
    for member in members:
        chosen = alike.get(member.likeness)
        if chosen is None:
            near = sorted({i for part in member.name.parts for i in by_family[mark(part)[:1]]})
            fits = [i for i in near if _fits(member, portraits[i])]
            chosen = _the_one(member, fits, portraits)
        if chosen is None:
            chosen = len(people)
            people.append([])
            portraits.append(_Portrait((), frozenset(), ()))
        people[chosen].append(member)
        alike[member.likeness] = chosen
        portraits[chosen] = _joined(portraits[chosen], member)
        for initial in {mark(part)[:1] for part in member.name.parts}:
            if chosen not in by_family[initial]:
                by_family[initial].append(chosen)
    return people


def _member(item: Item) -> _Member:
    naming = msgspec.json.decode(item.body, type=Naming)
    parsed = name(naming.name)
    if parsed is None:
        raise ValueError(f"item {item.id} names nobody: {naming.name!r}")
    return _Member(item, naming, parsed, office(naming.role, naming.organisation))


def office(role: str | None, organisation: str | None = None) -> frozenset[str]:
    """Give the words that tell an office from another."""
    words = folded(f"{role or ''} {organisation or ''}").split()
    return frozenset(stem(w) for w in words) - _OFFICE_WORDS_IGNORED


def _fits(member: _Member, portrait: _Portrait) -> bool:
    party = member.naming.party
    apart = party is not None and bool(portrait.parties) and party not in portrait.parties
    shared = any(_same_office(member.office, other) for other in portrait.offices)
    if apart and not shared:
        return False
    if len(member.name.parts) == 1:
        known = party is not None and party in portrait.parties
        return (known or shared) and any(
            close(member.name.family, n.family) for n in portrait.names
        )
    return any(len(n.parts) > 1 and agree(member.name, n) for n in portrait.names)


def _same_office(one: frozenset[str], two: frozenset[str]) -> bool:
    shared = len(one & two)
    return shared >= 2 and shared >= 0.6 * min(len(one), len(two))


def _the_one(member: _Member, fits: list[int], portraits: list[_Portrait]) -> int | None:
    if len(fits) < 2:
        return fits[0] if fits else None
    tests: tuple[Callable[[_Portrait], bool], ...] = (
        lambda p: member.name in p.names and member.naming.party in p.parties,
        lambda p: any(_same_office(member.office, o) for o in p.offices),
        lambda p: member.naming.party in p.parties,
    )
    for exact in tests:
        chosen = [i for i in fits if exact(portraits[i])]
        if len(chosen) == 1:
            return chosen[0]
    return None


def _joined(portrait: _Portrait, member: _Member) -> _Portrait:
    party = member.naming.party
    return replace(
        portrait,
        names=portrait.names if member.name in portrait.names else (*portrait.names, member.name),
        parties=portrait.parties | ({party} if party else frozenset()),
        offices=portrait.offices
        if not member.office or member.office in portrait.offices
        else (*portrait.offices, member.office),
    )


def _person(namings: list[_Member]) -> Person:
    members = sorted(namings, key=lambda m: earliest_first(m.naming.published, m.item.id))
    forms: dict[str, int] = defaultdict(int)
    for member in members:
        forms[member.naming.name] += len(member.naming.mentions)
    full = sorted(forms, key=lambda form: (_strange(form), -_fullness(form), -forms[form], form))
    anchor = members[0]
    return Person(
        id=short_id("p", anchor.item.id),
        name=full[0],
        aliases=tuple(sorted(full[1:])),
        roles=_roles(members),
        evidence=distinct(tuple(e for m in members for e in m.naming.mentions)),
    )


def _fullness(form: str) -> int:
    """Give how many parts a name has, three at most: a fourth makes it no fuller."""
    parsed = name(form)
    return min(len(parsed.parts), 3) if parsed else 0


def _strange(form: str) -> bool:
    """Tell whether a name is in another script than Latin, or in capitals throughout."""
    return bool(_NO_LATIN.search(form)) or form.isupper()


def _roles(members: list[_Member]) -> tuple[Role, ...]:
    """Give each office once, dated by the last article that gives it.

    An office of no known party is that of the person's one party, if there is but one.
    """
    parties = {m.naming.party for m in members if m.naming.party}
    only = parties.pop() if len(parties) == 1 else None
    told: dict[tuple[str, str | None], list[Role]] = {}
    for member in members:
        naming = member.naming
        if naming.role:
            party = naming.party or only
            day = naming.published[:10] if naming.published else None
            told.setdefault((" ".join(sorted(member.office)), party), []).append(
                Role(naming.role, naming.organisation, party, day)
            )
    usual = max(told.values(), key=len, default=[])
    kept = (roles[-1] for roles in told.values() if not _misread(roles, usual))
    return tuple(sorted(kept, key=lambda r: (r.as_of or "", r.role)))


# An office told this many times less often than the usual one, and in the midst of it, is misread.
_RARE = 20


def _misread(roles: list[Role], usual: list[Role]) -> bool:
    """Tell "Prime Minister and Secretary", which one report in a thousand seems to give somebody.

    Not an office that comes after the usual one, or before it: that may be a change of office.
    """
    days, between = ([r.as_of or "" for r in roles], [r.as_of or "" for r in usual])
    return len(roles) * _RARE <= len(usual) and min(between) < min(days) <= max(days) < max(between)
