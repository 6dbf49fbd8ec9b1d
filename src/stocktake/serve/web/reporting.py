"""Reports as the pages name them: what kind of text each is, and which share an origin."""

from collections.abc import Iterable
from dataclasses import dataclass

from stocktake.model import Origin
from stocktake.serve.catalogue import Catalogue, counted
from stocktake.serve.exchange import ArticleRecord

_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


@dataclass(frozen=True, slots=True)
class Told:
    """A report with what kind of text it is, or which one it retells.

    `origin` is a letter for the text that it goes back to, empty where all go back to one.
    """

    article: ArticleRecord
    standing: str
    origin: str


@dataclass(frozen=True, slots=True)
class Reports:
    """Reports, the oldest first, those of one origin together, and how many origins they have."""

    told: tuple[Told, ...]
    origins: int

    @property
    def count(self) -> str:
        """Count them: ``3 reports, 1 origin``."""
        return f"{counted(len(self.told), 'report')}, {counted(self.origins, 'origin')}"


def reports_of(articles: Iterable[str], catalogue: Catalogue) -> Reports:
    """Give the reports that the articles of these ids are."""
    known = [catalogue.articles[a] for a in dict.fromkeys(articles) if a in catalogue.articles]
    known.sort(key=_time)
    origins: dict[str, list[ArticleRecord]] = {}
    for article in known:
        origins.setdefault(_origin(article), []).append(article)
    letters = dict(zip(origins, _LETTERS, strict=False)) if len(origins) > 1 else {}
    told = []
    for origin, of_one in origins.items():
        kind = _kind(origin, catalogue)
        for number, article in enumerate(of_one):
            standing = kind if number == 0 else "retells it"
            told.append(Told(article, standing, letters.get(origin, "")))
    return Reports(tuple(told), len(origins))


def _kind(origin: str, catalogue: Catalogue) -> str:
    record = catalogue.by_id.get(origin)
    kind = record.kind if isinstance(record, Origin) else "unknown"
    return "report" if kind == "unknown" else kind


def _origin(article: ArticleRecord) -> str:
    return article.origin or article.id


def _time(article: ArticleRecord) -> tuple[bool, str, str, str]:
    return (article.published is None, article.published or "", article.outlet or "", article.id)
