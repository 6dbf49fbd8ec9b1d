"""Score how pages are cut against what a reader sees as the article, beside the bare extractor.

    python evaluation/pages.py               scores of pages with and without their tags
    python evaluation/pages.py --speed 7     also pages a second, seven rounds taken in turns
    python evaluation/pages.py --misses 20   also the worst pages of the seen part

Precision and recall count runs of four words and are averaged over the pages, as the public
benchmark that the pages come from does; F1 is of the two averages.  Every third page, by its
place among the sorted keys, is the unseen part: nobody reads its misses.
"""

import argparse
import collections
import gzip
import json
import pathlib
import re
import statistics
import sys
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

import trafilatura
from floors import add_option, hold

from stocktake.collect import cut
from stocktake.model import Source

PAGES = pathlib.Path(__file__).resolve().parent.parent.parent / "shared" / "pages"
RUN = 4  # words
TOKEN = re.compile(r"\w+")

Cutter = Callable[[bytes], str]


@dataclass(frozen=True, slots=True)
class Score:
    """One page's precision and recall, and whether nothing is lacking or left over."""

    precision: float
    recall: float
    exact: bool


@dataclass(frozen=True, slots=True)
class Figures:
    """The averages of many pages; F1 is of the averages."""

    f1: float
    precision: float
    recall: float
    exact: float

    @classmethod
    def of(cls, scores: Iterable[Score]) -> "Figures":
        """Average some pages."""
        scores = list(scores)
        precision = statistics.fmean(score.precision for score in scores)
        recall = statistics.fmean(score.recall for score in scores)
        exact = statistics.fmean(score.exact for score in scores)
        f1 = 2 * precision * recall / (precision + recall)
        return cls(round(f1, 4), round(precision, 4), round(recall, 4), round(exact, 3))

    def __str__(self) -> str:
        return f"{self.f1:7.4f}{self.precision:11.4f}{self.recall:8.4f}{self.exact:10.3f}"


def main() -> int:
    """Score, print; give the exit code."""
    options = _options()
    if not PAGES.is_dir():
        print("The labelled pages (shared/pages beside the repository) are not here: not scored.")
        return 0
    truth = json.loads((PAGES / "articles.json").read_text(encoding="utf-8"))
    bodies = {key: value["articleBody"] for key, value in sorted(truth.items())}
    pages = {key: gzip.decompress(_path("html", key).read_bytes()) for key in bodies}
    flat = {key: _path("flat", key).read_bytes() for key in bodies}
    print(f"{'':28}{'F1':>7}{'precision':>11}{'recall':>8}{'no error':>10}")
    reached = {"html": _report("pages", bodies, pages, of_page, options.misses)}
    _report("pages, bare extractor", bodies, pages, of_extractor, 0)
    reached["flat"] = _report("pages without tags", bodies, flat, of_text, options.misses)
    if options.speed:
        _race(list(pages.values()), options.speed)
    return hold({"pages": reached}, options.raise_floors)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    add_option(parser)
    parser.add_argument("--speed", type=int, default=0, metavar="ROUNDS")
    parser.add_argument("--misses", type=int, default=0)
    return parser.parse_args()


def _path(form: str, key: str) -> pathlib.Path:
    return PAGES / form / (f"{key}.html.gz" if form == "html" else f"{key}.txt")


def of_page(content: bytes) -> str:
    """Give the longest article that a page is cut into."""
    articles = cut(Source("page.html", content)).articles
    return max((article.text for article in articles), key=len, default="")


def of_text(content: bytes) -> str:
    """Give the longest article that a text without tags is cut into."""
    articles = cut(Source("page.txt", content, "text/plain")).articles
    return max((article.text for article in articles), key=len, default="")


def of_extractor(content: bytes) -> str:
    """Give what the extractor finds as it comes, without its guess of the metadata."""
    return trafilatura.extract(content) or ""


def score(want: str, found: str) -> Score:
    """Compare two texts by their runs of words."""
    a, b = _runs(want), _runs(found)
    both = sum((a & b).values())
    precision = both / sum(b.values()) if b else float(not a)
    return Score(precision, both / sum(a.values()) if a else 1.0, a == b)


def _runs(text: str) -> collections.Counter[tuple[str, ...]]:
    words = TOKEN.findall(text)
    runs = [tuple(words[end - RUN : end]) for end in range(RUN, len(words) + 1)]
    return collections.Counter(runs or ([tuple(words)] if words else []))


def _report(
    name: str,
    bodies: Mapping[str, str],
    pages: Mapping[str, bytes],
    cutter: Cutter,
    misses: int,
) -> dict[str, float]:
    """Print how well pages are cut; give the figures that are held to floors."""
    scores = {key: score(body, cutter(pages[key])) for key, body in bodies.items()}
    unseen = set(list(scores)[::3])
    every, apart = Figures.of(scores.values()), Figures.of(scores[key] for key in unseen)
    print(f"{name:28}{every}")
    print(f"{'  of these unseen':28}{apart}")
    seen = sorted(set(scores) - unseen, key=lambda key: scores[key].precision + scores[key].recall)
    for key in seen[:misses]:
        worst = scores[key]
        print(f"    {key[:12]}  precision {worst.precision:.3f}  recall {worst.recall:.3f}")
    return {"F1": every.f1, "F1, unseen": apart.f1, "without any error": every.exact}


def _race(pages: Sequence[bytes], rounds: int) -> None:
    """Print pages a second of both, each round timing one after the other."""
    ratios, ours, theirs = [], [], []
    for _ in range(rounds):
        ours.append(_seconds(of_page, pages))
        theirs.append(_seconds(of_extractor, pages))
        ratios.append(theirs[-1] / ours[-1])
    print(
        f"pages a second: {len(pages) / statistics.median(ours):.1f}, "
        f"the extractor alone {len(pages) / statistics.median(theirs):.1f}; "
        f"ratio {statistics.median(ratios):.2f} (from {min(ratios):.2f} to {max(ratios):.2f}, "
        f"{rounds} rounds)"
    )


def _seconds(cutter: Cutter, pages: Sequence[bytes]) -> float:
    start = time.process_time()
    for page in pages:
        cutter(page)
    return time.process_time() - start


if __name__ == "__main__":
    sys.exit(main())
