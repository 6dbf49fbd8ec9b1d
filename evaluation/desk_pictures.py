"""Takes the pictures of the desk's guide: ``python evaluation/desk_pictures.py docs/desk``.

The register is read from the pages of `examples/`, and every second promise of the first mechanism
is confirmed in it, so that both looks are seen.  Needs Debian's Chromium.
"""

import argparse
import shutil
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import uvicorn
from playwright.sync_api import sync_playwright

from stocktake.bench import Bench
from stocktake.judging import Decision
from stocktake.pipeline import decide
from stocktake.questions import Kind, Question
from stocktake.register import open_existing
from stocktake.serve.web.app import application
from stocktake.serve.web.desk import Desk
from stocktake.serve.web.door.opening import Door
from stocktake.serve.web.door.site import Site
from stocktake.serve.web.door.ways import OnePerson

EXAMPLES = Path(__file__).parents[1] / "examples"
DAY = date(2025, 10, 20)
WHO = "A. Haddad"
SCREENS = {"1280": (1280, 900), "360": (360, 780)}


def read(place: str) -> None:
    """Read the examples and confirm what is confirmed in the pictures."""
    program = [str(Path(sys.executable).with_name("stocktake")), "--register", place]
    subprocess.run([*program, "add", str(EXAMPLES)], check=False, stdout=subprocess.DEVNULL)
    shelf = open_existing(place).shelf()
    ((format_, _), *_) = shelf.busiest("mechanism", "meetings", 1)
    promises = shelf.answer(Question("commitments", mechanism=format_, order="name")).ids
    for minute, wanted in enumerate((format_, *promises[::2])):
        at = f"{DAY.isoformat()}T09:{minute:02}:00+00:00"
        decide(open_existing(place), Decision("confirm", wanted, WHO, None), at)


def pages(place: str) -> Mapping[str, str]:
    """Give the pages that are taken, by the names of their pictures."""
    shelf = open_existing(place).shelf()
    ((format_, _), *_) = shelf.busiest("mechanism", "meetings", 1)

    def newest(kind: Kind) -> str:
        return shelf.answer(Question(kind, mechanism=format_ if kind == "meetings" else None)).ids[
            0
        ]

    promise = shelf.answer(Question("commitments", mechanism=format_, delivery="delivered")).ids[0]
    doubt = shelf.answer(Question("commitments", standing="suggested")).ids[0]
    return {
        "today": "/", "mechanism": f"/mechanisms/{format_}", "list": "/commitments",
        "meeting": f"/meetings/{newest('meetings')}", "commitment": f"/commitments/{promise}",
        "article": f"/articles/{shelf.gather([promise], ('reports',)).articles[0].id}",
        "person": f"/people/{newest('people')}", "party": "/parties/IRQ",
        "agreement": f"/agreements/{newest('agreements')}", "map": "/map",
        "search": "/search?q=training", "review": f"/review/{doubt}",
    }  # fmt: skip


@contextmanager
def served(place: str) -> Iterator[str]:
    """Serve the register to one person of a made-up name, on a day of the past."""
    register = open_existing(place)
    bench = Bench(register, lambda: datetime.now(UTC), 1)
    app = application(
        Desk(register.shelf(), lambda: DAY, bench=bench), Door(Site(), OnePerson("A. Reader"))
    )
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        server = uvicorn.Server(uvicorn.Config(app, log_level="error", lifespan="off"))
        thread = threading.Thread(target=server.run, args=([listening],), daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{listening.getsockname()[1]}"
        server.should_exit = True
        thread.join(10)


def take(place: str, folder: Path) -> None:
    """Take each page wide and narrow, light and dark."""
    asked = pages(place)
    with served(place) as origin, sync_playwright() as playwright:
        program = shutil.which("chromium") or shutil.which("chromium-browser")
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
        for width, (across, down) in SCREENS.items():
            for light in ("light", "dark"):
                how: dict[str, Any] = {"color_scheme": light, "locale": "en-GB"}
                page = browser.new_page(viewport={"width": across, "height": down}, **how)
                for name, path in asked.items():
                    page.goto(origin + path)
                    target = folder / f"{name}-{width}-{light}.png"
                    # The bar of answers stays at the foot of the window, so that is what is taken.
                    page.screenshot(path=str(target), full_page=name != "review")
                page.close()
        browser.close()


def main() -> None:
    """Take the pictures into the folder that the command line names."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--register", help="One that is there, in place of that of the examples.")
    given = parser.parse_args()
    given.folder.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory() as folder:
        place = given.register or f"{folder}/examples.db"
        if given.register is None:
            read(place)
        take(place, given.folder)


if __name__ == "__main__":
    main()
