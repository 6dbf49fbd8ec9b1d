"""Writes the clauses that the rules find in labelled texts as examples for the judge.

    python evaluation/judge_clauses.py GOLD_FOLDER... > clauses.jsonl

One line a clause, in the form of judge_examples.py, laid out as the judge reads clauses at run
time: after the sentence before and the words before its own.  `label` is 1 where the clause holds
most words of a strict commitment, None where it holds a doubtful one, else 0.  English only.
"""

import dataclasses
import json
import sys
from collections.abc import Iterator
from pathlib import Path

from gold_texts import overlap
from judge_examples import Example, article_of, is_strict

from stocktake.extract.commitments import Candidate, candidates
from stocktake.extract.discourse import sides_of
from stocktake.extract.document import Document, prepare
from stocktake.extract.judgement_of_candidates import clause_passage
from stocktake.extract.mechanisms import find_mechanisms
from stocktake.extract.people import find_people

# From this share of the shorter one's words on, the scorer takes two quotes for one.
SAME_QUOTE = 0.6
# Clauses that the rules hold for less likely are no examples.
WORTH_LEARNING = 0.03


def main(folders: list[str]) -> None:
    """Print the examples of each folder, in the order of its labels."""
    for folder in map(Path, folders):
        for line in (folder / "gold.jsonl").read_text(encoding="utf-8").splitlines():
            gold = json.loads(line)
            article = article_of(folder, gold) if gold.get("language", "en") == "en" else None
            if article is None:
                continue
            for example in examples(folder.name, gold, prepare(article)):
                print(json.dumps(dataclasses.asdict(example), ensure_ascii=False))


def examples(name: str, gold: dict, document: Document) -> Iterator[Example]:
    """Give the clauses of one labelled text, each once."""
    sides = sides_of(document, find_people(document), find_mechanisms(document))
    found = [c for c in candidates(document, sides) if c.score >= WORTH_LEARNING]
    places = {(c.start, c.end): c for c in found if c.features != ("asked",)}
    for candidate in places.values():
        example = example_of(name, gold, document, candidate)
        if example is not None:
            yield example


def example_of(name: str, gold: dict, document: Document, candidate: Candidate) -> Example | None:
    """Give one clause with what the labels say of it."""
    passage = clause_passage(document, candidate.start, candidate.end)
    if passage is None:
        return None
    held = [c for c in gold["commitments"] if overlap(c["quote"], passage.sentence) >= SAME_QUOTE]
    strict = [c for c in held if is_strict(c)]
    first = next(iter(strict or held), None)
    return Example(
        set=name,
        id=gold["id"],
        story=gold.get("story") or gold["id"],
        held_out=int(gold["id"][:3]) % 3 == 0,
        title=document.article.title or "",
        **dataclasses.asdict(passage),
        # All of them are learned from, whatever the rules believe.
        belief=1.0,
        label=1 if strict else None if held else 0,
        kinds=tuple(sorted({c["kind"] for c in held})),
        theme=first.get("theme") if first else None,
        joint=len(first["actors"]) > 1 if first else None,
        dialogue=gold["is_dialogue_report"],
    )


if __name__ == "__main__":
    main(sys.argv[1:])
