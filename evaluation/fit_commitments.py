"""Fits what the labelled texts add to the weights that the rules of commitment have by hand.

    python evaluation/fit_commitments.py GOLD_FOLDER... > src/stocktake/extract/rules/learned.toml

A logistic regression over the named features of the candidates, drawn towards the weights given by
hand.  Texts whose number divides by three are left out, so that they can judge the outcome.  With
`--cross` it writes no weights, but prints precision, recall and F1 by six-fold cross-validation
over texts, and on the texts left out.
"""

import argparse
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from gold_texts import Labelled, labelled_documents, overlap, pair_up
from numpy.typing import NDArray

from stocktake.extract.commitments import Candidate, candidates, decide
from stocktake.extract.discourse import sides_of
from stocktake.extract.filters import hand_logit, weighed_names
from stocktake.extract.mechanisms import find_mechanisms
from stocktake.extract.people import find_people

PULL = 4.0
FOLDS = 6
SMALL = 0.05


@dataclass(frozen=True, slots=True)
class Text:
    """The candidates of one labelled text, each with 1 for right, 0 for wrong, -1 for unsure."""

    labelled: Labelled
    found: tuple[Candidate, ...]
    labels: tuple[int, ...]


def main() -> None:
    """Fit, and print the weights or the figures."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("gold", nargs="+", type=Path)
    parser.add_argument("--cross", action="store_true")
    options = parser.parse_args()
    texts = [_text(each) for folder in options.gold for each in labelled_documents(folder)]
    seen = [t for t in texts if not t.labelled.held_out]
    if options.cross:
        _print_figures(seen, [t for t in texts if t.labelled.held_out])
    else:
        _print_weights(_fit(seen))


def _text(labelled: Labelled) -> Text:
    document = labelled.document
    people, mechanisms = find_people(document), find_mechanisms(document)
    found = candidates(document, sides_of(document, people, mechanisms))
    return Text(labelled, found, tuple(_label(labelled, c) for c in found))


def _label(labelled: Labelled, candidate: Candidate) -> int:
    quote = labelled.document.article.text[candidate.start : candidate.end]
    hits = [strict for words, strict in labelled.quotes if overlap(words, quote) >= 0.6]
    return 1 if any(hits) else -1 if hits else 0


def _fit(texts: Sequence[Text]) -> dict[str, float]:
    """Give the learned weights by Newton's method."""
    pairs = [(c, y) for t in texts for c, y in zip(t.found, t.labels, strict=True) if y >= 0]
    rows = [weighed_names(c.trigger, c.features) for c, _ in pairs]
    names = sorted({name for row in rows for name in row})
    column = {name: i for i, name in enumerate(names)}
    table = np.zeros((len(rows), len(names)))
    for i, row in enumerate(rows):
        table[i, [column[name] for name in row]] = 1
    hand = np.array([hand_logit(c.trigger, c.features) for c, _ in pairs])
    weights = _newton(table, hand, np.array([float(y) for _, y in pairs]))
    return {name: round(float(w), 3) for name, w in zip(names, weights, strict=True)}


def _newton(
    table: NDArray[np.float64], hand: NDArray[np.float64], labels: NDArray[np.float64]
) -> NDArray[np.float64]:
    weights = np.zeros(table.shape[1])
    for _ in range(40):
        chance = 1 / (1 + np.exp(-(hand + table @ weights)))
        slope = table.T @ (chance - labels) + PULL * weights
        curve = (table * (chance * (1 - chance))[:, None]).T @ table + PULL * np.eye(len(weights))
        step = np.linalg.solve(curve, slope)
        weights -= np.clip(step, -1, 1)
    return weights


def _print_weights(weights: dict[str, float]) -> None:
    print("# What the labelled texts add, in logits, to the weights given by hand.")
    print("# Made by evaluation/fit_commitments.py; not to be edited.\n\n[weights]")
    for name, weight in sorted(weights.items()):
        if abs(weight) >= SMALL:
            print(f'"{name}" = {weight}')


def _print_figures(seen: Sequence[Text], held_out: Sequence[Text]) -> None:
    crossed = [t for fold in range(FOLDS) for t in _fold(seen, fold)]
    weights = _fit(seen)
    for title, texts in (
        ("crossed", crossed),
        ("held out", [_weighed(t, weights) for t in held_out]),
    ):
        precision, recall, both = _figures(texts)
        print(f"{title} P {precision:.3f} R {recall:.3f} F {both:.3f}")


def _fold(seen: Sequence[Text], fold: int) -> list[Text]:
    weights = _fit([t for i, t in enumerate(seen) if i % FOLDS != fold])
    return [_weighed(t, weights) for i, t in enumerate(seen) if i % FOLDS == fold]


def _weighed(text: Text, weights: dict[str, float]) -> Text:
    return replace(text, found=tuple(_weighed_candidate(c, weights) for c in text.found))


def _weighed_candidate(candidate: Candidate, weights: dict[str, float]) -> Candidate:
    logit = hand_logit(candidate.trigger, candidate.features)
    names = weighed_names(candidate.trigger, candidate.features)
    logit += sum(weights.get(name, 0.0) for name in names)
    return replace(candidate, score=float(1 / (1 + np.exp(-logit))))


def _figures(texts: Sequence[Text]) -> tuple[float, float, float]:
    right = gold = found = 0
    for text in texts:
        kept = decide(text.found)
        hit, extra = pair_up(text.labelled, [(c.start, c.end, c.trigger.rule.kind) for c in kept])
        right, found = right + hit, found + hit + extra
        gold += sum(strict for _, strict in text.labelled.quotes)
    precision, recall = right / max(found, 1), right / max(gold, 1)
    return precision, recall, 2 * precision * recall / max(precision + recall, 1e-9)


if __name__ == "__main__":
    main()
