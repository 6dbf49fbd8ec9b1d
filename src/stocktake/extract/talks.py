"""The parties of the talks that an article is about, and the persons who stand for them."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from stocktake.extract.discourse_words import discourse_words
from stocktake.extract.document import Document
from stocktake.extract.joint_texts import (
    BETWEEN_LISTED,
    is_joint,
    issuing_parties,
    opening_run,
    run_from,
)
from stocktake.extract.names import words_of
from stocktake.extract.offices import find_offices, places_of
from stocktake.extract.parties import Mention, party_kind
from stocktake.extract.transcripts import is_transcript
from stocktake.model import PersonFinding

LIST_OF_PARTIES = re.compile(
    r"\b(?:[Mm]inisters|[Ll]eaders|[Oo]fficials|[Rr]epresentatives|[Gg]overnments|[Dd]elegations"
    r"|[Ee]nvoys|[Dd]irectors|[Ss]ecretaries|[Dd]iplomats|[Pp]residents|[Hh]eads of \w+)"
    r"(?: and [a-z]+)?(?: for [\w ]{1,40}?)? (?:of|from) (?=[A-Z]|the )"
)
# So many times as often as any other a party must be named to be taken for the one that speaks.
BY_FAR = 2
# "Norway-Jordan-Kenya cooperation" names those who hold the talks, also behind "on".
JOINED_NAMES = re.compile(r"[A-Z][\w.]*(?: [A-Z][\w.]*)?[-–][A-Z][a-z]")
TRAVELS = re.compile(r"\b(?:travels?|trip|visits?)\b")
BRIEFING = re.compile(r"\bpress briefing\b", re.IGNORECASE)
# How a greeting begins.
ON_BEHALF_OF = re.compile(
    r"(?:[^\n]{0,60}\n)?\s*On behalf of (?:the )?(?:(?:[Gg]overnment|[Pp]eople|[Pp]resident)"
    r"(?: and (?:the )?(?:[Gg]overnment|[Pp]eople))? of )?"
)
# A title that tells in whose name a text speaks: "Statement by the League".
IN_NAME_OF = re.compile(r"(?i)\bstatement (?:by|of|from) (?:the )?$")
# What follows the name of an organisation whose members are then named.
MEMBERS_OF = re.compile(
    r"(?: [Ff]oreign)? (?:[Mm]inisters|[Ll]eaders|members|countries) (?:of|from) "
)


@dataclass(frozen=True, slots=True)
class Holder:
    """A named person who stands for a party; `places` are the positions where they are named."""

    name: str
    role: str
    party: str
    places: tuple[tuple[int, int], ...]


def issuer_of(document: Document, people: Sequence[PersonFinding]) -> str | None:
    """Give the party in whose name the text speaks: its first speaker's or its title's first."""
    house = _named_as_author(document) or _house(document)
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
    if not in_title:
        return None
    return _of_like_office(in_title[0], with_party) or _most_named(
        document, _title_mentioned(document)
    )


def _of_like_office(person: PersonFinding, others: Sequence[PersonFinding]) -> str | None:
    """Give the one party of those with an office like a person's: a Secretary's Deputy Secretary.

    Not of a minister: every state has those.
    """
    office = set((person.role or "").lower().split())
    if not office or office & EVERYWHERE:
        return None
    like = {p.party for p in others if office <= set((p.role or "").lower().split())}
    return like.pop() if len(like) == 1 else None


def _named_as_author(document: Document) -> str | None:
    """Give the party in whose name a text says that it is: "Statement by", "On behalf of"."""
    opens = ON_BEHALF_OF.match(document.article.text)
    if opens is not None:
        near = document.mentions_in(opens.end(), opens.end() + 60)
        return near[0].party if near and near[0].start - opens.end() < 5 else None
    title = document.article.title or ""
    named = (m for m in document.title_mentions if IN_NAME_OF.search(title[: m.start]))
    return next((m.party for m in named if party_kind(m.party) == "organisation"), None)


def _office_that_opens(document: Document) -> str | None:
    """Give the party of the office that the title begins with, as in "Foreign Secretary meets"."""
    title = document.article.title or ""
    words = words_of(title)
    offices = find_offices(title, words, places_of(words, document.mentions))
    return offices[0].party if offices and offices[0].start == 0 else None


def _title_mentioned(document: Document) -> frozenset[str]:
    return frozenset(m.party for m in document.title_mentions)


def _most_named(document: Document, others: frozenset[str]) -> str | None:
    """Give the party named by far the most in the text beside those of the title."""
    counted = Counter(m.party for m in document.mentions if m.party not in others)
    (first, times), (_, next_times) = [*counted.most_common(2), ("", 0), ("", 0)][:2]
    return first if times >= BY_FAR * next_times and first else None


def holders_of(
    document: Document, people: Iterable[PersonFinding], issuer: str | None
) -> Iterable[Holder]:
    """Give the persons who stand for a party; in a party's own note a bare title is its own."""
    own = issuer if issuer == _house(document) else None
    for person in people:
        party = person.party or _by_bare_title(document, person, own)
        if party is not None:
            places = tuple((e.start, e.end) for e in person.mentions)
            yield Holder(person.name, person.role or "", party, places)


