"""Fits how the rules and the judge are believed together, and prints what each is worth.

    python evaluation/judge_together.py OUT_FOLDER GOLD_FOLDER... [--write WEIGHTS_FOLDER]

OUT_FOLDER is that of train_judge.py.  On the texts that may be seen, every belief comes from rules
and from an encoder that did not learn from the text: the rules' learned weights and the
combination are fitted in six folds, and the encoder's scores are those of its own folds.  The
texts held out are read by what was fitted on the others.  Printed are precision, recall and F1 of
commitments, each at the likelihood that is best on the texts seen.
"""

import argparse
import dataclasses
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import fit_commitments as by_rules
import numpy as np
from gold_texts import labelled_documents
from judge_figures import all_rows_of, calibrate, rows_of

from stocktake.extract.filters import filters
from stocktake.extract.judge import Combination, logit

FOLDS = by_rules.FOLDS
# What is believed of a clause that the judge was not asked about.
UNJUDGED = 0.1
STEPS = tuple(k / 100 for k in range(20, 70))


@dataclass(frozen=True, slots=True)
class Weighed:
    """A labelled text with the rules' belief in its candidates, and the judge's in their order."""

    set: str
    text: by_rules.Text
    judged: tuple[float, ...]

    def scored(self, score: Callable[[float, float], float]) -> by_rules.Text:
        """Give the text with each candidate's score made of both beliefs."""
        found = (
            replace(c, score=score(c.score, p))
            for c, p in zip(self.text.found, self.judged, strict=True)
        )
        return replace(self.text, found=tuple(found))


def main() -> None:
    """Fit, print, and where asked write the combination into judge.json."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("trained", type=Path)
    parser.add_argument("gold", nargs="+", type=Path)
    parser.add_argument("--write", type=Path)
    options = parser.parse_args()
    seen, held_out = weighed(options.trained, options.gold)
    folds = [[w for i, w in enumerate(seen) if i % FOLDS == k] for k in range(FOLDS)]
    crossed = [
        (w, fit([x for other in folds if other is not fold for x in other]))
        for fold in folds
        for w in fold
    ]
    combination = fit(seen)
    print(combination)
    ways = {
        "rules": lambda _: first,
        "judge": lambda _: second,
        "mean": lambda _: mean,
        "together": lambda fitted: fitted.likelihood,
    }
    for name, way in ways.items():
        show(
            name,
            [(w.set, w.scored(way(c))) for w, c in crossed],
            [(w.set, w.scored(way(combination))) for w in held_out],
        )
    if options.write:
        path = options.write / "judge.json"
        described = json.loads(path.read_text(encoding="utf-8"))
        described["combination"] = dataclasses.asdict(combination)
        path.write_text(json.dumps(described, indent=1) + "\n", encoding="utf-8")


def first(rules: float, _judge: float) -> float:
    """Believe the rules alone."""
    return rules


def second(_rules: float, judge: float) -> float:
    """Believe the judge alone."""
    return judge


def mean(rules: float, judge: float) -> float:
    """Believe both alike."""
    return (rules + judge) / 2


def weighed(trained: Path, folders: Sequence[Path]) -> tuple[list[Weighed], list[Weighed]]:
    """Give the texts seen and those held out, with beliefs that their own labels had no part in."""
    calibration = calibrate(rows_of(trained, "fold-*.jsonl"))
    likelihoods = {
        (row["set"], row["sentence"]): calibration.likelihood(row["scores"][0])
        for pattern in ("fold-*.jsonl", "held-out.jsonl")
        for row in all_rows_of(trained, pattern)
    }
    texts = [(f.name, by_rules._text(x)) for f in folders for x in labelled_documents(f)]
    seen = [(name, t) for name, t in texts if not t.labelled.held_out]
    full = by_rules._fit([t for _, t in seen])
    parts: tuple[list[Weighed], list[Weighed]] = ([], [])
    cross = [
        by_rules._fit([t for i, (_, t) in enumerate(seen) if i % FOLDS != k]) for k in range(FOLDS)
    ]
    for i, (name, text) in enumerate(seen):
        parts[0].append(judged(name, by_rules._weighed(text, cross[i % FOLDS]), likelihoods))
    for name, text in texts:
        if text.labelled.held_out:
            parts[1].append(judged(name, by_rules._weighed(text, full), likelihoods))
    return parts


def judged(name: str, text: by_rules.Text, likelihoods: dict) -> Weighed:
    """Look up what the judge gave to each candidate's clause."""
    whole = text.labelled.document.article.text
    beliefs = (likelihoods.get((name, whole[c.start : c.end]), UNJUDGED) for c in text.found)
    return Weighed(name, text, tuple(beliefs))


def fit(texts: Sequence[Weighed]) -> Combination:
    """Fit the weights of both logits and the shift by Newton's method."""
    rows = [
        (logit(c.score), logit(p), 1.0, y)
        for w in texts
        for c, p, y in zip(w.text.found, w.judged, w.text.labels, strict=True)
        if y >= 0
    ]
    table, labels = np.array([r[:3] for r in rows]), np.array([r[3] for r in rows])
    weights = np.zeros(3)
    for _ in range(40):
        chance = 1 / (1 + np.exp(-table @ weights))
        curve = (table * (chance * (1 - chance))[:, None]).T @ table + np.eye(3)
        weights = weights - np.linalg.solve(curve, table.T @ (chance - labels) + weights)
    return Combination(*(round(float(w), 3) for w in weights))


def show(name: str, crossed: Sequence[tuple[str, by_rules.Text]], held_out: Sequence) -> None:
    """Print one line for each set, at the best likelihood on the texts seen."""
    best = max(STEPS, key=lambda keep: figures([t for _, t in crossed], keep)[2])
    for chosen in sorted({name for name, _ in (*crossed, *held_out)}):
        parts = [[t for s, t in part if s == chosen] for part in (crossed, held_out)]
        line = [" ".join(f"{x:.3f}" for x in figures(part, best)) for part in parts]
        print(f"{name:9} {chosen:8} at {best:.2f}  crossed {line[0]}  held out {line[1]}")


def figures(texts: Sequence[by_rules.Text], keep: float) -> tuple[float, float, float]:
    """Give precision, recall and F1 of the candidates that are at least so likely."""
    shift = filters().keep - keep
    return by_rules._figures(
        [replace(t, found=tuple(replace(c, score=c.score + shift) for c in t.found)) for t in texts]
    )


if __name__ == "__main__":
    main()
