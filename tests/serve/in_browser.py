"""A desk served on a port of this machine, and a real browser that looks at it."""

import shutil
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
import uvicorn
from starlette.types import ASGIApp

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")


@contextmanager
def served(make: Callable[[str], ASGIApp]) -> Iterator[str]:
    """Serve an application on a free port; it is made knowing its origin."""
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        origin = f"http://127.0.0.1:{listening.getsockname()[1]}"
        config = uvicorn.Config(make(origin), log_level="error", lifespan="off")
        server = uvicorn.Server(config)
        thread = threading.Thread(target=server.run, args=([listening],), daemon=True)
        thread.start()
        while not server.started:
            thread.join(0.02)
        yield origin
        server.should_exit = True
        thread.join(10)


@dataclass
class Watched:
    """A page of a browser and all that it complained of."""

    page: Any
    complaints: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.page.on("console", self._on_console)
        self.page.on("pageerror", lambda error: self.complaints.append(f"script: {error}"))
        self.page.on("dialog", self._on_dialog)

    def _on_console(self, message: Any) -> None:
        if message.type in ("error", "warning"):
            self.complaints.append(f"{message.type}: {message.text}")

    def _on_dialog(self, dialog: Any) -> None:
        self.complaints.append(f"dialog: {dialog.message}")
        dialog.dismiss()


@contextmanager
def chromium() -> Iterator[Any]:
    """Give Debian's Chromium; skip where it or its driver is missing."""
    driver = pytest.importorskip("playwright.sync_api", reason="playwright is not installed here")
    if CHROMIUM is None:
        pytest.skip("Chromium is not installed here (Debian: apt-get install chromium)")
    with driver.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield browser
        browser.close()


def axe(page: Any) -> list[str]:
    """Give what axe finds wrong with a page, one line a violation."""
    tool = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe is missing")
    found = tool.Axe().run(page).response["violations"]
    return [f"{v['id']}: {v['nodes'][0]['html'][:160]}" for v in found]


def copied(place: Path, folder: Path) -> str:
    """Copy a register that others have read."""
    target = folder / "register.db"
    shutil.copyfile(place, target)
    return str(target)
