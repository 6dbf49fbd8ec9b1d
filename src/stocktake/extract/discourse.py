"""Whom an article speaks of: the parties of the talks, and who "they" and "both sides" are."""

from dataclasses import dataclass

from stocktake.extract.document import Document
from stocktake.model import MechanismFinding, MeetingFinding, PersonFinding


@dataclass(frozen=True, slots=True)
class Sides:
    """The parties of the talks, and what an article's other words for them stand for.

    `parties` are the main parties in order of mention.  `speaker` is the party whose voice "we" and
    "our" are, or None.  `headed` pairs each named person with a party.  `published` is the day of
    the article, or None.
    """

    parties: tuple[str, ...]
    speaker: str | None = None
    headed: tuple[tuple[str, str], ...] = ()
    published: str | None = None


def sides_of(
    document: Document,
    people: tuple[PersonFinding, ...],
    mechanisms: tuple[MechanismFinding, ...],
) -> Sides:
    """Give the parties of the talks that an article is about."""
    return Sides(parties=(), published=document.article.published)


def resolve_actors(document: Document, sides: Sides, start: int, end: int) -> tuple[str, ...]:
    """Give the parties that the words between two positions of the text stand for."""
    return tuple(dict.fromkeys(m.party for m in document.mentions_in(start, end)))


def is_relevant(
    document: Document, sides: Sides, meetings: tuple[MeetingFinding, ...]
) -> bool:
    """Tell whether an article is about a dialogue, an agreement or a commitment of parties."""
    return True
