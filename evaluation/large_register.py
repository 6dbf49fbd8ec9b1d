"""Makes a register of any size by rule, to measure the desk with: nothing in it was ever printed.

``python evaluation/large_register.py PLACE --articles 100000`` makes three commitments an article.
"""

import argparse
import random
import time
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TypeVar

from stocktake.extract.parties import party_name
from stocktake.identity import short_id
from stocktake.model import (
    Agreement,
    Article,
    Commitment,
    Delegate,
    Discrepancy,
    DiscrepancyReading,
    Entry,
    Evidence,
    FollowThrough,
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
    Role,
)
from stocktake.register import Register, create_or_open

_PARTIES = (
    "USA IRQ GBR FRA DEU ITA ESP TUR IRN SAU ARE JOR EGY IND JPN KOR PHL AUS CHN RUS UKR POL KAZ "
    "UZB KGZ TKM TJK NATO EU UN AU GCC BRA MEX CAN ARG CHL COL PER NGA KEN ETH GHA ZAF MAR TUN "
    "DZA NOR SWE FIN DNK NLD BEL AUT CHE PRT GRC ROU BGR HUN CZE SVK HRV SRB ALB"
)
_SYLLABLES = "ba ne ri to mu sal kor ven dal mi po ter gan lo fi ras ud em ja ki"
_ACTS = "train open hold sign fund equip host share review expand publish repair"
PARTIES, SYLLABLES, ACTS = (tuple(words.split()) for words in (_PARTIES, _SYLLABLES, _ACTS))
THEMES = ("security", "training", "trade", "energy", "maritime", "health", "borders", "cyber")
DELIVERIES = ("no evidence found",) * 7 + ("delivered", "in progress", "not assessable")
READER = Reader("v-large", "none", "0", "0", "0")
WORDS_A_TEXT = 260


T = TypeVar("T")


def portions(values: Iterable[T], size: int) -> Iterator[tuple[T, ...]]:
    """Cut values into portions."""
    rest = iter(values)
    while some := tuple(islice(rest, size)):
        yield some


