"""Whom an article speaks of: the parties of the talks, and who "they" and "both sides" are."""

import re
import tomllib
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache

from stocktake.extract.document import Document
from stocktake.extract.names import rules_text, words_of
from stocktake.extract.offices import find_offices
from stocktake.extract.parties import Mention, party_kind
from stocktake.extract.people import places_of
from stocktake.model import MechanismFinding, MeetingFinding, PersonFinding


LIST_OF_PARTIES = re.compile(
    r"\b(?:[Mm]inisters|[Ll]eaders|[Oo]fficials|[Rr]epresentatives|[Gg]overnments|[Dd]elegations"
    r"|[Ee]nvoys|[Dd]irectors|[Ss]ecretaries|[Dd]iplomats|[Pp]residents|[Hh]eads of \w+)"
    r"(?: and [a-z]+)?(?: for [\w ]{1,40}?)? (?:of|from) (?=[A-Z]|the )"
)
BETWEEN_LISTED = re.compile(
    r"(?:\s|,|;|and|of|the|Republic|Kingdom|Hashemite|State|as well as|\([A-Z]+\)|Foreign|Affairs)*"
)
TRAVELS = re.compile(r"\b(?:travels?|trip|visits?)\b")
TOPIC_AFTER = re.compile(r"\b(?:following|regarding|concerning|condemning|on the|about)\b")


@dataclass(frozen=True, slots=True)
class Holder:
    """A named person who stands for a party; `places` are the positions where they are named."""

    name: str
    role: str
    party: str
    places: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Sides:
    """The parties of the talks, and what an article's other words for them stand for.

    `parties` are the main parties in order of mention.  `speaker` is the party whose voice "we" and
    "our" are, or None; a joint text has no one speaker.  `headed` pairs each named person with a
    party.  `published` is the day of the article, or None.  `holders` are the persons in full.
    `in_title` are the parties that the title names as acting.
    """

    parties: tuple[str, ...]
    speaker: str | None = None
    headed: tuple[tuple[str, str], ...] = ()
    published: str | None = None
    holders: tuple[Holder, ...] = ()
    in_title: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Discourse:
    """The vocabulary of reference."""

    both: frozenset[str]
    first_person: frozenset[str]
    several: frozenset[str]
    one: frozenset[str]
    own_house: frozenset[str]
    topic: frozenset[str]
    joint: tuple[str, ...]
    issued: tuple[str, ...]
    issuers: tuple[tuple[str, str], ...]


@cache
def discourse_words() -> Discourse:
    """Read the vocabulary of reference from the rules."""
    rules = tomllib.loads(rules_text("discourse"))
    raw = rules["words"]
    sets = ("both", "first_person", "several", "one", "own_house", "topic")
    return Discourse(
        **{key: frozenset(raw[key]) for key in sets},
        joint=tuple(raw["joint"]),
        issued=tuple(raw["issued"]),
        issuers=tuple((form, rule["party"]) for rule in rules["issuer"] for form in rule["forms"]),
    )


def sides_of(
    document: Document,
    people: tuple[PersonFinding, ...],
    mechanisms: tuple[MechanismFinding, ...],
) -> Sides:
    """Give the parties of the talks that an article is about."""
    issuer = _issuer(document, people)
    holders = tuple(_holders(people, issuer))
    parties = _parties(document, holders, issuer)
    return Sides(
        parties=parties,
        speaker=None if _is_joint(document) else issuer,
        headed=tuple((h.name, h.party) for h in holders),
        published=document.article.published,
        holders=holders,
        in_title=_title_parties(document, holders, issuer),
    )


