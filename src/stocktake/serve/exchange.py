"""The exchange format: the records that an export, a table or a page shows."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import TypeVar

from stocktake.model import (
    Agreement,
    Article,
    Commitment,
    Discrepancy,
    Entry,
    FollowThrough,
    Holdings,
    Mechanism,
    Meeting,
    Origin,
    Party,
    Person,
    Programme,
    Reader,
)
from stocktake.serve.decided import JudgementRecord, judgement_records

FORMAT = "stocktake-register-1"
Kind = TypeVar("Kind", bound=Entry)


@dataclass(frozen=True, slots=True)
class PageRecord:
    """A page with the ids of its articles, in their order on the page."""

    id: str
    location: str
    sha256: str | None
    media_type: str | None
    read_at: str | None
    articles: tuple[str, ...]
    problem: str | None


@dataclass(frozen=True, slots=True)
class ArticleRecord:
    """An article with what was found of it as a whole."""

    id: str
    page: str
    title: str | None
    outlet: str | None
    byline: str | None
    published: str | None
    dateline: str | None
    language: str | None
    text: str
    truncated: bool
    relevant: bool
    origin: str | None


@dataclass(frozen=True, slots=True)
class Records:
    """Every record of a register, list by list, each in the order of its ids."""

    format: str
    readers: tuple[Reader, ...]
    pages: tuple[PageRecord, ...]
    articles: tuple[ArticleRecord, ...]
    origins: tuple[Origin, ...]
    parties: tuple[Party, ...]
    people: tuple[Person, ...]
    mechanisms: tuple[Mechanism, ...]
    meetings: tuple[Meeting, ...]
    commitments: tuple[Commitment, ...]
    agreements: tuple[Agreement, ...]
    programmes: tuple[Programme, ...]
    discrepancies: tuple[Discrepancy, ...]
    follow_through: tuple[FollowThrough, ...]
    judgements: tuple[JudgementRecord, ...]


Record = PageRecord | ArticleRecord | Entry | JudgementRecord


def records_of(holdings: Holdings) -> Records:
    """Join what a register holds into the records that it shows."""
    origins = _of(Origin, holdings.entries)
    meetings = _of(Meeting, holdings.entries)
    return Records(
        format=FORMAT,
        readers=holdings.readers,
        pages=_pages(holdings),
        articles=_articles(holdings, origins),
        origins=origins,
        parties=_of(Party, holdings.entries),
        people=_of(Person, holdings.entries),
        mechanisms=_mechanisms(_of(Mechanism, holdings.entries), meetings),
        meetings=meetings,
        commitments=_of(Commitment, holdings.entries),
        agreements=_of(Agreement, holdings.entries),
        programmes=_of(Programme, holdings.entries),
        discrepancies=_of(Discrepancy, holdings.entries),
        follow_through=_of(FollowThrough, holdings.entries),
        judgements=judgement_records(holdings),
    )


def _of(kind: type[Kind], entries: Iterable[Entry]) -> tuple[Kind, ...]:
    return tuple(entry for entry in entries if isinstance(entry, kind))


def _pages(holdings: Holdings) -> tuple[PageRecord, ...]:
    articles: dict[str, list[Article]] = defaultdict(list)
    for article in holdings.articles:
        articles[article.page].append(article)
    return tuple(
        PageRecord(
            id=page.id,
            location=page.location,
            sha256=page.sha256,
            media_type=page.media_type,
            read_at=page.read_at,
            articles=tuple(a.id for a in sorted(articles[page.id], key=lambda a: a.position)),
            problem=page.problem,
        )
        for page in holdings.pages
    )


def _articles(holdings: Holdings, origins: Iterable[Origin]) -> tuple[ArticleRecord, ...]:
    origin_of = {article: origin.id for origin in origins for article in origin.articles}
    return tuple(
        ArticleRecord(
            id=article.id,
            page=article.page,
            title=article.title,
            outlet=article.outlet,
            byline=article.byline,
            published=article.published,
            dateline=article.dateline,
            language=article.language,
            text=article.text,
            truncated=article.truncated,
            relevant=article.id in holdings.relevant,
            origin=origin_of.get(article.id),
        )
        for article in holdings.articles
    )


def _mechanisms(
    mechanisms: Iterable[Mechanism], meetings: Iterable[Meeting]
) -> tuple[Mechanism, ...]:
    held: Mapping[str | None, list[Meeting]] = defaultdict(list)
    for meeting in meetings:
        held[meeting.mechanism].append(meeting)
    return tuple(
        replace(mechanism, meetings=tuple(m.id for m in sorted(held[mechanism.id], key=_time)))
        for mechanism in mechanisms
    )


def _time(meeting: Meeting) -> tuple[bool, str, int, str]:
    """Order meetings by their day, those without one last and by their ordinal."""
    return (meeting.when is None, meeting.when or "", meeting.ordinal or 0, meeting.id)
