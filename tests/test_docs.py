"""The commands that the documents show are run, and what they print is what the documents say."""

import os
import pathlib
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator

import pytest

ROOT = pathlib.Path(__file__).resolve().parent.parent
STOCKTAKE = pathlib.Path(sys.executable).with_name("stocktake")
PAGES = ("README.md", "docs/tour.md")


def shown_commands(page: str) -> Iterator[tuple[str, str]]:
    """Give each shown command with the output below it, from the console blocks of a page."""
    text = (ROOT / page).read_text(encoding="utf-8")
    for block in re.findall(r"```console\n(.*?)```", text, flags=re.S):
        yield from re.findall(r"^\$ (.+)\n((?:(?!\$ ).*\n)*)", block, flags=re.M)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> pathlib.Path:
    """Give a folder with the example pages and the register of them."""
    place = tmp_path_factory.mktemp("docs")
    shutil.copytree(ROOT / "examples", place / "examples")
    subprocess.run([STOCKTAKE, "add", "examples"], cwd=place, check=True, capture_output=True)
    return place


@pytest.mark.parametrize("page", PAGES)
def test_a_shown_command_prints_what_the_page_shows(page: str, folder: pathlib.Path) -> None:
    commands = list(shown_commands(page))
    assert commands, f"{page} shows no command"
    for command, output in commands:
        told = subprocess.run(
            command.replace("stocktake", str(STOCKTAKE), 1),
            check=False,
            shell=True,
            cwd=folder,
            env={**os.environ, "COLUMNS": "80"},
            capture_output=True,
            text=True,
        )
        printed = [line.rstrip() for line in told.stdout.splitlines()]
        for line in output.splitlines():
            if line.strip() and line.strip() != "…":
                assert line.rstrip() in printed, f"`{command}` no longer prints: {line}"


def test_continuous_integration_runs_the_commands_of_the_readme() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    script = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    headings = re.findall(r"\$\(block '([^']+)'\)", script)
    assert headings == ["Try it", "Run the tests"]
    for heading in headings:
        assert f"## {heading}\n" in readme