def resolve_actors(document: Document, sides: Sides, start: int, end: int) -> tuple[str, ...]:
    """Give the parties that the words between two positions of the text stand for.

    Names of parties and of persons stand for themselves; "both sides", "they", "we", "the
    Minister" for whom the article means by them.  Words that stand for no known party give ().
    """
    text = " ".join(document.article.text[start:end].lower().split()).strip(" ,.;:")
    named = _named_between(document, sides, start, end)
    if named:
        return named
    words = set(re.findall(r"[\w’'-]+", text))
    lists = discourse_words()
    if words & lists.first_person and not text.startswith(("our two", "our countries")):
        return (sides.speaker,) if sides.speaker else sides.parties
    if text in lists.own_house and sides.speaker:
        return (sides.speaker,)
    if any(re.search(rf"\b{re.escape(form)}\b", text) for form in lists.both):
        return sides.parties
    if words & lists.several:
        return _several_before(document, sides, start)
    if words & lists.one:
        return _one_before(document, sides, start)
    return _holder_of_office(document, sides, text, start)


def _named_between(document: Document, sides: Sides, start: int, end: int) -> tuple[str, ...]:
    """Give the parties named between two positions, themselves or by a person of theirs."""
    placed = [(m.start, m.party) for m in document.mentions_in(start, end)]
    covered = _abroad(document, start, end)
    placed = [(at, party) for at, party in placed if at not in covered]
    for holder in sides.holders:
        placed += [(s, holder.party) for s, e in holder.places if start <= s and e <= end]
    return tuple(dict.fromkeys(party for _, party in sorted(placed)))


def _abroad(document: Document, start: int, end: int) -> frozenset[int]:
    """Give the positions of parties that an office is only held at: "Ambassador to Iraq"."""
    found = set()
    for match in re.finditer(
        r"\b(?:ambassador|envoy|representative|coordinator|advis[eo]r)s? (?:to|for|on|at) (?:the )?",
        document.article.text[start:end],
        re.IGNORECASE,
    ):
        after = start + match.end()
        found |= {m.start for m in document.mentions_in(start, end) if m.start == after}
    return frozenset(found)


def _sentence_start(document: Document, at: int) -> int:
    """Give where the sentence that holds a position starts."""
    text = document.article.text
    return max(text.rfind(mark, 0, at) + len(mark) for mark in (". ", "\n", "? ", "! "))


def _several_before(document: Document, sides: Sides, at: int) -> tuple[str, ...]:
    """Give whom "they" means: several parties just named, else the parties of the talks."""
    begin = _sentence_start(document, at)
    within = _named_between(document, sides, begin, at)
    if len(within) > 1:
        return within
    previous = _named_between(document, sides, _sentence_start(document, max(begin - 2, 0)), begin)
    if not within and len(previous) > 1 and set(previous) <= set(sides.parties):
        return previous
    return sides.parties if len(sides.parties) > 1 else within or previous


def _one_before(document: Document, sides: Sides, at: int) -> tuple[str, ...]:
    """Give whom "he" or "it" means: the first party named in the sentence, else in the last one."""
    begin = _sentence_start(document, at)
    within = _named_between(document, sides, begin, at)
    if within:
        return within[:1]
    previous = _sentence_start(document, max(begin - 2, 0))
    return _named_between(document, sides, previous, begin)[:1]


def _holder_of_office(
    document: Document, sides: Sides, text: str, at: int
) -> tuple[str, ...]:
    """Give the party of the person last named before who holds "the Secretary"'s office."""
    words = text.removeprefix("the ").split()
    if not words:
        return ()
    fitting = [h for h in sides.holders if set(words) <= set(h.role.lower().split())]
    if not fitting:
        return ()
    before = [(s, h) for h in fitting for s, _ in h.places if s < at]
    if before:
        best = max(before, key=lambda pair: pair[0])[1]
        return (best.party,)
    return (fitting[0].party,)


def is_relevant(
    document: Document, sides: Sides, meetings: tuple[MeetingFinding, ...]
) -> bool:
    """Tell whether an article is about a dialogue, an agreement or a commitment of parties."""
    if any(m.standing == "main" for m in meetings):
        return True
    return _is_joint(document) and len(sides.parties) > 1 and _speaks_to_others(document)


def is_official(document: Document, sides: Sides) -> bool:
    """Tell whether somebody speaks for a party in the article, so that it can bind itself."""
    return bool(sides.holders) or sides.speaker is not None or bool(sides.in_title)


