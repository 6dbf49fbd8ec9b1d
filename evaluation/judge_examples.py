"""Writes the sentences of labelled texts as examples for the judge of commitments.

    python evaluation/judge_examples.py GOLD_FOLDER... > examples.jsonl

A GOLD_FOLDER holds gold.jsonl and texts/ or pages/.  English only.
One line a sentence: `label` is 1 where it holds a strict commitment, None where careful readers
differ (left out of training), else 0.  `held_out` marks every third text, which nobody trains on;
`story` is the same for texts on one meeting, which cross-validation keeps together.  `belief` is
what the rules alone believe of the sentence, 0 to 1.
"""

import dataclasses
import json
import re
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from stocktake.collect import cut
from stocktake.extract.commitments import Candidate, candidates
from stocktake.extract.discourse import sides_of
from stocktake.extract.document import prepare
from stocktake.extract.judge import Passage, passages_of
from stocktake.extract.mechanisms import find_mechanisms
from stocktake.extract.people import find_people
from stocktake.model import Article, Source

NOT_STRICT = {"request", "acknowledged", "welcome"}


@dataclass(frozen=True, slots=True)
class Example:
    """One sentence with what the labels say of it."""

    set: str
    id: str
    story: str
    held_out: bool
    title: str
    lead: str
    previous: str
    sentence: str
    start: int
    end: int
    belief: float
    label: int | None
    kinds: tuple[str, ...] | None
    theme: str | None
    joint: bool | None
    dialogue: bool | None


def main(folders: list[str]) -> None:
    """Print the examples of each folder, in the order of its labels."""
    for folder in map(Path, folders):
        for line in (folder / "gold.jsonl").read_text(encoding="utf-8").splitlines():
            gold = json.loads(line)
            if gold.get("language", "en") == "en":
                for example in examples(folder, gold):
                    print(json.dumps(dataclasses.asdict(example), ensure_ascii=False))


def examples(folder: Path, gold: dict) -> Iterator[Example]:
    """Give the sentences of one labelled text."""
    article = article_of(folder, gold)
    if article is None:
        print(f"no article for {gold['id']}", file=sys.stderr)
        return
    quotes = list(places(article.text, gold["commitments"]))
    document = prepare(article)
    sides = sides_of(document, find_people(document), find_mechanisms(document))
    found = candidates(document, sides)
    for passage in passages_of(document.doc):
        held = [c for start, end, c in quotes if holds(passage, start, end)]
        touched = any(start < passage.end and passage.start < end for start, end, _ in quotes)
        strict = any(is_strict(c) for c in held)
        doubtful = any(c.get("unsure") for c in held) or (touched and not held)
        yield Example(
            set=folder.name,
            id=gold["id"],
            story=gold.get("story") or gold["id"],
            held_out=int(gold["id"][:3]) % 3 == 0,
            title=article.title or "",
            **dataclasses.asdict(passage),
            belief=belief_in(passage, found),
            label=1 if strict else None if doubtful else 0,
            kinds=tuple(sorted({c["kind"] for c in held})),
            theme=held[0].get("theme") if held else None,
            joint=len(held[0]["actors"]) > 1 if held else None,
            dialogue=gold["is_dialogue_report"],
        )


def belief_in(passage: Passage, found: Sequence[Candidate]) -> float:
    """Give what the rules believe of the likeliest clause that begins in a passage."""
    scores = (c.score for c in found if passage.start <= c.start < passage.end)
    return round(max(scores, default=0.0), 3)


def is_strict(commitment: dict) -> bool:
    """Tell a commitment that counts from a request, an acknowledgement or a doubtful one."""
    return commitment.get("strict", commitment["kind"] not in NOT_STRICT)


def holds(passage: Passage, start: int, end: int) -> bool:
    """Tell whether a passage holds at least half of the words between two positions."""
    shared = min(end, passage.end) - max(start, passage.start)
    return shared >= (end - start) / 2


def article_of(folder: Path, gold: dict) -> Article | None:
    """Give the labelled article as it is cut from its page, or None when it is not."""
    if gold.get("page"):
        path = folder / "pages" / gold["page"]
    else:
        path = folder / "texts" / f"{gold['id']}.txt"
    begin = gold.get("body_first_words") or ""
    articles = cut(Source(str(path), path.read_bytes())).articles
    return next((a for a in articles if find(a.text, begin, 0)), None)


def places(text: str, commitments: list[dict]) -> Iterator[tuple[int, int, dict]]:
    """Give each commitment with the place of its quote; a repeated quote has the next place."""
    after: dict[str, int] = {}
    for commitment in commitments:
        quote = commitment["quote"]
        place = find(text, quote, after.get(quote, 0))
        if place is None:
            print(f"no place for: {quote[:80]}", file=sys.stderr)
            continue
        after[quote] = place[1]
        yield (*place, commitment)


def find(text: str, words: str, start: int) -> tuple[int, int] | None:
    """Find words whatever blanks stand between them."""
    pattern = r"\s+".join(map(re.escape, words.split()))
    match = re.compile(pattern).search(text, start)
    return match.span() if match else None


if __name__ == "__main__":
    main(sys.argv[1:])
