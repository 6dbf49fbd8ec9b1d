"""What a record can be found by: its day, its name, its words, and the values of its facets."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import combinations

from stocktake.model import (
    PERFORMED,
    Agreement,
    Article,
    Commitment,
    Discrepancy,
    Entry,
    FollowThrough,
    Mechanism,
    Meeting,
    Origin,
    Page,
    Party,
    Person,
    Programme,
    Report,
)
from stocktake.questions import GATHERING
from stocktake.register.doubts import FACET as DOUBT
from stocktake.register.doubts import doubt_of
from stocktake.register.folding import folded
from stocktake.register.marks import Facet
from stocktake.register.shortening import head_of, shortened
from stocktake.spans import span

BETWEEN = "\t"
"""Stands between the two parties of a pair; no id holds it."""

MET = "met "
"""Begins the facet of those whom a party met; its id follows."""

_SHOWN_ROLES = 6
_LONGEST = 200  # letters of a name or an outlet; an index of PostgreSQL takes 2,700 bytes


@dataclass(frozen=True, slots=True)
class Beside:
    """What stands beside the entries to be indexed: other entries, and articles without texts."""

    entries: Mapping[str, Entry]
    articles: Mapping[str, Article]


@dataclass(frozen=True, slots=True)
class Found:
    """How one record is found.

    `day` is the first day of its date and `due` the last day of its deadline, both as ISO 8601 or
    empty; `name` is what it is sorted by, `words` what it is found by.  `short` is what is shown of
    it where the whole of it would be too much: nothing, or its form is that of `shortened`.
    """

    id: str
    kind: str
    day: str
    due: str
    name: str
    words: str
    facets: tuple[Facet, ...]
    short: str = ""


def of_article(report: Report) -> Found:
    """Give how an article is found: by its outlet, its parties, its language and its page."""
    article = report.article
    facets = {
        ("page", article.page),
        ("relevant", "yes" if report.reading.relevant else "no"),
        *(("party", party) for party, _ in report.reading.parties),
        *_outlet(article),
        *_set("language", article.language),
    }
    title = article.title or "without a title"
    return Found(
        id=article.id,
        kind="articles",
        day=_first(article.published),
        due="",
        name=_sorted_as(title),
        words=title,
        facets=tuple(sorted(facets)),
        short=head_of(report),
    )


def of_page(page: Page) -> Found:
    """Give how a page is found: by its place, and whether it could be read."""
    read = "no" if page.problem else "yes"
    return Found(
        id=page.id,
        kind="pages",
        day=_first((page.read_at or "")[:10]),
        due="",
        name=_sorted_as(page.location),
        words=page.location,
        facets=(("readable", read),),
    )


def _due(entry: Entry) -> str:
    """Give the last day of what is due; a deed told, as "signed", is not."""
    if not isinstance(entry, Commitment) or entry.kind in PERFORMED:
        return ""
    return _last(entry.deadline)


def of_entry(entry: Entry, kind: str, beside: Beside) -> Found:
    """Give how an entry is found, in the light of those beside it."""
    facets = {*_own(entry), *_beside(entry, beside), *_sources(entry, beside), _standing(entry)}
    facets |= set(_set(DOUBT, doubt_of(entry)))
    name = _name(entry, beside)
    words = " · ".join(dict.fromkeys(filter(None, (name, *_more_words(entry)))))
    return Found(
        id=entry.id,
        kind=kind,
        day=_first(_day(entry, beside)),
        due=_due(entry),
        name=_sorted_as(name),
        words=words,
        facets=tuple(sorted(facets)),
        short=shortened(entry),
    )


def named_by(entry: Entry) -> tuple[str, ...]:  # noqa: PLR0911 - one a kind
    """Give the ids of the other entries that an entry names."""
    match entry:
        case Commitment():
            one = filter(None, (entry.meeting, entry.renews))
            return (*entry.actors, *entry.counterparts, *one, *entry.related)
        case Meeting():
            people = (delegate.person for delegate in entry.delegates)
            return (*entry.parties, *filter(None, (entry.mechanism,)), *people)
        case Mechanism():
            return (*entry.parties, *filter(None, (entry.parent,)))
        case Person():
            return tuple(role.party for role in entry.roles if role.party)
        case Agreement():
            return (*entry.parties, *filter(None, (entry.meeting,)))
        case Programme():
            return tuple(filter(None, (entry.donor, entry.recipient)))
        case Discrepancy():
            return (entry.about,)
        case FollowThrough():
            return (entry.commitment,)
    return ()


def owner_of(entry: Entry) -> str | None:
    """Give the id of the record that an entry belongs to, and is found by what that is found by."""
    match entry:
        case Commitment() | Agreement():
            return entry.meeting
        case Meeting():
            return entry.mechanism
        case Discrepancy():
            return entry.about
        case FollowThrough():
            return entry.commitment
    return None


def owners_and_parties(entry: Entry) -> tuple[str, ...]:
    """Give the ids of what an entry belongs to and of the parties in it, all that a line names."""
    match entry:
        case Commitment():
            return (*entry.actors, *entry.counterparts, *filter(None, (entry.meeting,)))
        case Meeting():
            return (*entry.parties, *filter(None, (entry.mechanism,)))
        case Mechanism():
            return (*entry.parties, *filter(None, (entry.parent,)))
        case Agreement():
            return (*entry.parties, *filter(None, (entry.meeting,)))
    return named_by(entry)


def articles_of(entry: Entry) -> tuple[str, ...]:
    """Give the ids of the articles that an entry rests on, each once."""
    if isinstance(entry, Origin):
        return entry.articles
    ids = [evidence.article for evidence in entry.evidence]
    if isinstance(entry, Meeting):
        ids = [*entry.reports, *ids]
    if isinstance(entry, Discrepancy):
        ids = [*ids, *(reading.article for reading in entry.readings)]
    if isinstance(entry, Mechanism):
        ids = [*ids, *hanging_on(entry)]
    return tuple(dict.fromkeys(ids))


def hanging_on(mechanism: Mechanism) -> tuple[str, ...]:
    """Give the ids of the articles that tell of a mechanism's assessments and timetable."""
    return tuple(evidence.article for told in mechanism.hanging for evidence in told.evidence)


