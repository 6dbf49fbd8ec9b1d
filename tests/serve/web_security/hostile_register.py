"""A register all of whose words are hostile, and whose records still lead to one another."""

from collections.abc import Sequence
from itertools import count
from typing import Any

from hostility import Forge, hostile_strings, texts_of

from stocktake.model import (
    Agreement,
    Article,
    Commitment,
    Discrepancy,
    Entry,
    FollowThrough,
    Judgement,
    Mechanism,
    Meeting,
    Origin,
    Page,
    Party,
    Person,
    Programme,
    Reader,
    Reading,
    ReadPage,
    Report,
    Resolved,
)
from stocktake.register import Register

STRINGS = 10_000
_EACH = 250  # strings in one article
SIZES: dict[type[Entry], int] = {
    Origin: 10, Party: 16, Person: 30, Mechanism: 12, Meeting: 24, Commitment: 120, Agreement: 16,
    Programme: 16, Discrepancy: 24, FollowThrough: 30,
}  # fmt: skip
PREFIXES: dict[type[Entry], str] = {
    Origin: "o", Party: "P", Person: "p", Mechanism: "k", Meeting: "m", Commitment: "c",
    Agreement: "g", Programme: "q", Discrepancy: "d", FollowThrough: "f",
}  # fmt: skip
_DAYS = ("2024-05-03", "2023-07/2023-09", "2025", "2024-21", "../2024", "2026-01-01")
_ODD_IDS = ('A"B', "x<y>", "=1+1", "a'b&c", "%2e%2e", "ü\u202ex")


def ids_of(kind: type[Entry]) -> list[str]:
    """Give the ids of the records of a kind; some parties are called oddly."""
    made = [f"{PREFIXES[kind]}-{number:04}" for number in range(SIZES[kind])]
    return [*_ODD_IDS, *made[len(_ODD_IDS) :]] if kind is Party else made


class _Known:
    """Says what must lead somewhere, so that pages stand in order around hostile words."""

    def __init__(self, articles: Sequence[str]) -> None:
        self._ids = {kind: ids_of(kind) for kind in SIZES}
        self._articles = articles
        self._next = {kind.__name__: iter(self._ids[kind]) for kind in SIZES}
        self._moments = count()

    def __call__(self, kind: str, field: str, number: int) -> Any:  # noqa: PLR0911 - one a field
        if field == "id":
            return next(self._next.get(kind, iter(())), f"{kind}-{number}")
        if field in ("when", "deadline", "published", "as_of", "at"):
            return _DAYS[number % len(_DAYS)] if number % 3 else None
        if field in ("actors", "counterparts") or (field == "parties" and kind != "Reading"):
            return (self._one(Party, number), self._one(Party, number + 7))
        if field in ("donor", "recipient", "party"):
            return self._one(Party, number)
        if field in ("articles", "reports"):
            return tuple(dict.fromkeys(self._article(number + n) for n in range(3)))
        if kind == "DiscrepancyReading" and field != "value":
            return {"article": self._article(number), "start": 0, "end": 3}[field]
        if field in ("rulings", "anchors", "meetings"):
            return ()
        return self._reference(field, number)

    def _reference(self, field: str, number: int) -> Any:
        led = {
            "mechanism": Mechanism, "parent": Mechanism, "meeting": Meeting, "renews": Commitment,
            "commitment": Commitment, "person": Person,
        }  # fmt: skip
        if field in led:
            return self._one(led[field], number)
        if field == "related":
            return (self._one(Commitment, number), self._one(Commitment, number + 1))
        if field in ("about", "record"):
            kind = (Commitment, Meeting, Person, Mechanism)[number % 4]
            return self._one(kind, number)
        return None

    def _one(self, kind: type[Entry], number: int) -> str:
        return self._ids[kind][number % len(self._ids[kind])]

    def _article(self, number: int) -> str:
        return self._articles[number % len(self._articles)]


def fill(register: Register) -> tuple[str, ...]:
    """Fill an empty register with hostile records; give the ids of its articles."""
    strings = hostile_strings(STRINGS)
    texts = list(texts_of(strings, _EACH))
    ids = [f"a-{number:04}" for number in range(len(texts))]
    word = iter(strings * 3)
    articles = [
        Article(
            i, f"pg-{i}", 0, next(word), next(word), next(word),
            _DAYS[n % 6] if n % 2 else next(word), next(word), ("ar", "en", next(word))[n % 3],
            text, n % 2 == 0,
        )
        for n, (i, text) in enumerate(zip(ids, texts, strict=True))
    ]  # fmt: skip
    forge = Forge(strings, articles, _Known(ids))
    pages = [
        ReadPage(
            Page(a.page, f"{next(word)} {n}", "0" * 64, next(word), next(word), None),
            (Report(a, Reading(a.id, relevant=True)),),
        )
        for n, a in enumerate(articles)
    ]
    unread = [ReadPage(Page(f"pg-u{n}", f"{next(word)} {n}", None, None, None, next(word)))
              for n in range(60)]  # fmt: skip
    reader = Reader("v-1", next(word), next(word), "0" * 64, "1" * 64)
    register.take_in([*pages, *unread], reader)
    entries = tuple(forge.make(kind) for kind in SIZES for _ in range(SIZES[kind]))
    with register.deriving() as work:
        work.put("hostile", (), {"all": Resolved(entries)})
    for _ in range(40):
        register.judge(forge.make(Judgement))
    with register.deriving() as work:
        work.settle(ids)
    return tuple(ids)
