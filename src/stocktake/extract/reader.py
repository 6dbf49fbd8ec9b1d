"""One article in, all that it says out."""

from collections.abc import Sequence

from stocktake.extract.agreements import find_agreements
from stocktake.extract.assessments import find_assessments
from stocktake.extract.commitments import find_commitments
from stocktake.extract.discourse import Sides, is_official, is_relevant, sides_of
from stocktake.extract.document import prepare
from stocktake.extract.formats_spoken_of import formats_spoken_of
from stocktake.extract.mechanisms import find_mechanisms
from stocktake.extract.meetings import find_meetings
from stocktake.extract.outcomes import find_outcomes
from stocktake.extract.parties import Mention
from stocktake.extract.passages import articles_of_passages, with_passage
from stocktake.extract.people import find_people
from stocktake.extract.programmes import find_programmes
from stocktake.extract.timetables import find_milestones
from stocktake.extract.turns import by_their_voices
from stocktake.model import Article, Passage, Reading


def read(article: Article, passages: Sequence[Passage] = ()) -> Reading:
    """Read one article: who met, who was there, what was promised, signed, paid and kept.

    An article that is no report of a dialogue, and in which nobody speaks for a party, gives an
    empty reading.  Its `passages` in other languages are each read by the rules of their own; one
    of them may be the report that the rest is not.
    """
    reading, sides = _read_alone(article)
    for other in articles_of_passages(article, passages):
        if reading.relevant:
            reading = with_passage(reading, prepare(other), sides)
        else:
            alone, its_sides = _read_alone(other)
            reading, sides = (alone, its_sides) if alone.relevant else (reading, sides)
    return reading


def _read_alone(article: Article) -> tuple[Reading, Sides]:
    """Read an article by the rules of one language; give the sides of its talks too."""
    document = prepare(article)
    people = find_people(document)
    mechanisms = find_mechanisms(document)
    sides = sides_of(document, people, mechanisms)
    people = by_their_voices(people, sides.turns)
    meetings = find_meetings(document, sides, people, mechanisms)
    relevant = is_relevant(document, sides, meetings)
    if not relevant and not is_official(sides):
        return Reading(article.id, relevant=False), sides
    spoken_of = formats_spoken_of(document, mechanisms, meetings, sides.turns)
    commitments = find_commitments(document, sides)
    if not relevant:
        # What a note without talks asks of others is asked of no partner in them.
        commitments = tuple(c for c in commitments if c.kind != "request")
    reading = Reading(
        article=article.id,
        relevant=relevant,
        parties=tuple(
            (m.party, article.quote(m.start, m.end)) for m in _first_mentions(document.mentions)
        ),
        people=people,
        mechanisms=mechanisms,
        meetings=meetings,
        commitments=commitments,
        agreements=find_agreements(document, sides),
        programmes=find_programmes(document, sides),
        outcomes=find_outcomes(document, sides),
        assessments=find_assessments(document, spoken_of),
        milestones=find_milestones(document, spoken_of),
    )
    return reading, sides


def _first_mentions(mentions: tuple[Mention, ...]) -> tuple[Mention, ...]:
    """Give the first mention of each party, in order of the text."""
    seen: dict[str, Mention] = {}
    for mention in mentions:
        seen.setdefault(mention.party, mention)
    return tuple(seen.values())
