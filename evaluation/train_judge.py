"""Trains the judge of commitments: fine-tunes a small encoder on labelled sentences.

    python evaluation/train_judge.py EXAMPLES.jsonl ENCODER_FOLDER OUT_FOLDER [--folds N] [--all]

EXAMPLES.jsonl comes from judge_examples.py.  ENCODER_FOLDER holds MiniLM (all-MiniLM-L6-v2:
config.json, model.safetensors, tokenizer.json).  Needs torch and transformers, which the package
itself does not.  Written to OUT_FOLDER: `fold-K.jsonl` with the scores that the model of the other
folds gives to the sentences of fold K, `held-out.jsonl` with those of the full model on the texts
held out, and `judge.pt`.  With `--all` the texts held out are trained on as well, and no honest
figure is left.  `export_judge.py` makes the weights that travel with the package.
"""

import argparse
import json
import random
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import torch
from tokenizers import Tokenizer
from torch import Tensor, nn
from torch.nn import functional
from transformers import AutoModel

from stocktake.extract.judge import Packed, Passage, pack

KINDS = (
    "pledge", "agree", "reaffirm", "plan", "offer", "launch", "sign", "request", "acknowledged",
)  # fmt: skip
THEMES = (
    "security", "training", "counter-terrorism", "military-transition", "arms", "cyber",
    "migration", "organised-crime", "borders", "health", "human-rights", "displacement", "energy",
    "trade", "investment", "labour", "climate", "governance", "culture-education", "maritime",
    "diplomacy",
)  # fmt: skip
# The score comes first; the other outputs teach the encoder what kind of sentence it reads.
OUTPUTS = ("commitment", "joint", "dialogue", *KINDS, *THEMES)
UNKNOWN = -100


@dataclass(frozen=True, slots=True)
class Recipe:
    """How the encoder is trained."""

    epochs: int
    rate: float
    seed: int
    batch: int = 16
    head_rate: float = 5e-4
    side_weight: float = 0.3
    smoothing: float = 0.03
    share: float = 0.6


class Encoder(nn.Module):
    """MiniLM with one linear layer over the mean and the first of the sentence's pieces."""

    def __init__(self, folder: str) -> None:
        """Load the pretrained encoder; the linear layer starts fresh."""
        super().__init__()
        self.body = AutoModel.from_pretrained(folder, attn_implementation="eager")
        self.drop = nn.Dropout(0.1)
        self.head = nn.Linear(2 * self.body.config.hidden_size, len(OUTPUTS))

    def forward(self, ids: Tensor, types: Tensor, mask: Tensor) -> Tensor:
        """Give the raw scores, one row a sentence, one column an output."""
        states = self.body(input_ids=ids, token_type_ids=types, attention_mask=mask)[0]
        own = (mask * (1 - types)).unsqueeze(-1).to(states.dtype)
        mean = (states * own).sum(1) / own.sum(1)
        return self.head(self.drop(torch.cat([mean, states[:, 0]], -1)))