def _speaks_to_others(document: Document) -> bool:
    """Tell whether a joint text is one of several parties, by its first words."""
    head = document.article.text[:1500]
    mentions = document.mentions_in(0, len(head))
    return len({m.party for m in mentions}) > 1


def _is_joint(document: Document) -> bool:
    """Tell whether several parties speak in the text together."""
    head = f"{document.article.title or ''}\n{document.article.text[:600]}".lower()
    begins = "begin text" in head or re.search(r"\bwe, the\b", head) is not None
    title = (document.article.title or "").lower()
    return begins or any(form in title for form in discourse_words().joint)


def _issuer(document: Document, people: Sequence[PersonFinding]) -> str | None:
    """Give the party in whose name the text speaks: its first speaker's or its title's first."""
    head = document.article.text[:250].lower()
    house = next((p for form, p in discourse_words().issuers if form in head), None)
    if house is not None:
        return house
    with_party = [p for p in people if p.party]
    title = (document.article.title or "").lower()
    in_title = [p for p in people if p.name.split()[-1].lower() in title]
    in_title.sort(key=lambda p: title.index(p.name.split()[-1].lower()))
    if in_title and in_title[0].party:
        return in_title[0].party
    opens = _office_that_opens(document)
    if opens is not None:
        return opens
    early = [p for p in with_party if p.mentions[0].start < 400]
    if early and not in_title:
        return early[0].party
    return _most_named(document, _title_mentioned(document)) if in_title else None


def _office_that_opens(document: Document) -> str | None:
    """Give the party of the office that the title begins with, as in "Foreign Secretary meets"."""
    title = document.article.title or ""
    words = words_of(title)
    offices = find_offices(title, words, places_of(words, document.mentions))
    return offices[0].party if offices and offices[0].start == 0 else None


def _title_mentioned(document: Document) -> frozenset[str]:
    return frozenset(m.party for m in document.title_mentions)


def _most_named(document: Document, others: frozenset[str]) -> str | None:
    """Give the party named most in the text beside those of the title."""
    counted = Counter(m.party for m in document.mentions if m.party not in others)
    return counted.most_common(1)[0][0] if counted else None


def _holders(people: Iterable[PersonFinding], issuer: str | None) -> Iterable[Holder]:
    """Give the persons who stand for a party; a bare title is the issuer's own."""
    for person in people:
        party = person.party or issuer
        if party is not None:
            places = tuple((e.start, e.end) for e in person.mentions)
            yield Holder(person.name, person.role or "", party, places)


def _parties(
    document: Document,
    holders: Sequence[Holder],
    issuer: str | None,
) -> tuple[str, ...]:
    """Give the main parties by the first of several readings that yields two of them."""
    readings = (
        lambda: _issuing_parties(document),
        lambda: _with_listed(document, holders, issuer),
        lambda: _title_parties(document, holders, issuer),
        lambda: _between_parties(document),
        lambda: _lead_parties(document, holders),
    )
    best: tuple[str, ...] = ()
    for reading in readings:
        found = reading()
        if len(found) > 1:
            return found
        best = best or found
    return best


def _issuing_parties(document: Document) -> tuple[str, ...]:
    """Give the parties in whose names a joint text is released."""
    head = document.article.text[:900]
    for form in discourse_words().issued:
        at = head.lower().find(form)
        if at < 0:
            continue
        stop = re.search(r"[.:]\s|\n", document.article.text[at:])
        end = at + stop.start() + 1 if stop else len(head)
        while re.search(r"\bU\.S\.$|\bU\.K\.$", document.article.text[:end]) and end < len(head):
            more = re.search(r"[.:]\s|\n", document.article.text[end:])
            end = end + more.start() + 1 if more else len(head)
        cut = TOPIC_AFTER.search(document.article.text, at, end)
        end = cut.start() if cut else end
        found = tuple(dict.fromkeys(m.party for m in document.mentions_in(at, end)))
        if len(found) > 1:
            return found
    return ()


