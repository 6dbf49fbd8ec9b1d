"""Which names stand for one format: acronyms, translations, renamings and wrong names."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

import msgspec

from stocktake.identity import short_id
from stocktake.model import (
    Evidence,
    Ground,
    Item,
    Judgement,
    Link,
    MechanismFinding,
    MechanismKind,
    Report,
    Resolved,
)
from stocktake.reconcile.arabic_names import is_arabic
from stocktake.reconcile.articles import earliest_first, meeting_parties, published_days
from stocktake.reconcile.decisions import Decisions
from stocktake.reconcile.grouping import Union, by, connected
from stocktake.reconcile.origins import told
from stocktake.reconcile.periods import Period, period, shifted
from stocktake.reconcile.strangers import strangers
from stocktake.reconcile.titles import Title, initials, title
from stocktake.reconcile.vocabulary import word_list

_FAMILY: dict[MechanismKind, str] = {
    "dialogue": "dialogue", "framework": "dialogue", "commission": "body", "committee": "body",
    "working group": "group", "mission": "mission", "coalition": "coalition",
}  # fmt: skip
_MANY = 6


@dataclass(frozen=True, slots=True)
class Format:
    """A standing format as one article names it.

    `kind` is None for a strange name, which may stand in a format's place.  `sits` tells whether
    the article is about a meeting of it; `when` and `ordinal` are those of the article's own
    meeting, `about` the parties of that meeting.  `named` are the parties that the article names,
    where it does not say whose format it is.
    """

    name: str
    acronym: str | None
    kind: MechanismKind | None
    parties: tuple[str, ...]
    about: tuple[str, ...]
    published: str | None
    origin: str
    primary: bool
    sits: bool
    when: str | None
    ordinal: int | None
    mention: Evidence
    named: tuple[str, ...] = ()
    outlet: str | None = None


@dataclass(frozen=True, slots=True)
class _Member:
    item: Item
    format: Format
    title: Title


class Mechanisms:
    """Gather the names under which articles speak of one standing format."""

    name = "mechanisms"

    def items(self, report: Report, links: Mapping[str, str]) -> tuple[Item, ...]:
        """Give one item for each format that the article names."""
        found = {}
        for mechanism in report.reading.mechanisms:
            if mechanism.mentions and mechanism.name not in found:
                body = _format(report, mechanism, links)
                item_id = short_id("k", report.article.id, mechanism.name)
                keys = _keys(body)
                found[mechanism.name] = Item(
                    item_id, report.article.id, keys, msgspec.json.encode(body)
                )
        return (*found.values(), *_strangers(report, links))

    def ground(self, item: Item) -> Ground:
        """Find a naming by its first mention."""
        body = msgspec.json.decode(item.body, type=Format)
        return Ground(("mechanisms",), body.name, ((body.mention.start, body.mention.end),))

    def resolve(self, items: Sequence[Item], judgements: Sequence[Judgement]) -> Resolved:
        """Link each printed name to its format; entries wait until the rounds are known."""
        links: list[Link] = []
        decisions = Decisions(items, judgements)
        for group in connected(items):
            members = [_member(item) for item in group]
            settled = decisions.settled(_clusters(members), lambda m: m.item.id)
            for cluster in (one.things for one in settled):
                mechanism = _anchor(cluster)
                links += [_link(m, mechanism) for m in cluster if len(cluster) > 1 or m.format.kind]
        return Resolved((), tuple(links))


def _link(member: _Member, mechanism: str) -> Link:
    word = "mechanism" if member.format.kind else "stranger"
    return Link(member.item.id, member.item.article, f"{word}:{member.format.name}", mechanism)


def _strangers(report: Report, links: Mapping[str, str]) -> Iterator[Item]:
    """Give an item for each strange name in a report of a meeting; its initials are its key."""
    about = meeting_parties(report)
    if not about:
        return
    main = next(m for m in report.reading.meetings if m.standing == "main")
    origin = told(links)
    for printed, mentions in strangers(report).items():
        body = Format(
            name=printed,
            acronym=None,
            kind=None,
            parties=about,
            about=about,
            published=report.article.published,
            origin=origin.origin if origin else report.article.id,
            primary=False,
            sits=False,
            when=main.when,
            ordinal=main.ordinal,
            mention=mentions[0],
        )
        keys = (f"{'+'.join(about)}:initials:{initials(printed)[:2]}",)
        item_id = short_id("k", report.article.id, "stranger", printed)
        yield Item(item_id, report.article.id, keys, msgspec.json.encode(body))


def _format(report: Report, found: MechanismFinding, links: Mapping[str, str]) -> Format:
    main = next((m for m in report.reading.meetings if m.standing == "main"), None)
    about = meeting_parties(report)
    origin = told(links)
    own = tuple(sorted(set(found.parties)))
    parties = own if len(own) > 1 or not about else about
    return Format(
        name=found.name,
        acronym=found.acronym,
        kind=found.kind,
        parties=parties,
        about=about,
        published=report.article.published,
        origin=origin.origin if origin else report.article.id,
        primary=origin is not None and origin.kind == "primary document",
        sits=main is not None and main.mechanism == found.name,
        when=main.when if main else None,
        ordinal=main.ordinal if main else None,
        mention=found.mentions[0],
        named=() if len(parties) > 1 else tuple(sorted({p for p, _ in report.reading.parties})),
        outlet=report.article.outlet,
    )


def _keys(body: Format) -> tuple[str, ...]:
    parsed = title(body.name, body.parties)
    family = _family(body)
    core = "+".join(sorted(parsed.core))
    keys = set()
    if len(body.parties) > 1:
        met = "+".join(body.parties)
        keys.add(f"{met}:{family}")
        marks = {initials(body.name)[:2], (body.acronym or "")[:2]} - {""}
        keys |= {f"{met}:initials:{mark}" for mark in marks if len(mark) == 2}
    if not parsed.generic and len(parsed.core) > 1:
        keys |= {f"{core}:{party}" for party in body.parties[:_MANY] or ("",)}
    if len(parsed.core) > 1:
        keys |= {f"{core}:of:{a}+{b}" for a, b in _pairs(body)}
    return tuple(sorted(keys))


def _pairs(body: Format) -> Iterator[tuple[str, str]]:
    """Give the first two parties of a format, or every two that its article names."""
    if len(body.parties) > 1:
        yield body.parties[0], body.parties[1]
    elif len(body.named) <= _MANY:
        yield from combinations(body.named, 2)


def _family(body: Format) -> str:
    return _FAMILY[body.kind] if body.kind else "stranger"


def _member(item: Item) -> _Member:
    body = msgspec.json.decode(item.body, type=Format)
    return _Member(item, body, title(body.name, body.parties))


def _clusters(members: list[_Member]) -> list[list[_Member]]:
    """Join names in steps, the surest first; each step compares what the one before left."""
    union = Union(len(members))
    index = {m.item.id: i for i, m in enumerate(members)}

    def join(cluster: list[_Member]) -> None:
        for member in cluster[1:]:
            union.join(index[cluster[0].item.id], index[member.item.id])

    for equal in by([m for m in members if m.format.kind], _exactly).values():
        join(equal)
    for alike in (_same_title, _same_acronym, _shorter_form, _same_round):
        clusters = [[members[i] for i in g] for g in union.groups()]
        if alike is not _same_round:
            clusters = [c for c in clusters if c[0].format.kind]
        for group in by(clusters, lambda c: c[0].format.parties).values():
            _join_alike(group, alike, join)
        named = [c for c in clusters if c[0].format.kind and not c[0].title.generic]
        _join_alike(named, _across_parties, join)
    for member in members:
        if len(member.format.parties) < 2 and member.format.kind:
            _join_bearer(member, [[members[i] for i in g] for g in union.groups()], join)
    return [[members[i] for i in g] for g in union.groups()]


def _join_bearer(
    member: _Member,
    clusters: Sequence[list[_Member]],
    join: Callable[[list[_Member]], None],
) -> None:
    """Join a format named in passing to the one of its name among parties that its article names.

    Two such formats are no answer.
    """
    bearers = [c for c in clusters if any(_bears(member, other) for other in c)]
    if len(bearers) == 1:
        join([bearers[0][0], member])


def _bears(member: _Member, other: _Member) -> bool:
    """Tell whether another article's format has a name in passing and its parties are named too."""
    if len(other.format.parties) < 2 or _family(member.format) != _family(other.format):
        return False
    same_name = member.title.core == other.title.core and len(member.title.core) > 1
    apart = member.format.acronym and other.format.acronym
    if not same_name or (apart and _acronym(member) != _acronym(other)):
        return False
    own = set(member.format.parties)
    return own <= set(other.format.parties) <= {*member.format.named, *own}


