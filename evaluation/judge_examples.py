"""Writes the sentences of labelled texts as examples for the judge of commitments.

    python evaluation/judge_examples.py GOLD_FOLDER... > examples.jsonl

A GOLD_FOLDER holds gold.jsonl and texts/ (title line, date line, text) or pages/.  English only.
One line a sentence: `label` is 1 where it holds a strict commitment, None where careful readers
differ (left out of training), else 0.  `held_out` marks every third text, which nobody trains on;
`story` is the same for texts on one meeting, which cross-validation keeps together.
"""

import dataclasses
import json
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from email.utils import parsedate
from pathlib import Path

from lxml import html

from stocktake.extract.judge import Passage, passages_of
from stocktake.extract.language import load_english

NOT_STRICT = {"request", "acknowledged", "welcome"}
BLOCKS = "p|div|li|h1|h2|h3|h4|h5|h6|br|tr|td|section|article|blockquote|figcaption|ul|ol|table"


@dataclass(frozen=True, slots=True)
class Example:
    """One sentence with what the labels say of it."""

    set: str
    id: str
    story: str
    held_out: bool
    title: str
    previous: str
    sentence: str
    start: int
    end: int
    label: int | None
    kinds: tuple[str, ...]
    theme: str | None
    joint: bool | None
    dialogue: bool


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
    text = text_of(folder, gold)
    quotes = list(places(text, gold["commitments"]))
    for passage in passages_of(load_english().nlp(text)):
        held = [c for start, end, c in quotes if holds(passage, start, end)]
        touched = any(start < passage.end and passage.start < end for start, end, _ in quotes)
        strict = any(is_strict(c) for c in held)
        doubtful = any(c.get("unsure") for c in held) or (touched and not held)
        yield Example(
            set=folder.name,
            id=gold["id"],
            story=gold.get("story") or gold["id"],
            held_out=int(gold["id"][:3]) % 3 == 0,
            title=gold["title"] or "",
            **dataclasses.asdict(passage),
            label=1 if strict else None if doubtful else 0,
            kinds=tuple(sorted({c["kind"] for c in held})),
            theme=held[0].get("theme") if held else None,
            joint=len(held[0]["actors"]) > 1 if held else None,
            dialogue=gold["is_dialogue_report"],
        )


def is_strict(commitment: dict) -> bool:
    """Tell a commitment that counts from a request, an acknowledgement or a doubtful one."""
    return commitment.get("strict", commitment["kind"] not in NOT_STRICT)


def holds(passage: Passage, start: int, end: int) -> bool:
    """Tell whether a passage holds at least half of the words between two positions."""
    shared = min(end, passage.end) - max(start, passage.start)
    return shared >= (end - start) / 2


def text_of(folder: Path, gold: dict) -> str:
    """Give a labelled text without its title and date, or the article cut from its page."""
    if (folder / "texts").is_dir():
        path = folder / "texts" / f"{gold['id']}.txt"
        lines = path.read_text(encoding="utf-8").split("\n")[1:]
        if lines and parsedate(f"{lines[0].strip()} 00:00:00"):
            lines = lines[1:]
        return "\n".join(lines).strip("\n")
    return cut_body(visible_text(folder / "pages" / gold["page"]), gold)


def visible_text(path: Path) -> str:
    """Give what a page shows, with a line break at every block."""
    if path.suffix != ".html":
        return path.read_text(encoding="utf-8")
    tree = html.fromstring(path.read_bytes())
    for element in tree.xpath("//head|//script|//style|//noscript|//template"):
        element.drop_tree()
    for element in tree.iter(*BLOCKS.split("|")):
        element.text = "\n" + (element.text or "")
        element.tail = "\n" + (element.tail or "")
    return re.sub(
        "[\u00ad\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]", "", tree.text_content()
    )


def cut_body(text: str, gold: dict) -> str:
    """Cut the article between the first and the last words that its labels give."""
    if not gold["body_first_words"]:
        return ""
    start = find(text, gold["body_first_words"], 0)
    last = find(text, gold["body_last_words"], start[0] if start else 0)
    return text[start[0] : last[1]] if start and last else ""


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
