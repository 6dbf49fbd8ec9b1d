"""The parties of the talks that an article is about, and the persons who stand for them."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from stocktake.extract.document import Document
from stocktake.extract.names import words_of
from stocktake.extract.offices import find_offices, places_of
from stocktake.extract.parties import Mention, party_kind
from stocktake.extract.rule_files import read_rules
from stocktake.extract.transcripts import is_transcript
from stocktake.model import PersonFinding

LIST_OF_PARTIES = re.compile(
    r"\b(?:[Mm]inisters|[Ll]eaders|[Oo]fficials|[Rr]epresentatives|[Gg]overnments|[Dd]elegations"
    r"|[Ee]nvoys|[Dd]irectors|[Ss]ecretaries|[Dd]iplomats|[Pp]residents|[Hh]eads of \w+)"
    r"(?: and [a-z]+)?(?: for [\w ]{1,40}?)? (?:of|from) (?=[A-Z]|the )"
)
BETWEEN_LISTED = re.compile(
    r"(?:\s|,|;|and|of|the|Republic|Kingdom|Hashemite|State|as well as|\([A-Z]+\)|Foreign|Affairs"
    r"|High|Representatives?|representatives?|Minister|Ministers|joined|by)*"
)
TRAVELS = re.compile(r"\b(?:travels?|trip|visits?)\b")
# Words with which several begin to speak as one.
JOINT_VOICE = re.compile(
    r"\bwe, (?:the|as|members|ministers|leaders|representatives|foreign|co-chairs)\b"
    r"|\bthe undersigned\b|\bstatement (?:was|is) (?:jointly )?(?:agreed|endorsed|adopted)\b"
)
# What a title that names several parties calls a text of all of them.
TEXT_OF_ALL = re.compile(
    r"\b(?:bi|tri|quadri)lateral statement\b|\bstatement (?:by|of|from) |\bstatement\s*$"
    r"|\b(?:vision statement|action plan|declaration|principles)\b"
)
# What follows the name of an organisation whose members are then named.
MEMBERS_OF = re.compile(
    r"(?: [Ff]oreign)? (?:[Mm]inisters|[Ll]eaders|members|countries) (?:of|from) "
)
ENVOY_FOR = re.compile(
    r"(?:Envoy|Representative|Coordinator|Adviser|Advisor) (?:for|to|on) (?:the )?$"
)
TOPIC_AFTER = re.compile(
    r"\b(?:which|who|to discuss|following|regarding|concerning|condemning|on the|on [A-Z]\w+"
    r"|about)\b"
)


@dataclass(frozen=True, slots=True)
class Holder:
    """A named person who stands for a party; `places` are the positions where they are named."""

    name: str
    role: str
    party: str
    places: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Discourse:
    """The vocabulary of reference."""

    both: frozenset[str]
    first_person: frozenset[str]
    several: frozenset[str]
    one: frozenset[str]
    own_house: frozenset[str]
    topic: frozenset[str]
    bound: frozenset[str]
    joint: tuple[str, ...]
    issued: tuple[str, ...]
    issuers: tuple[tuple[str, str], ...]


@cache
def discourse_words() -> Discourse:
    """Read the vocabulary of reference from the rules."""
    rules = read_rules("discourse")
    raw = rules["words"]
    sets = ("both", "first_person", "several", "one", "own_house", "topic", "bound")
    return Discourse(
        **{key: frozenset(raw[key]) for key in sets},
        joint=tuple(raw["joint"]),
        issued=tuple(raw["issued"]),
        issuers=tuple((form, rule["party"]) for rule in rules["issuer"] for form in rule["forms"]),
    )


def is_joint(document: Document) -> bool:
    """Tell whether several parties speak in the text together."""
    head = f"{document.article.title or ''}\n{document.article.text[:600]}".lower()
    begins = "begin text" in head or JOINT_VOICE.search(head) is not None
    title = (document.article.title or "").lower()
    shared = len({m.party for m in document.title_mentions}) > 1 and TEXT_OF_ALL.search(title)
    return begins or bool(shared) or any(form in title for form in discourse_words().joint)


def issuer_of(document: Document, people: Sequence[PersonFinding]) -> str | None:
    """Give the party in whose name the text speaks: its first speaker's or its title's first."""
    house = _house(document)
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


def holders_of(
    document: Document, people: Iterable[PersonFinding], issuer: str | None
) -> Iterable[Holder]:
    """Give the persons who stand for a party; in a party's own note a bare title is its own."""
    own = issuer if issuer == _house(document) else None
    for person in people:
        party = person.party or own
        if party is not None:
            places = tuple((e.start, e.end) for e in person.mentions)
            yield Holder(person.name, person.role or "", party, places)