def _with_listed(
    document: Document, holders: Sequence[Holder], issuer: str | None
) -> tuple[str, ...]:
    """Give the parties of a list in the lead, with the issuer and those whom the title names."""
    listed = _listed_parties(document)
    if not listed or _is_joint(document):
        return listed
    states = [p for p in _title_parties(document, holders, issuer) if party_kind(p) == "state"]
    own = (issuer,) if issuer else ()
    return tuple(dict.fromkeys((*own, *states, *listed)))


def _listed_parties(document: Document) -> tuple[str, ...]:
    """Give the parties of "ministers of A, B and C": a list of three or more in the lead."""
    text = document.article.text[:800]
    for match in LIST_OF_PARTIES.finditer(text):
        found: list[Mention] = []
        at = match.end()
        for mention in document.mentions_in(match.end(), match.end() + 700):
            if not BETWEEN_LISTED.fullmatch(document.article.text[at : mention.start]):
                break
            found.append(mention)
            at = mention.end
        parties = tuple(dict.fromkeys(m.party for m in found))
        if len(parties) > 2:
            return parties
    return ()


def _title_parties(
    document: Document, holders: Sequence[Holder], issuer: str | None
) -> tuple[str, ...]:
    """Give the parties that the title names as meeting, itself or by their people."""
    title = document.article.title or ""
    words = words_of(title)
    travels = TRAVELS.search(title.lower()) is not None
    mentions = [m for m in document.title_mentions if m.form != "capital" or travels]
    parties = places_of(words, mentions)
    offices = find_offices(title, words, parties)
    inside = {id(parties[i]) for o in offices for i in range(o.start, o.end) if i in parties}
    own = {id(parties[i]) for o in offices for i in range(o.outer, o.start) if i in parties}
    placed = [(m.start, m.party) for m in mentions if id(m) not in inside or id(m) in own]
    placed = [(at, p) for at, p in placed if not _is_topic(title, at)]
    placed += [(words[o.start].start, o.party) for o in offices if o.party]
    for holder in holders:
        at = title.lower().find(holder.name.split()[-1].lower())
        if at >= 0:
            placed.append((at, holder.party))
    found = tuple(dict.fromkeys(p for _, p in sorted(placed)))
    if issuer and found and issuer not in found and not _is_joint(document):
        return (issuer, *found)
    return found


def _is_topic(title: str, at: int) -> bool:
    before = title[:at].lower().split()
    while before and before[-1] in {"the", "and"}:
        before.pop()
    return bool(before) and before[-1] in {"on", "in", "about", "regarding", "concerning", "against"}


def _between_parties(document: Document) -> tuple[str, ...]:
    """Give the parties of "between X and Y" in the first sentences."""
    head = document.article.text[:1200]
    for match in re.finditer(r"\bbetween\b", head):
        near = [m for m in document.mentions if match.end() <= m.start < match.end() + 90]
        near = [m for m in near if "." not in head[match.end() : m.start].replace("U.S.", "")]
        found = tuple(dict.fromkeys(m.party for m in near[:2]))
        if len(found) > 1:
            return found
    return ()


def _lead_parties(document: Document, holders: Sequence[Holder]) -> tuple[str, ...]:
    """Give the parties named first: in the first paragraph, else in the first two."""
    text = document.article.text
    placed: list[tuple[int, str]] = [
        (m.start, m.party) for m in document.mentions if not _is_place(text, m)
    ]
    placed += [(s, h.party) for h in holders for s, _ in h.places[:1]]
    by_people = tuple(
        dict.fromkeys(h.party for h in holders if h.places[0][0] < 1200)
    )
    if len(by_people) > 1:
        return by_people[:2]
    first = text.find("\n", 200)
    for limit in (first if first > 0 else 600, 1200):
        found = tuple(dict.fromkeys(p for at, p in sorted(placed) if at < limit))
        if len(found) > 1:
            return found[:2]
    return tuple(dict.fromkeys(p for _, p in sorted(placed)))[:2]


def _is_place(text: str, mention: Mention) -> bool:
    """Tell whether a capital is only where something happens: "in Washington"."""
    before = text[max(0, mention.start - 12) : mention.start].lower().split()
    return mention.form == "capital" and bool(before) and before[-1] in {"in", "at", "from", "to"}