def _own(entry: Entry) -> Iterable[Facet]:
    match entry:
        case Commitment():
            yield from _each("party", {*entry.actors, *entry.counterparts})
            yield from _each("actor", entry.actors)
            yield from _set("theme", entry.theme)
            yield ("delivery", entry.delivery)
            yield ("strength", entry.strength)
            yield from _set("meeting", entry.meeting)
            yield from _set("renews", entry.renews)
        case Meeting():
            yield from _each("party", entry.parties)
            yield from _met(entry.parties)
            yield from _set("mechanism", entry.mechanism)
            yield from _each("person", (delegate.person for delegate in entry.delegates))
        case Mechanism():
            yield from _each("party", entry.parties)
            yield from _set("parent", entry.parent)
            yield ("form", entry.kind)
        case Person():
            yield from _each("party", (role.party for role in entry.roles if role.party))
        case Agreement():
            yield from _each("party", entry.parties)
            yield from _set("meeting", entry.meeting)
            yield ("form", entry.form)
        case Programme():
            yield from _each("party", filter(None, (entry.donor, entry.recipient)))
        case Discrepancy():
            yield ("about", entry.about)
            yield ("form", entry.kind)
        case FollowThrough():
            yield ("commitment", entry.commitment)
            yield ("delivery", entry.delivery)


def _met(parties: Iterable[str]) -> Iterable[Facet]:
    """Give who met whom, as pairs and from either side.

    In a gathering of very many nobody is said to have met another.
    """
    known = sorted(set(parties))
    if len(known) > GATHERING:
        return
    for one, other in combinations(known, 2):
        yield "pair", f"{one}{BETWEEN}{other}"
        yield f"{MET}{one}", other
        yield f"{MET}{other}", one


