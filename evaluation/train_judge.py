"""Trains the judge of commitments: fine-tunes a small encoder on labelled sentences and clauses.

    python evaluation/train_judge.py SENTENCES CLAUSES ENCODER_FOLDER OUT_FOLDER [--warmup FILE]

SENTENCES comes from judge_examples.py (and judge_labels.py), CLAUSES from judge_clauses.py: the
encoder first learns what sentences say, then to tell the clauses that the rules find.
ENCODER_FOLDER holds MiniLM (all-MiniLM-L6-v2: config.json, model.safetensors, tokenizer.json).
FILE comes from judge_warmup.py.  Needs torch and transformers, which the package itself does not.
Written to OUT_FOLDER: `fold-K.jsonl` with the scores that the model of the other folds gives to the
clauses of fold K, `held-out.jsonl` with those of the full model on the texts held out, and
`judge.pt`.  With `--all` the texts held out are trained on as well, and no honest figure is left.
`judge_export.py` makes of it the weights that travel with the package.
"""

import argparse
import copy
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
from torch.optim import AdamW
from torch.optim.lr_scheduler import LambdaLR
from transformers import AutoModel

from stocktake.extract.commitments import WORTH_JUDGING
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
bce = functional.binary_cross_entropy_with_logits
# The score comes first; the other outputs teach the encoder what kind of sentence it reads.
OUTPUTS = ("commitment", "joint", "dialogue", *KINDS, *THEMES)
# How the states are scaled before themes are fitted, and for how long.
SPREAD = 4.6
STEPS_FOR_THEMES = 300


@dataclass(frozen=True, slots=True)
class Recipe:
    """How the encoder is trained."""

    epochs: int
    seed: int
    rate: float = 5e-5
    head_rate: float = 5e-4
    batch: int = 16
    frozen: int = 1
    side_weight: float = 0.3
    theme_weight: float = 2.0
    smoothing: float = 0.03
    share: float = 0.12


@dataclass(frozen=True, slots=True)
class Lesson:
    """A line of the examples, and its sentence as the encoder is shown it."""

    example: dict
    packed: Packed


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
        return self.head(self.drop(self.pooled(ids, types, mask)))

    def pooled(self, ids: Tensor, types: Tensor, mask: Tensor) -> Tensor:
        """Give the mean and the first of the states of each sentence's pieces, side by side."""
        states = self.body(input_ids=ids, token_type_ids=types, attention_mask=mask)[0]
        own = (mask * (1 - types)).unsqueeze(-1).to(states.dtype)
        mean = (states * own).sum(1) / own.sum(1)
        return torch.cat([mean, states[:, 0]], -1)


def main() -> None:
    """Train on all, then on each set of folds, and write weights and scores."""
    args = arguments()
    torch.set_num_threads(1)
    args.out.mkdir(parents=True, exist_ok=True)
    sentences, clauses = (lessons(path, args.encoder) for path in (args.sentences, args.clauses))
    begin = warmed_up(args) if args.warmup else Encoder(args.encoder)
    seen = [
        [x for x in part if args.all or not x.example["held_out"]] for part in (sentences, clauses)
    ]
    model = taught(begin, *seen, args)
    torch.save(model.state_dict(), args.out / "judge.pt")
    write(args.out / "held-out.jsonl", [x for x in clauses if x.example["held_out"]], model)
    fold_of = folds([x for part in seen for x in part], args.folds)
    for k in range(args.folds):
        others = [[x for x in part if fold_of[story_of(x)] != k] for part in seen]
        own = [x for x in seen[1] if fold_of[story_of(x)] == k]
        write(args.out / f"fold-{k}.jsonl", own, taught(begin, *others, args))


def taught(
    begin: Encoder, sentences: list[Lesson], clauses: list[Lesson], args: argparse.Namespace
) -> Encoder:
    """Train on sentences, then on clauses, and fit the outputs for themes to the end."""
    model = train(begin, sentences, Recipe(epochs=args.epochs, seed=args.seed))
    last = Recipe(epochs=args.clause_epochs, seed=args.seed + 1, rate=4e-5, share=1.0)
    model = train(model, clauses, last)
    fit_themes(model, clauses)
    return model