def _exactly(member: _Member) -> tuple[object, ...]:
    """Give what makes two namings certainly one; a generic name only counts within an article."""
    where = member.item.article if member.title.generic and len(member.format.parties) < 2 else ""
    core = tuple(sorted(member.title.core))
    return (core, _family(member.format), member.format.parties, where)


def _join_alike(
    clusters: Sequence[list[_Member]],
    alike: Callable[[_Member, _Member], bool],
    join: Callable[[list[_Member]], None],
) -> None:
    for one, two in combinations(clusters, 2):
        if any(alike(a, b) for a in _faces(one) for b in _faces(two)):
            join([one[0], two[0]])


def _faces(cluster: list[_Member]) -> list[_Member]:
    """Give the members of a cluster that differ in what is compared, few of each kind."""
    seen: dict[object, _Member] = {}
    for member in cluster:
        f = member.format
        seen.setdefault((member.title.core, f.acronym, f.sits, f.when, f.ordinal), member)
    return list(seen.values())[:40]


def _same_title(one: _Member, two: _Member) -> bool:
    """Tell whether two names say the same; generic ones count between the same parties only.

    "Security talks" and "security mechanism" of two states are one format, since each word for
    its kind is as good as the other.
    """
    if one.title.core == two.title.core:
        return not one.title.generic
    if len(one.format.parties) < 2 or _family(one.format) != _family(two.format):
        return False
    subject = one.title.core - one.title.kinds
    return bool(subject) and subject == two.title.core - two.title.kinds