def _house(document: Document) -> str | None:
    """Give the party of the house whose name stands at the head of a note."""
    head = f"{document.article.title or ''}\n{document.article.text[:250]}".lower()
    return next((p for form, p in discourse_words().issuers if form in head), None)


def parties_of_talks(
    document: Document,
    holders: Sequence[Holder],
    issuer: str | None,
) -> tuple[str, ...]:
    """Give the main parties by the first of several readings that yields some."""
    return (
        (_paired_parties(document) if starts_midway(document) else ())
        or issuing_parties(document)
        or _with_listed(document, holders, issuer)
        or _if_several(title_parties(document, holders, issuer))
        or _between_parties(document)
        or _lead_parties(document, holders)
    )


def group_of_members(document: Document, parties: Sequence[str]) -> str | None:
    """Give the organisation of "the G7 foreign ministers of A, B and C", who are the parties."""
    text = document.article.text
    for mention in document.mentions:
        if party_kind(mention.party) == "organisation" and MEMBERS_OF.match(text, mention.end):
            after = document.mentions_in(mention.end, mention.end + 120)
            members = {m.party for m in after if party_kind(m.party) == "state"}
            if len(members) > 1 and members <= set(parties):
                return mention.party
    return None


def starts_midway(document: Document) -> bool:
    """Tell a text whose beginning is lost: without a title, in the middle of a sentence."""
    return not document.article.title and document.article.text[:1].islower()


def _paired_parties(document: Document) -> tuple[str, ...]:
    """Give the two parties that a text names side by side most often: "Norway and Kenya"."""
    text = document.article.text
    pairs: Counter[tuple[str, ...]] = Counter()
    for first, second in pairwise(document.mentions):
        between = text[first.end : second.start]
        joined = " and " in between and BETWEEN_LISTED.fullmatch(between) is not None
        if joined and first.party != second.party:
            pairs[tuple(sorted((first.party, second.party)))] += 1
    if not pairs:
        return ()
    best = pairs.most_common(1)[0][0]
    return tuple(dict.fromkeys(m.party for m in document.mentions if m.party in best))


def _if_several(parties: tuple[str, ...]) -> tuple[str, ...]:
    return parties if len(parties) > 1 else ()


def issuing_parties(document: Document) -> tuple[str, ...]:
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
        text = document.article.text
        issuing = [
            m for m in document.mentions_in(at, end) if not ENVOY_FOR.search(text[: m.start])
        ]
        found = tuple(dict.fromkeys(m.party for m in issuing))
        if len(found) > 1:
            return found
    return ()


def _with_listed(
    document: Document, holders: Sequence[Holder], issuer: str | None
) -> tuple[str, ...]:
    """Give the parties of a list in the lead, with the issuer and those whom the title names."""
    listed = _listed_parties(document)
    if not listed or is_joint(document):
        return listed
    if is_transcript(document) and len(title_parties(document, holders, issuer)) > 1:
        # A speaker who lists others speaks of them; the title tells who is in the room.
        return ()
    states = [p for p in title_parties(document, holders, issuer) if party_kind(p) == "state"]
    own = (issuer,) if issuer else ()
    return tuple(dict.fromkeys((*own, *states, *listed)))


