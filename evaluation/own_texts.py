"""Restores the texts that we labelled ourselves, as a labelled set like those beside the product.

    python evaluation/own_texts.py PAGES.jsonl OUT_FOLDER

PAGES.jsonl holds one page's url, title, published and html a line.  `own_labels.jsonl` beside this
file says of an article what a careful reader labels in it by the guideline of the labelled sets;
commitments are told by their places in the article, so the file holds no text.  Written are
OUT_FOLDER/gold.jsonl and OUT_FOLDER/texts/, numbered in the order of the labels, for every command
here that takes a labelled set.  No text of them is in a labelled set.
"""

import json
import sys
from collections.abc import Iterator
from pathlib import Path

from stocktake.collect import cut, sources
from stocktake.model import Article, Source

LABELS = Path(__file__).with_name("own_labels.jsonl")


def main(pages: str, out: str) -> None:
    """Write the texts with their labels; say which pages are not there."""
    folder = Path(out)
    (folder / "texts").mkdir(parents=True, exist_ok=True)
    labels = [json.loads(line) for line in LABELS.read_text("utf-8").splitlines()]
    articles = articles_in(pages, {label["article"] for label in labels})
    with (folder / "gold.jsonl").open("w", encoding="utf-8") as gold:
        for number, label in enumerate(labels, start=1):
            found = articles.get(label["article"])
            if found is None:
                print(f"not in {pages}: {label['article']}", file=sys.stderr)
                continue
            name = f"{number:03}"
            (folder / "texts" / f"{name}.txt").write_text(page_of(*found), encoding="utf-8")
            told = json.dumps(labelled(name, label, *found), ensure_ascii=False)
            gold.write(told + "\n")


def articles_in(pages: str, wanted: set[str]) -> dict[str, tuple[Source, Article]]:
    """Give the wanted articles by id, each with the page that it is on."""
    found = (s for s in sources([pages], None) if isinstance(s, Source))
    return {a.id: (s, a) for s in found for a in cut(s).articles if a.id in wanted}


def page_of(source: Source, article: Article) -> str:
    """Lay an article out as the labelled sets do: the title, the day, the text."""
    day = " ".join((source.published or "").split()[:4])
    body = "\n\n".join(line for line in article.text.splitlines() if line.strip())
    return "\n\n".join(part for part in (f"{article.title}\n{day}".strip(), body) if part)


def labelled(name: str, label: dict, source: Source, article: Article) -> dict:
    """Give the labels of one article in the form of the labelled sets."""
    return {
        "id": name,
        "url": source.location,
        "title": article.title,
        "language": "en",
        "people": [],
        "programmes": [],
        "follow_through": [],
        **{key: value for key, value in label.items() if key not in {"article", "commitments"}},
        "commitments": list(quoted(label["commitments"], article.text)),
    }


def quoted(commitments: list[dict], text: str) -> Iterator[dict]:
    """Give each commitment with its words in the place of their positions."""
    for commitment in commitments:
        told = {key: commitment[key] for key in commitment if key not in {"start", "end"}}
        yield {"quote": text[commitment["start"] : commitment["end"]], **told}


if __name__ == "__main__":
    main(*sys.argv[1:])
