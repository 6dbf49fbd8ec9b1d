"""Who sits at the meeting that an article reports."""

from collections.abc import Iterator, Sequence

from stocktake.extract.discourse import Sides
from stocktake.extract.document import Document
from stocktake.extract.groups_that_meet import hosts_of, houses_of_generals
from stocktake.extract.journey_parties import parties_of_journey
from stocktake.extract.mechanisms import Named
from stocktake.extract.meeting_names import is_of_many
from stocktake.extract.meeting_words import meeting_words
from stocktake.extract.names import sentence_spans, words_of
from stocktake.extract.parties import party_kind
from stocktake.model import MechanismFinding

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
    title = (document.article.title or "").lower()
    if named is None:
        return _sides_met(document, sides, own)
    if meeting_words().visit.search(title) and len(named.parties) < 2:
        own_house = (sides.speaker,) if sides.speaker else ()
        return _once((*own_house, *sides.in_title, *named.parties, *_beside(document, own)))
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
    many = is_of_many(named, (document.article.title or "").lower())
    alone = len(sides.in_title) == 1 or (many and not sides.in_title)
    if sides.speaker is not None and alone:
        first = sides.in_title or (sides.speaker,)
        return _once((*first, *named.parties, *_beside(document, own)))
    generals = houses_of_generals(document, own) if named.parties else ()
    return _once((*_sides_met(document, sides, own), *generals))


def _sides_met(document: Document, sides: Sides, own: tuple[int, int]) -> tuple[str, ...]:
    """Give the sides of the talks; of a journey those of its stops, and whom it meets there."""
    visits = meeting_words().visit.search((document.article.title or "").lower())
    return parties_of_journey(document, sides, own) if visits else sides.parties


def _houses(named: Named) -> Iterator[str]:
    return (p for p in named.parties if party_kind(p) == "organisation")


def _once(parties: Sequence[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(parties))


def _beside(document: Document, own: tuple[int, int]) -> tuple[str, ...]:
    """Give who hosts the meeting, and the organisations whose Secretary General is there."""
    lead = (*sentence_spans(words_of(document.article.text))[:5], own)
    generals = [party for span in (*lead[:2], own) for party in houses_of_generals(document, span)]
    return (*hosts_of(document, lead), *generals)
