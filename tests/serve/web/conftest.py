"""A desk with a small register by hand: the records of the tests beside, at rest, and two more."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from small_desk import asked_at
from starlette.testclient import TestClient

from stocktake.model import (
    Article,
    Commitment,
    Entry,
    Holdings,
    Reading,
    ReadPage,
    Report,
    Resolved,
    Ruling,
)
from stocktake.register import Register, create_or_open
from stocktake.serve.web.door.opening import door_for

ARABIC = "اتفقت النرويج وتشيلي على تدريب البحّارة في العام المقبل.\n\nوشكر الوزير المضيفين."


@pytest.fixture
def arabic() -> Article:
    """Give a report in Arabic."""
    return Article(
        id="a-3", page="pg-2", position=1, title="حوار المحيط", outlet="صحيفة الميناء", byline=None,
        published="2024-11-03", dateline=None, language="ar", text=ARABIC, truncated=False,
    )  # fmt: skip


@pytest.fixture
def at_rest(holdings: Holdings, arabic: Article) -> Callable[[str], Register]:
    """Put the records of the tests into a register at a place."""

    def made(place: str) -> Register:
        register = create_or_open(place)
        reports = [
            Report(a, Reading(a.id, a.id != "a-2", parties=(("NOR", a.quote(0, 4)),)))
            for a in (*holdings.articles, arabic)
        ]
        pages = [
            ReadPage(page, tuple(r for r in reports if r.article.page == page.id))
            for page in holdings.pages
        ]
        register.take_in(pages, holdings.readers[0])
        with register.deriving() as work:
            entries = (*map(_ruled, holdings.entries), _renewal(arabic))
            work.put("by hand", (), {"i-1": Resolved(entries)})
            work.settle(["a-1", "a-2", "a-3"])
        for judgement in holdings.judgements:
            register.judge(judgement)
        with register.deriving() as work:
            work.settle(work.dirty(100))
        return register

    return made


@pytest.fixture
def shelved(at_rest: Callable[[str], Register], tmp_path: Path) -> Iterator[Register]:
    """Give the register of the tests in a file."""
    register = at_rest(str(tmp_path / "desk.db"))
    yield register
    register.close()


@pytest.fixture
def client(shelved: Register) -> Iterator[TestClient]:
    """Ask a desk that is open to one person."""
    with asked_at(shelved, door_for("A. Reader")) as asking:
        yield asking


def _ruled(entry: Entry) -> Entry:
    """Give an entry with the judgement of it, as deriving would."""
    ruling = Ruling("j-1", "confirm", None, None, holds=True)
    return replace(entry, rulings=(ruling,)) if entry.id == "c-2" else entry


def _renewal(article: Article) -> Commitment:
    """Give a promise that renews one of the first round, in another language."""
    words = article.text.index(".")
    return Commitment(
        id="c-4", actors=("CHL", "NOR"), counterparts=(), kind="agree",
        summary="Norway and Chile to train sailors", theme="training", deadline="2025-03",
        deadline_words=None, amount=None, condition=None, meeting="m-2", strength="intent",
        specificity="partly", lacks=("quantity",), novelty="renewed", renews="c-2", related=(),
        delivery="no evidence found", grade=None, origins=1, likelihood=None, rules=("agreed",),
        evidence=(article.quote(0, words),),
    )  # fmt: skip
