"""What an article says in another language than its own, read by the rules of that language."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from stocktake.extract.agreements import find_agreements
from stocktake.extract.commitments import find_commitments
from stocktake.extract.discourse import Sides
from stocktake.extract.document import Document
from stocktake.extract.outcomes import find_outcomes
from stocktake.extract.people import find_people
from stocktake.extract.rule_files import ENGLISH, language_read, other_languages
from stocktake.model import Article, Evidence, Passage, PersonFinding, Reading


def articles_of_passages(article: Article, passages: Sequence[Passage]) -> Iterator[Article]:
    """Give the article once for each further language of its passages, all else left blank.

    Positions stay those of the article, so that every quote is its own.  Languages without rules
    are left out.
    """
    for language in sorted({p.language for p in passages if _is_read(article, p)}):
        own = [p for p in passages if p.language == language]
        yield replace(article, language=language, text=_blank_but(article.text, own))


def with_passage(reading: Reading, passage: Document, sides: Sides) -> Reading:
    """Add to the reading of an article what a passage of it says, `sides` being the article's.

    What the article's own rules found in the passage gives way.
    """
    text = passage.article.text
    beside = [c for c in reading.commitments if not _is_inside(text, c.evidence)]
    texts = [a for a in reading.agreements if not _is_inside(text, a.evidence)]
    outcomes = [o for o in reading.outcomes if not _is_inside(text, o.evidence)]
    return replace(
        reading,
        people=(*reading.people, *_others(reading.people, find_people(passage))),
        commitments=(*beside, *find_commitments(passage, sides)),
        agreements=(*texts, *find_agreements(passage, sides)),
        outcomes=(*outcomes, *find_outcomes(passage, sides)),
    )


def _is_read(article: Article, passage: Passage) -> bool:
    primary = passage.language.split("-", maxsplit=1)[0].lower()
    known = primary == ENGLISH or primary in other_languages()
    return known and primary != language_read(article.language)


def _blank_but(text: str, passages: Sequence[Passage]) -> str:
    """Leave all blank but the passages; line breaks stay."""
    kept = ["\n" if character == "\n" else " " for character in text]
    for passage in passages:
        kept[passage.start : passage.end] = text[passage.start : passage.end]
    return "".join(kept)


def _is_inside(kept: str, evidence: Evidence) -> bool:
    """Tell whether a quote stands in what was kept of the text."""
    return kept[evidence.start : evidence.end] == evidence.quote


def _others(
    known: Sequence[PersonFinding], found: Sequence[PersonFinding]
) -> Iterator[PersonFinding]:
    """Give the persons of a passage whom no mention so far covers."""
    taken = {(m.start, m.end) for person in known for m in person.mentions}
    names = {person.name for person in known}
    for person in found:
        if person.name not in names and not any((m.start, m.end) in taken for m in person.mentions):
            yield person
