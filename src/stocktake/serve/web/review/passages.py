"""The words that a question is about, in their context."""

from collections.abc import Iterable
from dataclasses import dataclass

from stocktake.model import Commitment, Discrepancy, Entry, Evidence, FollowThrough
from stocktake.serve.catalogue import Catalogue
from stocktake.serve.exchange import ArticleRecord

_AROUND = 420  # letters of context on either side
_AT_MOST = 12
_RIGHT_TO_LEFT = frozenset({"ar", "fa", "he", "ur", "ps", "ckb", "dv", "yi", "sd", "ug"})


@dataclass(frozen=True, slots=True)
class Passage:
    """A quote between the words before and after it; `told` is what it is read to say, if told."""

    article: ArticleRecord
    start: int
    end: int
    before: str
    words: str
    after: str
    told: str | None = None

    @property
    def place(self) -> str:
        """Write where the quote stands, as a judgement names it."""
        return f"{self.article.id}:{self.start}-{self.end}"

    @property
    def direction(self) -> str:
        """Give the direction of the article's script."""
        language = (self.article.language or "").split("-")[0]
        return "rtl" if language in _RIGHT_TO_LEFT else "ltr"


def places_of(entry: Entry) -> tuple[tuple[str, int, int, str | None], ...]:
    """Give where an entry's words stand, the first of each place, with what is read there."""
    found: list[tuple[str, int, int, str | None]]
    if isinstance(entry, Discrepancy):
        found = [(r.article, r.start, r.end, r.value) for r in entry.readings]
    else:
        found = [(e.article, e.start, e.end, None) for e in entry.evidence]
    return tuple(dict.fromkeys(found))[:_AT_MOST]


def passages(entry: Entry, catalogue: Catalogue) -> tuple[Passage, ...]:
    """Give the passages of an entry, one a place, in the order of its quotes."""
    return tuple(_passages(places_of(entry), catalogue))


def promised(entry: Entry, catalogue: Catalogue) -> tuple[Passage, ...]:
    """Give the words of the promise that a follow-up is about; nothing for any other entry."""
    if not isinstance(entry, FollowThrough):
        return ()
    promise = catalogue.by_id.get(entry.commitment)
    return passages(promise, catalogue) if isinstance(promise, Commitment) else ()


def left_out_by(entry: Entry, catalogue: Catalogue) -> tuple[ArticleRecord, ...]:
    """Give the reports of a promise's meeting in which its words are not found."""
    meeting = catalogue.by_id.get(getattr(entry, "meeting", None) or "")
    reports: Iterable[str] = getattr(meeting, "reports", ())
    told: set[str] = {e.article for e in _evidence(entry)}
    return tuple(
        catalogue.articles[r] for r in reports if r not in told and r in catalogue.articles
    )


def _evidence(entry: Entry) -> tuple[Evidence, ...]:
    return entry.evidence


def _passages(
    places: Iterable[tuple[str, int, int, str | None]], catalogue: Catalogue
) -> Iterable[Passage]:
    for article_id, start, end, told in places:
        article = catalogue.articles.get(article_id)
        if article is None or not 0 <= start < end <= len(article.text):
            continue
        yield Passage(
            article,
            start,
            end,
            _before(article.text, start),
            article.text[start:end],
            _after(article.text, end),
            told,
        )


def _before(text: str, start: int) -> str:
    if start <= _AROUND:
        return text[:start]
    return "… " + text[start - _AROUND : start].partition(" ")[2]


def _after(text: str, end: int) -> str:
    if end + _AROUND >= len(text):
        return text[end:]
    return text[end : end + _AROUND].rpartition(" ")[0] + " …"
