"""Score the whole main job on the labelled sets, and hold the scores to their floors.

    python evaluation/gold.py              score every set, print the table, fail below a floor
    python evaluation/gold.py --raise      the same, then raise the floors to what was reached
    python evaluation/gold.py --misses 40  also print missed and extra commitments of the seen part

Each set is added to a fresh register by the command that a user runs, exported, and scored by the
scorer that lies beside the sets.  Every third text, by number, is the unseen part: nobody reads
its misses, so it shows what the rules are worth on pages they were not written on.
"""

import argparse
import json
import os
import pathlib
import subprocess
import sys
import tempfile

from floors import add_option, hold

ROOT = pathlib.Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"
PAGES = {"press": "texts", "stories": "pages"}
PARTS = ("all", "seen", "unseen")
#: Measures that have no precision and recall of their own are rates; theirs is the recall.
RATES = ("right", "recall", "precision", "role", "name", "parties", "place", "status", "cut")
#: The scorer walks through a set, so without a fixed seed its pairs of people vary from run to run.
STEADY = {**os.environ, "PYTHONHASHSEED": "0"}


def main() -> int:
    """Score, print, compare; give the exit code."""
    options = _options()
    if not SHARED.is_dir():
        print(f"The labelled sets ({SHARED.name}/ beside the repository) are not here: not scored.")
        return 0
    reached = {name: _score_set(name, options.misses) for name in PAGES}
    return hold(reached, options.raise_floors)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    add_option(parser)
    parser.add_argument("--misses", type=int, default=0)
    return parser.parse_args()


def _score_set(name: str, misses: int) -> dict[str, dict[str, float]]:
    with tempfile.TemporaryDirectory() as folder:
        export = _export(SHARED / "gold" / name / PAGES[name], pathlib.Path(folder))
        return {part: _score_part(name, part, export, misses) for part in PARTS}


def _export(pages: pathlib.Path, folder: pathlib.Path) -> pathlib.Path:
    """Read pages into a fresh register with the user's own command, and export it."""
    environment = {**os.environ, "STOCKTAKE_REGISTER": str(folder / "stocktake.db")}
    command = [str(pathlib.Path(sys.executable).with_name("stocktake"))]
    added = [*command, "add", str(pages)]
    subprocess.run(added, check=False, env=environment, stdout=subprocess.DEVNULL)
    export = folder / "export.json"
    with export.open("wb") as out:
        subprocess.run([*command, "export"], env=environment, stdout=out, check=True)
    return export


def _score_part(name: str, part: str, export: pathlib.Path, misses: int) -> dict[str, float]:
    with tempfile.TemporaryDirectory() as folder:
        gold, found = _part_of(name, part, export, pathlib.Path(folder))
        command = [sys.executable, str(SHARED / "score.py"), str(gold), str(found)]
        answer = subprocess.run(
            [*command, "--json"], env=STEADY, capture_output=True, text=True, check=True
        )
        rows = json.loads(answer.stdout)
        _print_rows(f"{name}, {part}", rows)
        if misses and part == "seen":
            told = subprocess.run(
                [*command, "--misses", str(misses)], capture_output=True, text=True, check=True
            )
            print("\n".join(line for line in told.stdout.splitlines() if " | " in line))
    return {measure: round(_figure(measure, row), 3) for measure, row in rows.items()}


def _part_of(
    name: str, part: str, export: pathlib.Path, folder: pathlib.Path
) -> tuple[pathlib.Path, pathlib.Path]:
    """Cut labels and export down to one part of the set; links are for the whole set alone."""
    source = SHARED / "gold" / name
    if (source / "texts").is_dir():
        (folder / "texts").symlink_to(source / "texts")
    if part == "all":
        (folder / "gold.jsonl").symlink_to(source / "gold.jsonl")
        _write_links(source / "links.json", folder / "links.json")
        return folder, export
    labels = (source / "gold.jsonl").read_text(encoding="utf-8").splitlines()
    kept = [line for line in labels if line.strip() and _in_part(json.loads(line)["id"], part)]
    (folder / "gold.jsonl").write_text("\n".join(kept) + "\n", encoding="utf-8")
    found = json.loads(export.read_text(encoding="utf-8"))
    pages = {
        page["id"]
        for page in found["pages"]
        if _in_part(pathlib.PurePath(page["location"]).stem, part)
    }
    found["articles"] = [a for a in found["articles"] if a["page"] in pages]
    articles = {a["id"] for a in found["articles"]}
    for kind, records in found.items():
        if isinstance(records, list) and kind not in ("pages", "articles"):
            found[kind] = [_record_in(record, articles) for record in records]
    cut = folder / "export.json"
    cut.write_text(json.dumps(found), encoding="utf-8")
    return folder, cut


def _write_links(source: pathlib.Path, target: pathlib.Path) -> None:
    """Copy the links with every reading as text: the scorer stops at a number (an ordinal)."""
    if not source.exists():
        return
    links = json.loads(source.read_text(encoding="utf-8"))
    for discrepancy in links.get("discrepancies", []):
        for reading in discrepancy["readings"]:
            reading["value"] = str(reading["value"])
    target.write_text(json.dumps(links), encoding="utf-8")


def _record_in(record: dict[str, object], articles: set[str]) -> dict[str, object]:
    evidence = record.get("evidence")
    if not isinstance(evidence, list):
        return record
    return {**record, "evidence": [e for e in evidence if e["article"] in articles]}


def _in_part(name: str, part: str) -> bool:
    number = int(name.split("#", maxsplit=1)[0])
    return (number % 3 == 0) == (part == "unseen")


def _figure(measure: str, row: dict[str, float]) -> float:
    if measure.endswith("(precision)"):
        return row["precision"]
    return row["recall"] if measure.endswith(RATES) else row["f1"]


def _print_rows(title: str, rows: dict[str, dict[str, float]]) -> None:
    print(f"\n{title:30} {'P':>6} {'R':>6} {'F1':>6}   right / gold / found")
    for measure, row in rows.items():
        figures = " ".join(f"{row[key]:6.3f}" for key in ("precision", "recall", "f1"))
        print(f"{measure:30} {figures}   {row['right']} / {row['gold']} / {row['found']}")


if __name__ == "__main__":
    sys.exit(main())