def _by_bare_title(document: Document, person: PersonFinding, own: str | None) -> str | None:
    """Give the party of a person whom a house's note names by a title without a party.

    Who has no title has no party either.  Else it is the house's own, unless the house has no such
    office, or calls its government by another president ("the Moen Administration"): then it is
    the party last named before the person, if that is in the same sentence or in the title too.
    """
    role = set((person.role or "").lower().replace("-", " ").split())
    if own is None or not role or role >= OF_ORGANISATION:
        return None
    foreign = bool(role & discourse_words().abroad.get(own, frozenset()))
    if not foreign and not ("president" in role and _is_other_president(document, person)):
        return own
    first = person.mentions[0].start
    before = [m for m in document.mentions_in(0, first) if m.party != own][-1:]
    near = [m for m in before if not SENTENCE_BREAK.search(document.article.text, m.end, first)]
    titled = [m for m in before if m.party in _title_mentioned(document)]
    return next((m.party for m in (*near, *titled)), None)


def _is_other_president(document: Document, person: PersonFinding) -> bool:
    """Tell a president other than the one whose name the text gives to the government."""
    text = document.article.text
    called = {match["name"] for match in ADMINISTRATION.finditer(text)}
    presidents = {match["name"] for match in PRESIDENT.finditer(text)}
    return bool(called & presidents) and person.name.split()[-1] not in called


# What parts the first person of a title from those whom he meets.
BESIDE_THE_FIRST = re.compile(r" (?:[Aa]nd|[Ww]ith) |[’']s ")
# Offices that every state has.
EVERYWHERE = frozenset({"minister", "president", "ambassador", "chancellor", "premier", "envoy"})
# An office of organisations alone.
OF_ORGANISATION = frozenset({"secretary", "general"})
ADMINISTRATION = re.compile(r"\b(?P<name>[A-Z][\w’'-]+?)(?:-[A-Z]\w+)? [Aa]dministration\b")
PRESIDENT = re.compile(r"\bPresident (?:[A-Z]\w*\.? )*?(?P<name>[A-Z][\w’'-]+)(?! [A-Z])")
SENTENCE_BREAK = re.compile(r"(?<![A-Z])[.?!]\s|\n")


def _house(document: Document) -> str | None:
    """Give the party of the house whose name stands at the head of a note, not of a guest's."""
    title = BESIDE_THE_FIRST.split(document.article.title or "", maxsplit=1)[0]
    head = f"{title}\n{document.article.text[:250]}".lower()
    return next((p for form, p in discourse_words().issuers if form in head), None)


def parties_of_talks(
    document: Document,
    holders: Sequence[Holder],
    issuer: str | None,
) -> tuple[str, ...]:
    """Give the main parties by the first of several readings that yields some."""
    if issuer is not None and BRIEFING.search(document.article.title or ""):
        # A house's spokesman answers the press; nobody sits opposite.
        return (issuer,)
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
        parties = run_from(document, match.end())
        if len(parties) > 2:
            return parties
    opening = opening_run(document)
    if len(opening) > 2:
        return opening
    if is_joint(document):
        runs = (run_from(document, m.start) for m in document.mentions if m.start < len(text))
        return next((run for run in runs if len(run) > 4), ())
    return ()


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
    if JOINED_NAMES.match(title, at):
        return False
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
        (m.start, m.party) for m in document.mentions if not is_place(text, m)
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


def is_place(text: str, mention: Mention) -> bool:
    """Tell whether a capital is only where something happens: "in Washington"."""
    before = text[max(0, mention.start - 12) : mention.start].lower().split()
    return mention.form == "capital" and bool(before) and before[-1] in {"in", "at", "from", "to"}
