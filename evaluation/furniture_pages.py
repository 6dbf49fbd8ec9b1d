"""Puts furniture around releases as flattened text, every piece of it known."""

import datetime
import gzip
import hashlib
import json
import pathlib
import random
import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from enum import Enum, auto

from lxml import html

from stocktake.collect.clean import clean_line
from stocktake.collect.encoding import decode
from stocktake.collect.markup import text_of_markup

HERE = pathlib.Path(__file__).resolve().parent
SHARED = HERE.parent.parent / "shared"
LEAST = 8  # words of a line that shows where a page's article is
PARAGRAPH = 30  # words of a line that is another text, such as a second story, and no furniture
COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
WORD = re.compile(r"[^\W_]+")
BLOCKS = html.etree.XPath("//p|//li|//h2|//h3|//h4|//blockquote[not(p)]|//div[not(*)]")

Words = Mapping[str, Sequence[Sequence[str]]]


class Part(Enum):
    """What a line of a made page is: `HEAD` is title, day and speaker, which may go or stay."""

    HEAD = auto()
    ARTICLE = auto()
    FURNITURE = auto()


@dataclass(frozen=True, slots=True)
class Release:
    """One release of the corpus: its lines as published, without any furniture."""

    address: str
    title: str
    day: str
    published: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Surroundings:
    """The furniture above, inside and below an article, line by line."""

    above: tuple[str, ...]
    inside: tuple[tuple[str, ...], ...]
    below: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class MadePage:
    """A release with furniture around it; each line with what it is."""

    release: Release
    lines: tuple[tuple[str, Part], ...]
    text: str


def releases(most: int) -> tuple[Release, ...]:
    """Give releases of the corpus with running text, spread over all of it."""
    path = SHARED / "corpus" / "state-press.jsonl"
    records = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    made = [_release(record) for record in records[:: max(1, len(records) // (2 * most))]]
    return tuple(release for release in made if sum(map(words_in, release.lines)) > 60)[:most]


def words_in(text: str) -> int:
    """Give the number of words in a text."""
    return len(WORD.findall(text))


def is_sentence(line: str) -> bool:
    """Tell a line of running text from the names and places above it."""
    return words_in(line) > LEAST and line.rstrip("”\"' ").endswith((".", ":", "?", "!"))


def own_words() -> Words:
    """Give the furniture of our own making: kind -> blocks -> lines."""
    return tomllib.loads((HERE / "furniture_words.toml").read_text("utf-8"))


def made_surroundings(
    words: Words, others: Sequence[Release], chance: random.Random
) -> Surroundings:
    """Choose blocks of our own furniture and fill the other releases' titles in."""

    def blocks(*kinds: str) -> Iterator[str]:
        for kind in kinds:
            for line in chance.choice(words[kind]):
                yield _filled(line, others, chance)

    above = blocks("cookies", "menus", chance.choice(("menus", "tickers")))
    inside = tuple(tuple(blocks("inside")) for _ in range(chance.randint(0, 3)))
    below = ["tags", "shares", "related", "rankings", "newsletters", "comments"]
    chance.shuffle(below)
    return Surroundings(tuple(above), inside, tuple(blocks(*below[:4], "footers")))


def surroundings_of_pages() -> dict[str, Surroundings]:
    """Cut the furniture out of the labelled pages: what their flat text has and the article not."""
    truth = json.loads((SHARED / "pages" / "articles.json").read_text("utf-8"))
    return {
        key: found
        for key, value in sorted(truth.items())
        if (found := _surroundings(key, value["articleBody"])) is not None
    }


def with_furniture(release: Release, around: Surroundings, chance: random.Random) -> MadePage:
    """Make one page: furniture, title and day, the release with furniture inside, furniture."""
    first = next((n for n, line in enumerate(release.lines) if is_sentence(line)), 0)
    body = [[(line, Part.ARTICLE)] for line in release.lines[first:]]
    for block in around.inside:
        body.insert(chance.randint(1, len(body)), [(line, Part.FURNITURE) for line in block])
    lines = [
        *((line, Part.FURNITURE) for line in around.above),
        (release.title, Part.HEAD),
        (release.day, Part.HEAD),
        *((line, Part.HEAD) for line in release.lines[:first]),
        *(line for block in body for line in block),
        *((line, Part.FURNITURE) for line in around.below),
    ]
    mark = chance.choice(("\n", "\n\n"))
    return MadePage(release, tuple(lines), mark.join(line for line, _ in lines))


def chance_of(address: str) -> random.Random:
    """Give the same dice for the same address on every run."""
    return random.Random(hashlib.sha256(address.encode()).digest())


def comparable(text: str) -> str:
    """Give the words of a text in small letters, apart by one blank."""
    return " ".join(WORD.findall(text.lower()))


def _release(record: dict[str, str]) -> Release:
    tree = html.document_fromstring(f"<html><body>{record['html']}</body></html>")
    lines = (" ".join(block.text_content().split()) for block in BLOCKS(tree))
    day = parsedate_to_datetime(record["published"]).date()
    title = " ".join(record["title"].split())
    kept = tuple(line for line in lines if line)
    return Release(record["url"], title, _printed(day), day.isoformat(), kept)


def _printed(day: datetime.date) -> str:
    return f"{day:%B} {day.day}, {day.year}"


def _filled(line: str, others: Sequence[Release], chance: random.Random) -> str:
    other = chance.choice(others)
    lead = " ".join(next((x for x in other.lines if words_in(x) > LEAST), "").split()[:22])
    number = str(chance.randint(2, 4000))
    return line.format(title=other.title, lead=lead, day=other.day, n=number)


def _surroundings(key: str, article: str) -> Surroundings | None:
    page = gzip.decompress((SHARED / "pages" / "html" / f"{key}.html.gz").read_bytes())
    text = text_of_markup(COMMENT.sub(" ", decode(page)))
    raw = (clean_line(line) for line in text.split("\n"))
    lines = [line for line in raw if 0 < words_in(line) < PARAGRAPH]
    body = f" {comparable(article)} "
    own = [f" {comparable(line)} " in body for line in lines]
    sure = [n for n, line in enumerate(lines) if own[n] and words_in(line) >= LEAST]
    if not sure or not all(map(comparable, (lines[sure[0]], article))):
        return None
    inside = [(line,) for n, line in enumerate(lines) if sure[0] < n < sure[-1] and not own[n]]
    return Surroundings(
        _above_title(lines[: sure[0]]), tuple(inside[:4]), tuple(lines[sure[-1] + 1 :])
    )


def _above_title(head: Sequence[str]) -> tuple[str, ...]:
    """Leave out the page's own title and what stands between it and the article."""
    page_title = comparable(head[0]) if head else ""
    titles = [
        n
        for n, line in enumerate(head)
        if n and words_in(line) > 2 and comparable(line) in page_title
    ]
    return tuple(head[1 : titles[0]] if titles else head[1:-LEAST])
