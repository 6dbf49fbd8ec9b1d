"""Score the day of publication of pages, beside that of htmldate.

    python evaluation/publication_dates.py

The pages are of our own making (publication_pages.py): eight languages, and every way in which a
page tells its day, each among days that are not it: of collection, of the last change, of teasers,
of events in the text.  A page that does not tell its day is right without one.  Then the labelled
pages (shared/pages beside the repository) whose address, kept from both readers, names their day.
"""

import argparse
import collections
import gzip
import json
import re
import sys
from collections.abc import Iterable

from floors import add_option, hold
from furniture_pages import SHARED
from htmldate import find_date
from publication_pages import DatedPage, dated_pages

from stocktake.collect import cut
from stocktake.model import Source

EACH = 6  # pages of each kind and language
IN_ADDRESS = re.compile(r"/(20\d\d)/(\d\d?|[a-z]{3})/(\d\d?)/")
MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]


def main() -> int:
    """Score, print; give the exit code."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    add_option(parser)
    options = parser.parse_args()
    pages = list(dated_pages(EACH))
    kinds = list(dict.fromkeys(page.told_by for page in pages))
    print(f"{'the day is told by':28}{'pages':>7}{'ours':>8}{'htmldate':>10}")
    for kind in kinds:
        _report(kind, [(p.html, _truth(p)) for p in pages if p.told_by == kind])
    told = _report("all that tell it", [(p.html, _truth(p)) for p in pages if p.published])
    reached = {"made": {"day right": told}}
    if SHARED.is_dir():
        reached["labelled"] = {"day right": _report("labelled pages", list(_labelled()))}
    return hold({"dates": reached}, options.raise_floors) if SHARED.is_dir() else 0


def ours(page: str) -> str | None:
    """Give the day of the page's longest article, in ISO form, or None."""
    articles = cut(Source("page.html", page.encode())).articles
    return max(articles, key=lambda a: len(a.text)).published if articles else None


def theirs(page: str) -> str | None:
    """Give the day that htmldate finds when it is asked for the first one, or None."""
    found = find_date(page, original_date=True, extensive_search=True)
    return found if isinstance(found, str) else None


def _truth(page: DatedPage) -> str | None:
    return page.published.isoformat() if page.published else None


def _labelled() -> Iterable[tuple[str, str]]:
    truth = json.loads((SHARED / "pages" / "articles.json").read_text("utf-8"))
    for key, value in sorted(truth.items()):
        if match := IN_ADDRESS.search(value["url"]):
            year, month, day = match.groups()
            number = int(month) if month.isdigit() else MONTHS.index(month) + 1
            page = gzip.decompress((SHARED / "pages" / "html" / f"{key}.html.gz").read_bytes())
            yield page.decode("utf-8", "replace"), f"{year}-{number:02}-{int(day):02}"


def _report(name: str, pages: list[tuple[str, str | None]]) -> float:
    """Print the shares of days told rightly by both; give ours."""
    right = collections.Counter[str]()
    for page, day in pages:
        right["ours"] += ours(page) == day
        right["theirs"] += theirs(page) == day
    share, other = right["ours"] / len(pages), right["theirs"] / len(pages)
    print(f"{name:28}{len(pages):7}{share:8.1%}{other:10.1%}")
    return round(share, 3)


if __name__ == "__main__":
    sys.exit(main())
