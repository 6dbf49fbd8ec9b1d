"""How long one more page takes in a register of any size, and what each page of it cost.

    python evaluation/reconcile_scale.py REGISTER --sizes 1000 10000 --folder /tmp/scale

A register of N articles is generated from one that was read (its texts are never read again): each
round over it changes the names, the dates and the parties of all that the articles say, letter
for letter and party for party, so that positions stay true and another round speaks of other
people, other years and other states.  Then pages of a further round are added one by one.

Prints for each size the seconds a page for storing and for deriving, and the middle and the longest
of the times of adding one page, with the part of it that reconciling takes.  Times are those of the
processor, so that other work on the machine does not count; waiting for the disk does not either.
"""

import argparse
import hashlib
import random
import re
import statistics
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, is_dataclass, replace
from itertools import count, islice
from pathlib import Path
from typing import Any, get_args

import sqlalchemy as sa

from stocktake import model
from stocktake.model import (
    Article,
    Evidence,
    Ground,
    Item,
    Judgement,
    Layer,
    Page,
    Reader,
    ReadPage,
    Report,
    Resolved,
    article_id,
)
from stocktake.pipeline import ALL_LAYERS, derive
from stocktake.register import Register, create_or_open, schema
from stocktake.register.rows import report_of

READER = Reader("v-scale", "none", "1", "0" * 64, "0" * 64)
CONSONANTS = "bcdfghjklmnpqrstvwxz"
MONTH = re.compile(r"(?<!\d)(\d{4})-(0[1-9]|1[0-2])(?:-(\d\d))?")
YEAR = re.compile(r"(?<![\d-])\d{4}(?![\d-])")
WORD = re.compile(r"[A-Za-z]{3,}")
AT_ONCE = 500
ADDED = 30
PARTY_FIELDS = frozenset({"party", "parties", "actors", "counterparts", "donor", "recipient"})
DATE_FIELDS = frozenset({"when", "deadline", "next_when", "published"})
NAME_FIELDS = frozenset({"name", "person", "acronym", "aliases", "mechanism", "parent"})
CLOSED = {
    value
    for name in ("Theme", "CommitmentKind", "Strength", "Specificity", "Lack", "Novelty",
                 "Delivery", "MechanismKind", "AgreementForm", "AgreementStatus", "MoneyKind",
                 "MeetingStanding")
    for value in get_args(getattr(model, name))
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Round:
    """How one round over the articles speaks: which letters, months and parties it puts."""

    number: int
    letters: Mapping[int, int]
    months: int
    parties: Mapping[str, str]

    def words(self, text: str, *, all_of_them: bool) -> str:
        """Change the consonants of all words, or of one in three, the same way each time."""
        return WORD.sub(
            lambda found: (
                found.group().translate(self.letters)
                if all_of_them or self._changes(found.group())
                else found.group()
            ),
            text,
        )

    def _changes(self, word: str) -> bool:
        return hashlib.md5(f"{self.number}{word.lower()}".encode()).digest()[0] % 3 == 0

    def date(self, edtf: str) -> str:
        """Move a date by the round's months; a day after the 28th becomes the 28th."""

        def moved(found: re.Match[str]) -> str:
            count = int(found[1]) * 12 + int(found[2]) - 1 + self.months
            day = f"-{min(28, int(found[3])):02}" if found[3] else ""
            return f"{count // 12:04}-{count % 12 + 1:02}{day}"

        years = self.months // 12
        return MONTH.sub(moved, YEAR.sub(lambda found: f"{int(found[0]) + years:04}", edtf))


def main() -> None:
    """Build a register of each size and print what it cost."""
    options = _options()
    reports = _reports(options.register)
    parties = sorted({p for r in reports for p, _ in r.reading.parties})
    for size in sorted(options.sizes):
        place = Path(options.folder) / f"scale-{size}.db"
        place.unlink(missing_ok=True)
        print(f"{size} articles: ", end="", flush=True)
        _measure(create_or_open(str(place)), reports, parties, size)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("register", help="a register that was read, such as one of the corpus")
    parser.add_argument("--sizes", type=int, nargs="+", default=[1000, 10000])
    parser.add_argument("--folder", default=".")
    return parser.parse_args()


def _reports(register: str) -> list[Report]:
    engine = sa.create_engine(f"sqlite:///{register}")
    joined = schema.articles.join(
        schema.readings, schema.articles.c.id == schema.readings.c.article
    )
    wanted = sa.select(schema.articles, schema.readings.c.body).select_from(joined)
    with engine.connect() as connection:
        rows = connection.execute(wanted.order_by(schema.articles.c.id)).mappings()
        return [report_of(row) for row in rows]


def _measure(
    register: Register, reports: Sequence[Report], parties: Sequence[str], size: int
) -> None:
    pages = _pages(reports, parties)
    began = time.process_time()
    wanted = islice(pages, size)
    while batch := list(islice(wanted, AT_ONCE)):
        register.take_in(batch, READER)
    stored = time.process_time()
    derive(register)
    derived = time.process_time()
    a_page = [1000 * t / size for t in (stored - began, derived - stored)]
    print(f"{a_page[0]:.1f} ms a page to store, {a_page[1]:.1f} ms to derive", flush=True)
    added = [_add_one(register, page) for page in islice(pages, ADDED)]
    for name, times in zip(
        ("adding one page", "of which reconciling"), zip(*added, strict=True), strict=True
    ):
        middle, longest = statistics.median(times), max(times)
        print(f"    {name}: {middle:.3f} s in the middle, {longest:.3f} s at most", flush=True)


@dataclass(slots=True)
class Timed:
    """A layer that counts the seconds it works."""

    layer: Layer
    spent: float = 0.0

    @property
    def name(self) -> str:
        """Give the layer's name."""
        return self.layer.name

    def items(self, report: Report, links: Mapping[str, str]) -> tuple[Item, ...]:
        """Give the layer's items."""
        began = time.process_time()
        found = self.layer.items(report, links)
        self.spent += time.process_time() - began
        return found

    def ground(self, item: Item) -> Ground:
        """Give by what a judgement finds an item."""
        return self.layer.ground(item)

    def resolve(self, items: Sequence[Item], judgements: Sequence[Judgement]) -> Resolved:
        """Give the layer's entries."""
        began = time.process_time()
        found = self.layer.resolve(items, judgements)
        self.spent += time.process_time() - began
        return found


def _add_one(register: Register, page: ReadPage) -> tuple[float, float]:
    timed = [Timed(layer) for layer in ALL_LAYERS]
    began = time.process_time()
    register.take_in([page], READER)
    derive(register, timed)
    return time.process_time() - began, sum(layer.spent for layer in timed)


def _pages(reports: Sequence[Report], parties: Sequence[str]) -> Iterator[ReadPage]:
    """Give pages without end, one round over the articles after another."""
    for number in count():
        turned = _round(number, parties)
        for report in reports:
            yield _page(turned, report)


def _round(number: int, parties: Sequence[str]) -> Round:
    chance = random.Random(number)
    others = list(parties)
    chance.shuffle(others)
    letters = list(CONSONANTS)
    chance.shuffle(letters)
    turned = "".join(letters)
    table = str.maketrans(CONSONANTS + CONSONANTS.upper(), turned + turned.upper())
    months = chance.randrange(-400, 400)
    return Round(number, table, months, dict(zip(parties, others, strict=True)))


def _page(turned: Round, report: Report) -> ReadPage:
    old = report.article
    taken = sorted({(e.start, e.end) for e in _names_in(report)}, reverse=True)
    text = turned.words(old.text, all_of_them=False)
    for start, end in taken:
        name = turned.words(old.text[start:end], all_of_them=True)
        text = f"{text[:start]}{name}{text[end:]}"
    page = f"pg-{turned.number}-{old.id}"
    article = replace(
        old,
        id=article_id(page, 0, text),
        page=page,
        position=0,
        text=text,
        title=old.title and turned.words(old.title, all_of_them=False),
        published=old.published and turned.date(old.published),
    )
    reading = _turned(turned, article, "", report.reading)
    told = Page(page, f"https://scale.example/{page}", "0" * 64, "text/html", None)
    return ReadPage(told, (Report(article, replace(reading, article=article.id)),))


def _names_in(report: Report) -> Iterator[Evidence]:
    reading = report.reading
    for named in (*reading.people, *reading.mechanisms):
        yield from named.mentions


def _turned(turned: Round, article: Article, field: str, value: Any) -> Any:
    """Give a value of a reading as the round says it."""
    if isinstance(value, Evidence):
        return article.quote(value.start, value.end)
    if isinstance(value, tuple):
        if field == "parties" and value and isinstance(value[0], tuple):
            return tuple((turned.parties[p], _turned(turned, article, "", e)) for p, e in value)
        return tuple(_turned(turned, article, field, one) for one in value)
    if isinstance(value, str):
        return _turned_text(turned, field, value)
    if not is_dataclass(value):
        return value
    changed = {
        f.name: _turned(turned, article, f.name, getattr(value, f.name)) for f in fields(value)
    }
    return replace(value, **changed)  # type: ignore[type-var]  # any dataclass of a reading


def _turned_text(turned: Round, field: str, value: str) -> str:
    if field in PARTY_FIELDS:
        return turned.parties.get(value, value)
    if field in DATE_FIELDS:
        return turned.date(value)
    if field in NAME_FIELDS:
        return turned.words(value, all_of_them=True)
    return value if value in CLOSED else turned.words(value, all_of_them=False)


if __name__ == "__main__":
    main()
