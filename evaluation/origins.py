"""Say which reports in the labelled stories are found to go back to one text, and which not.

    python evaluation/origins.py

The labels name the meeting that each article reports and the copies whose words were replaced by
neighbours ("spun").  Two articles on one meeting need not share an origin: printed is what the
register holds, with the likeness of their wording.  Stories with unseen texts are only counted.
"""

import itertools
import json
import pathlib
import sys
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from gold import SHARED, _export

from stocktake.reconcile.sketch import likeness, sketch

STORIES = SHARED / "gold" / "stories"


@dataclass(frozen=True, slots=True)
class Labelled:
    """An article of the stories: its label's id, its text, meeting, and what it goes back to."""

    name: str
    title: str
    text: str
    meeting: tuple[str, str] | None
    origin: str


def main() -> int:
    """Read the stories, print the pairs; give the exit code."""
    if not STORIES.is_dir():
        print("The labelled stories (shared/gold beside the repository) are not here.")
        return 0
    with tempfile.TemporaryDirectory() as folder:
        found = json.loads(_export(STORIES / "pages", pathlib.Path(folder)).read_text("utf-8"))
    articles = {article.name: article for article in _labelled(found)}
    pairs = list(itertools.combinations(sorted(articles), 2))
    spun = _spun()
    _report("spun copies", articles, [pair for pair in pairs if frozenset(pair) in spun])
    same = [(a, b) for a, b in pairs if _of_one_meeting(articles[a], articles[b])]
    _report("reports of one meeting", articles, [p for p in same if frozenset(p) not in spun])
    other = [(a, b) for a, b in pairs if not _of_one_meeting(articles[a], articles[b])]
    joined = [(a, b) for a, b in other if articles[a].origin == articles[b].origin]
    joined = [pair for pair in joined if frozenset(pair) not in spun]
    print(f"of {len(other)} pairs on different meetings, {len(joined)} share an origin")
    return 0


def _labelled(found: Mapping[str, list[dict]]) -> Iterator[Labelled]:
    pages = {page["id"]: pathlib.PurePath(page["location"]).name for page in found["pages"]}
    for line in filter(None, (STORIES / "gold.jsonl").read_text("utf-8").splitlines()):
        gold = json.loads(line)
        first = " ".join((gold["body_first_words"] or "\0").split())
        for article in found["articles"]:
            text = " ".join(article["text"].split())
            if pages[article["page"]] == gold["page"] and first in text:
                meeting = gold["meeting"]
                when = (meeting["mechanism"], meeting["start"]) if meeting else None
                yield Labelled(gold["id"], gold["title"], text, when, article["origin"])
                break


def _spun() -> frozenset[frozenset[str]]:
    links = json.loads((STORIES / "links.json").read_text("utf-8"))
    return frozenset(
        frozenset(reading["article"] for reading in discrepancy["readings"])
        for discrepancy in links["discrepancies"]
        if discrepancy["kind"] == "spun-copy"
    )


def _of_one_meeting(one: Labelled, other: Labelled) -> bool:
    return one.meeting is not None and None not in one.meeting and one.meeting == other.meeting


def _is_seen(pair: tuple[str, str]) -> bool:
    return all(int(name[:3]) % 3 for name in pair)


def _report(name: str, articles: Mapping[str, Labelled], pairs: list[tuple[str, str]]) -> None:
    found = [(a, b) for a, b in pairs if articles[a].origin == articles[b].origin]
    print(f"{name}: {len(found)} of {len(pairs)} share an origin")
    for a, b in filter(_is_seen, pairs):
        alike = likeness(sketch(articles[a].text), sketch(articles[b].text))
        told = "found" if (a, b) in found else "apart"
        print(
            f"  {told}  {a} {b}  likeness {alike:.2f}  {articles[a].title[:44]} | "
            f"{articles[b].title[:44]}"
        )


if __name__ == "__main__":
    sys.exit(main())