def _across_parties(one: _Member, two: _Member) -> bool:
    """Tell whether one name stands for one format though an article gives fewer of its parties."""
    a, b = set(one.format.parties), set(two.format.parties)
    if one.title.core != two.title.core or len(one.title.core) < 2 or a == b:
        return False
    if not a or not b:
        return len(one.title.content) > 1
    return (a <= b or b <= a) and (len(a & b) > 1 or len(one.title.content) > 1)


def _same_acronym(one: _Member, two: _Member) -> bool:
    a, b = _acronym(one), _acronym(two)
    return len(a) > 2 and a == b and _family(one.format) == _family(two.format)


def _acronym(member: _Member) -> str:
    return (member.format.acronym or "").replace(".", "").upper() or initials(member.format.name)


def _shorter_form(one: _Member, two: _Member) -> bool:
    """Tell whether one name is the other without words that tell nothing apart."""
    short, long = sorted((one.title, two.title), key=lambda t: len(t.core))
    if short.generic or not short.core <= long.core:
        return False
    return long.core - short.core <= word_list("formats.toml", "qualifiers")


def _same_round(one: _Member, two: _Member) -> bool:
    """Tell whether two names stand for the format of one meeting, told by two articles.

    Both articles are about a meeting of the same parties on the same days, and each sees it as a
    meeting of the format it names; or the names share their initials.  One outlet's two names are
    meant as two.
    """
    if one.item.article == two.item.article or not _meet(one.format, two.format):
        return False
    if one.format.kind is None or two.format.kind is None:
        return _expands(one, two)
    if one.format.sits and two.format.sits:
        one_outlet = one.format.outlet is not None and one.format.outlet == two.format.outlet
        same_sort = _family(one.format) == _family(two.format)
        apart = one_outlet or _other_subject(one, two)
        return (same_sort and not apart) or _initials_agree(one, two)
    return one.format.sits == two.format.sits and _initials_agree(one, two)


def _other_subject(one: _Member, two: _Member) -> bool:
    """Tell whether two names in one script each say what the format is on, and nothing alike."""
    if is_arabic(one.format.name) != is_arabic(two.format.name):
        return False
    subjects = [m.title.core - m.title.kinds for m in (one, two)]
    return all(subjects) and not subjects[0] & subjects[1]


def _expands(one: _Member, two: _Member) -> bool:
    """Tell whether a strange name stands where the other article has a format's name."""
    known = [m for m in (one, two) if m.format.kind]
    return len(known) == 1 and not (one.title.core & two.title.core) and _initials_agree(one, two)


def _initials_agree(one: _Member, two: _Member) -> bool:
    a, b = initials(one.format.name), initials(two.format.name)
    return len(a) > 2 and len(a) == len(b) and a[:-1] == b[:-1]


def _meet(one: Format, two: Format) -> bool:
    """Tell whether two articles are about one meeting, as far as this layer can see."""
    if not one.about or one.about != two.about:
        return False
    other_round = bool(one.ordinal and two.ordinal and one.ordinal != two.ordinal)
    if other_round and one.origin != two.origin:
        return False
    days, others = _days(one), _days(two)
    return days is not None and others is not None and days.gap(others) <= 1


def _days(body: Format) -> Period | None:
    days = period(body.when)
    if days is not None:
        return days
    printed = published_days(body.published)
    return shifted(printed, 3, 0) if printed else None


def _anchor(cluster: list[_Member]) -> str:
    named = [m for m in cluster if m.format.kind] or cluster
    first = min(named, key=lambda m: earliest_first(m.format.published, m.item.id))
    return short_id("k", first.item.id)
