"""Fit the weights of the screen on texts that matter and pages that do not; print what they give.

    python evaluation/fit_screen.py        needs ../shared; prints weights for rules/screen.toml

Texts that matter are the labelled ones with a finding; the others are the articles of ordinary
pages.  The unseen part of the labels is counted, never shown.
"""

import gzip
import json
import pathlib
from collections.abc import Iterator

import numpy as np

from stocktake.collect import cut, sources
from stocktake.extract.rule_files import ENGLISH, language_read
from stocktake.extract.screen import PARTY, counts_of, load_screen
from stocktake.model import Source

SHARED = pathlib.Path(__file__).resolve().parent.parent.parent / "shared"
GROUPS = tuple(load_screen().weights)


def main() -> None:
    """Fit weights, and print them and what the rules as they stand let through."""
    mattering, general = list(_labelled()), list(_general())
    _print_curve(mattering, general)
    held, other = [_best_rows(t) for t, _ in mattering], [_best_rows(t) for t in general]
    weights = np.ones(len(GROUPS) + 1) * 0.3
    weights[-1] = -2.0
    for _ in range(8):
        weights = _fitted(held, other, weights)
    print(dict(zip(GROUPS, np.round(weights[:-1], 2).tolist(), strict=True)))


def _print_curve(mattering: list[tuple[str, bool]], general: list[str]) -> None:
    """Print what a stricter screen would hold back: the least of `screen.toml` times a factor."""
    margins = np.array([_margin(text) for text, _ in mattering])
    talks = np.array([is_report for _, is_report in mattering])
    others = np.array([_margin(text) for text in general])
    print(f"{len(margins)} texts that matter, {talks.sum()} of them reports; {len(others)} others")
    print("least  recall of findings  of reports  others let through")
    for factor in (0.75, 1.0, 1.25, 1.5, 2.0, 2.5, 3.0):
        through = margins >= factor
        shares = (through.mean(), through[talks].mean(), (others >= factor).mean())
        print(f"x{factor:<5} {shares[0]:18.3f} {shares[1]:11.3f} {shares[2]:19.2f}")


def _margin(text: str) -> float:
    """Give how often the best stretch of a text is worth the least that it must be worth."""
    screen = load_screen()
    return max(
        sum(screen.weights[group] * count for group, count in counts.items())
        / screen.least.of(counts[PARTY], counts[screen.houses])
        for counts in counts_of(text, screen)
    )


def _best_rows(text: str) -> np.ndarray:
    rows = {tuple(c[g] for g in GROUPS) for c in counts_of(text, load_screen())}
    return np.array(sorted(rows), dtype=float)


def _fitted(held: list[np.ndarray], general: list[np.ndarray], weights: np.ndarray) -> np.ndarray:
    """Fit a logistic curve to the best stretch of each text; no weight falls to nothing."""
    best = [rows[np.argmax(rows @ weights[:-1])] for rows in (*held, *general)]
    rows = np.c_[np.array(best), np.ones(len(best))]
    wanted = np.r_[np.ones(len(held)), np.zeros(len(general))]
    counted = np.where(wanted == 1, 100 / len(held), 100 / len(general))
    for _ in range(100):
        likely = 1 / (1 + np.exp(-np.clip(rows @ weights, -30, 30)))
        slope = rows.T @ (counted * (likely - wanted)) + 1.0 * weights
        bend = (rows * (counted * likely * (1 - likely))[:, None]).T @ rows
        weights = weights - 0.3 * np.linalg.solve(bend + 1.0 * np.eye(len(weights)), slope)
    weights[:-1] = np.maximum(weights[:-1], 0.02)
    return weights


def _labelled() -> Iterator[tuple[str, bool]]:
    """Give the labelled texts with a finding, and whether each is a report of a dialogue."""
    folder = SHARED / "gold" / "press"
    for line in (folder / "gold.jsonl").read_text(encoding="utf-8").splitlines():
        told = json.loads(line)
        kinds = ("is_dialogue_report", "commitments", "agreements", "programmes", "meeting")
        if any(told.get(kind) for kind in kinds) and told.get("language", "en") == "en":
            text = next((folder / "texts").glob(f"{told['id']}.*")).read_text(encoding="utf-8")
            yield f"{told.get('title') or ''}\n{text}", bool(told.get("is_dialogue_report"))
    for place in sources([str(SHARED / "gold" / "stories" / "pages")]):
        if isinstance(place, Source):
            read = [a for a in cut(place).articles if (a.language or "en").startswith("en")]
            if read:
                yield "\n".join(f"{a.title or ''}\n{a.text}" for a in read), True


def _general() -> Iterator[str]:
    """Give the articles of ordinary pages, as they are cut."""
    for path in sorted((SHARED / "pages" / "html").glob("*.gz")):
        page = Source(path.stem, gzip.decompress(path.read_bytes()), "text/html")
        for article in cut(page).articles:
            if language_read(article.language) == ENGLISH:
                yield f"{article.title or ''}\n{article.text}"


if __name__ == "__main__":
    main()