class Maker:
    """Makes the parts of the register in their order from one seed."""

    def __init__(self, articles: int) -> None:
        self._dice = random.Random(7)
        self.words = sorted({self._word() for _ in range(40_000)})
        self.articles = [f"a-{n:08}" for n in range(articles)]
        self.people = [f"p-{n:07}" for n in range(articles // 8)]
        self.mechanisms = [f"k-{n:06}" for n in range(max(articles // 200, 4))]
        self.meetings = [f"m-{n:07}" for n in range(max(articles // 5, 8))]

    def reports(self) -> Iterator[Report]:
        """Give the articles, each with as many words as a short report."""
        for number, wanted in enumerate(self.articles):
            rank = self._dice.random() ** 3
            text = " ".join(self._sentence(12) for _ in range(WORDS_A_TEXT // 12))
            article = Article(
                id=wanted,
                page=f"pg-{number:08}",
                position=0,
                title=self._sentence(8),
                outlet=f"{self.words[int(rank * 300)].title()} Post",
                byline=None,
                published=self._day(),
                dateline=None,
                language="en",
                text=f"{text} {' '.join(map(party_name, self._parties()))}.",
                truncated=False,
            )
            said = tuple((party, Evidence(wanted, 0, 4, text[:4])) for party in self._parties())
            yield Report(article, Reading(wanted, relevant=number % 5 > 0, parties=said))

    def entries(self) -> Iterator[Entry]:
        """Give the entries, those that others name first."""
        yield from map(self._party, PARTIES)
        yield from map(self._person, self.people)
        yield from map(self._mechanism, self.mechanisms)
        yield from (self._meeting(m, n) for n, m in enumerate(self.meetings))
        for number in range(3 * len(self.articles)):
            yield self._commitment(number)
        for number in range(len(self.articles) // 5):
            yield self._follow(number)
        for number in range(len(self.articles) // 20):
            yield from (self._agreement(number), self._programme(number), self._dispute(number))
        for number, some in enumerate(portions(self.articles, 2)):
            yield Origin(f"o-{number:08}", "unknown", some, "the same words", ())

    def _party(self, party: str) -> Party:
        share = int(len(self.articles) * self._dice.random() ** 4)
        evidence = tuple(Evidence(a, 0, 4, "word") for a in self.articles[:share])
        return Party(party, party_name(party), "state", (), evidence)

    def _person(self, person: str) -> Person:
        name = f"{self._word().title()} {self._word().title()}"
        role = Role("Minister of Defence", None, self._one(PARTIES), self._day())
        return Person(person, name, (), (role,), (self._quote(),))

    def _mechanism(self, mechanism: str) -> Mechanism:
        parties = self._parties()
        name = f"{party_name(parties[0])} {self._word().title()} Dialogue"
        return Mechanism(
            mechanism, name, None, (), "dialogue", parties, None, (), (), None, (self._quote(),)
        )

    def _meeting(self, meeting: str, number: int) -> Meeting:
        mechanism = self._one(self.mechanisms) if number % 3 else None
        reports = tuple(sorted({self._one(self.articles) for _ in range(3)}))
        seats = tuple(Delegate(self._one(self.people), "Minister", None, False) for _ in range(3))
        return Meeting(
            id=meeting,
            name=f"{self._word().title()} talks",
            mechanism=mechanism,
            ordinal=None,
            when=self._day(),
            place=self._word().title(),
            parties=self._parties(),
            delegates=seats,
            reports=reports,
            evidence=tuple(Evidence(a, 0, 40, "word " * 8) for a in reports),
        )

    def _commitment(self, number: int) -> Commitment:
        act, parties = self._one(ACTS), self._parties()
        due = self._day() if number % 3 else None
        renews = f"c-{number - 40:08}" if number % 9 == 0 and number > 40 else None
        return Commitment(
            id=f"c-{number:08}",
            actors=parties[:1],
            counterparts=parties[1:],
            kind="plan",
            summary=f"{party_name(parties[0])} to {act} {self._sentence(9)}",
            theme=self._one(THEMES),  # type: ignore[arg-type]  # one of the vocabulary
            deadline=due,
            deadline_words=due,
            amount=None,
            condition=None,
            meeting=self._one(self.meetings) if number % 10 else None,
            strength="firm" if number % 2 else "intent",
            specificity="partly",
            lacks=("quantity",),
            novelty="unknown",
            renews=renews,
            related=(),
            delivery=self._one(DELIVERIES),  # type: ignore[arg-type]  # one of the vocabulary
            grade=None,
            origins=1,
            likelihood=self._dice.random(),
            rules=("will",),
            evidence=tuple(self._quote() for _ in range(1 + number % 2)),
        )

    def _follow(self, number: int) -> FollowThrough:
        wanted = f"c-{self._dice.randrange(3 * len(self.articles)):08}"
        return FollowThrough(
            f"f-{number:08}", wanted, "in progress", number % 4 > 0, "the same act", "suggested",
            None, (self._quote(),),
        )  # fmt: skip

    def _agreement(self, number: int) -> Agreement:
        return Agreement(
            f"g-{number:07}", f"memorandum on {self._word()}", "memorandum of understanding",
            "signed", self._parties(), self._day(), self._one(self.meetings), (self._quote(),),
        )  # fmt: skip

    def _programme(self, number: int) -> Programme:
        return Programme(
            f"r-{number:07}", f"{self._word()} fund", None, "new", "USA", self._one(PARTIES), None,
            (self._quote(),),
        )  # fmt: skip

    def _dispute(self, number: int) -> Discrepancy:
        quotes = (self._quote(), self._quote())
        readings = tuple(
            DiscrepancyReading(day, q.article, q.start, q.end)
            for day, q in zip(("2024-01-02", "2024-01-03"), quotes, strict=True)
        )
        about = self._one(self.meetings)
        return Discrepancy(f"d-{number:07}", "date", about, readings, None, "two days", quotes)

    def _quote(self) -> Evidence:
        return Evidence(self._one(self.articles), 0, 40, "word " * 8)

    def _sentence(self, count: int) -> str:
        top = len(self.words)
        said = [self.words[int(self._dice.random() ** 4 * top)] for _ in range(count)]
        return f"{' '.join(said).capitalize()}."

    def _parties(self) -> tuple[str, ...]:
        top = len(PARTIES)
        return tuple(
            sorted({PARTIES[int(self._dice.random() ** 2 * top)] for _ in range(2)} | {"USA"})
        )[:3]

    def _word(self) -> str:
        return "".join(self._one(SYLLABLES) for _ in range(self._dice.randint(2, 4)))

    def _day(self) -> str:
        dice = self._dice
        return f"{dice.randint(2010, 2026)}-{dice.randint(1, 12):02}-{dice.randint(1, 28):02}"

    def _one(self, values: list[str] | tuple[str, ...]) -> str:
        return values[int(self._dice.random() * len(values))]


def fill(register: Register, articles: int) -> None:
    """Fill a register through the same doors as pages that were read."""
    maker = Maker(articles)
    began = time.monotonic()
    for some in portions(maker.reports(), 2000):
        pages = [
            ReadPage(Page(r.article.page, f"{r.article.page}.txt", "0", None, None), (r,))
            for r in some
        ]
        register.take_in(pages, READER)
    print(f"{articles} articles, {time.monotonic() - began:.0f} s", flush=True)
    for some in portions(maker.entries(), 5000):
        group = short_id("i", some[0].id)
        with register.deriving() as work:
            work.put("large", (), {group: Resolved(some)})
    with register.deriving() as work:
        work.settle(maker.articles)
    print(f"all entries, {time.monotonic() - began:.0f} s", flush=True)


def main() -> None:
    """Make the register that the command line names."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("place")
    parser.add_argument("--articles", type=int, default=100_000)
    asked = parser.parse_args()
    fill(create_or_open(asked.place), asked.articles)


if __name__ == "__main__":
    main()
