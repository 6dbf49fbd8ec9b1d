"""Writes sentences of unlabelled pages with the rules' belief, for the judge to warm up on.

    python evaluation/judge_warmup.py PAGES.jsonl NUMBER GOLD_FOLDER... > warmup.jsonl

Each line of PAGES.jsonl holds one page's url, title and html.  NUMBER of them are read, evenly
spread, none of them a page of a GOLD_FOLDER.  `label` is the rules' belief, 0 to 1; of the
sentences that no rule touches one in four is written.
"""

import dataclasses
import itertools
import json
import math
import sys
from collections.abc import Iterator
from pathlib import Path

from judge_examples import Example

from stocktake.collect import cut, sources
from stocktake.extract.commitments import Candidate, candidates
from stocktake.extract.discourse import sides_of
from stocktake.extract.document import prepare
from stocktake.extract.judge import passages_of
from stocktake.extract.mechanisms import find_mechanisms
from stocktake.extract.people import find_people
from stocktake.model import Article


def main(pages: str, number: int, folders: list[str]) -> None:
    """Print the sentences of the pages chosen."""
    titles = set(labelled_titles(folders))
    articles = (a for s in sources([pages], None) for a in cut(s).articles)
    fresh = [a for a in articles if (a.title or "") not in titles]
    for article in fresh[:: max(1, len(fresh) // number)]:
        for example in examples(article):
            print(json.dumps(dataclasses.asdict(example), ensure_ascii=False))


def labelled_titles(folders: list[str]) -> Iterator[str]:
    """Give the titles of the texts that have labels."""
    for folder in folders:
        for line in (Path(folder) / "gold.jsonl").read_text(encoding="utf-8").splitlines():
            yield json.loads(line)["title"] or ""


def examples(article: Article) -> Iterator[Example]:
    """Give the sentences of one article, each with the rules' belief."""
    document = prepare(article)
    people, mechanisms = find_people(document), find_mechanisms(document)
    found = candidates(document, sides_of(document, people, mechanisms))
    turn = itertools.count()
    for passage in passages_of(document.doc):
        inside = [c for c in found if passage.start <= c.start < passage.end]
        if not inside and next(turn) % 4:
            continue
        best = max(inside, key=lambda c: c.score, default=None)
        yield Example(
            set="warmup",
            id=article.id,
            story=article.id,
            held_out=False,
            title=article.title or "",
            **dataclasses.asdict(passage),
            label=belief(best),
            kinds=(best.trigger.rule.kind,) if best and belief(best) > 0.5 else (),
            theme=None,
            joint=None,
            dialogue=None,
        )


def belief(candidate: Candidate | None) -> float:
    """Turn a score of the rules into a likelihood, by the curve seen on labelled texts."""
    if candidate is None:
        return 0.0
    return round(1 / (1 + math.exp(-4 * (candidate.score - 0.45))), 2)


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), sys.argv[3:])
