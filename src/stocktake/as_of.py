"""What the world's record said on a day: derived from the articles that were out by then alone."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import date

from stocktake.entering import reports_of
from stocktake.model import Article, Holdings, Judgement, Page, Statement, is_rejected
from stocktake.pipeline import entries_of
from stocktake.register import Register
from stocktake.spans import span

_FOR_GOOD = "9999"


@dataclass(frozen=True, slots=True)
class Then:
    """What was out by a day: articles' ids, what people had entered, and what they decide of it."""

    articles: frozenset[str]
    stated: tuple[Statement, ...]
    judgements: tuple[Judgement, ...]


def known_then(register: Register, day: date, held: Holdings) -> Then:
    """Give what counts of all that is held as of a day.

    An article counts from the last day on which it may have been published, one without a date
    from the day on which its page was retrieved or read.
    """
    stated = tuple(s for s in register.statements() if s.at[:10] <= day.isoformat())
    judged = tuple(j for j in register.standing_judgements() if _is_of(j, day, held.judgements))
    return Then(_by_then(register, day, held), stated, judged)


def as_of(register: Register, day: date, held: Holdings) -> Holdings:
    """Give what is held without articles published after a day, and what follows from the rest.

    The entries are made anew from those articles, so nothing of them knows what came after.
    """
    then = known_then(register, day, held)
    there = then.articles
    if len(there) == len(held.articles) and len(then.stated) == len(register.statements()):
        return held
    reports = (*register.reports(sorted(there)), *reports_of(then.stated))
    entries = entries_of(reports, then.judgements)
    borne = {ruling.judgement for entry in entries for ruling in entry.rulings}
    articles = tuple(article for article in held.articles if article.id in there)
    pages = {article.page for article in articles}
    return replace(
        held,
        pages=tuple(page for page in held.pages if page.id in pages),
        articles=articles,
        relevant=held.relevant & there,
        entries=tuple(entry for entry in entries if not is_rejected(entry)),
        rejected=tuple(entry for entry in entries if is_rejected(entry)),
        judgements=tuple(j for j in held.judgements if j.id in borne),
    )


def _by_then(register: Register, day: date, held: Holdings) -> frozenset[str]:
    undated = [article for article in held.articles if _last_day(article) is None]
    read = register.read_first({article.page for article in undated})
    pages = {page.id: page for page in held.pages}
    known = {a.id for a in undated if _was_known(pages.get(a.page), read, day)}
    dated = ((a.id, _last_day(a)) for a in held.articles)
    return frozenset({i for i, last in dated if last is not None and last <= day} | known)


def _last_day(article: Article) -> date | None:
    """Give the last day on which an article may have been published; None where none is told."""
    days = span(article.published[:10]) if article.published else None
    return days.last if days else None


def _was_known(page: Page | None, read: Mapping[str, str], day: date) -> bool:
    if page is None:
        return False
    moments = (page.read_at or _FOR_GOOD, read.get(page.id, _FOR_GOOD))
    return min(moments)[:10] <= day.isoformat()


def _is_of(judgement: Judgement, day: date, known: Collection[Judgement]) -> bool:
    """Tell whether a judgement counts: one on delivery says what was so when it was made."""
    if judgement.id not in {other.id for other in known if other.undone is None}:
        return False
    return judgement.field != "delivery" or judgement.at[:10] <= day.isoformat()


def moment_at_the_end_of(day: date) -> str:
    """Give the last moment of a day, in universal time."""
    return f"{day.isoformat()}T23:59:59.999999+00:00"
