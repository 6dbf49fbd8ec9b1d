"""Gives the sentences of unlabelled pages that were labelled by themselves, as examples.

    python evaluation/judge_labels.py WARMUP.jsonl > more.jsonl

WARMUP.jsonl comes from judge_warmup.py.  `judge_labels.jsonl` beside this file says of a sentence,
by its article and its place there, whether it holds a strict commitment (null where careful readers
may differ) and of what theme.  It holds no text.  They were read by the guideline of the labelled
sets, each sentence with the title and the one before it, without the rest of the text.
"""

import json
import sys
from pathlib import Path

LABELS = Path(__file__).with_suffix(".jsonl")


def main(warmup: str) -> None:
    """Print the examples that have a label."""
    labels = {
        (label["article"], label["start"]): label
        for label in map(json.loads, LABELS.read_text("utf-8").splitlines())
    }
    for line in Path(warmup).read_text("utf-8").splitlines():
        example = json.loads(line)
        label = labels.get((example["id"], example["start"]))
        if label is not None:
            told = {"set": "more", "label": label["label"], "theme": label["theme"], "kinds": None}
            print(json.dumps({**example, **told}, ensure_ascii=False))


if __name__ == "__main__":
    main(sys.argv[1])
