"""A team's register: eight writers at once, and readers who are never kept waiting for them."""

import json
import multiprocessing
import shutil
from multiprocessing.context import SpawnProcess
from pathlib import Path

from click.testing import CliRunner

from stocktake.cli import main
from stocktake.register import open_existing

WRITERS = 8


def add(place: str, folder: str) -> None:
    result = CliRunner().invoke(main, ["--register", place, "add", "--jobs", "1", folder])
    assert result.exit_code == 0, result.output


def test_eight_writers_of_overlapping_pages_give_the_export_of_one(
    postgres, press: Path, tmp_path: Path
) -> None:
    alone, together = postgres.new_place(), postgres.new_place()
    add(alone, str(press))
    add(together, str(_portion(press, tmp_path, 0)))
    writers = [_writer(together, _portion(press, tmp_path, number)) for number in range(1, 9)]
    reads = 0
    while any(writer.is_alive() for writer in writers):
        # Each look is at one whole state: no entry rests on an article that is not there.
        holdings = open_existing(together).holdings()
        articles = {article.id for article in holdings.articles}
        for entry in holdings.entries:
            assert {evidence.article for evidence in entry.evidence} <= articles
        reads += 1
    assert [writer.exitcode for writer in writers] == [0] * WRITERS
    assert reads > 1
    assert _export(together) == _export(alone)


def _portion(press: Path, tmp_path: Path, number: int) -> Path:
    """Give a folder of four pages, three of which are in the next portion too."""
    pages = sorted(press.iterdir())
    folder = tmp_path / f"portion-{number}"
    folder.mkdir()
    for at in range(number, number + 4):
        page = pages[at % len(pages)]
        shutil.copy(page, folder / page.name)
    return folder


def _writer(place: str, folder: Path) -> SpawnProcess:
    process = multiprocessing.get_context("spawn").Process(target=add, args=(place, str(folder)))
    process.start()
    return process


def _export(place: str) -> dict[str, object]:
    result = CliRunner().invoke(main, ["--register", place, "export"])
    assert result.exit_code == 0, result.output
    told: dict[str, object] = json.loads(result.output)
    del told["generated"]
    pages = told["pages"]
    assert isinstance(pages, list)
    # The same page in two folders: the first place by name is shown.
    for page in pages:
        page["location"] = Path(page["location"]).name
    return told