def arguments() -> argparse.Namespace:
    """Read the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sentences", type=Path)
    parser.add_argument("clauses", type=Path)
    parser.add_argument("encoder")
    parser.add_argument("out", type=Path)
    parser.add_argument("--warmup", type=Path)
    parser.add_argument("--folds", type=int, default=3)
    parser.add_argument("--all", action="store_true")
    parser.add_argument("--epochs", type=int, default=3)
    parser.add_argument("--clause-epochs", type=int, default=2)
    parser.add_argument("--seed", type=int, default=0)
    return parser.parse_args()


def lessons(path: Path, encoder: str) -> list[Lesson]:
    """Read examples, laid out as the judge lays out sentences at run time."""
    tokenizer = Tokenizer.from_file(f"{encoder}/tokenizer.json")
    tokenizer.no_truncation()
    tokenizer.no_padding()
    found = []
    for line in path.read_text("utf-8").splitlines():
        example = json.loads(line)
        names = ("previous", "sentence", "start", "end", "lead")
        passage = Passage(*(example[name] for name in names))
        found.append(Lesson(example, pack(tokenizer, example["title"], passage)))
    return found


def warmed_up(args: argparse.Namespace) -> Encoder:
    """Give the encoder after one pass over sentences that only the rules have labelled."""
    kept = args.out / "warm.pt"
    encoder = Encoder(args.encoder)
    if kept.exists():
        encoder.load_state_dict(torch.load(kept))
        return encoder
    recipe = Recipe(epochs=1, seed=args.seed, share=1.0, smoothing=0.0, frozen=0)
    encoder = train(encoder, lessons(args.warmup, args.encoder), recipe)
    torch.save(encoder.state_dict(), kept)
    return encoder


def folds(seen: list[Lesson], number: int) -> dict[tuple[str, str], int]:
    """Give each story a fold, so that texts on one story share it."""
    stories = list(dict.fromkeys(map(story_of, seen)))
    random.Random(0).shuffle(stories)
    return {story: k % max(number, 1) for k, story in enumerate(stories)}


def story_of(lesson: Lesson) -> tuple[str, str]:
    """Give the set and the story that a lesson is from."""
    return lesson.example["set"], lesson.example["story"]


def train(begin: Encoder, chosen: list[Lesson], recipe: Recipe) -> Encoder:
    """Fine-tune a copy of an encoder on the chosen lessons."""
    torch.manual_seed(recipe.seed)
    order = random.Random(recipe.seed)
    model = copy.deepcopy(begin).train()
    freeze(model, recipe.frozen)
    epochs = [
        batches(sample(chosen, recipe.share, order), recipe, order) for _ in range(recipe.epochs)
    ]
    optimizer, schedule = optimizer_for(model, recipe, sum(map(len, epochs)))
    clock = time.time()
    for number, groups in enumerate(epochs, start=1):
        total = 0.0
        for group in groups:
            with torch.autocast("cpu", dtype=torch.bfloat16):
                scores = model(*tensors([x.packed for x in group]))
            loss = loss_of(scores.float(), [x.example for x in group], recipe)
            optimizer.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimizer.step()
            schedule.step()
            total += float(loss.detach())
        print(f"epoch {number}: {total / len(groups):.4f}, {time.time() - clock:.0f} s", flush=True)
    return model.eval()


def fit_themes(model: Encoder, chosen: list[Lesson]) -> None:
    """Fit the outputs for themes anew over the trained encoder's states, to the end.

    A few epochs leave them half learned: themes are told for one sentence in eight only.
    """
    told = sorted((x for x in chosen if x.example["theme"]), key=lambda x: len(x.packed.ids))
    groups = [told[k : k + 16] for k in range(0, len(told), 16)]
    with torch.inference_mode():
        states = torch.cat([model.pooled(*tensors([x.packed for x in g])) for g in groups])
    states = states.clone()
    middle, spread = states.mean(0), states.std() * SPREAD
    states = (states - middle) / spread
    themes = torch.tensor([THEMES.index(x.example["theme"]) for x in told])
    layer = nn.Linear(states.shape[1], len(THEMES))
    nn.init.zeros_(layer.weight)
    optimizer = torch.optim.Adam(layer.parameters(), lr=0.05)
    for _ in range(STEPS_FOR_THEMES):
        entropy = functional.cross_entropy(layer(states), themes, reduction="sum")
        loss = entropy + layer.weight.square().sum() / 2
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
    first = 3 + len(KINDS)
    with torch.no_grad():
        weight = layer.weight / spread
        model.head.weight[first:] = weight
        model.head.bias[first:] = layer.bias - weight @ middle


def freeze(model: Encoder, layers: int) -> None:
    """Keep the embeddings and the lowest layers as they are, which is cheaper and steadier."""
    for part in (model.body.embeddings, *model.body.encoder.layer[:layers]):
        for parameter in part.parameters():
            parameter.requires_grad = False


def optimizer_for(model: Encoder, recipe: Recipe, steps: int) -> tuple[AdamW, LambdaLR]:
    """Give the optimizer, and a rate that rises for a tenth of the steps and falls to zero."""
    groups = [
        {"params": [p for p in model.body.parameters() if p.requires_grad], "lr": recipe.rate},
        {"params": model.head.parameters(), "lr": recipe.head_rate},
    ]
    optimizer = AdamW(groups, weight_decay=0.01)

    def rate(step: int) -> float:
        return min((step + 1) / (0.1 * steps), max(0.0, (steps - step) / (0.9 * steps)))

    return optimizer, LambdaLR(optimizer, rate)


def sample(chosen: list[Lesson], share: float, order: random.Random) -> list[Lesson]:
    """Give all sentences that will be judged, and a share of the rest, new in each epoch."""
    return [
        x
        for x in chosen
        if x.example["label"] or x.example["belief"] >= WORTH_JUDGING or order.random() < share
    ]


def batches(chosen: list[Lesson], recipe: Recipe, order: random.Random) -> list[list[Lesson]]:
    """Group lessons of like length, in a shuffled order."""
    near = sorted(chosen, key=lambda x: len(x.packed.ids) + order.uniform(-12, 12))
    groups = [near[k : k + recipe.batch] for k in range(0, len(near), recipe.batch)]
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
    soft = label * (1 - 2 * recipe.smoothing) + recipe.smoothing
    loss = bce(scores[:, 0], soft, reduction="none")[known].sum() / len(group)
    return loss + recipe.side_weight * side_loss(scores, group, recipe.theme_weight)


def side_loss(scores: Tensor, group: list[dict], theme_weight: float) -> Tensor:
    """Give the loss on kinds, dialogue, joint acts and themes, each where its label is known."""
    loss = scores.sum() * 0
    told = [i for i, e in enumerate(group) if e["kinds"] is not None]
    if told:
        kinds = torch.tensor([[float(k in group[i]["kinds"]) for k in KINDS] for i in told])
        loss = loss + bce(scores[told, 3 : 3 + len(KINDS)], kinds)
    for column, name, weight in ((1, "joint", 1.0), (2, "dialogue", 0.2)):
        told = [i for i, e in enumerate(group) if e[name] is not None]
        if told:
            yes = torch.tensor([float(group[i][name]) for i in told])
            share = len(told) / len(group)
            loss = loss + weight * share * bce(scores[told, column], yes)
    told = [i for i, e in enumerate(group) if e["theme"]]
    if told:
        theme = torch.tensor([THEMES.index(group[i]["theme"]) for i in told])
        entropy = functional.cross_entropy(scores[told, 3 + len(KINDS) :], theme)
        loss = loss + theme_weight * len(told) / len(group) * entropy
    return loss


def write(path: Path, chosen: list[Lesson], model: Encoder) -> None:
    """Write each chosen example with the model's raw scores."""
    with path.open("w", encoding="utf-8") as out, torch.inference_mode():
        for lesson in chosen:
            scores = [round(s, 4) for s in model(*tensors([lesson.packed]))[0].tolist()]
            row = {**lesson.example, "scores": scores}
            out.write(json.dumps(row, ensure_ascii=False) + "\n")
    print(f"{path.name}: {len(chosen)} sentences", flush=True)


if __name__ == "__main__":
    main()
