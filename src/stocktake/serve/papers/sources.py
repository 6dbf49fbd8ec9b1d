"""The numbered sources of a paper: each report once, with the text that it goes back to."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from stocktake.model import Evidence
from stocktake.serve.catalogue import Catalogue, counted
from stocktake.serve.days import written
from stocktake.serve.exchange import ArticleRecord


@dataclass(frozen=True, slots=True)
class Source:
    """A numbered report: `standing` says what kind of text it is or which one it goes back to."""

    number: int
    article: str
    title: str
    outlet: str
    published: str
    standing: str
    location: str
    language: str | None


@dataclass(frozen=True, slots=True)
class Sources:
    """All reports that a paper cites, in the order of their days; the rest is by article."""

    cited: tuple[Source, ...]
    numbers: Mapping[str, int]
    origins: Mapping[str, str]
    texts: Mapping[str, str]

    def references(self, evidence: Iterable[Evidence]) -> str:
        """Write where quotes stand first in each report: ``[1] ¶6, [5] ¶7``."""
        places = {(self.numbers[e.article], self._paragraph(e)) for e in evidence if self._has(e)}
        return _written(places)

    def counted(self, articles: Iterable[str]) -> str:
        """Count reports and the origins they go back to: ``3 reports, 1 origin``."""
        known = {a for a in articles if a in self.numbers}
        origins = {self.origins[a] for a in known}
        return f"{counted(len(known), 'report')}, {counted(len(origins), 'origin')}"

    def of_articles(self, articles: Iterable[str]) -> str:
        """Write the numbers of whole reports: ``[3], [4]``."""
        numbers = sorted({self.numbers[a] for a in articles if a in self.numbers})
        return ", ".join(f"[{number}]" for number in numbers)

    def _has(self, evidence: Evidence) -> bool:
        return evidence.article in self.numbers

    def _paragraph(self, evidence: Evidence) -> int:
        before = self.texts[evidence.article][: evidence.start].split("\n")
        whole = sum(bool(line.strip()) for line in before[:-1])
        return whole + 1


def sources_of(articles: Iterable[str], catalogue: Catalogue) -> Sources:
    """Give the reports numbered, oldest first; those without a day stand last."""
    known = {a: catalogue.articles[a] for a in articles if a in catalogue.articles}
    ordered = sorted(known.values(), key=_order)
    numbers = {article.id: number for number, article in enumerate(ordered, start=1)}
    cited = tuple(_source(article, ordered, numbers, catalogue) for article in ordered)
    origins = {article.id: article.origin or article.id for article in ordered}
    texts = {article.id: article.text for article in ordered}
    return Sources(cited, numbers, origins, texts)


def _written(places: set[tuple[int, int]]) -> str:
    """Write the first place in each report."""
    first = [(n, min(p for m, p in places if m == n)) for n in sorted({n for n, _ in places})]
    return ", ".join(f"[{number}] ¶{paragraph}" for number, paragraph in first)


def _source(
    article: ArticleRecord,
    ordered: list[ArticleRecord],
    numbers: Mapping[str, int],
    catalogue: Catalogue,
) -> Source:
    page = catalogue.by_id.get(article.page)
    location = getattr(page, "location", "")
    return Source(
        number=numbers[article.id],
        article=article.id,
        title=article.title or "without a title",
        outlet=article.outlet or "outlet not printed",
        published=written(article.published) if article.published else "day not printed",
        standing=_standing(article, ordered, numbers, catalogue),
        location=location if "://" in location else "",
        language=article.language,
    )


def _standing(
    article: ArticleRecord,
    ordered: list[ArticleRecord],
    numbers: Mapping[str, int],
    catalogue: Catalogue,
) -> str:
    """Say what a report is; of several with one origin the oldest stands for it."""
    shared = [other for other in ordered if other.origin and other.origin == article.origin]
    if shared and shared[0].id != article.id:
        return f"Same origin as [{numbers[shared[0].id]}]"
    kind = getattr(catalogue.by_id.get(article.origin or ""), "kind", "unknown")
    return "" if kind == "unknown" else f"{kind[:1].upper()}{kind[1:]}"


def _order(article: ArticleRecord) -> tuple[bool, str, str, str]:
    return (article.published is None, article.published or "", article.outlet or "", article.id)
