"""Lists pairs of reports for a person to read: joined to one meeting, and near ones kept apart.

    python evaluation/meeting_pairs.py REGISTER --joined 100 --near 100 [--words 60]

The pairs are drawn by a hash of their ids, so that two runs over one register list the same ones.
A near pair is of two reports that are about meetings of at least two common parties, on days at
most three apart.
"""

import argparse
import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import combinations

from stocktake.model import Article, Holdings, Meeting
from stocktake.reconcile.periods import Period, period, shifted
from stocktake.register import open_existing

NEAR = 3  # days

Pair = tuple[str, str]


def main() -> None:
    """Print both lists."""
    options = _options()
    holdings = open_existing(options.register).holdings()
    articles = {article.id: article for article in holdings.articles}
    reported = {
        report: meeting
        for meeting in holdings.entries
        if isinstance(meeting, Meeting)
        for report in meeting.reports
    }
    for name, pairs, wanted in (
        ("joined", _joined(holdings), options.joined),
        ("near", _near(reported, articles), options.near),
    ):
        drawn = sorted(pairs, key=_chance)
        print(f"== {name}: {min(wanted, len(drawn))} of {len(drawn)} pairs")
        for number, pair in enumerate(drawn[:wanted], 1):
            print(f"-- {name} {number}")
            for report in pair:
                _show(reported[report], articles[report], options.words)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("register")
    parser.add_argument("--joined", type=int, default=100)
    parser.add_argument("--near", type=int, default=100)
    parser.add_argument("--words", type=int, default=40, help="words of each text to show")
    return parser.parse_args()


def _chance(pair: Pair) -> str:
    return hashlib.sha256("+".join(pair).encode()).hexdigest()


def _joined(holdings: Holdings) -> Iterator[Pair]:
    for meeting in holdings.entries:
        if isinstance(meeting, Meeting):
            yield from combinations(sorted(meeting.reports), 2)


def _near(reported: dict[str, Meeting], articles: dict[str, Article]) -> Iterable[Pair]:
    on_day: dict[int, list[tuple[str, Period]]] = defaultdict(list)
    for report, meeting in sorted(reported.items()):
        days = period(meeting.when) or period((articles[report].published or "")[:10])
        if days is not None and days.days <= 31:
            near = shifted(days, NEAR, NEAR)
            for day in range(near.first, near.last + 1):
                on_day[day].append((report, days))
    found = {
        (one, two)
        for held in on_day.values()
        for (one, days), (two, others) in combinations(held, 2)
        if reported[one].id != reported[two].id
        and len(set(reported[one].parties) & set(reported[two].parties)) > 1
        and days.gap(others) <= NEAR
    }
    return sorted(found)


def _show(meeting: Meeting, article: Article, words: int) -> None:
    said = " ".join(article.text.split()[:words])
    print(
        f"   {article.id} [{(article.published or '')[:10]}] {article.title}\n"
        f"      {meeting.name} | {meeting.ordinal} | {meeting.when} | {meeting.place} | "
        f"{'+'.join(meeting.parties)}\n      {said}"
    )


if __name__ == "__main__":
    main()
