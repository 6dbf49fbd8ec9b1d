"""Measure what is left of furniture around releases in flattened text, and what is lost of them.

    python evaluation/furniture.py                 300 releases, with furniture of each kind
    python evaluation/furniture.py --misses 10     also the lines left and lost most often
    python evaluation/furniture.py --releases 900

Each release of the corpus is flattened and set among furniture whose every line is known: of our
own making (furniture_words.toml, with titles and leads of other releases as teasers), and cut at
run time from the labelled pages.  Every third of those pages is the unseen part: nobody reads what
is left of its furniture.  Speaker, title and day of the release count as neither.
"""

import argparse
import collections
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from floors import add_option, hold
from furniture_pages import (
    SHARED,
    MadePage,
    Part,
    Release,
    Surroundings,
    chance_of,
    comparable,
    made_surroundings,
    own_words,
    releases,
    surroundings_of_pages,
    with_furniture,
)

from stocktake.collect import cut
from stocktake.model import Article, Source


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one page: words of each part, those kept, and the lines gone wrong."""

    article: int
    lost: int
    output: int
    left: int
    titled: bool
    dated: bool
    stray: int
    wrong: tuple[tuple[str, str], ...]


def main() -> int:
    """Make the pages, cut them, print; give the exit code."""
    options = _options()
    if not SHARED.is_dir():
        print("The corpus and the labelled pages (shared/ beside the repository) are not here.")
        return 0
    chosen = releases(options.releases)
    print(f"{'furniture':26}{'left':>8}{'lost':>8}{'title':>8}{'day':>8}{'stray articles':>16}")
    words, pages = own_words(), surroundings_of_pages()
    of_ours = (
        _made(release, lambda r: made_surroundings(words, chosen, chance_of(r.address)))
        for release in chosen
    )
    reached = {"own": _report("of our own making", of_ours, options.misses)}
    keys = list(pages)
    unseen = [pages[key] for key in keys[::3]]
    seen = [pages[key] for key in keys if pages[key] not in unseen]
    for name, around, misses in (
        ("of pages", seen, options.misses),
        ("of unseen pages", unseen, 0),
    ):
        made = (
            _made(release, lambda r, a=around: chance_of(r.address).choice(a)) for release in chosen
        )
        reached[name] = _report(name, made, misses)
    return hold({"furniture": reached}, options.raise_floors)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    add_option(parser)
    parser.add_argument("--releases", type=int, default=300)
    parser.add_argument("--misses", type=int, default=0)
    return parser.parse_args()


def _made(release: Release, around: Callable[[Release], Surroundings]) -> MadePage:
    return with_furniture(release, around(release), chance_of(release.address + "#"))


def outcome(page: MadePage) -> Outcome:
    """Cut a made page and compare each word with what it is known to be."""
    articles = cut(Source("page.txt", page.text.encode(), "text/plain")).articles
    tokens = [(word, part, n) for n, (line, part) in enumerate(page.lines) for word in _words(line)]
    kept = set(_matched([word for word, _, _ in tokens], articles))
    lost = [
        n for place, (_, part, n) in enumerate(tokens) if part is Part.ARTICLE and place not in kept
    ]
    left = [
        n for place, (_, part, n) in enumerate(tokens) if part is Part.FURNITURE and place in kept
    ]
    main = max(articles, key=lambda article: len(article.text), default=None)
    wrong = [("lost", page.lines[n][0]) for n in sorted(set(lost))]
    wrong += [("left", page.lines[n][0]) for n in sorted(set(left))]
    return Outcome(
        article=sum(part is Part.ARTICLE for _, part, _ in tokens),
        lost=len(lost),
        output=len(kept),
        left=len(left),
        titled=main is not None and comparable(main.title or "") == comparable(page.release.title),
        dated=main is not None and main.published == page.release.published,
        stray=max(0, len(articles) - 1),
        wrong=tuple(wrong),
    )


def _words(text: str) -> list[str]:
    return comparable(text).split()


def _matched(words: Sequence[str], articles: Iterable[Article]) -> Iterator[int]:
    """Give the places of the words that the articles hold, line by line in the page's order."""
    place = 0
    for line in (line for article in articles for line in article.text.split("\n")):
        wanted = _words(line)
        start = _found(words, wanted, place)
        if start is None:
            continue
        yield from range(start, start + len(wanted))
        place = start + len(wanted)


def _found(words: Sequence[str], wanted: Sequence[str], place: int) -> int | None:
    length = len(wanted)
    starts = range(place, len(words) - length + 1)
    return next((n for n in starts if length and words[n : n + length] == wanted), None)


def _report(name: str, pages: Iterable[MadePage], misses: int) -> dict[str, float]:
    """Print what is left and lost; give the shares of words told rightly."""
    outcomes = [outcome(page) for page in pages]
    output = sum(found.output for found in outcomes)
    article = sum(found.article for found in outcomes)
    left = sum(found.left for found in outcomes) / output
    lost = sum(found.lost for found in outcomes) / article
    titled = sum(found.titled for found in outcomes) / len(outcomes)
    dated = sum(found.dated for found in outcomes) / len(outcomes)
    stray = sum(found.stray for found in outcomes)
    print(f"{name:26}{left:8.2%}{lost:8.2%}{titled:8.1%}{dated:8.1%}{stray:16}")
    often = collections.Counter(miss for found in outcomes for miss in found.wrong)
    ranked = sorted(often.items(), key=lambda item: -item[1] * len(item[0][1]))
    for (what, line), times in ranked[:misses]:
        print(f"    {what} {times:4} times: {line[:110]}")
    return {"furniture off": round(1 - left, 4), "article kept": round(1 - lost, 4)}


if __name__ == "__main__":
    sys.exit(main())
