"""Fit the weights of the screen on texts that matter and pages that do not; print what they give.

    python evaluation/fit_screen.py        needs ../shared; prints weights for rules/screen.toml

Texts that matter are the labelled ones with a finding, and a quarter of the corpus that the reader
finds relevant with everything parsed.  The unseen part of the labels is counted, never shown.
"""

import json
import pathlib
from collections.abc import Iterator

import numpy as np

from stocktake.collect import cut, sources
from stocktake.extract.screen import counts_of, load_screen
from stocktake.model import Source

SHARED = pathlib.Path(__file__).resolve().parent.parent.parent / "shared"
GROUPS = tuple(load_screen().weights)


def main() -> None:
    """Fit, and print the weights and what a threshold lets through."""
    held, general = [_best_rows(t) for t in _labelled()], [_best_rows(t) for t in _general()]
    weights = np.ones(len(GROUPS) + 1) * 0.3
    weights[-1] = -2.0
    for _ in range(8):
        weights = _fitted(held, general, weights)
    print(dict(zip(GROUPS, np.round(weights[:-1], 2).tolist(), strict=True)))
    mattering, other = _worths(held, np.round(weights, 2)), _worths(general, np.round(weights, 2))
    for share in (0.0, 0.002, 0.005, 0.01, 0.02):
        least = np.quantile(mattering, share)
        print(f"least {least:.2f}: recall {1 - share:.3f}, general {np.mean(other >= least):.2f}")


def _worths(texts: list[np.ndarray], weights: np.ndarray) -> np.ndarray:
    return np.array([(rows @ weights[:-1]).max() for rows in texts])


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


def _labelled() -> Iterator[str]:
    folder = SHARED / "gold" / "press"
    for line in (folder / "gold.jsonl").read_text(encoding="utf-8").splitlines():
        told = json.loads(line)
        kinds = ("is_dialogue_report", "commitments", "agreements", "programmes", "meeting")
        if any(told.get(kind) for kind in kinds) and told.get("language", "en") == "en":
            text = next((folder / "texts").glob(f"{told['id']}.*")).read_text(encoding="utf-8")
            yield f"{told.get('title') or ''}\n{text}"
    for place in sources([str(SHARED / "gold" / "stories" / "pages")]):
        if isinstance(place, Source):
            read = [a for a in cut(place).articles if (a.language or "en").startswith("en")]
            if read:
                yield "\n".join(f"{a.title or ''}\n{a.text}" for a in read)


def _general() -> Iterator[str]:
    for path in sorted((SHARED / "pages" / "flat").glob("*.txt")):
        yield path.read_text(encoding="utf-8", errors="replace")


if __name__ == "__main__":
    main()
