"""Whom an article speaks of: the parties of the talks, and who "they" and "both sides" are."""

import re
from dataclasses import dataclass

from stocktake.extract.discourse_words import discourse_words
from stocktake.extract.document import Document
from stocktake.extract.joint_texts import is_joint, issuing_parties
from stocktake.extract.mechanisms import find_named
from stocktake.extract.parties import Mention
from stocktake.extract.talks import (
    Holder,
    group_of_members,
    holders_of,
    issuer_of,
    parties_of_talks,
    title_parties,
)
from stocktake.extract.turns import Turn, turns_of, voice_at
from stocktake.model import MechanismFinding, MeetingFinding, PersonFinding

SENT_ABROAD = re.compile(
    r"\b(?:ambassador|envoy|representative|coordinator|advis[eo]r)s? "
    r"(?:to|for|on|at) (?:the )?",
    re.IGNORECASE,
)

# "our countries", "both our nations": those who speak and those whom they speak to.
OUR_STATES = re.compile(
    r"\bour (?:\w+ )?(?:two|three|four|five|countries|nations|peoples|governments|ministries)\b"
)
# "the two countries" of whom a text on several has just spoken.
TWO_OF_THEM = re.compile(
    r"\b(?:the|both|these) two (?:countries|nations|governments|sides|ministers|states|leaders)\b"
)

ISSUED_TOGETHER = re.compile(r"\b(?:released|issued|made) jointly by\b")
SENTENCE_END = re.compile(r"(?<![A-Z])\. |\n|[?!] ")


@dataclass(frozen=True, slots=True)
class Sides:
    """The parties of the talks, and what an article's other words for them stand for.

    `parties` are the main parties in order of mention.  `speaker` is the party whose voice "we" and
    "our" are, or None; a joint text has no one speaker.  `headed` pairs each named person with a
    party.  `published` is the day of the article, or None.  `holders` are the persons in full.
    `in_title` are the parties that the title names as acting.  `turns` are those of a transcript.
    `group` is the organisation whose members, named one by one, are the parties.
    """

    parties: tuple[str, ...]
    speaker: str | None = None
    headed: tuple[tuple[str, str], ...] = ()
    published: str | None = None
    holders: tuple[Holder, ...] = ()
    in_title: tuple[str, ...] = ()
    turns: tuple[Turn, ...] = ()
    group: str | None = None

    def voice_at(self, at: int) -> str | None:
        """Give the party whose voice "we" and "our" are at a position of the text, or None.

        Where several parties stand together an unknown speaker is nobody's voice.
        """
        turn = voice_at(self.turns, at)
        if turn is None or (turn.party is None and len(self.in_title) < 2):
            return self.speaker
        return turn.party


def sides_of(
    document: Document,
    people: tuple[PersonFinding, ...],
    mechanisms: tuple[MechanismFinding, ...],
) -> Sides:
    """Give the parties of the talks that an article is about."""
    issuer = issuer_of(document, people)
    holders = tuple(holders_of(document, people, issuer))
    parties = parties_of_talks(document, holders, issuer)
    if len(parties) < 2:
        parties = next((m.parties for m in mechanisms if len(m.parties) > 1), parties)
    group = group_of_members(document, parties)
    return Sides(
        parties=tuple(p for p in parties if p != group),
        speaker=None if is_joint(document) or issuing_parties(document) else issuer,
        headed=tuple((h.name, h.party) for h in holders),
        published=document.article.published,
        holders=holders,
        in_title=title_parties(document, holders, issuer),
        turns=turns_of(document, holders, issuer),
        group=group,
    )


def resolve_actors(document: Document, sides: Sides, start: int, end: int) -> tuple[str, ...]:
    """Give the parties that the words between two positions of the text stand for.

    Names of parties and of persons stand for themselves; "both sides", "they", "we", "the
    Minister" for whom the article means by them.  Words that stand for no known party give ().
    """
    text = " ".join(document.article.text[start:end].lower().split()).strip(" ,.;:")
    named = _named_between(document, sides, start, end)
    if named:
        return sides.parties if named == (sides.group,) else named
    words = set(re.findall(r"[\w’'-]+", text))
    lists = discourse_words()
    voice = sides.voice_at(start)
    if words & lists.first_person and not OUR_STATES.search(text):
        return (voice,) if voice else _all_who_speak(sides)
    if text in lists.own_house and voice:
        return (voice,)
    if len(sides.parties) > 2 and TWO_OF_THEM.search(text):
        return _two_before(document, sides, start) or sides.parties
    if any(re.search(rf"\b{re.escape(form)}\b", text) for form in lists.both):
        return sides.parties
    return _pointed_at(document, sides, text, start)


def _all_who_speak(sides: Sides) -> tuple[str, ...]:
    """Give whom "we" means in a text of all; in a transcript it may be anybody's unknown voice."""
    return () if sides.turns else sides.parties


def _pointed_at(document: Document, sides: Sides, text: str, start: int) -> tuple[str, ...]:
    """Give whom "they", "it" or "the Secretary" points back to."""
    words = set(re.findall(r"[\w’'-]+", text))
    if words & discourse_words().several:
        return _several_before(document, sides, start)
    if words & discourse_words().one:
        return _one_before(document, sides, start)
    return _holder_of_office(sides, text, start)


def _named_between(document: Document, sides: Sides, start: int, end: int) -> tuple[str, ...]:
    """Give the parties named between two positions, themselves or by a person of theirs."""
    mentions = document.mentions_in(start, end)
    placed = [(m.start, m.party) for m in mentions if not _is_where(document.article.text, m)]
    covered = _abroad(document, start, end)
    placed = [(at, party) for at, party in placed if at not in covered]
    for holder in sides.holders:
        placed += [(s, holder.party) for s, e in holder.places if start <= s and e <= end]
    return tuple(dict.fromkeys(party for _, party in sorted(placed)))


