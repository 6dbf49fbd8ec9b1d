"""Writes sentences of unlabelled pages with the rules' belief, for the judge to warm up on.

    python evaluation/judge_warmup.py PAGES.jsonl NUMBER GOLD_FOLDER... > warmup.jsonl

Each line of PAGES.jsonl holds one page's url, title and html.  NUMBER of them are read, evenly
spread, none of them a page of a GOLD_FOLDER.  `label` is the rules' belief, 0 to 1; of the
sentences that no rule touches one in four is written, and of one page no more than `MOST`.
"""

import dataclasses
import itertools
import json
import sys
from collections.abc import Iterator
from pathlib import Path

from judge_examples import Example, belief_in

from stocktake.collect import cut, sources
from stocktake.extract.commitments import candidates
from stocktake.extract.discourse import sides_of
from stocktake.extract.document import prepare
from stocktake.extract.judge import passages_of
from stocktake.extract.mechanisms import find_mechanisms
from stocktake.extract.people import find_people
from stocktake.model import Article, Source

# A long transcript teaches no more than a short statement.
MOST = 24


def main(pages: str, number: int, folders: list[str]) -> None:
    """Print the sentences of the pages chosen."""
    labelled = set(labelled_pages(folders))
    found = (s for s in sources([pages], None) if isinstance(s, Source))
    fresh = [s for s in found if s.location not in labelled]
    articles = (a for s in fresh[:: max(1, len(fresh) // number)] for a in cut(s).articles)
    for article in articles:
        if folded(article.title) in labelled:
            continue
        for example in itertools.islice(examples(article), MOST):
            print(json.dumps(dataclasses.asdict(example), ensure_ascii=False))


def labelled_pages(folders: list[str]) -> Iterator[str]:
    """Give the addresses and the titles of the texts that have labels."""
    for folder in folders:
        for line in (Path(folder) / "gold.jsonl").read_text(encoding="utf-8").splitlines():
            gold = json.loads(line)
            yield gold.get("url") or gold["id"]
            yield folded(gold["title"])


def folded(title: str | None) -> str:
    """Give a title in lower case, with letters and digits only."""
    return "".join(c for c in (title or "").casefold() if c.isalnum())


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
        belief = belief_in(passage, found)
        kinds = {c.trigger.rule.kind for c in inside if c.score > 0.5}
        yield Example(
            set="warmup",
            id=article.id,
            story=article.id,
            held_out=False,
            title=article.title or "",
            **dataclasses.asdict(passage),
            belief=belief,
            label=round(belief, 2),
            kinds=tuple(sorted(kinds)),
            theme=None,
            joint=None,
            dialogue=None,
        )


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), sys.argv[3:])
