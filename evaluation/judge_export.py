"""Writes the trained judge as the weights that travel with the package.

    python evaluation/judge_export.py OUT_FOLDER ENCODER_FOLDER src/stocktake/extract/weights

Needs torch and onnx.  Writes judge.onnx (weights in 8 bits), tokenizer.json, and judge.json with
the calibration and the figures of judge_figures.py; judge_together.py adds how the rules and the
judge are believed together.
"""

import dataclasses
import json
import shutil
import sys
from pathlib import Path

import onnx
import torch
from judge_figures import accuracy, best_threshold, calibrate, rows_of
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn
from train_judge import OUTPUTS, Encoder

from stocktake.extract.commitments import WORTH_JUDGING


class Judged(nn.Module):
    """The encoder for one sentence at a time, which needs no mask."""

    def __init__(self, encoder: Encoder) -> None:
        """Wrap a trained encoder."""
        super().__init__()
        self.encoder = encoder

    def forward(self, ids: Tensor, types: Tensor) -> Tensor:
        """Give the raw scores, one column an output."""
        return self.encoder(ids, types, torch.ones_like(ids))


def main(trained: Path, encoder_folder: Path, weights: Path) -> None:
    """Export, shrink and describe."""
    encoder = Encoder(str(encoder_folder))
    encoder.load_state_dict(torch.load(trained / "judge.pt"))
    full = trained / "judge-full.onnx"
    export(Judged(encoder.eval()), full)
    weights.mkdir(parents=True, exist_ok=True)
    shrink(full, weights / "judge.onnx")
    shutil.copyfile(encoder_folder / "tokenizer.json", weights / "tokenizer.json")
    (weights / "judge.json").write_text(json.dumps(description(trained), indent=1) + "\n")


def export(model: nn.Module, path: Path) -> None:
    """Write the model as ONNX, for any length of sentence."""
    shown = (torch.tensor([[101, 2057, 102, 102, 102]]), torch.tensor([[0, 0, 0, 1, 1]]))
    torch.onnx.export(
        model, shown, str(path), input_names=["ids", "types"], output_names=["scores"],
        dynamic_axes={"ids": {1: "pieces"}, "types": {1: "pieces"}}, dynamo=False, opset_version=17,
    )  # fmt: skip


def shrink(full: Path, path: Path) -> None:
    """Keep weights in seven bits of a byte, which sum alike on every kind of processor."""
    quantize_dynamic(
        str(full), str(path), weight_type=QuantType.QInt8, per_channel=True, reduce_range=True
    )
    onnx.checker.check_model(str(path))


def description(trained: Path) -> dict:
    """Give the calibration, the names of the outputs and the figures of this training.

    Where no folds were trained, the texts held out calibrate.
    """
    held_out = [r for r in rows_of(trained, "held-out.jsonl") if r["belief"] >= WORTH_JUDGING]
    seen = rows_of(trained, "fold-*.jsonl") or held_out
    calibration = calibrate(seen)
    threshold = best_threshold(seen, calibration)
    return {
        "calibration": dataclasses.asdict(calibration),
        "outputs": OUTPUTS,
        "encoder": "all-MiniLM-L6-v2 (Apache-2.0), fine-tuned",
        "threshold": threshold,
        "out_of_fold": dataclasses.asdict(accuracy(seen, calibration, threshold)),
        "held_out": dataclasses.asdict(accuracy(held_out, calibration, threshold)),
    }


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:4]))