def _listed_parties(document: Document) -> tuple[str, ...]:
    """Give the parties of "ministers of A, B and C", three or more, or of a long bare list."""
    text = document.article.text[:800]
    for match in LIST_OF_PARTIES.finditer(text):
        parties = _run_from(document, match.end())
        if len(parties) > 2:
            return parties
    if is_joint(document):
        runs = (_run_from(document, m.start) for m in document.mentions if m.start < len(text))
        return next((run for run in runs if len(run) > 4), ())
    return ()


def _run_from(document: Document, at: int) -> tuple[str, ...]:
    """Give the parties named one after the other from a position, commas and "and" between."""
    found: list[str] = []
    for mention in document.mentions_in(at, at + 900):
        if not BETWEEN_LISTED.fullmatch(document.article.text[at : mention.start]):
            break
        found.append(mention.party)
        at = mention.end
    return tuple(dict.fromkeys(found))


def title_parties(
    document: Document, holders: Sequence[Holder], issuer: str | None
) -> tuple[str, ...]:
    """Give the parties that the title names as meeting, itself or by their people."""
    title = document.article.title or ""
    words = words_of(title)
    travels = TRAVELS.search(title.lower()) is not None
    named = {m.party for m in document.mentions if m.form != "capital"}
    mentions = [
        m for m in document.title_mentions if m.form != "capital" or (travels and m.party in named)
    ]
    parties = places_of(words, mentions)
    offices = find_offices(title, words, parties)
    inside = {id(parties[i]) for o in offices for i in range(o.start, o.end) if i in parties}
    own = {id(parties[i]) for o in offices for i in range(o.outer, o.start) if i in parties}
    placed = [(m.start, m.party) for m in mentions if id(m) not in inside or id(m) in own]
    placed = [(at, p) for at, p in placed if not _is_topic(title, at)]
    placed += [(words[o.start].start, o.party) for o in offices if o.party]
    for holder in holders:
        at = _place_in_title(title.lower(), holder.name.lower().split())
        if at >= 0:
            placed.append((at, holder.party))
    found = tuple(dict.fromkeys(p for _, p in sorted(placed)))
    if issuer and found and issuer not in found and not is_joint(document):
        return (issuer, *found)
    return found


def _place_in_title(title: str, name: list[str]) -> int:
    """Give where a title names a person by the last name or the first two; -1 for nowhere."""
    at = title.find(name[-1])
    return at if at >= 0 or len(name) < 3 else title.find(" ".join(name[:2]))


def _is_topic(title: str, at: int) -> bool:
    before = title[:at].lower().split()
    while before and before[-1] in {"the", "and"}:
        before.pop()
    return bool(before) and before[-1] in {
        "on",
        "in",
        "about",
        "regarding",
        "concerning",
        "against",
    }


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
    by_people = tuple(dict.fromkeys(h.party for h in holders if h.places[0][0] < 1200))
    if len(by_people) > 1:
        return by_people[:2]
    first = text.find("\n", 200)
    for limit in (first if first > 0 else 600, 1200):
        found = _first_two([(at, p) for at, p in placed if at < limit])
        if len(found) > 1:
            return found
    return _first_two(placed)


def _first_two(placed: Sequence[tuple[int, str]]) -> tuple[str, ...]:
    """Give the two parties named first; one name for several states gives them all."""
    first: dict[str, int] = {}
    for at, party in sorted(placed):
        first.setdefault(party, at)
    places = list(dict.fromkeys(first.values()))[:2]
    return tuple(party for party, at in first.items() if at in places)


def _is_place(text: str, mention: Mention) -> bool:
    """Tell whether a capital is only where something happens: "in Washington"."""
    before = text[max(0, mention.start - 12) : mention.start].lower().split()
    return mention.form == "capital" and bool(before) and before[-1] in {"in", "at", "from", "to"}
