"""Labelled texts as documents, with the commitments that a reader marked in them."""

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from pathlib import Path

from stocktake.collect import cut
from stocktake.extract.document import Document, prepare
from stocktake.model import Article, Source

STRICT = frozenset({"pledge", "agree", "reaffirm", "plan", "offer", "launch", "sign"})
WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Labelled:
    """A document, the quotes of its commitments with whether each is strict, and its part."""

    document: Document
    quotes: tuple[tuple[str, bool], ...]
    held_out: bool


def labelled_documents(folder: Path) -> Iterator[Labelled]:
    """Give the English articles of a gold folder that are labelled, parsed."""
    lines = (folder / "gold.jsonl").read_text("utf-8").splitlines()
    by_stem: dict[str, list[dict]] = {}
    for gold in map(json.loads, filter(None, lines)):
        by_stem.setdefault(gold["id"].split("#")[0], []).append(gold)
    for path in sorted((folder / ("texts" if (folder / "texts").exists() else "pages")).iterdir()):
        articles = cut(Source(str(path), path.read_bytes())).articles
        for gold, article in _assigned(by_stem.get(path.stem, []), articles):
            if (article.language or "en").startswith("en"):
                quotes = tuple((c["quote"], _is_strict(c)) for c in gold["commitments"])
                yield Labelled(prepare(article), quotes, int(path.stem) % 3 == 0)


def _assigned(golds: Sequence[dict], articles: Sequence[Article]) -> Iterator[tuple[dict, Article]]:
    if len(golds) == 1 and len(articles) == 1:
        yield golds[0], articles[0]
        return
    for gold in golds:
        first = " ".join((gold.get("body_first_words") or "\0").split())
        for article in articles:
            if first in " ".join(article.text.split()):
                yield gold, article
                break


def _is_strict(commitment: dict) -> bool:
    return bool(commitment.get("strict", commitment["kind"] in STRICT))


def overlap(one: str, other: str) -> float:
    """Give the share of the shorter wording that both hold in order, as score.py counts it."""
    a, b = WORD.findall(one.casefold()), WORD.findall(other.casefold())
    if not a or not b or min(len(a), len(b)) / max(len(a), len(b)) <= 0.15:
        return 0.0
    blocks = SequenceMatcher(None, a, b, autojunk=False).get_matching_blocks()
    return sum(block.size for block in blocks) / min(len(a), len(b))


def pair_up(labelled: Labelled, found: Sequence[tuple[int, int, str]]) -> tuple[int, int]:
    """Give how many strict labels are found, and how many findings no label is for."""
    text = labelled.document.article.text
    scored = sorted(
        (
            (overlap(quote, text[start:end]), i, j)
            for i, (quote, _) in enumerate(labelled.quotes)
            for j, (start, end, _) in enumerate(found)
        ),
        reverse=True,
    )
    gold_used: set[int] = set()
    used: set[int] = set()
    for likeness, i, j in scored:
        if likeness >= 0.6 and i not in gold_used and j not in used:
            gold_used.add(i)
            used.add(j)
    right = sum(labelled.quotes[i][1] for i in gold_used)
    extra = sum(kind in STRICT for j, (_, _, kind) in enumerate(found) if j not in used)
    return right, extra