def main() -> None:
    """Train on each set of folds, then on all, and write scores and weights."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("examples", type=Path)
    parser.add_argument("encoder")
    parser.add_argument("out", type=Path)
    parser.add_argument("--folds", type=int, default=3)
    parser.add_argument("--all", action="store_true")
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--epochs", type=int, default=3)
    parser.add_argument("--rate", type=float, default=5e-5)
    parser.add_argument("--seed", type=int, default=0)
    args = parser.parse_args()
    torch.set_num_threads(args.threads)
    args.out.mkdir(parents=True, exist_ok=True)
    recipe = Recipe(epochs=args.epochs, rate=args.rate, seed=args.seed)
    examples = [json.loads(line) for line in args.examples.read_text("utf-8").splitlines()]
    packed = pack_all(examples, f"{args.encoder}/tokenizer.json")
    seen = [i for i, e in enumerate(examples) if args.all or not e["held_out"]]
    fold_of = folds(examples, args.folds)
    for k in range(args.folds):
        model = train(examples, packed, [i for i in seen if fold_of[i] != k], args.encoder, recipe)
        write(
            args.out / f"fold-{k}.jsonl",
            examples,
            packed,
            model,
            [i for i in seen if fold_of[i] == k],
        )
    model = train(examples, packed, seen, args.encoder, recipe)
    torch.save(model.state_dict(), args.out / "judge.pt")
    rest = [i for i, e in enumerate(examples) if e["held_out"]]
    write(args.out / "held-out.jsonl", examples, packed, model, rest)


def pack_all(examples: list[dict], tokenizer_file: str) -> list[Packed]:
    """Lay out every example as the judge does at run time."""
    tokenizer = Tokenizer.from_file(tokenizer_file)
    tokenizer.no_truncation()
    tokenizer.no_padding()
    return [
        pack(tokenizer, e["title"], Passage(e["previous"], e["sentence"], e["start"], e["end"]))
        for e in examples
    ]


def folds(examples: list[dict], number: int) -> list[int]:
    """Give each example a fold; texts on one story share it."""
    stories = list(dict.fromkeys((e["set"], e["story"]) for e in examples if not e["held_out"]))
    random.Random(0).shuffle(stories)
    place = {story: k % max(number, 1) for k, story in enumerate(stories)}
    return [place.get((e["set"], e["story"]), 0) for e in examples]


def train(
    examples: list[dict], packed: list[Packed], chosen: list[int], encoder: str, recipe: Recipe
) -> Encoder:
    """Fine-tune a fresh encoder on the chosen examples."""
    torch.manual_seed(recipe.seed)
    order = random.Random(recipe.seed)
    model = Encoder(encoder)
    for parameter in model.body.embeddings.word_embeddings.parameters():
        parameter.requires_grad = False
    body = [p for p in model.body.parameters() if p.requires_grad]
    optimizer = torch.optim.AdamW(
        [
            {"params": body, "lr": recipe.rate},
            {"params": model.head.parameters(), "lr": recipe.head_rate},
        ],
        weight_decay=0.01,
    )
    epochs = [
        batches(packed, sample(examples, chosen, recipe.share, order), recipe.batch, order)
        for _ in range(recipe.epochs)
    ]
    steps = sum(map(len, epochs))
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer,
        lambda step: min((step + 1) / (0.1 * steps), max(0.0, (steps - step) / (0.9 * steps))),
    )
    model.train()
    begin = time.time()
    for number, groups in enumerate(epochs):
        total = 0.0
        for group in groups:
            with torch.autocast("cpu", dtype=torch.bfloat16):
                scores = model(*tensors([packed[i] for i in group]))
            loss = loss_of(scores.float(), [examples[i] for i in group], recipe)
            optimizer.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimizer.step()
            schedule.step()
            total += float(loss.detach())
        print(
            f"epoch {number + 1}: loss {total / len(groups):.4f}, {time.time() - begin:.0f} s",
            flush=True,
        )
    return model.eval()


def sample(
    examples: list[dict], chosen: list[int], share: float, order: random.Random
) -> list[int]:
    """Give all sentences that the labels speak of, and a share of the rest, new in each epoch."""
    return [i for i in chosen if examples[i]["kinds"] or order.random() < share]


def batches(
    packed: list[Packed], chosen: list[int], size: int, order: random.Random
) -> list[list[int]]:
    """Group examples of like length, in a shuffled order."""
    near = sorted(chosen, key=lambda i: len(packed[i].ids) + order.uniform(-12, 12))
    groups = [near[k : k + size] for k in range(0, len(near), size)]
    order.shuffle(groups)
    return groups


def tensors(group: list[Packed]) -> tuple[Tensor, Tensor, Tensor]:
    """Give ids, types and mask of a group, padded to its longest."""
    longest = max(len(p.ids) for p in group)

    def fill(row: Sequence[int]) -> list[int]:
        return [*row, *[0] * (longest - len(row))]

    return (
        torch.tensor([fill(p.ids) for p in group]),
        torch.tensor([fill(p.types) for p in group]),
        torch.tensor([fill([1] * len(p.ids)) for p in group]),
    )


def loss_of(scores: Tensor, group: list[dict], recipe: Recipe) -> Tensor:
    """Give the loss on the commitment, and with less weight on what else the labels say."""
    known = torch.tensor([e["label"] is not None for e in group])
    label = torch.tensor([float(e["label"] or 0) for e in group])
    dialogue = torch.tensor([float(e["dialogue"]) for e in group])
    kinds = torch.tensor([[float(k in e["kinds"]) for k in KINDS] for e in group])
    theme = torch.tensor([THEMES.index(e["theme"]) if e["theme"] else UNKNOWN for e in group])
    bce = functional.binary_cross_entropy_with_logits
    soft = label * (1 - 2 * recipe.smoothing) + recipe.smoothing
    loss = bce(scores[:, 0], soft, reduction="none")[known].sum() / len(group)
    side = 0.2 * bce(scores[:, 2], dialogue) + bce(scores[:, 3 : 3 + len(KINDS)], kinds)
    held = theme != UNKNOWN
    if held.any():
        joint = torch.tensor([float(bool(e["joint"])) for e in group])
        share = held.sum() / len(group)
        side = side + share * bce(scores[held, 1], joint[held])
        side = side + share * functional.cross_entropy(scores[held, 3 + len(KINDS) :], theme[held])
    return loss + recipe.side_weight * side


def write(
    path: Path, examples: list[dict], packed: list[Packed], model: Encoder, chosen: list[int]
) -> None:
    """Write each chosen example with the model's raw scores."""
    with path.open("w", encoding="utf-8") as out, torch.inference_mode():
        for i in chosen:
            scores = model(*tensors([packed[i]]))[0].tolist()
            out.write(
                json.dumps(
                    {**examples[i], "scores": [round(s, 4) for s in scores]}, ensure_ascii=False
                )
                + "\n"
            )
    print(f"{path.name}: {len(chosen)} sentences", flush=True)


if __name__ == "__main__":
    main()
