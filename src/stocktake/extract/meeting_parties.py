"""Who sits at the meeting that an article reports."""

import re
from collections.abc import Iterator, Sequence

from stocktake.extract.attendees import parties_listed, parties_of_welcomed_talks
from stocktake.extract.discourse import Sides
from stocktake.extract.document import Document
from stocktake.extract.groups_that_meet import hosts_of, houses_of_generals
from stocktake.extract.journey_parties import parties_of_journey, stops_of_journey
from stocktake.extract.mechanisms import Named
from stocktake.extract.meeting_names import is_of_many
from stocktake.extract.meeting_words import meeting_words
from stocktake.extract.names import sentence_spans, words_of
from stocktake.extract.parties import find_parties, party_kind
from stocktake.model import MechanismFinding

AID = re.compile(r"\b(?:announc\w+|pledg\w+)\b.*\b(?:assistance|aid|funding|support)\b")
# So many parties on a list are all who sat there.
FULL_LIST = 4


def parties_of_meeting(
    document: Document,
    sides: Sides,
    named: Named | None,
    fitting: Sequence[MechanismFinding],
    own: tuple[int, int],
) -> tuple[str, ...]:
    """Give the parties of a meeting, `fitting` being the article's formats of its name.

    They are those in the format's name, its members, or the sides of the talks.  Of a conference
    that no two parties' names mark, only those whom the title names are known, its hosts, and the
    organisations whose Secretary General attends.
    """
    listed = parties_listed(document, own)
    if listed:
        return _once((*_speakers(sides), *listed, *(_houses(named) if named else ())))
    if named is None:
        return _sides_met(document, sides, own)
    return _parties_of_format(document, sides, named, fitting, own)


def _parties_of_format(
    document: Document,
    sides: Sides,
    named: Named,
    fitting: Sequence[MechanismFinding],
    own: tuple[int, int],
) -> tuple[str, ...]:
    """Give the parties of a named round of which the text gives no list."""
    title = (document.article.title or "").lower()
    if meeting_words().visit.search(title) and len(named.parties) < 2:
        stops = stops_of_journey(document, own)
        houses = _houses(named)
        return _once((*_speakers(sides), *sides.in_title, *stops, *houses, *_beside(document, own)))
    many = is_of_many(named, title)
    if many and sides.speaker is not None and sides.speaker not in named.parties:
        # Of a conference the name tells the host and the topic, not who sits there.
        others = (p for p in sides.in_title if p not in named.parties)
        return _once((sides.speaker, *others, *_houses(named), *_beside(document, own)))
    if len(named.parties) > 1:
        return named.parties
    if len(sides.parties) >= FULL_LIST and named.parties:
        return _once((*sides.parties, *_houses(named)))
    members = next((m.parties for m in fitting if len(m.parties) > 1), None)
    return members or _of_one_speaker(document, sides, named, own)


def _of_one_speaker(
    document: Document, sides: Sides, named: Named, own: tuple[int, int]
) -> tuple[str, ...]:
    """Give the parties of a format of which one party's note names nobody but itself."""
    title = (document.article.title or "").lower()
    many = is_of_many(named, title) or _is_of_aid(named, title)
    alone = len(sides.in_title) == 1 or (many and not sides.in_title)
    if sides.speaker is not None and alone:
        first = sides.in_title or (sides.speaker,)
        return _once((*first, *named.parties, *_beside(document, own)))
    if sides.speaker is not None and _is_of_aid(named, title):
        return _once((sides.speaker, *_houses(named), *_beside(document, own)))
    generals = houses_of_generals(document, own) if named.parties else ()
    topics = {m.party for m in find_parties(named.name.partition(" on ")[2])}
    return _once((*(p for p in _sides_met(document, sides, own) if p not in topics), *generals))


def _is_of_aid(named: Named, title: str) -> bool:
    """Tell a conference at which a title says aid to be announced: its states only receive it."""
    announces = AID.search(title) is not None
    return announces and meeting_words().of_many.search(named.name.lower()) is not None


def _speakers(sides: Sides) -> tuple[str, ...]:
    return (sides.speaker,) if sides.speaker else ()


def _sides_met(document: Document, sides: Sides, own: tuple[int, int]) -> tuple[str, ...]:
    """Give the sides of the talks; of a journey those of its stops, and whom it meets there."""
    between = parties_of_welcomed_talks(document, own)
    if between:
        return between
    visits = meeting_words().visit.search((document.article.title or "").lower())
    return parties_of_journey(document, sides, own) if visits else sides.parties


def _houses(named: Named) -> Iterator[str]:
    """Give the organisations in the name of a format, behind its head as well."""
    inside = (m.party for m in find_parties(named.name) if m.form == "organisation")
    return (p for p in (*named.parties, *inside) if party_kind(p) == "organisation")


def _once(parties: Sequence[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(parties))


def _beside(document: Document, own: tuple[int, int]) -> tuple[str, ...]:
    """Give who hosts the meeting, and the organisations whose Secretary General is there."""
    lead = (*sentence_spans(words_of(document.article.text))[:5], own)
    generals = [party for span in (*lead[:2], own) for party in houses_of_generals(document, span)]
    return (*hosts_of(document, lead), *generals)
