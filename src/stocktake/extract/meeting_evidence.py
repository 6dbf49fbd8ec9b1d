"""The words that a meeting's day and place rest on, beside the sentence that tells of it."""

from collections.abc import Iterator

from stocktake.extract.dates import find_dates
from stocktake.extract.document import Document
from stocktake.model import Evidence, MeetingFinding


def words_of_fields(
    document: Document, meeting: MeetingFinding
) -> tuple[tuple[str, Evidence], ...]:
    """Give (field, words) for the day and the place of a meeting, each where words give it.

    Of several places in the text the one nearest to the meeting's own sentence is taken.
    """
    fields = (("when", _days(document, meeting)), ("place", _places(document, meeting)))
    return tuple(
        (name, document.article.quote(*min(spans, key=lambda s: _distance(s, meeting.evidence))))
        for name, spans in ((name, tuple(found)) for name, found in fields)
        if spans
    )


def _days(document: Document, meeting: MeetingFinding) -> Iterator[tuple[int, int]]:
    if meeting.when is None:
        return
    article = document.article
    for mention in find_dates(article.text, article.published, article.language or "en"):
        if mention.edtf == meeting.when:
            yield mention.start, mention.end


def _places(document: Document, meeting: MeetingFinding) -> Iterator[tuple[int, int]]:
    if meeting.place is None:
        return
    text = document.article.text
    start = text.find(meeting.place)
    while start >= 0:
        yield start, start + len(meeting.place)
        start = text.find(meeting.place, start + 1)


def _distance(span: tuple[int, int], sentence: Evidence) -> tuple[int, int]:
    inside = sentence.start <= span[0] and span[1] <= sentence.end
    return (0 if inside else abs(span[0] - sentence.start), span[0])