def _beside(entry: Entry, beside: Beside) -> Iterable[Facet]:
    """Give the facets that a record has from the one that it belongs to."""
    owner = _owner(entry, beside)
    if owner is None:
        return
    if isinstance(entry, Commitment | Agreement):
        yield from (facet for facet in _own(owner) if facet[0] == "mechanism")
        return
    passed = ("party", "mechanism", "theme")
    yield from (f for f in (*_own(owner), *_beside(owner, beside)) if f[0] in passed)
    if isinstance(owner, Mechanism):
        yield ("mechanism", owner.id)


def _owner(entry: Entry, beside: Beside) -> Entry | None:
    match entry:
        case Commitment() | Agreement():
            return beside.entries.get(entry.meeting or "")
        case Discrepancy():
            return beside.entries.get(entry.about)
        case FollowThrough():
            return beside.entries.get(entry.commitment)
    return None


def _sources(entry: Entry, beside: Beside) -> Iterable[Facet]:
    """Give the articles that an entry rests on and their outlets; of a party there are too many."""
    if isinstance(entry, Party):
        return
    for article in articles_of(entry):
        yield ("article", article)
        if article in beside.articles:
            yield from _outlet(beside.articles[article])


def _day(entry: Entry, beside: Beside) -> str:
    """Give the day that an entry is sorted by: its own, its meeting's, or its first report's."""
    if isinstance(entry, Meeting | Agreement | Programme) and entry.when:
        return entry.when
    owner = _owner(entry, beside)
    if isinstance(owner, Meeting) and owner.when:
        return owner.when
    articles = (beside.articles[a] for a in articles_of(entry) if a in beside.articles)
    published = [article.published for article in articles if article.published]
    if isinstance(entry, Mechanism | Person | Party):
        return max(published, default="")
    return min(published, default="")


def _name(entry: Entry, beside: Beside) -> str:  # noqa: PLR0911 - one a kind
    match entry:
        case Party() | Person() | Mechanism():
            return entry.name
        case Commitment():
            return entry.summary
        case Agreement():
            return entry.title
        case Programme():
            return entry.name or "programme without a name"
        case Meeting():
            mechanism = beside.entries.get(entry.mechanism or "")
            known = mechanism.name if isinstance(mechanism, Mechanism) else None
            return known or entry.name or "meeting"
        case Discrepancy() | FollowThrough():
            return entry.why
    return ""


def _more_words(entry: Entry) -> Iterable[str | None]:
    match entry:
        case Party():
            return (entry.id, *entry.aliases)
        case Person():
            return (*entry.aliases, *dict.fromkeys(r.role for r in entry.roles[:_SHOWN_ROLES]))
        case Mechanism():
            return (entry.acronym, *entry.aliases)
        case Meeting():
            return (entry.name, entry.place)
        case Commitment():
            return (entry.deadline_words, entry.condition)
    return ()


def _standing(entry: Entry) -> Facet:
    """Tell whether a person confirmed an entry; the last word that holds counts."""
    words = [r.action for r in entry.rulings if r.holds and r.action in ("confirm", "reject")]
    return ("standing", "confirmed" if words and words[-1] == "confirm" else "suggested")


def _outlet(article: Article) -> Iterable[Facet]:
    return _set("outlet", _sorted_as(article.outlet or ""))


def _first(edtf: str | None) -> str:
    days = span(edtf)
    return days.first.isoformat() if days and days.first else ""


def _last(edtf: str | None) -> str:
    days = span(edtf)
    return days.last.isoformat() if days and days.last else ""


def _sorted_as(name: str) -> str:
    return " ".join(folded(name).split())[:_LONGEST]


def _each(facet: str, values: Iterable[str]) -> Iterable[Facet]:
    return ((facet, value) for value in values)


def _set(facet: str, value: str | None) -> Iterable[Facet]:
    return ((facet, value),) if value else ()
