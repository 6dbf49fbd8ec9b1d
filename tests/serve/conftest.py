"""A small register by hand: one dialogue of two rounds, three commitments, one disagreement."""

import pytest

from stocktake.model import (
    Agreement,
    Amount,
    Article,
    Commitment,
    Delegate,
    Discrepancy,
    DiscrepancyReading,
    FollowThrough,
    Holdings,
    Judgement,
    Mechanism,
    Meeting,
    NextRound,
    Origin,
    Page,
    Party,
    Person,
    Programme,
    Reader,
    Role,
)
from stocktake.serve.catalogue import Catalogue, catalogue_of
from stocktake.serve.exchange import Records, records_of

FIRST = (
    "Norway and Chile held their first Ocean Dialogue in Oslo on 7 and 8 May 2024. Norway will "
    "train two hundred inspectors by September 2024. Both sides agreed to open a laboratory in "
    "2026, at a cost of 12.5 million dollars. Eva Lund led the hosts."
)
SECOND = (
    "Norway has trained the inspectors, the second Ocean Dialogue heard in Santiago. Eva Lunde "
    "spoke for Norway. Chile stands ready to host a school."
)


def _article(article, page, outlet, published, text):
    return Article(
        article, page, 0, f"Title of {article}", outlet, None, published, None, "en", text, False
    )


A1 = _article("a-1", "pg-1", "Fjord Gazette", "2024-05-09", FIRST)
A2 = _article("a-2", "pg-2", "Harbour Post", "2024-11-02", SECOND)


def _quote(article, words):
    start = article.text.index(words)
    return article.quote(start, start + len(words))


def _commitment(number, actors, summary, words, article=A1, **fields):
    given = {
        "counterparts": (),
        "kind": "pledge",
        "theme": "maritime",
        "deadline": None,
        "deadline_words": None,
        "amount": None,
        "condition": None,
        "meeting": "m-1",
        "strength": "firm",
        "specificity": "verifiable",
        "lacks": (),
        "novelty": "unknown",
        "renews": None,
        "related": (),
        "delivery": "no evidence found",
        "grade": None,
        "origins": 1,
        "likelihood": None,
        "rules": ("will",),
        **fields,
    }
    evidence = (_quote(article, words),)
    return Commitment(id=number, actors=actors, summary=summary, evidence=evidence, **given)


@pytest.fixture
def holdings() -> Holdings:
    trained = _quote(A2, "Norway has trained the inspectors")
    named = (_quote(A1, "Eva Lund"), _quote(A2, "Eva Lunde"))
    entries = (
        Origin("o-1", "own reporting", ("a-1",), "Nobody else is named.", ()),
        Origin("o-2", "agency report", ("a-2",), "An agency signs it.", ()),
        Party("NOR", "Norway", "state", ("Kingdom of Norway",), (_quote(A1, "Norway"),)),
        Party("CHL", "Chile", "state", (), (_quote(A1, "Chile"),)),
        Person("p-1", "Eva Lund", ("Eva Lunde",), (Role("Minister", None, "NOR", "2024"),), named),
        Mechanism(
            "k-1", "Ocean Dialogue", "OD", (), "dialogue", ("NOR", "CHL"), None, (), (),
            NextRound("2025", "Valdivia"), (_quote(A1, "Ocean Dialogue"),),
        ),
        Meeting(
            "m-2", None, "k-1", 2, "2024-11-01", "Santiago", ("CHL", "NOR"), (), ("a-2",),
            (_quote(A2, "the second Ocean Dialogue"),),
        ),
        Meeting(
            "m-1", None, "k-1", 1, "2024-05-07/2024-05-08", "Oslo", ("CHL", "NOR"),
            (Delegate("p-1", "Minister", "NOR", True),), ("a-1",),
            (_quote(A1, "first Ocean Dialogue in Oslo"),),
        ),
        _commitment(
            "c-1", ("NOR",), "Norway will train two hundred inspectors",
            "Norway will train two hundred inspectors", deadline="2024-09", delivery="delivered",
        ),
        _commitment(
            "c-2", ("CHL", "NOR"), "Both will open a laboratory",
            "Both sides agreed to open a laboratory in 2026", deadline="2026",
            amount=Amount(12_500_000.0, "USD"),
        ),
        _commitment(
            "c-3", ("CHL",), "Chile will host a school", "Chile stands ready to host a school",
            A2, meeting="m-2", theme="culture-education",
        ),
        Agreement(
            "g-1", "Ocean Charter", "treaty", "expected", ("CHL",), None, "m-1",
            (_quote(A1, "Both sides agreed"),),
        ),
        Programme(
            "q-1", None, Amount(12.5, "USD"), "new", "NOR", "CHL", None,
            (_quote(A1, "12.5 million dollars"),),
        ),
        Discrepancy(
            "d-1", "name", "p-1",
            tuple(DiscrepancyReading(e.quote, e.article, e.start, e.end) for e in named),
            "Eva Lund", "two reports of three print it so.", named,
        ),
        FollowThrough(
            "f-1", "c-1", "delivered", True, "A later text.", "suggested", None, (trained,)
        ),
    )  # fmt: skip
    return Holdings(
        pages=(
            Page("pg-1", "one.txt", "1" * 64, "text/plain", None),
            Page("pg-2", "two.txt", "2" * 64, "text/plain", "2024-11-03T08:00:00Z"),
            Page("pg-3", "three.txt", "3" * 64, None, None, "it is empty; save it again"),
        ),
        articles=(A1, A2),
        relevant=frozenset({"a-1"}),
        entries=tuple(sorted(entries, key=lambda entry: entry.id)),
        judgements=(
            Judgement(
                "j-1", "c-2", "confirm", None, None, None, "read both", "A. Reader",
                "2025-01-02T10:00:00Z",
            ),
        ),
        readers=(Reader("v-1", "model", "1", "0" * 64, "1" * 64),),
    )  # fmt: skip


@pytest.fixture
def records(holdings: Holdings) -> Records:
    return records_of(holdings)


@pytest.fixture
def catalogue(records: Records) -> Catalogue:
    return catalogue_of(records)
