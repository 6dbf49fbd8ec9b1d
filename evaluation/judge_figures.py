"""Calibrates the judge on scores of unread sentences, and prints how well it tells commitments.

    python evaluation/judge_figures.py OUT_FOLDER

OUT_FOLDER is that of train_judge.py.  The calibration (Platt's) and the threshold are fitted on
the folds, where each sentence was scored by a model that had not seen its text; the texts held out
are scored with both as they stand.
"""

import json
import sys
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from stocktake.extract.judge import Calibration


@dataclass(frozen=True, slots=True)
class Accuracy:
    """Precision, recall and F1 of sentences called commitments, and the calibration's error."""

    precision: float
    recall: float
    f1: float
    brier: float
    sentences: int
    commitments: int


def main(folder: Path) -> None:
    """Print one line a part: all, then each set."""
    seen, held_out = rows_of(folder, "fold-*.jsonl"), rows_of(folder, "held-out.jsonl")
    calibration = calibrate(seen)
    threshold = best_threshold(seen, calibration)
    print(calibration, f"threshold {threshold:.2f}")
    for part, rows in (("out of fold", seen), ("held out", held_out)):
        for name in ("all", *sorted({r["set"] for r in rows})):
            chosen = [r for r in rows if name in ("all", r["set"])]
            print(f"{part:12} {name:8} {accuracy(chosen, calibration, threshold)}")


def rows_of(folder: Path, pattern: str) -> list[dict]:
    """Read the scored sentences whose label is known."""
    return [row for row in all_rows_of(folder, pattern) if row["label"] is not None]


def all_rows_of(folder: Path, pattern: str) -> list[dict]:
    """Read the scored sentences, in the order of the folds."""
    paths = sorted(folder.glob(pattern))
    return [json.loads(line) for p in paths for line in p.read_text("utf-8").splitlines()]


def calibrate(rows: list[dict]) -> Calibration:
    """Fit a logistic curve from raw scores to labels by Newton's method."""
    scores = np.array([[r["scores"][0], 1.0] for r in rows])
    labels = np.array([r["label"] for r in rows], dtype=float)
    weights = np.array([1.0, 0.0])
    for _ in range(50):
        p = 1 / (1 + np.exp(-scores @ weights))
        gradient = scores.T @ (labels - p)
        hessian = (scores * (p * (1 - p))[:, None]).T @ scores
        weights = weights + np.linalg.solve(hessian + 1e-6 * np.eye(2), gradient)
    return Calibration(round(float(weights[0]), 4), round(float(weights[1]), 4))


def best_threshold(rows: list[dict], calibration: Calibration) -> float:
    """Give the likelihood, in steps of a hundredth, above which F1 is highest."""
    steps = [k / 100 for k in range(5, 95)]
    return max(steps, key=lambda t: accuracy(rows, calibration, t).f1)


def accuracy(rows: list[dict], calibration: Calibration, threshold: float) -> Accuracy:
    """Measure the sentences called commitments at a threshold."""
    p = np.array([calibration.likelihood(r["scores"][0]) for r in rows])
    label = np.array([r["label"] for r in rows])
    called = p >= threshold
    right = int((called & (label == 1)).sum())
    precision, recall = right / max(int(called.sum()), 1), right / max(int(label.sum()), 1)
    f1 = 2 * precision * recall / max(precision + recall, 1e-9)
    brier = float(((p - label) ** 2).mean())
    figures = (round(x, 3) for x in (precision, recall, f1, brier))
    return Accuracy(*figures, sentences=len(rows), commitments=int(label.sum()))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