def _is_where(text: str, mention: Mention) -> bool:
    """Tell a capital that is only where something happens: "in Washington"."""
    return mention.form == "capital" and IN_A_PLACE.search(text[: mention.start][-8:]) is not None


IN_A_PLACE = re.compile(r"\b(?:[Ii]n|[Aa]t) $")


def _abroad(document: Document, start: int, end: int) -> frozenset[int]:
    """Give the positions of parties that an office is only held at: "Ambassador to Iraq"."""
    found = set()
    for match in SENT_ABROAD.finditer(document.article.text[start:end]):
        after = start + match.end()
        found |= {m.start for m in document.mentions_in(start, end) if m.start == after}
    return frozenset(found)


def _sentence_start(document: Document, at: int) -> int:
    """Give where the sentence that holds a position starts; initials end none: "Ann J. Moen"."""
    ends = [m.end() for m in SENTENCE_END.finditer(document.article.text, 0, at)]
    return ends[-1] if ends else 0


def _several_before(document: Document, sides: Sides, at: int) -> tuple[str, ...]:
    """Give whom "they" means: several parties just named, else the parties of the talks."""
    begin = _sentence_start(document, at)
    within = _named_between(document, sides, begin, at)
    previous = _named_between(document, sides, _sentence_start(document, max(begin - 2, 0)), begin)
    voice = sides.voice_at(at)
    if sides.turns and voice is not None:
        # Who speaks says "we" of himself.
        return tuple(p for p in within or previous if p != voice)
    if len(within) > 1:
        return within
    if not within and len(previous) > 1 and set(previous) <= set(sides.parties):
        return previous
    return sides.parties if len(sides.parties) > 1 else within or previous


def _two_before(document: Document, sides: Sides, at: int) -> tuple[str, ...]:
    """Give the two parties of the nearest sentence before that names two, the speaker too."""
    end = at
    for _ in range(SENTENCES_BACK):
        begin = _sentence_start(document, max(end - 2, 0))
        named = set(_named_between(document, sides, begin, end)) & set(sides.parties)
        if len(named) == 1 and sides.speaker is not None:
            named |= {sides.speaker}
        if len(named) == 2 or begin == 0:
            return tuple(p for p in sides.parties if p in named) if len(named) == 2 else ()
        end = begin
    return ()


# So far back "the two countries" may point.
SENTENCES_BACK = 4


def _one_before(document: Document, sides: Sides, at: int) -> tuple[str, ...]:
    """Give whom "he" or "it" means: the first party named in the sentence, else in the last one."""
    begin = _sentence_start(document, at)
    within = _named_between(document, sides, begin, at)
    if within:
        return within[:1]
    previous = _sentence_start(document, max(begin - 2, 0))
    return _named_between(document, sides, previous, begin)[:1]


def _holder_of_office(sides: Sides, text: str, at: int) -> tuple[str, ...]:
    """Give the party of the person last named before who holds "the Secretary"'s office."""
    words = text.removeprefix("the ").split()
    if not words:
        return ()
    fitting = [h for h in sides.holders if set(words) <= set(h.role.lower().split())]
    if not fitting:
        return ()
    # "The Secretary and High Representative Vik" is at times read as one man of two offices.
    fitting = [h for h in fitting if " and " not in h.role] or fitting
    before = [(s, h) for h in fitting for s, _ in h.places if s < at]
    if before:
        best = max(before, key=lambda pair: pair[0])[1]
        return (best.party,)
    return (fitting[0].party,)


def is_relevant(document: Document, sides: Sides, meetings: tuple[MeetingFinding, ...]) -> bool:
    """Tell whether an article is about a dialogue, an agreement or a commitment of parties."""
    if any(m.standing == "main" for m in meetings):
        return True
    title = set(re.findall(r"\w+", (document.article.title or "").lower()))
    bound = bool(title & discourse_words().bound)
    if bound and (len(sides.in_title) > 1 or _keeps_a_bond(document, sides)):
        return True
    return is_joint(document) and len(sides.parties) > 1 and _speaks_to_others(document)


def _keeps_a_bond(document: Document, sides: Sides) -> bool:
    """Tell an article on what two sides owe each other by a standing format of theirs."""
    if not document.title_mentions:
        return False
    named = find_named(document.article.text, document.mentions)
    pairs = [set(n.parties) for n in named if len(set(n.parties)) > 1]
    return any(pair <= set(sides.parties) for pair in pairs)


def is_official(sides: Sides) -> bool:
    """Tell whether somebody speaks for a party in the article, so that it can bind itself."""
    return bool(sides.holders) or sides.speaker is not None or bool(sides.in_title)


def _speaks_to_others(document: Document) -> bool:
    """Tell whether a joint text is one of several parties, by its first words."""
    head = document.article.text[:1500]
    if _is_of_one_house(document, head):
        return False
    mentions = document.mentions_in(0, len(head))
    return len({m.party for m in mentions}) > 1


def _is_of_one_house(document: Document, head: str) -> bool:
    """Tell a text that several ministries of one party release together."""
    issued = ISSUED_TOGETHER.search(head)
    if issued is None:
        return False
    stop = SENTENCE_END.search(head, issued.end())
    named = document.mentions_in(issued.end(), stop.start() if stop else len(head))
    return len({m.party for m in named}) == 1
